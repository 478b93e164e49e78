"""What lies ahead of a van: its open doorsteps in order, and what is promised at each. Frozen values.

Times are seconds since 1970 in UTC, as floats; places are (latitude, longitude) in degrees.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from tracking.calm import Calm, calm
from tracking.doorstep import Doorstep, Place, Way


@dataclass(frozen=True, slots=True)
class Ahead:
    """A started run as its van sees it.

    `legs[i]` is the driving time in seconds from stop i to stop i + 1, None where either has no place; `rough` says
    that times are straight-line estimates and not roads. `start` is where the shift began.

    Made once from these, for it is asked with every fix: `at` is the stop that was come to last, -1 where none was,
    `first` the first that was not come to, `ways` what lies between that one and those behind it, as far as known,
    `calm` the bounds within which nothing of it has to be told, and `south` and `north` the latitudes of its doors.
    """

    run: str
    stops: tuple[Doorstep, ...] = ()
    legs: tuple[float | None, ...] = ()
    rough: bool = False
    start: Place | None = None
    at: int = field(init=False, compare=False, repr=False, default=-1)
    first: int = field(init=False, compare=False, repr=False, default=0)
    ways: tuple[Way, ...] = field(init=False, compare=False, repr=False, default=())
    calm: Calm = field(init=False, compare=False, repr=False)
    south: float = field(init=False, compare=False, repr=False, default=0.0)
    north: float = field(init=False, compare=False, repr=False, default=0.0)

    def __post_init__(self) -> None:
        """Add up once what every fix would have to."""
        came = [(step.arrived, number) for number, step in enumerate(self.stops) if step.arrived is not None]
        first = next((number for number, step in enumerate(self.stops) if step.arrived is None), 0)
        object.__setattr__(self, "at", max(came)[1] if came else -1)
        object.__setattr__(self, "first", first)
        ways = tuple(_ways(self.stops, self.legs, first))
        object.__setattr__(self, "ways", ways)
        latitudes = [step.place[0] for step in self.stops if step.place is not None]
        object.__setattr__(self, "south", min(latitudes, default=inf))
        object.__setattr__(self, "north", max(latitudes, default=-inf))
        told = bool(self.stops) and self.stops[0].near_told
        object.__setattr__(self, "calm", calm(ways, told=told, rough=self.rough))


def _ways(stops: tuple[Doorstep, ...], legs: tuple[float | None, ...], first: int) -> Iterator[Way]:
    service = squares = driving = 0.0
    for number in range(first, len(stops)):
        step = stops[number]
        if step.arrived is None:
            yield step, service, squares, driving
            service += step.service
            squares += step.service * step.service
        leg = legs[number] if number < len(legs) else None
        if leg is None:
            return
        driving += leg


NOTHING = Ahead("")
