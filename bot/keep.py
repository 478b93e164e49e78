"""Effect to rows: one small function for each effect, all inside the decision's own transaction.

What one turn says to one person is gathered and kept as one message. A question takes the floor of the phone it goes
to; while another question holds it, it waits and is asked later (`FloorGiven`). Effects that can fail answer with
an event, which the door decides like any other.
"""

# Longer than 250 lines: one small function for each effect, read as one list.

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import singledispatch

from bot import floors, slots
from bot.consent_words import keep_consent
from bot.facts import Rows
from bot.notes import note_event
from bot.saying import Part, keep_message
from bot.speaking import speaks
from domain import effects
from domain.chat import Chat
from domain.events import Event, Rebooked, SlotTaken
from domain.people import Role
from flows.engine.codec import encode
from flows.engine.router import Sessions
from flows.engine.session import Session
from store import models
from store.crypt import Keys
from store.ids import new_id
from store.queries.conversation import kept_session
from store.queries.raw import Call, adding, together


@dataclass(slots=True)
class Keeping:
    """One decision being kept.

    `because` is the event that led to it; `follow` collects events still to be decided. `slack`: drivers who have it
    are written to there. `heard` is who spoke, where words led to it; `carrier`, that the carrier answered those words
    itself. `writes` are rows that nothing reads before the decision is kept whole: they are written in one trip at its
    end.
    """

    rows: Rows
    chat: Chat
    keys: Keys
    because: str
    slack: bool = False
    heard: Role | None = None
    carrier: bool = False
    follow: list[Event] = field(default_factory=list)
    said: dict[tuple[str, str], list[Part]] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    writes: list[Call] = field(default_factory=list)

    @property
    def delivery(self) -> models.Delivery:
        """The conversation's row."""
        return self.rows.delivery

    async def participant(self, role: Role) -> models.Participant | None:
        """Whom a role's messages go to now."""
        if role is Role.CUSTOMER:
            return self.delivery.customer
        return self.rows.driver.participant if self.rows.driver else None

    async def entry(self, kind: str, text: str) -> None:
        """A line of the timeline."""
        self.writes.append(adding(models.Entry, id=new_id(), conversation_id=self.delivery.id, at=self.chat.now,
                                  kind=kind, text=text[:300]))


async def keep(work: Keeping, before: Sessions, after: Sessions, wished: Sequence[effects.Effect]) -> None:
    """Everything one decision changed: sessions, effects in order, then the messages they add up to."""
    _sessions(work, before, after)
    for effect in wished:
        await keep_one(effect, work)
    for (to, driver), parts in work.said.items():
        await keep_message(work, Role(to), driver, parts)
    await together(*work.writes)
    await _floors(work, before, after)


def _sessions(work: Keeping, before: Sessions, after: Sessions) -> None:
    known = {one.flow: one for one in before}
    for session in after:
        if known.get(session.flow) != session:
            _session(work, session)


def _session(work: Keeping, session: Session) -> None:
    row = next((one for one in work.rows.sessions if one.flow == session.flow), None)
    row = row or models.SessionRow(id=new_id(), conversation_id=work.delivery.id, flow=session.flow,
                                   created_at=work.chat.now, state="", sealed=b"")
    state = session.state
    row.turn, row.unclear, row.repeated = session.turn, session.unclear, session.repeated
    row.open, row.asks = state is not None, (state.asks or "") if state else ""
    if state is not None:
        row.state, row.version = type(state).__name__, state.version
        row.sealed = work.keys.seal_json(f"sessions|{row.id}", encode(state))
    work.writes.append(kept_session(row))


async def _floors(work: Keeping, before: Sessions, after: Sessions) -> None:
    """Questions that are no longer open leave the floor to the next in line."""
    asking = {one.flow for one in after if one.state and one.state.asks and not one.state.standing}
    for session in before:
        if session.flow in work.rows.questions and session.flow not in asking:
            await floors.leave(work.delivery.id, session.flow, work.chat.now)


@singledispatch
async def keep_one(effect: effects.Effect, work: Keeping) -> None:
    """Keep one effect.

    Raises:
        TypeError: for an effect nobody has taught us to keep.
    """
    msg = f"no way to keep {type(effect).__name__}"
    raise TypeError(msg)


@keep_one.register
async def _(effect: effects.Say, work: Keeping) -> None:
    work.said.setdefault((effect.to, effect.driver or ""), []).append(Part.of(effect))


@keep_one.register
async def _(effect: effects.Ask, work: Keeping) -> None:
    who = await work.participant(effect.to)
    session = effect.session
    if who is not None and not effect.standing and not await floors.take(work, who, effect):
        work.waiting.add(session)
        await work.entry("question waits", f"{effect.wording} waits: another question is open on that phone")
        return
    work.said.setdefault((effect.to, ""), []).append(Part.of(effect))


@keep_one.register
async def _(effect: effects.Wake, work: Keeping) -> None:
    if effect.session not in work.waiting:  # its patience starts when it is asked
        work.writes.append(adding(models.Timer, id=new_id(), conversation_id=work.delivery.id,
                                  session_id=effect.session, turn=effect.turn, due_at=effect.at))


@keep_one.register
async def _(effect: effects.Happen, work: Keeping) -> None:
    work.follow.append(effect.event)


@keep_one.register
async def _(effect: effects.Raise, work: Keeping) -> None:
    stop = work.rows.stop
    if stop is None or stop.run.status != "started":
        return
    others = [one for one in work.rows.others if one.id != stop.id and one.status == "open"]
    targets = others if effect.rest else [one for one in others if not one.next_told][:1]
    for other in targets:
        if not effect.rest:
            await models.Stop.filter(id=other.id).update(next_told=True)
        await note_event(other.delivery.id, effect.event, work.chat.now)
    if not effect.rest and not others:
        await models.Run.filter(id=stop.run.id).update(status="finished")


