"""Who takes what happened. One function decides for a whole conversation: (sessions, event, chat) -> Decision.

What somebody said is understood once, outside, into one or more meanings, and each is offered in this order; the
first taker wins:

    law          opt-out and opt-in, before anything else
    facts        a code, an instruction, a hazard: kept whoever else takes it
    takeover     while a person has the conversation our own talk is silent
    the session  that waits for this participant: the open question, then a standing menu
    starts       a flow that can begin here
    relays       on to the other side
    a person     will read it

Only when nobody took anything of what was said is the open question asked again. When something else was answered
in between, the open question is repeated once, in the same message; not when a person was called, who comes first.
Whoever opts out hears the confirmation and nothing else, whatever else they meant.

What happened to the delivery (an arrival, a change) is told to every open session and every flow: each may react.
A timer or a floor belongs to one session and one turn; an older one means nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from domain.chat import Chat
from domain.effects import Ask, Effect, HandOver, Say, SetConsent
from domain.events import (
    AgentHandedBack,
    Event,
    FloorGiven,
    Meant,
    PicturesCame,
    PlaceShared,
    SentMedia,
    TimedOut,
    Unclear,
)
from domain.message import Kind
from domain.people import Role
from flows.engine.catalog import Flow, catalog
from flows.engine.session import Session, question, step, timer, unclear
from flows.engine.state import Turn

Sessions = tuple[Session, ...]
SAID = (Meant, SentMedia, PicturesCame, PlaceShared)


@dataclass(frozen=True, slots=True)
class Decision:
    """The sessions as they stand afterwards and what is to happen, in order."""

    sessions: Sessions
    effects: tuple[Effect, ...] = ()


@dataclass(slots=True)
class _Table:
    """The decision while it is being made."""

    chat: Chat
    sessions: dict[str, Session]
    effects: list[Effect] = field(default_factory=list)

    def apply(self, flow: str, turn: Turn) -> None:
        session, effects = step(self.session(flow), turn, self.chat)
        self.sessions[flow] = session
        self.effects += effects

    def session(self, flow: str) -> Session:
        return self.sessions.get(flow, Session(flow, None))


def decide(sessions: Sessions, event: Event, chat: Chat) -> Decision:
    """What one event means for this conversation."""
    return hear(sessions, (event,), chat) if isinstance(event, SAID) else _happened(sessions, event, chat)


def hear(sessions: Sessions, said: Sequence[Event], chat: Chat) -> Decision:
    """Everything one person said in one go, as meanings in order. `said` is not empty and has one speaker."""
    table = _Table(chat, {one.flow: one for one in sessions})
    who = _speaker(said[0])
    asked = _waiting(table, who)
    taken = [_offer(table, event, who) for event in said]
    if not any(taken):
        _nobody(table, said[0], who)
    elif asked:
        _repeat(table, asked, who)
    return Decision(tuple(table.sessions.values()), tuple(_hushed(table.effects)))


def _happened(sessions: Sessions, event: Event, chat: Chat) -> Decision:
    table = _Table(chat, {one.flow: one for one in sessions})
    if isinstance(event, (TimedOut, FloorGiven)):
        _to_one(table, event)
    else:
        for flow in catalog().values():
            _broadcast(table, flow, event)
    if isinstance(event, AgentHandedBack):
        _resume(table)
    return Decision(tuple(table.sessions.values()), tuple(table.effects))


def _to_one(table: _Table, event: TimedOut | FloorGiven) -> None:
    session = table.sessions.get(event.session)
    if session is None or session.state is None or session.turn != event.turn:
        return
    if table.chat.agent and session.state.asks is Role.CUSTOMER:
        table.effects += timer(session, table.chat)  # patience pauses while a person has the customer
    elif isinstance(event, FloorGiven):
        table.effects += (question(session, table.chat), *timer(session, table.chat))
    elif turn := session.state.on(event, table.chat):
        table.apply(session.flow, turn)


def _broadcast(table: _Table, flow: Flow, event: Event) -> None:
    session = table.session(flow.name)
    turn = session.state.on(event, table.chat) if session.state else None
    turn = turn or flow.starts(event, table.chat)
    if turn:
        table.apply(flow.name, turn)


def _offer(table: _Table, event: Event, who: Role) -> bool:
    flows = catalog().values()
    for flow in flows:
        if turn := flow.law(event, table.chat):
            table.apply(flow.name, turn)
            return True
    kept = [(flow, fact) for flow in flows if (fact := flow.facts(event, table.chat))]
    for _, fact in kept:
        table.effects += fact.effects
    if table.chat.agent and who is Role.CUSTOMER:
        return True
    if _take(table, event, who):
        return True
    for _, fact in kept:
        table.effects += fact.thanks
    return bool(kept) or _pass_on(table, event)


def _take(table: _Table, event: Event, who: Role) -> bool:
    waiting = [one for one in table.sessions.values() if one.waits_for(who)]
    waiting.sort(key=lambda one: one.state.standing if one.state else False)
    for session in waiting:
        if session.state and (turn := session.state.on(event, table.chat)):
            table.apply(session.flow, turn)
            return True
    for flow in catalog().values():
        if turn := flow.starts(event, table.chat):
            table.apply(flow.name, turn)
            return True
    return False


def _pass_on(table: _Table, event: Event) -> bool:
    for flow in catalog().values():
        if turn := flow.relays(event, table.chat):
            if not _passed(table.effects, turn):
                table.apply(flow.name, replace(turn, stays=True))
            return True
    return False


def _passed(effects: Sequence[Effect], turn: Turn) -> bool:
    """Whether these very words go to that side already: several meanings do not make several messages."""
    carried = {(one.to, one.words) for one in effects if isinstance(one, Say) and one.words}
    return any(isinstance(one, Say) and (one.to, one.words) in carried for one in turn.effects)


def _nobody(table: _Table, event: Event, who: Role) -> None:
    asked = _waiting(table, who)
    if asked:
        session, effects = unclear(asked, table.chat)
        table.sessions[asked.flow] = session
        table.effects += effects
        if session.state is not None:
            return
    else:
        table.effects.append(HandOver("words nobody understood", priority=2))
    words = event.words if isinstance(event, (Meant, Unclear)) else None
    table.effects.append(Say(who, "escalation/person_reads", kind=Kind.ANSWER, words=words))


def _waiting(table: _Table, who: Role) -> Session | None:
    open_ones = (one for one in table.sessions.values() if one.waits_for(who))
    return next((one for one in open_ones if one.state and not one.state.standing), None)


def _repeat(table: _Table, asked: Session, who: Role) -> None:
    now = table.sessions[asked.flow]
    answered = any(isinstance(one, Say) and one.to is who and not isinstance(one, Ask) for one in table.effects)
    person = bool(table.chat.agent) or any(isinstance(one, HandOver) for one in table.effects)
    if now == asked and answered and not asked.repeated and not person:
        table.sessions[asked.flow] = replace(asked, repeated=True)
        table.effects.append(question(asked, table.chat))


def _resume(table: _Table) -> None:
    """The person is done: the open question is asked again, with its whole patience."""
    asked = _waiting(table, Role.CUSTOMER)
    if asked:
        again = replace(asked, turn=asked.turn + 1)
        table.sessions[asked.flow] = again
        table.effects += (question(again, table.chat), *timer(again, table.chat))


def _hushed(effects: Sequence[Effect]) -> list[Effect]:
    """After an opt-out in the same breath only its confirmation is said to whoever opted out."""
    gone = {one.who for one in effects if isinstance(one, SetConsent) and not one.allowed}
    return [one for one in effects if not (isinstance(one, Say) and one.to in gone and one.kind is not Kind.CONSENT)]


def _speaker(event: Event) -> Role:
    if isinstance(event, (*SAID, Unclear)):
        return event.who
    msg = f"{type(event).__name__} was said by nobody"
    raise TypeError(msg)
