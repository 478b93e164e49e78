"""Thanks, okay, never mind: taken as a considerate person would take it, which is mostly in silence."""

from domain.chat import Chat
from domain.events import Event, Meant
from domain.meanings import Plain
from domain.people import Role
from flows.engine.state import Turn, done

SILENT = frozenset({"thanks", "ack", "praise", "received", "nevermind", "auto_reply", "confirm_yes", "unsure"})


def starts(event: Event, chat: Chat) -> Turn | None:
    """Nothing needs saying. Another machine gets no answer."""
    match event:
        case Meant(Role.CUSTOMER, Plain(intent)) if intent in SILENT:
            return done()
        case Meant(Role.DRIVER, Plain("accept" | "decline" | "thanks" | "ack")):
            return done()
    return None
