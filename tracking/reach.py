"""What tracking asks of a road network; `integrations.roads` answers. Places are degrees, times seconds."""

from collections.abc import Sequence
from typing import Protocol

from tracking.doorstep import Place


class Toward(Protocol):
    """The way to one door: made once for each next stop, asked for each fix."""

    def seconds(self, lat: float, lon: float, heading: float | None) -> float | None:
        """Driving time from here, None where no road leads there. Answers at once."""


class Roads(Protocol):
    """A road network, or an estimate that stands for one (`rough`)."""

    @property
    def rough(self) -> bool:
        """Whether times are straight-line estimates, to be labelled so."""

    async def legs(self, places: Sequence[Place | None]) -> tuple[float | None, ...]:
        """Driving times between neighbours: one fewer than `places`; None where a place is unknown or cut off."""

    async def toward(self, place: Place) -> Toward:
        """Make the way to a door. May take some milliseconds, off the loop."""

    def learn(self, one: Place, other: Place, seconds: float) -> None:
        """One of our own vans drove from one place to the other in so many seconds, without a stop between."""
