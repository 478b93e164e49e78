"""How much traffic leaves of a street's free speed: thicker in the rush hour and towards the middle of the place.

And jams, by the script: one van's way is blocked for a while.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import exp, floor
from zoneinfo import ZoneInfo

from simulator.roads.streets import Place, metres

RUSH = ((8.2, 0.8), (16.5, 1.2))
"""The hour of the day at which a rush is thickest, and how many hours it takes to thin out."""
WEIGHT, EVER = 0.35, 0.12
PATCH = 0.004
STANDS, ROLLS = 50.0, 3.0
CRAWL = 0.1


@dataclass(slots=True)
class Roads:
    """The traffic of a place: `middle` and `reach` (metres) say where the town is thick."""

    middle: Place
    reach: float
    zone: ZoneInfo
    seed: int = 1

    def free(self, place: Place, at: float) -> float:
        """Of the free speed, how much is left: 0.4 to 1."""
        local = datetime.fromtimestamp(at, self.zone)
        hour = local.hour + local.minute / 60
        rush = max(exp(-((hour - peak) / width) ** 2) for peak, width in RUSH)
        near = exp(-((metres(self.middle, place) / self.reach) ** 2))
        return 1.0 - WEIGHT * rush * (0.5 + 0.5 * near) - EVER * self._patch(place)

    def _patch(self, place: Place) -> float:
        """Some corners are slower than others, always the same ones: 0 to 1."""
        row, column = floor(place[0] / PATCH), floor(place[1] / PATCH)
        return ((row * 7919 + column * 104729 + self.seed * 1299709) % 997) / 997


@dataclass(slots=True)
class Jam:
    """One van's own traffic: that of the place, and stop and go until a time, while it is stuck."""

    roads: Roads
    until: float = 0.0

    def free(self, place: Place, at: float) -> float:
        """Of the free speed, how much is left; 0 while nothing moves."""
        if at >= self.until:
            return self.roads.free(place, at)
        return CRAWL if at % (STANDS + ROLLS) < ROLLS else 0.0


def around(places: Sequence[Place], zone: ZoneInfo, seed: int) -> Roads:
    """The traffic of the place that these crossings make up."""
    south, north = min(one[0] for one in places), max(one[0] for one in places)
    west, east = min(one[1] for one in places), max(one[1] for one in places)
    reach = max(500.0, metres((south, west), (north, east)) / 4)
    return Roads(((south + north) / 2, (west + east) / 2), reach, zone, seed)
