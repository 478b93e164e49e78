"""Doors round a van: which one it may be coming to, and which it has left. Pure; metres, seconds, degrees."""

from msgspec import Struct

from domain.position import Position
from tracking.ahead import Ahead
from tracking.doorstep import Doorstep
from tracking.sight import METRES_A_DEGREE, metres
from tracking.stay import UNSAID

AROUND = 300.0
AROUND_DEGREES = AROUND / METRES_A_DEGREE
AT_DOOR = 60.0
EARLIER, ALIKE = 25.0, 5.0
LEFT, AWAY = 150.0, 100.0
ROLLING, CONFIRMED = 3.0, 10.0
Near = tuple[Doorstep, float]
"""A doorstep and how far off it is."""


class Door(Struct, frozen=True, gc=False, omit_defaults=True):
    """A doorstep the driver came to and has not left. `nearest`: the closest the van was to it since.

    `away` is the time of the latest fix if that one was away, else 0.
    """

    delivery: str
    nearest: float
    away: float = 0.0


def around(ahead: Ahead, lat: float, lon: float) -> list[Near]:
    """The open doorsteps within 300 m, in the run's order."""
    if not ahead.south - AROUND_DEGREES < lat < ahead.north + AROUND_DEGREES:
        return []
    found = []
    for step in ahead.stops:
        place = step.place
        if place is not None and -AROUND_DEGREES < place[0] - lat < AROUND_DEGREES:
            far = metres(place, (lat, lon))
            if far < AROUND:
                found.append((step, far))
    return found


def closest(near: list[Near], doors: tuple[Door, ...], left: tuple[str, ...]) -> Near | None:
    """The door it is at, or would be coming to.

    Within 60 m an earlier stop of the run counts as 25 m nearer, and so does a door it has come to: in one building
    the first comes first, and the second only once the first is closed or left. Farther off the nearest is meant.
    """
    best, best_far = None, 0.0
    for one in near:
        step, far = one
        if step.arrived is not None and step.delivery in left:
            continue
        for door in doors:
            if door.delivery == step.delivery:
                far -= EARLIER
        if best is None or far < best_far - (EARLIER if best_far <= AT_DOOR else ALIKE):
            best, best_far = one, far
    return best


def adopted(near: list[Near], doors: tuple[Door, ...], left: tuple[str, ...]) -> tuple[Door, ...]:
    """The doors, and those the driver said he is at. A word given early counts from where he can be near it."""
    for step, far in near:
        if step.arrived is not None and step.delivery not in left and not known(step.delivery, doors):
            doors = (*doors, Door(step.delivery, far))
    return doors


def known(delivery: str, doors: tuple[Door, ...]) -> bool:
    """Whether it has come to this door and not left."""
    for door in doors:  # noqa: SIM110  a generator costs as much as all the rest of a fix at a door
        if door.delivery == delivery:
            return True
    return False


def distance(door: Door, near: list[Near], ahead: Ahead, position: Position) -> float | None:
    """How far off it is; None where it is closed."""
    for step, far in near:
        if step.delivery == door.delivery:
            return far
    for step in ahead.stops:
        if step.delivery == door.delivery:
            return None if step.place is None else metres(step.place, (position.lat, position.lon))
    return None


def watched(door: Door, far: float, position: Position) -> tuple[Door, float]:
    """The door after a sure position `far` from it, and since when the van is gone: 0 while it is not.

    Gone means two fixes in a row more than 150 m off and 100 m farther than it ever was, or 100 m farther and
    rolling; what the receiver doubts is not counted as distance, and ten seconds of drift are not enough.
    """
    nearest = min(door.nearest, far)
    rolling = position.speed is not None and position.speed >= ROLLING
    surely = far - (UNSAID if position.accuracy is None else position.accuracy)
    if surely <= nearest + AWAY or (surely <= LEFT and not rolling):
        return (door if nearest == door.nearest and not door.away else Door(door.delivery, nearest)), 0.0
    if not door.away:
        return Door(door.delivery, nearest, position.at), 0.0
    return door, door.away if rolling or position.at - door.away >= CONFIRMED else 0.0
