"""Positions in, durably and fast; crossings out, as notes for the door, in the same commit.

    token -> driver -> parse -> (in order, under the van's lock) admit -> advance -> estimate -> one commit -> answer

Most fixes end here, and none locks a conversation. The lock is held until the commit is durable and what is remembered
changes only then: twenty requests with the same batch have the effect of one, and whatever was not kept is judged
again when it is posted again. A crossing's key makes it one, however often it is seen.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

import msgspec

from domain.events import Delayed, DriverNear, EtaMoved, Event, SignalLost
from domain.position import Batch, Fix, Position, Refused
from store import models
from store.batch import EtaRow, FixRow, NoteRow, VanState
from store.journal import Journal
from tracking.admit import Verdict, admit
from tracking.ahead import Ahead
from tracking.eta import crossings
from tracking.progress import Crossing, advance, silence
from tracking.sources import Source
from tracking.sources.posted import Answer, Posted
from tracking.sources.token import token
from tracking.vans import Known, Van, Vans, noted

CHUNK = 200
REMEMBERED = 60.0
NoteOf = Callable[[str, str, Event, datetime], NoteRow]
"""(key, conversation, event, when) to the row of a note, as the door reads it."""


class UnknownToken(Exception):
    """No driver has this token."""


@dataclass(slots=True)
class Judged:
    """A batch being judged: what is known by now, and what is to be kept of it."""

    known: Known
    ahead: Ahead
    position: Position | None
    fixes: list[FixRow] = field(default_factory=list)
    crossings: list[Crossing] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


class Ingest:
    """The GPS path of one process. After the commit `moved` is told of a van that moved, `woken` of crossings."""

    def __init__(self, journal: Journal, vans: Vans, now: Callable[[], float], note: NoteOf) -> None:
        """Nothing is read yet. `now` is the world's, in seconds since 1970."""
        self.vans = vans
        self.moved: Callable[[Van], None] = lambda _van: None
        self.woken: Callable[[], None] = lambda: None
        self._journal = journal
        self._now = now
        self._note = note
        self._drivers: dict[str, tuple[str, float]] = {}

    async def take(self, source: Source, posted: Posted) -> Answer:
        """Keep what a tracker posted; when this returns, the good fixes are durable.

        Raises:
            UnknownToken: 401.
            Malformed, TooMany: of `tracking.sources.posted`, 400 and 413.
            JournalFull: 503.
        """
        driver = await self._driver(token(posted.headers, posted.query))
        batch = source.parse(posted)
        refused = await self._keep(driver, batch, posted.received) if batch.fixes else ()
        return source.answer(batch, len(batch.fixes) - len(refused), refused)

    async def _driver(self, secret: str) -> str:
        """Whose token it is; remembered for a minute, so that a token taken back is taken back within one."""
        driver, until = self._drivers.get(secret, ("", 0.0))
        if until < time.monotonic():
            self._drivers.pop(secret, None)
            name = sha256(secret.encode()).hexdigest()
            row = await models.Driver.get_or_none(gps_token_hash=name) if secret else None
            if row is None:
                raise UnknownToken
            driver = row.id
            self._drivers[secret] = (driver, time.monotonic() + REMEMBERED)
        return driver

    async def _keep(self, driver: str, batch: Batch, received: float) -> tuple[Refused, ...]:
        van = self.vans.ready(driver) or await self.vans.van(driver)
        async with van.lock:
            work = Judged(van.known, van.journey.ahead, van.position)
            for first in range(0, len(batch.fixes), CHUNK):
                if first:
                    await asyncio.sleep(0)  # a thousand fixes must not hold up everybody else
                _judge(work, driver, batch, slice(first, first + CHUNK), received)
            now = self._now()
            if work.position is not van.position:
                _estimate(van, work, now)
            if work.fixes:
                await self._commit(van, work, received, now)
        return tuple(work.refused)

    async def _commit(self, van: Van, work: Judged, received: float, now: float) -> None:
        notes, etas = self._told(work, now) if work.crossings else ((), ())
        await self._journal.track(_state(van.driver, work, received), tuple(work.fixes), notes, etas)
        went = work.position is not van.position
        van.known, van.position = work.known, work.position
        self.vans.drove(van, work.crossings)
        van.crossed(work.crossings)
        if notes:
            self.woken()
        if went or notes:
            self.moved(van)

    def _told(self, work: Judged, now: float) -> tuple[tuple[NoteRow, ...], tuple[EtaRow, ...]]:
        """The rows of its crossings. An estimate is no note: it moves all day, and nobody has to decide about it."""
        when = datetime.fromtimestamp(now, UTC)
        notes = tuple(self._note(_key(one, work.ahead), one.delivery, one.event, when) for one in work.crossings
                      if not isinstance(one.event, EtaMoved))
        etas = tuple(_eta(one.delivery, one.event, now) for one in work.crossings if isinstance(one.event, EtaMoved))
        return notes, etas

    async def listen(self) -> int:
        """Miss the vans that fell silent while somebody waits for them. Returns how many did."""
        return sum([await self._listen(van.driver) for van in self.vans.all()])

    async def _listen(self, driver: str) -> int:
        van = await self.vans.van(driver)
        async with van.lock:
            now = self._now()
            progress, lost = silence(van.known.progress, van.journey.ahead, now)
            if not lost or not await self.vans.is_newest(van):
                return 0
            work = Judged(Known(van.known.trust, progress), van.journey.ahead, van.position, crossings=list(lost))
            await self._commit(van, work, now, now)
        return 1


