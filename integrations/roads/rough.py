"""Where there is no map: a straight line and how long such lines take to drive, always labelled as an estimate."""

from collections.abc import Sequence
from itertools import pairwise

from integrations.roads.kinds import Place, metres

# Two straight pieces. Near a door a van crawls: 25 s to set off and 120 s for each straight kilometre make 300 m about
# a minute. Further out it finds faster roads; the slope there is the one measured on long trips in Porto, 62 s.
START, NEAR, FAR, BEND = 25.0, 120.0, 62.0, 3.57


def estimate(length: float) -> float:
    """Driving time over so many straight metres, in seconds. 0 for none: a van at its door is there."""
    kilometres = length / 1000
    near, far = min(kilometres, BEND), max(0.0, kilometres - BEND)
    return min(length, START) + NEAR * near + FAR * far


class _Straight:
    __slots__ = ("_place",)

    def __init__(self, place: Place) -> None:
        self._place = place

    def seconds(self, lat: float, lon: float, heading: float | None) -> float | None:
        """Straight there; a heading says nothing without roads."""
        del heading
        return estimate(metres((lat, lon), self._place))


class Rough:
    """Straight lines."""

    rough = True

    async def legs(self, places: Sequence[Place | None]) -> tuple[float | None, ...]:
        """Straight-line times between neighbours."""
        return tuple(estimate(metres(one, two)) if one and two else None for one, two in pairwise(places))

    async def toward(self, place: Place) -> _Straight:
        """The straight way to a doorstep."""
        return _Straight(place)

    async def find(self, text: str) -> Place | None:
        """There is no map to look at."""
        del text
        return None

    def learn(self, one: Place, other: Place, seconds: float) -> None:
        """A straight line learns nothing from a road."""
        del one, other, seconds

    async def close(self) -> None:
        """Nothing is open."""
