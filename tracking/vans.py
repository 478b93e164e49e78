"""What one process remembers of each driver's van, so that a fix costs no read. Rows are the truth; this is a copy.

A van is read when it is first heard of, its journey again whenever the door touched it. Beside other processes a copy
older than `LATELY` seconds is read again: a tracker keeps to one connection, but nothing promises it.
"""

import asyncio
import logging
import time
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import msgspec
from msgspec import structs

from domain.events import Arrived, Delayed, DriverNear, EtaMoved, Event
from domain.position import Position
from store import models
from tracking.admit import UNKNOWN, Trust
from tracking.ahead import Ahead
from tracking.doorstep import Doorstep, Place
from tracking.drives import Called, driven
from tracking.journeys import NO_JOURNEY, Journey, journey_of
from tracking.progress import IDLE, Crossing, Progress
from tracking.reach import Roads, Toward

log = logging.getLogger(__name__)
LATELY = 15.0


class Known(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What is known of a van beside its place: stored with it, as JSON."""

    trust: Trust = UNKNOWN
    progress: Progress = IDLE


@dataclass(slots=True)
class Van:
    """A driver's van. `position` is the last believed one. `lock` orders what is posted for it.

    `touches` counts what happened to its journey, `looked` how many of them the journey read last had seen.
    """

    driver: str
    known: Known = field(default_factory=Known)
    journey: Journey = NO_JOURNEY
    position: Position | None = None
    toward: Toward | None = None
    door: Place | None = None
    read_at: float = 0.0
    legs: dict[tuple[Place, Place], float | None] = field(default_factory=dict)
    called: Called | None = None
    touches: int = 0
    looked: int = -1
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    def reach(self, here: Position) -> float | None:
        """Driving seconds from here to the next door, None while nobody knows."""
        return None if self.toward is None else self.toward.seconds(here.lat, here.lon, here.heading)

    def crossed(self, crossings: Sequence[Crossing]) -> None:
        """Remember what the door will soon make true, until the journey is read again."""
        if crossings:
            self.journey = replace(self.journey, ahead=noted(self.journey.ahead, crossings))


class Vans:
    """Every van this process has heard of."""

    def __init__(self, *, alone: bool) -> None:
        """`alone`: no other process serves this database. `begin` gives the roads."""
        self._roads: Roads | None = None
        self._alone = alone
        self._vans: dict[str, Van] = {}
        self._drives: dict[str, str] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def all(self) -> tuple[Van, ...]:
        """All of them, in no order."""
        return tuple(self._vans.values())

    def touched(self, delivery: str, driver: str) -> None:
        """A decision was made about this delivery: whoever drives, or drove, it has another journey now."""
        for one in (driver, self._drives.get(delivery, "")):
            if one in self._vans:
                self._vans[one].touches += 1

    def ready(self, driver: str) -> Van | None:
        """The van, where nothing has to be read: as with nearly every fix."""
        van = self._vans.get(driver)
        return None if van is None or self._is_old(van) or van.looked != van.touches else van

    async def van(self, driver: str) -> Van:
        """The van with its journey as it is now."""
        van = self._vans.get(driver) or self._vans.setdefault(driver, Van(driver))
        if self._is_old(van) or van.looked != van.touches:
            async with van.reading:
                if self._is_old(van):
                    await self._read(van)
                if van.looked != van.touches:
                    await self._look_ahead(van)
        return van

    def _is_old(self, van: Van) -> bool:
        return not van.read_at or (not self._alone and time.monotonic() - van.read_at > LATELY)

    async def is_newest(self, van: Van) -> bool:
        """Whether no other process has heard of it since."""
        if self._alone:
            return True
        row = await models.VanRow.get_or_none(driver_id=van.driver)
        newest = row is None or van.position is None or row.at == van.position.at
        if not newest:
            van.read_at = 0.0
        return newest

    async def _read(self, van: Van) -> None:
        row = await models.VanRow.get_or_none(driver_id=van.driver)
        if row is not None and (van.position is None or (row.at or 0.0) > van.position.at):
            van.known = _known(row.state)
            van.position = _position(row)
        van.read_at, van.looked = time.monotonic(), -1

    async def _look_ahead(self, van: Van) -> None:
        touches = van.touches  # before the read: a touch while it runs has to be looked at again
        journey = await journey_of(van.driver)
        for step in journey.ahead.stops:
            self._drives[step.delivery] = van.driver
        van.journey = self._with_legs(van, journey)
        van.looked = touches
        door = journey.ahead.stops[0].place if journey.ahead.stops else None
        if door != van.door:
            van.toward = None
        if door != van.door or any(pair not in van.legs for pair in _pairs(journey.ahead)):
            van.door = door
            self._later(self._ask_roads(van, journey))

    def _with_legs(self, van: Van, journey: Journey) -> Journey:
        legs = tuple(van.legs.get((one.place, two.place)) if one.place and two.place else None
                     for one, two in pairwise(journey.ahead.stops))
        return replace(journey, ahead=replace(journey.ahead, legs=legs, rough=self._roads is None or self._roads.rough))

    async def _ask_roads(self, van: Van, journey: Journey) -> None:
        """Times on roads, while fixes go on: they may take a while, and nobody's acknowledgement waits for them."""
        places = [step.place for step in journey.ahead.stops]
        if self._roads is None:
            return
        try:
            if places and places[0] is not None:
                toward = await self._roads.toward(places[0])
                if van.door == places[0]:
                    van.toward = toward
            legs = await self._roads.legs(places)
            van.legs = {(one, two): leg for one, two, leg in zip(places, places[1:], legs, strict=False)
                        if one and two}
        except Exception:  # a road server that fails must not end the tracking; there is the next time
            log.exception("no road times for a run")
            return
        van.journey = self._with_legs(van, van.journey)

    def drove(self, van: Van, crossings: list[Crossing]) -> None:
        """Let the roads learn from what a van has just done; nothing waits for it."""
        if van.position is None or not (van.called or crossings):
            return
        van.called, drive = driven(van.called, van.position, van.known.progress.stay, van.journey.ahead, crossings)
        if drive is not None and self._roads is not None:
            self._roads.learn(drive.one, drive.other, drive.seconds)

    def _later(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def begin(self, roads: Roads) -> None:
        """Remember every van that was on a run when the process ended: one that stays silent must be missed."""
        self._roads = roads
        drivers = await models.Run.filter(status="started").values_list("driver_id", flat=True)
        known = await models.VanRow.filter(driver_id__in=[str(one) for one in drivers] or [""]).values_list(
            "driver_id", flat=True)
        for driver in known:
            await self.van(str(driver))

    async def end(self) -> None:
        """Ask the roads nothing more."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def _pairs(ahead: Ahead) -> list[tuple[Place, Place]]:
    """Neighbours whose places are both known."""
    return [(one.place, two.place) for one, two in pairwise(ahead.stops) if one.place and two.place]


def _known(state: str) -> Known:
    """What was stored; from a version this one cannot read, a van starts anew."""
    try:
        return msgspec.json.decode(state.encode(), type=Known)
    except (msgspec.ValidationError, msgspec.DecodeError):
        log.warning("a van's state could not be read; it starts anew")
        return Known()


def _position(row: models.VanRow) -> Position | None:
    if row.at is None or row.lat is None or row.lon is None:
        return None
    return Position(row.at, row.lat, row.lon, row.speed, row.heading)


def noted(ahead: Ahead, crossings: Sequence[Crossing]) -> Ahead:
    """What lies ahead once these crossings are acted on, so that none is seen twice meanwhile."""
    if not crossings:
        return ahead
    steps = {step.delivery: step for step in ahead.stops}
    for one in crossings:
        if one.delivery in steps:
            steps[one.delivery] = _noted(steps[one.delivery], one.event)
    return replace(ahead, stops=tuple(steps.values()))


def _noted(step: Doorstep, event: Event) -> Doorstep:
    match event:
        case Arrived(at=at):
            return structs.replace(step, arrived=at.timestamp(), near_told=True)
        case DriverNear():
            return structs.replace(step, near_told=True)
        case EtaMoved(start=start, likely=likely, end=end):
            return structs.replace(step, eta=(start.timestamp(), likely.timestamp(), end.timestamp()))
        case Delayed(start=start, end=end):
            return structs.replace(step, start=start.timestamp(), end=end.timestamp())
    return step
