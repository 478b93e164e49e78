r"""What we tell a customer without being asked: one notice for each thing that happens to their delivery.

    Scheduled -> OutForDelivery -> BecameNext -> DriverNear -> Delivered
                      |                |              \-> AttemptFailed
                      +-- Delayed -----+

Nothing waits here: every notice is said or dropped at the moment of sending. Each is told once for each promise.
"""

from datetime import timedelta

from domain.chat import Chat
from domain.effects import Promise, Say, Value
from domain.events import (
    AttemptFailed,
    BecameNext,
    Delayed,
    Delivered,
    DriverNear,
    Event,
    OutForDelivery,
    Rebooked,
    Scheduled,
)
from domain.message import Guard, Kind
from domain.people import Role
from flows.engine.state import Turn, done

TOLD = frozenset({Guard.CONSENTED, Guard.PROMISE})
COMING = frozenset({Guard.CONSENTED, Guard.PROMISE, Guard.COMING})
SOON = timedelta(minutes=30)
LONGEST_PLACE = 60


def starts(event: Event, chat: Chat) -> Turn | None:
    """The notice for this event, if it has one."""
    window = chat.delivery.window
    match event:
        case Scheduled():
            block = "scheduled_strange" if chat.customer.strange else "scheduled"
            return done(_tell(block, guards=TOLD), Promise(window.start, window.end, "scheduled"))
        case OutForDelivery(first=first):
            return done(_tell("out_for_delivery", guards=COMING, first=first, before=_before(chat)))
        case BecameNext():
            return done(_tell("next", guards=COMING, lasts=SOON))
        case DriverNear(minutes=minutes):
            return done(_tell("near", Kind.URGENT, COMING, timedelta(minutes=10), minutes=minutes))
        case Delayed(start=start, end=end):
            told = _tell("late", Kind.URGENT, COMING, timedelta(hours=1), start=start.isoformat(),
                         end=end.isoformat())
            return done(told, Promise(start, end, "late"))
        case Delivered(how=how, to=to):
            return done(_tell("delivered", how=how, to=to, place=_place(how, chat)))
        case AttemptFailed(reason=reason):
            return done(_tell("missed", reason=reason))
        case Rebooked(start=start, end=end):
            return done(_tell("rebooked", Kind.ANSWER, TOLD), Promise(start, end, "rebooked"))
    return None


def _place(how: str, chat: Chat) -> str:
    """The safe place in the customer's own words, if they named one and it was left there."""
    named = [one.text for one in chat.notes if one.kind == "safe_place"] if how == "safe_place" else []
    return named[-1][:LONGEST_PLACE].strip() if named else ""


def _before(chat: Chat) -> int:
    return chat.stop.before if chat.stop else 0


def _tell(block: str, kind: Kind = Kind.NOTICE, guards: frozenset[Guard] = frozenset({Guard.CONSENTED}),
          lasts: timedelta = timedelta(hours=6), **values: Value) -> Say:
    return Say(Role.CUSTOMER, f"notices/{block}", values, kind, lasts=lasts, guards=guards)
