"""Drives from one door to the next with no stop between: what a road network may learn from our own vans. Pure.

    at a door, last seen there  ->  on the road  ->  at another door: a drive
                                        |
             a minute unseen as it left, another door closed on the way, five minutes in one place: no drive

Metres, seconds; times are epoch seconds.
"""

from dataclasses import dataclass, replace

from domain.events import Arrived
from domain.position import Position
from tracking.ahead import Ahead
from tracking.doors import AT_DOOR
from tracking.doorstep import Place
from tracking.progress import Crossing
from tracking.sight import metres
from tracking.stay import Stay

UNSEEN = 60.0
BREAK = 300.0


@dataclass(frozen=True, slots=True)
class Called:
    """The door a van came to last. `seen`: when it was last there. `coming`: the stops it had still before it."""

    run: str
    place: Place
    seen: float
    coming: frozenset[str]
    off: bool = False


@dataclass(frozen=True, slots=True)
class Drive:
    """From one door to the next in so many seconds."""

    one: Place
    other: Place
    seconds: float


def driven(called: Called | None, position: Position, stay: Stay | None, ahead: Ahead, crossings: list[Crossing]
           ) -> tuple[Called | None, Drive | None]:
    """Where the van has called by now, and the drive that it has just ended.

    `position` is its newest, `stay` where it stands, `crossings` what it did since the last time.
    """
    now = _seen(called, position, stay, ahead)
    came = [one for one in crossings if isinstance(one.event, Arrived)]
    if not came:
        return now, None
    door = next((step for step in ahead.stops if step.delivery == came[-1].delivery), None)
    if door is None or door.place is None:
        return None, None
    coming = frozenset(step.delivery for step in ahead.stops if step.arrived is None) - {one.delivery for one in came}
    here = Called(ahead.run, door.place, position.at, coming)
    event = came[-1].event
    seconds = event.at.timestamp() - now.seen if now and isinstance(event, Arrived) else 0.0
    if now is None or not now.off or len(came) > 1 or now.coming - {door.delivery} != coming or seconds <= 0.0:
        return here, None
    return here, Drive(now.place, door.place, seconds)


def _seen(called: Called | None, position: Position, stay: Stay | None, ahead: Ahead) -> Called | None:
    """The same call a little later; None once the drive from it says nothing any more."""
    if called is None or called.run != ahead.run:
        return None
    if not position.sure:
        return called
    if metres((position.lat, position.lon), called.place) <= AT_DOOR:
        return called if called.off else replace(called, seen=max(called.seen, position.at))
    if not called.off and position.at - called.seen > UNSEEN:
        return None
    if stay is not None and position.at - stay.since > BREAK:
        return None
    return called if called.off else replace(called, off=True)
