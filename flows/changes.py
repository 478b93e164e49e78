"""The merchant changed the order or called it off while people were talking: everybody concerned is told once."""

from datetime import datetime

from domain.chat import Chat
from domain.effects import DropQueued, Effect, Promise, Say
from domain.events import Cancelled, Changed, Event
from domain.message import Guard, Kind
from domain.people import Role
from flows.engine.state import Turn, done

TOLD = frozenset({Guard.CONSENTED, Guard.PROMISE})


def starts(event: Event, chat: Chat) -> Turn | None:
    """Tell the customer, and the driver if it is on his run."""
    match event:
        case Changed() if chat.delivery.status.ended:
            return None
        case Changed(phone=True):
            return done(_say("notices/scheduled"))
        case Changed(start=datetime()):
            window = chat.delivery.window
            return done(DropQueued("the merchant changed the window"), Promise(window.start, window.end, "changed"),
                        _say("changes/window"), *_driver(chat, "changes/driver_changed"))
        case Changed():
            return done(_say("changes/details"), *_driver(chat, "changes/driver_changed"))
        case Cancelled():
            return done(DropQueued("the merchant called it off"),
                        Say(Role.CUSTOMER, "changes/called_off", kind=Kind.NOTICE))
    return None


def _say(wording: str) -> Say:
    return Say(Role.CUSTOMER, wording, kind=Kind.NOTICE, guards=TOLD)


def _driver(chat: Chat, wording: str) -> tuple[Effect, ...]:
    if not chat.driver_known or chat.stop is None or not chat.stop.started:
        return ()
    return (Say(Role.DRIVER, wording, kind=Kind.URGENT, guards=frozenset({Guard.ASSIGNED, Guard.COMING})),)
