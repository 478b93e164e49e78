"""THE ONE DOOR. Everything that happens enters here: note it, then lock, load, decide, keep, commit.

    a vendor's words      said()    noted durably in the journal, the vendor answered; act() decides a moment later
    another conversation  a note    written in the transaction that raised it; act() decides
    a timer               fire()    claimed and decided in one transaction
    the API, the console  decide()  inside the caller's own transaction: the answer waits for the decision

Words are ordered by the phone they came from: its unacted notes are drained first, under the participant's lock, and
then the conversation is locked. The two locks are always taken in that order, and there is no third. An attempt is
counted before it is made; after three a note is set aside for a person and blocks nobody.
"""

# Longer than 250 lines: the one door, with its essay.

import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import datetime
from functools import partial

from bot import facts, hearing, status
from bot.clock import Clock
from bot.keep import Keeping, keep
from bot.notes import event_from, lane, said_from_bytes, said_to_bytes
from bot.sessions import sessions_of
from bot.settings import Settings
from domain.chat import Chat
from domain.events import (
    AttemptFailed,
    Confirmed,
    Event,
    Meant,
    PicturesCame,
    PlaceShared,
    SentMedia,
    SlotChosen,
    SlotTaken,
    TimedOut,
    Unclear,
)
from domain.meanings import Availability, Plain, Reschedule
from domain.people import ConversationId, Role, SessionId
from flows.engine import router
from integrations.channel import Said
from store import models
from store.atomic import after_commit, atomic
from store.connect import is_sqlite
from store.crypt import Keys
from store.ids import new_id
from store.journal import Journal
from store.queries import locks, notes

log = logging.getLogger(__name__)
TRIES = 3
OF_EACH_LANE, AT_ONCE = 50, 1000
TOGETHER = 16
"""So many notes share a transaction on SQLite, where a commit costs more than a decision and nobody else writes
anyway. On PostgreSQL each has its own: more locks at once than the two, taken in their order, could wait in a ring."""

WANTS_SLOTS = (AttemptFailed, SlotTaken)
Ear = Callable[[bytes, datetime], Awaitable[None]]
"""Acts on what was noted under a kind of its own, inside the note's transaction."""


async def _nobody(_people: tuple[str, ...]) -> frozenset[str]:
    """Where there is no workspace to ask."""
    return frozenset()


class NoSuchConversation(LookupError):
    """There is no delivery of that id."""


