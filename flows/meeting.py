"""A place that somebody shared on the map: where they are, or where to meet.

customer's  --on the road--> the driver      --else--> a person
driver's    --> a dispatcher
"""

from datetime import timedelta

from domain.chat import Chat
from domain.effects import HandOver, Say, Value
from domain.events import Event, PlaceShared
from domain.message import Guard, Kind
from domain.people import Role
from flows.engine.state import Turn, done

LASTS = timedelta(hours=2)


def starts(event: Event, chat: Chat) -> Turn | None:
    """Pass it on to the one who can go there."""
    match event:
        case PlaceShared(Role.CUSTOMER) if _under_way(chat):
            values: dict[str, Value] = {"lat": f"{event.lat:.4f}", "lon": f"{event.lon:.4f}", "metres": event.metres}
            passed = Say(Role.DRIVER, "meeting/to_driver", values, Kind.URGENT, lasts=LASTS,
                         guards=frozenset({Guard.ASSIGNED, Guard.COMING}))
            return done(passed, Say(Role.CUSTOMER, "meeting/driver_knows", kind=Kind.ANSWER))
        case PlaceShared(Role.CUSTOMER):
            return done(HandOver("shared a place on the map", 3, "dispatch"),
                        Say(Role.CUSTOMER, "meeting/person_looks", kind=Kind.ANSWER))
        case PlaceShared(Role.DRIVER):
            return done(HandOver("driver shared a place on the map", 3, "dispatch"))
    return None


def _under_way(chat: Chat) -> bool:
    started = chat.stop is not None and chat.stop.started
    return chat.driver_known and started and chat.delivery.status.on_the_road
