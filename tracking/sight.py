"""What of the van one customer may see: nothing, an area, a street, itself; never where it stops for somebody else.

    on the road, few stops and few minutes left  ->  heard of lately  ->  away from other doors and the shift's start
        -> rounded to an area, a street or a house, as it comes nearer

Who holds the links of all customers but one must not be able to tell where that one lives. So the van is not shown
within 200 m of another stop of its run, nor within 500 m of where the shift began. A hole in the map would itself tell
where its middle is: the hidden circle is wider than it has to be, and a secret of ours moves its middle off the door
(`veil`). No route, no history.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from math import cos, pi, radians, sin, sqrt

from msgspec import Struct

from domain.position import Position

ROAD = frozenset({"out_for_delivery", "arriving"})
NEAR_THE_FRONT = 3
NEAR_IN_TIME, STREET_IN_TIME, HOUSE_IN_TIME = 3600.0, 1800.0, 900.0
LATELY, EARLY = 300.0, 60.0
OTHER_DOOR, VEIL, SHIFT_START = 200.0, 100.0, 500.0
METRES_A_DEGREE = 111_195.0
Place = tuple[float, float]


class Unseen(StrEnum):
    """Why a customer does not see the van. The value names what the page says instead."""

    FAR = "far"
    SILENT = "silent"
    ELSEWHERE = "elsewhere"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Grain:
    """How exactly a place is told: to `step` degrees, which is off by `within` metres at most."""

    step: float
    within: int


AREA, STREET, HOUSE = Grain(0.005, 400), Grain(0.001, 100), Grain(0.0001, 10)


class Spot(Struct, frozen=True, gc=False):
    """The van as a customer sees it: degrees, off by `within` metres at most, heading in whole degrees, seconds."""

    lat: float
    lon: float
    heading: int | None
    at: float
    within: int = HOUSE.within


class Surroundings(Struct, frozen=True, gc=False):
    """What a sight depends on.

    `before` is how many open stops come first, None while the run has not started; `left` the seconds until it likely
    comes, None where nobody knows. `veils` are the middles of the circles that hide other doors.
    """

    status: str
    before: int | None
    veils: Sequence[Place] = ()
    start: Place | None = None
    left: float | None = None


def sight(position: Position | None, around: Surroundings, now: float) -> Spot | Unseen:
    """The van, or why this customer may not see it. `now` in seconds since 1970."""
    if around.status == "arrived":
        return Unseen.HERE
    grain = _grain(around)
    if grain is None:
        return Unseen.FAR
    if position is None or not position.sure or not -EARLY <= now - position.at <= LATELY:
        return Unseen.SILENT
    here = (position.lat, position.lon)
    if any(_within(here, veil, OTHER_DOOR + VEIL) for veil in around.veils) or (
            around.start is not None and _within(here, around.start, SHIFT_START)):
        return Unseen.ELSEWHERE
    heading = None if position.heading is None or grain is AREA else round(position.heading) % 360
    return Spot(_to(position.lat, grain), _to(position.lon, grain), heading, position.at, grain.within)


def _grain(around: Surroundings) -> Grain | None:
    """By stops and by minutes, whichever allows less; a van with nobody else before this door is always shown."""
    if around.status not in ROAD or around.before is None or around.before > NEAR_THE_FRONT:
        return None
    left = around.left or 0.0
    if left > NEAR_IN_TIME and around.before:
        return None
    if around.before > 1 or left > STREET_IN_TIME:
        return AREA
    return STREET if around.before or left > HOUSE_IN_TIME else HOUSE


def _to(degrees: float, grain: Grain) -> float:
    return round(round(degrees / grain.step) * grain.step, 4)


@lru_cache(maxsize=16_384)
def veil(door: Place, secret: bytes) -> Place:
    """The middle of the circle that hides a door: up to 100 m away from it, always the same, known to us alone.

    It depends on the place and not on the delivery, so that many days do not average it away. Remembered: each position
    of a van asks for all the doors of its run.
    """
    told = blake2b(f"{door[0]:.4f},{door[1]:.4f}".encode(), key=secret[:64], digest_size=8).digest()
    turn = int.from_bytes(told[:4], "big") / 2**32 * 2 * pi
    off = VEIL * sqrt(int.from_bytes(told[4:], "big") / 2**32) / METRES_A_DEGREE
    return door[0] + off * cos(turn), door[1] + off * sin(turn) / max(0.01, cos(radians(door[0])))


def _within(here: Place, there: Place, far: float) -> bool:
    """Whether two places are closer than that; most are told apart by their latitudes alone."""
    reach = far / METRES_A_DEGREE
    return -reach < there[0] - here[0] < reach and metres(here, there) < far


def metres(one: Place, other: Place) -> float:
    """The distance of two places, right to a thousandth over a town; the shorter way round the date line."""
    north = other[0] - one[0]
    east = ((other[1] - one[1] + 180.0) % 360.0 - 180.0) * cos(radians((one[0] + other[0]) / 2))
    return METRES_A_DEGREE * sqrt(north * north + east * east)
