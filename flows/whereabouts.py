"""Where is it? One honest answer by status, in one message, useful without the link."""

from domain.chat import Chat
from domain.delivery import Status
from domain.effects import Say, Value
from domain.events import Event, Meant
from domain.meanings import Plain
from domain.message import Kind
from domain.people import Role
from flows.engine.state import Turn, done

BLOCKS = {
    Status.SCHEDULED: "planned",
    Status.OUT_FOR_DELIVERY: "under_way",
    Status.ARRIVING: "under_way",
    Status.ARRIVED: "at_door",
    Status.DELIVERED: "delivered",
    Status.ATTEMPT_FAILED: "missed",
    Status.REFUSED: "ended",
    Status.CANCELLED: "ended",
}


def starts(event: Event, chat: Chat) -> Turn | None:
    """Answer a customer who asks."""
    match event:
        case Meant(Role.CUSTOMER, Plain("eta")):
            return done(Say(Role.CUSTOMER, f"whereabouts/{BLOCKS[chat.delivery.status]}", _values(chat), Kind.ANSWER))
    return None


def _values(chat: Chat) -> dict[str, Value]:
    expected = chat.arrives or chat.delivery.window
    ended = chat.delivery.ended_at
    return {
        "start": expected.start.isoformat(),
        "end": expected.end.isoformat(),
        "before": chat.stop.before if chat.stop else 0,
        "at": ended.isoformat() if ended else "",
    }