def _judge(work: Judged, driver: str, batch: Batch, some: slice, received: float) -> None:
    """Judge each fix in the order it was posted."""
    trust, progress = work.known.trust, work.known.progress
    for number, fix in enumerate(batch.fixes[some], some.start):
        trust, position, verdict = admit(trust, fix, received)
        if verdict is Verdict.NOWHERE:
            work.refused.append(Refused(_item(batch, number), "lat", "a place on earth that is not 0,0", "41.8781"))
        elif verdict is not Verdict.DOUBLED:
            work.fixes.append(_row(driver, fix, position, verdict, received))
        if position is not None and verdict is Verdict.BELIEVED:
            progress, crossed = advance(progress, position, work.ahead)
            work.position = position
            work.crossings += crossed
    work.known = Known(trust, progress)


def _estimate(van: Van, work: Judged, now: float) -> None:
    """When it comes, from the batch's last place: once a request, not once a fix."""
    here = work.position
    if here is not None and work.ahead.stops:
        ahead = noted(work.ahead, work.crossings) if work.crossings else work.ahead
        work.crossings += crossings(ahead, van.reach(here), now, max(0.0, now - here.at))


def _item(batch: Batch, number: int) -> int:
    """Which item of the request a fix was: those that were no fixes at all are not among the fixes."""
    refused = {one.item for one in batch.refused}
    return [item for item in range(len(batch.fixes) + len(refused)) if item not in refused][number]


def _row(driver: str, fix: Fix, position: Position | None, verdict: Verdict, received: float) -> FixRow:
    at = fix.at if position is None else position.at
    return (driver, at, fix.lat, fix.lon, fix.speed, fix.heading, fix.accuracy, verdict.value, received)


def _state(driver: str, work: Judged, received: float) -> VanState:
    state = msgspec.json.encode(work.known).decode()
    if work.position is None:
        return (driver, None, None, None, None, None, received, state)
    here = work.position
    return (driver, here.at, here.lat, here.lon, here.speed, here.heading, received, state)


def _eta(delivery: str, event: EtaMoved, now: float) -> EtaRow:
    return (delivery, event.start.timestamp(), event.likely.timestamp(), event.end.timestamp(), now)


def _key(crossing: Crossing, ahead: Ahead) -> str:
    """What makes a crossing one: a notice once a promise, an arrival once a run."""
    match crossing.event:
        case DriverNear() | Delayed():
            once = str(next((int(step.end) for step in ahead.stops if step.delivery == crossing.delivery), 0))
        case SignalLost(since=since):
            once = str(int(since.timestamp()))
        case _:
            once = ""
    return f"gps:{ahead.run}:{crossing.delivery}:{type(crossing.event).__name__}:{once}"
