"""What of the van one customer may see: itself when it is near the front, never where it stops for somebody else.

    on the road, next or a few stops away  ->  on duty, heard of lately  ->  away from other doors and the shift's start
                                                                                        -> a rounded place, or nothing

Who holds the links of all customers but one must not be able to tell where that one lives. So the van is not shown
within 200 m of another stop of its run, nor within 500 m of where the shift began; no route, no history, four decimals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from domain.position import Position

ROAD = frozenset({"out_for_delivery", "arriving"})
NEAR_THE_FRONT = 3
LATELY = 300.0
OTHER_DOOR, SHIFT_START = 200.0, 500.0
METRES_A_DEGREE = 111_195.0
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """The van as a customer sees it: degrees to four decimals (about 11 m), heading in whole degrees, seconds."""

    lat: float
    lon: float
    heading: int | None
    at: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a sight depends on. `before` is how many open stops come first, None while the run has not started."""

    status: str
    before: int | None
    others: Sequence[Place] = ()
    start: Place | None = None


def sight(position: Position | None, around: Surroundings, now: float) -> Spot | None:
    """The van, or None where this customer may not see it. `now` in seconds since 1970."""
    if position is None or not position.sure or not 0 <= now - position.at + 60.0 <= LATELY + 60.0:
        return None
    if around.status not in ROAD or around.before is None or around.before > NEAR_THE_FRONT:
        return None
    here = (position.lat, position.lon)
    if any(metres(here, other) < OTHER_DOOR for other in around.others):
        return None
    if around.start is not None and metres(here, around.start) < SHIFT_START:
        return None
    heading = None if position.heading is None else round(position.heading) % 360
    return Spot(round(position.lat, 4), round(position.lon, 4), heading, position.at)


def metres(one: Place, other: Place) -> float:
    """The distance of two places, right to a thousandth over a town; the shorter way round the date line."""
    north = other[0] - one[0]
    east = ((other[1] - one[1] + 180.0) % 360.0 - 180.0) * cos(radians((one[0] + other[0]) / 2))
    return METRES_A_DEGREE * sqrt(north * north + east * east)