@keep_one.register
async def _(effect: effects.KeepNote, work: Keeping) -> None:
    who = work.delivery.customer
    words = await models.Message.get_or_none(id=effect.words)
    if who is None or words is None or words.sealed_body is None:
        return
    text = await work.keys.read(who, "messages", words.id, words.sealed_body)
    note = new_id()
    await models.DoorNoteRow.create(id=note, participant=who, delivery_id=work.delivery.id, kind=effect.kind,
                                    sealed_words=await work.keys.write(who, "door_notes", note, text),
                                    created_at=work.chat.now)
    await work.entry("door note", f"kept a note for the door: {effect.kind}")


@keep_one.register
async def _(effect: effects.KeepCode, work: Keeping) -> None:
    work.delivery.code_id = effect.code
    await work.delivery.save(update_fields=["code_id"])
    await work.entry("code kept", "the code is in the vault; only the assigned driver sees it, at the door")


@keep_one.register
async def _(effect: effects.HoldSlots, work: Keeping) -> None:
    for slot in effect.slots:
        await slots.hold(work.delivery, slot, work.chat.now, effect.until)


@keep_one.register
async def _(effect: effects.TakeSlot, work: Keeping) -> None:
    taken = await slots.hold(work.delivery, effect.slot, work.chat.now, work.chat.now)
    await slots.give_back(work.delivery)
    window = effect.slot.window
    work.follow.append(Rebooked(window.start, window.end, effect.slot.key) if taken else SlotTaken(effect.slot.key))


@keep_one.register
async def _(effect: effects.DropSlots, work: Keeping) -> None:
    await slots.give_back(work.delivery)


@keep_one.register
async def _(effect: effects.DropQueued, work: Keeping) -> None:
    old = models.Message.filter(conversation_id=work.delivery.id, outgoing=True, state="queued",
                                promised__lt=work.delivery.promised, role=Role.CUSTOMER, kind="notice")
    dropped = await old.update(state="dropped", why=effect.why[:200], settled_at=work.chat.now)
    if dropped:
        await work.entry("dropped", f"{dropped} queued for the old time: {effect.why}")


@keep_one.register
async def _(effect: effects.Promise, work: Keeping) -> None:
    await models.PromiseRow.create(id=new_id(), delivery=work.delivery, start=effect.start, end=effect.end,
                                   source=effect.source, at=work.chat.now)


@keep_one.register
async def _(effect: effects.Confirm, work: Keeping) -> None:
    work.delivery.confirmed = True
    await work.delivery.save(update_fields=["confirmed"])
    await work.entry("confirmed", "the customer said the window is good")


@keep_one.register
async def _(effect: effects.HandOver, work: Keeping) -> None:
    same = models.Case.filter(conversation_id=work.delivery.id, queue=effect.queue, reason=effect.reason[:120])
    if await same.exclude(state="resolved").exists():
        return
    case = new_id()
    await models.Case.create(id=case, conversation_id=work.delivery.id, queue=effect.queue,
                             reason=effect.reason[:120], priority=effect.priority, opened_at=work.chat.now,
                             dedupe=case)
    await work.entry("person called", f"{effect.queue}: {effect.reason}")


@keep_one.register
async def _(effect: effects.Silence, work: Keeping) -> None:
    work.delivery.agent = effect.agent
    await work.delivery.save(update_fields=["agent"])
    await work.entry("takeover", "a person has the conversation" if effect.agent else "handed back")


@keep_one.register
async def _(effect: effects.Rate, work: Keeping) -> None:
    who = work.delivery.customer
    row = await models.RatingRow.get_or_none(delivery_id=work.delivery.id)
    if who is None or (row is None and effect.score is None):
        return
    driver = work.rows.driver.id if work.rows.driver else ""
    row = row or models.RatingRow(id=new_id(), delivery=work.delivery, driver_id=driver, score=effect.score,
                                  participant_id=who.id, at=work.chat.now)
    row.score, row.cause = effect.score or row.score, effect.cause or row.cause
    words = await models.Message.get_or_none(id=effect.words) if effect.words else None
    if words and words.sealed_body:
        text = await work.keys.read(who, "messages", words.id, words.sealed_body)
        row.sealed_words = await work.keys.write(who, "ratings", row.id, text)
    await row.save()
    await work.entry("rated", f"{row.score} of 5" + (f", cause: {row.cause}" if row.cause else ""))


@keep_one.register
async def _(effect: effects.SetConsent, work: Keeping) -> None:
    await keep_consent(effect, work)


@keep_one.register
async def _(effect: effects.SpeakLanguage, work: Keeping) -> None:
    who = await work.participant(effect.who)
    if who is not None and speaks(effect.language):  # one we cannot write is answered in the present one
        who.language = effect.language
        await who.save(update_fields=["language"])
        work.chat = work.chat.speaking(effect.who, effect.language)  # the rest of this very turn is said in it too


@keep_one.register
async def _(effect: effects.NotThem, work: Keeping) -> None:
    work.delivery.customer = None  # type: ignore[assignment]
    await work.delivery.save(update_fields=["customer_id"])
    await floors.leave_all(work.delivery.id, work.chat.now)
    await work.entry("wrong number", "nothing of this delivery is said to that number again")


@keep_one.register
async def _(effect: effects.Explain, work: Keeping) -> None:
    await work.entry("why", effect.text)
