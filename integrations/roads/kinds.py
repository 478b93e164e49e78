"""What a road network answers, whoever stands behind it: our own graph, a road server, or a straight line.

A `Place` is (latitude, longitude) in degrees; times are seconds; lengths metres; headings degrees clockwise from north.
"""

from collections.abc import Sequence
from math import cos, hypot, radians
from typing import Protocol

Place = tuple[float, float]
FARTHEST = 300.0  # metres from a road beyond which a place is on none
DEGREE = 111_195.0  # metres of a degree of latitude on a sphere as large as the Earth


class RoadsError(Exception):
    """The roads cannot be used; says why in one line."""


class Toward(Protocol):
    """The way to one doorstep: made once for each next stop, asked for each fix."""

    def seconds(self, lat: float, lon: float, heading: float | None) -> float | None:
        """Driving time from here, None where no road leads there. Answers at once, without waiting for anybody."""


class Roads(Protocol):
    """A road network, or an estimate that stands for one."""

    @property
    def rough(self) -> bool:
        """Whether times are straight-line estimates, to be labelled so."""

    async def legs(self, places: Sequence[Place | None]) -> tuple[float | None, ...]:
        """Driving times between neighbours: one fewer than `places`; None where a place is unknown or cut off."""

    async def toward(self, place: Place) -> Toward:
        """Make the way to a doorstep."""

    async def find(self, text: str) -> Place | None:
        """Where an address is, None where the map does not know it or knows several such."""

    def learn(self, one: Place, other: Place, seconds: float) -> None:
        """One of our own vans drove from one place to the other in so many seconds, without a stop between."""

    async def close(self) -> None:
        """Let go of threads and tasks."""


def metres(one: Place, other: Place) -> float:
    """As the crow flies; right within a thousandth over the lengths of a city."""
    across = (other[1] - one[1]) * cos(radians((one[0] + other[0]) / 2))
    return hypot(other[0] - one[0], across) * DEGREE
