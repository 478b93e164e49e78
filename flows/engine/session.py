"""A session is one run of one flow in one conversation. Its turns count on for ever, so a late timer never fits."""

from dataclasses import dataclass, replace

from domain.chat import Chat
from domain.effects import Ask, Effect, HandOver, Wake
from domain.people import Role, SessionId
from flows.engine.state import State, Turn, block


@dataclass(frozen=True, slots=True)
class Session:
    """A flow's run. `state` None: it is over. `repeated`: the open question was said again after an interruption."""

    flow: str
    state: State | None
    turn: int = 0
    unclear: int = 0
    repeated: bool = False

    @property
    def id(self) -> SessionId:
        """A conversation has one session of a flow at a time."""
        return SessionId(self.flow)

    def waits_for(self, role: Role) -> bool:
        """Whether a question to `role` is open here."""
        return self.state is not None and self.state.asks is role


UNCLEAR_LIMIT = 2


def step(session: Session, turn: Turn, chat: Chat) -> tuple[Session, tuple[Effect, ...]]:
    """The session after a turn, with everything that is to happen: effects, then the question, then the timer."""
    if turn.stays:
        return session, turn.effects
    moved = Session(session.flow, turn.state, session.turn + 1)
    if turn.state is None:
        return moved, turn.effects
    asked = (question(moved, chat),) if turn.asks else ()
    return moved, (*turn.effects, *asked, *timer(moved, chat))


def question(session: Session, chat: Chat, suffix: str = "") -> Ask:
    """The question of the session's present state, as an effect."""
    state = session.state
    if state is None or state.asks is None:
        msg = f"{session.flow} asks nobody"
        raise TypeError(msg)
    return Ask(state.asks, f"{session.flow}/{block(state)}{suffix}", state.values(chat), state.kind, state.code,
               state.words, guards=state.guards, session=session.id, turn=session.turn, urgent=state.urgent,
               standing=state.standing)


def timer(session: Session, chat: Chat) -> tuple[Wake, ...]:
    """The timer of the session's present turn, if it has patience."""
    at = session.state.due(chat) if session.state else None
    return (Wake(session.id, session.turn, at),) if at else ()


def unclear(session: Session, chat: Chat) -> tuple[Session, tuple[Effect, ...]]:
    """Nobody took what was said: ask again in other words, and after the second time bring a person."""
    if session.unclear + 1 >= UNCLEAR_LIMIT:
        over = replace(session, state=None, turn=session.turn + 1)
        return over, (HandOver("not understood twice"),)
    again = replace(session, turn=session.turn + 1, unclear=session.unclear + 1)
    return again, (question(again, chat, "_again"), *timer(again, chat))
