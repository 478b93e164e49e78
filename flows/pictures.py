"""Pictures that were opened and kept: whoever can use them sees them, and whoever sent them hears who that is.

customer's  --on the road--> the driver      --else--> a person
driver's    --at the door--> proof, kept     --else--> a dispatcher
"""

from datetime import timedelta

from domain.chat import Chat
from domain.effects import HandOver, Say
from domain.events import Event, PicturesCame
from domain.message import Guard, Kind
from domain.people import Role
from flows.engine.state import Turn, done

LASTS = timedelta(hours=2)


def starts(event: Event, chat: Chat) -> Turn | None:
    """Show them to the one who can use them."""
    match event:
        case PicturesCame(Role.CUSTOMER, count) if _under_way(chat):
            shown = Say(Role.DRIVER, "pictures/to_driver", {"count": count}, Kind.URGENT, pictures=event.words,
                        lasts=LASTS, guards=frozenset({Guard.ASSIGNED, Guard.COMING}))
            return done(shown, _say(Role.CUSTOMER, "driver_sees", count))
        case PicturesCame(Role.CUSTOMER, count):
            return done(HandOver("sent a picture", 2), _say(Role.CUSTOMER, "person_sees", count))
        case PicturesCame(Role.DRIVER, count, proof=True):
            return done(_say(Role.DRIVER, "proof_kept", count))
        case PicturesCame(Role.DRIVER, count):
            return done(HandOver("driver sent a picture", 3, "dispatch"), _say(Role.DRIVER, "dispatch_sees", count))
    return None


def _under_way(chat: Chat) -> bool:
    started = chat.stop is not None and chat.stop.started
    return chat.driver_known and started and chat.delivery.status.on_the_road


def _say(to: Role, block: str, count: int) -> Say:
    return Say(to, f"pictures/{block}", {"count": count}, Kind.ANSWER)