class Door:
    """The way in. One a process; `journal` makes notes durable, `wake` is rung after every commit that left work.

    Each of `touched` is told (delivery, driver) after every decision about a journey, so that what others remember of
    it is read anew; driver is "" where nobody drives it. Each of `kept` writes in the decision's own transaction what
    has to be drawn again, knowing (delivery, run). `ears` act on notes of other kinds than words and events.
    `absent` says who of some members of the workspace is none any more; it asks there, so never inside a transaction.
    """

    def __init__(self, settings: Settings, clock: Clock, keys: Keys, journal: Journal) -> None:
        """Keep what decisions need. Nothing is started."""
        self.settings = settings
        self.clock = clock
        self.keys = keys
        self.journal = journal
        self.wake: Callable[[], None] = lambda: None
        self.touched: tuple[Callable[[str, str], None], ...] = ()
        self.kept: tuple[Callable[[str, str], Awaitable[None]], ...] = ()
        self.ears: dict[str, Ear] = {}
        self.absent: Callable[[tuple[str, ...]], Awaitable[frozenset[str]]] = _nobody
        self._together = TOGETHER if is_sqlite(settings.database_url) else 1

    async def said(self, said: Said) -> bool:
        """Note what a vendor told us. When this returns it survives a power cut. False: it was noted before.

        Raises:
            JournalFull: too much is waiting to be written; the vendor is told to come back.
        """
        where = lane(said.channel, said.theirs, said.ours)
        key = f"{said.channel}:{said.sid}"
        sealed = self.keys.seal(f"notes|{key}", said_to_bytes(said))
        new = await self.journal.note(key, "said", where, sealed, self.clock.now())
        if new:
            self.wake()
        return new

    async def noted(self, kind: str, key: str, lane_: str, plain: bytes) -> bool:
        """Note something for the ear of that kind. Durable when this returns; False: it was noted before.

        Raises:
            JournalFull: too much is waiting to be written.
        """
        sealed = self.keys.seal(f"notes|{key}", plain)
        new = await self.journal.note(key, kind, lane_, sealed, self.clock.now())
        if new:
            self.wake()
        return new

    async def act(self) -> int:
        """Act on open notes, in order in each lane. Returns how many were acted on; 0 when there is nothing to do."""
        waiting = await notes.waiting_notes(OF_EACH_LANE, AT_ONCE)
        stuck: set[str] = set()
        acted = 0
        for group in _groups(waiting, self._together):
            some = [note for note in group if note.lane not in stuck]
            acted += await self._attempt(some, stuck) if some else 0
        return acted

    async def _attempt(self, some: Sequence[models.Note], stuck: set[str]) -> int:
        """One try at notes, in one transaction; if that fails, each again in its own. Lanes of failures are stuck."""
        seqs = [note.seq for note in some]
        await atomic(lambda: notes.count_attempts(seqs))
        if len(some) > 1 and await self._tried(seqs):
            return len(some)
        return sum([await self._alone(note, stuck) for note in some])

    async def _alone(self, note: models.Note, stuck: set[str]) -> int:
        if note.lane in stuck:
            return 0
        if not await self._tried([note.seq]):
            if note.attempts + 1 < TRIES:
                stuck.add(note.lane)
                return 0
            await atomic(lambda: self._set_aside(note))
        return 1

    async def _tried(self, seqs: Sequence[int]) -> bool:
        try:
            await atomic(lambda: self._act(seqs))
        except Exception:
            log.exception("what was noted could not be acted on", extra={"notes": list(seqs)})
            return False
        return True

    async def _act(self, seqs: Sequence[int]) -> None:
        """Notes in order, in the present transaction."""
        found = await notes.still_open(seqs)
        for note in found:
            await self._act_on(note)
        await notes.mark_acted([note.seq for note in found], self.clock.now())

    async def _act_on(self, note: models.Note) -> None:
        if note.sealed is None:
            return
        if ear := self.ears.get(note.kind):
            await ear(self.keys.open(f"notes|{note.key}", note.sealed), note.received_at)
        elif note.kind == "said":
            said = said_from_bytes(self.keys.open(f"notes|{note.key}", note.sealed))
            await hearing.hear(self, said, note.received_at)
        else:
            await self.decide(ConversationId(note.lane), event_from(note.kind, note.sealed))

    async def _set_aside(self, note: models.Note) -> None:
        await notes.park(note.seq, "failed three times")
        case = new_id()
        where = note.lane if note.kind != "said" and note.kind not in self.ears else ""
        await models.Case.create(id=case, conversation_id=where, queue="support", priority=1, dedupe=case,
                                 reason="words or an event that could not be acted on", opened_at=self.clock.now())

    async def fire(self, timer: models.Timer) -> None:
        """A due timer, claimed and decided in one transaction."""
        async def work() -> None:
            if await notes.claim_timer(timer.id, self.clock.now()):
                event = TimedOut(SessionId(timer.session_id), timer.turn)
                await self.decide(ConversationId(timer.conversation_id), event)

        await atomic(work)

    async def decide(self, conversation: ConversationId, event: Event) -> None:
        """Decide one event, and whatever follows from it. Call it inside `atomic`.

        Raises:
            NoSuchConversation: there is no such delivery.
        """
        await self.decide_all(conversation, (event,))

    async def decide_all(self, conversation: ConversationId, said: Sequence[Event], *, carrier: bool = False) -> None:
        """Decide everything one person meant in one go, then what follows. `carrier`: it answered the words itself."""
        delivery = await locks.lock_conversation(conversation)
        if delivery is None:
            raise NoSuchConversation(conversation)
        queue: list[Sequence[Event]] = [tuple(said)]
        while queue:
            queue += [(one,) for one in await self._once(delivery, queue.pop(0), _spoken(said[0]), carrier=carrier)]
        after_commit(self.wake)

    async def _once(self, delivery: models.Delivery, happened: Sequence[Event], heard: Role | None, *,
                    carrier: bool) -> list[Event]:
        rows = await facts.load(delivery)
        now = self.clock.now()
        if not await status.move(rows, happened[0], now):
            return []
        if not isinstance(happened[0], status.TALK):
            rows = await facts.load(delivery, rows.stop)  # the move changed what comes before whom
        before = sessions_of(rows.sessions, self.keys)
        chat = await facts.chat(rows, self.keys, now, slots=_wants_slots(happened, before),
                                carrier_confirms=self.settings.twilio_confirms_stop, carrier_answered=carrier)
        decision = _decide(before, happened, chat)
        because = " + ".join(_named(one) for one in happened)
        work = Keeping(rows, chat, self.keys, because, self.settings.slack, heard, carrier)
        await keep(work, before, decision.sessions, decision.effects)
        for kept in self.kept:
            await kept(delivery.id, rows.stop.run.id if rows.stop else "")
        driver = rows.driver.id if rows.driver else ""
        for touched in self.touched:
            after_commit(partial(touched, delivery.id, driver))
        return work.follow

    async def said_on_page(self, conversation: ConversationId, text: str) -> None:
        """Words from the tracking page: heard like a text about this delivery. Call it inside `atomic`.

        Raises:
            NoSuchConversation: there is no such delivery, or nobody's number belongs to it.
        """
        delivery = await locks.lock_conversation(conversation)
        if delivery is None:
            raise NoSuchConversation(conversation)
        await delivery.fetch_related("customer", "depot")
        if delivery.customer is None:
            raise NoSuchConversation(conversation)
        await hearing.on_page(self, delivery, delivery.customer, text)


