"""Something is wrong with what came, or did not come: a person, at once, with the driver and the proof beside it."""

from domain.chat import Chat
from domain.effects import HandOver, Say
from domain.events import Event, Meant
from domain.meanings import Plain
from domain.message import Kind
from domain.people import Role
from flows.engine.state import Turn, done

REASONS = {
    "damaged": ("it came damaged", 1),
    "missing": ("says it did not arrive", 1),
    "incident": ("an incident at the door", 1),
    "wrong_item": ("the wrong item came", 2),
    "refund_return": ("wants to return it or money back", 2),
    "complaint": ("a complaint", 2),
}


def starts(event: Event, chat: Chat) -> Turn | None:
    """Bring a person and say so warmly."""
    match event:
        case Meant(Role.CUSTOMER, Plain(intent)) if intent in REASONS:
            reason, priority = REASONS[intent]
            block = intent if intent in {"damaged", "missing"} else "sorry"
            return done(HandOver(reason, priority), Say(Role.CUSTOMER, f"aftercare/{block}", kind=Kind.ANSWER))
    return None
