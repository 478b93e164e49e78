"""Words between customer and driver, without either seeing the other's number. Only while the van is under way.

customer  --words-->  driver        driver  --words-->  customer
"""

from datetime import timedelta

from domain.chat import Chat
from domain.effects import HandOver, Say
from domain.events import Event, Meant
from domain.meanings import Plain
from domain.message import Guard, Kind
from domain.people import Role
from flows.engine.state import Turn, done

AFTER = timedelta(hours=2)
NEVER = frozenset({"opt_out", "opt_in", "help", "auto_reply", "delivered", "failed", "arrived"})
LASTS = timedelta(hours=2)


def relays(event: Event, chat: Chat) -> Turn | None:
    """Pass on what nobody else took, and say so to whoever wrote it."""
    match event:
        case Meant(Role.CUSTOMER, Plain(intent)) if intent not in NEVER and _under_way(chat):
            passed = Say(Role.DRIVER, "relay/to_driver", kind=Kind.URGENT, words=event.words, lasts=LASTS,
                         guards=frozenset({Guard.ASSIGNED, Guard.COMING}))
            block = "passed_on" if chat.stop and chat.stop.arrived else "read_later"
            return done(passed, Say(Role.CUSTOMER, f"relay/{block}", kind=Kind.ANSWER))
        case Meant(Role.DRIVER, Plain("message" | "other")) if _lately(chat):
            if not chat.customer.consented:
                return done(HandOver("the driver cannot reach the customer by text", 2, "dispatch"),
                            Say(Role.DRIVER, "relay/unreachable", kind=Kind.ANSWER))
            return done(Say(Role.CUSTOMER, "relay/to_customer", kind=Kind.URGENT, words=event.words, lasts=LASTS))
    return None


def _under_way(chat: Chat) -> bool:
    started = chat.stop is not None and chat.stop.started
    return chat.driver_known and started and chat.delivery.status.on_the_road


def _lately(chat: Chat) -> bool:
    ended = chat.delivery.ended_at
    return ended is None or chat.now - ended < AFTER