def _spoken(event: Event) -> Role | None:
    """Who said or did what led to a decision, and may hear its answer at any hour; None where nobody did."""
    if isinstance(event, (Confirmed, SlotChosen)):
        return Role.CUSTOMER
    return event.who if isinstance(event, (Meant, SentMedia, PicturesCame, PlaceShared, Unclear)) else None


def _groups(waiting: Sequence[models.Note], most: int) -> Iterator[list[models.Note]]:
    """Notes in order, so many at once; one that was tried before is tried alone, so that it spoils only its own."""
    group: list[models.Note] = []
    for note in waiting:
        if group and (note.attempts or group[0].attempts or len(group) == most):
            yield group
            group = []
        group.append(note)
    if group:
        yield group


def _decide(before: router.Sessions, happened: Sequence[Event], chat: Chat) -> router.Decision:
    if len(happened) > 1:
        return router.hear(before, happened, chat)
    return router.decide(before, happened[0], chat)


def _wants_slots(happened: Sequence[Event], before: router.Sessions) -> bool:
    """Only a decision that may offer windows pays for reading them."""
    if any(isinstance(one, WANTS_SLOTS) for one in happened):
        return True
    if any(one.state is not None and one.state.needs_slots for one in before):
        return True
    meant = [one.meaning for one in happened if isinstance(one, Meant)]
    return any(isinstance(one, (Reschedule, Availability)) or one == Plain("deny_no") for one in meant)


def _named(event: Event) -> str:
    if isinstance(event, Meant):
        meaning = event.meaning
        return f"{event.who} meant {meaning.intent if isinstance(meaning, Plain) else meaning.name}"
    return type(event).__name__
