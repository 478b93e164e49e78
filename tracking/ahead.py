"""What lies ahead of a van: its open doorsteps in order, and what is promised at each. Frozen values.

Times are seconds since 1970 in UTC, as floats; places are (latitude, longitude) in degrees.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec import Struct

Place = tuple[float, float]


class Doorstep(Struct, frozen=True, gc=False):
    """One open stop of a run.

    `service` is how long the driver is there, in seconds. `start` and `end` bound what the customer was promised.
    `arrived` is when the driver came, None until then. `near_told`: the customer has heard "N minutes away" for this
    promise. `eta` is the (earliest, likely, latest) that was kept last. `place` is None where the address is on no map.
    """

    delivery: str
    place: Place | None
    service: float
    start: float
    end: float
    arrived: float | None = None
    near_told: bool = False
    eta: tuple[float, float, float] | None = None


Way = tuple[Doorstep, float, float, float]
"""A doorstep, and what lies between the first one and it: seconds of service, sum of their squares, seconds driven."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A started run as its van sees it.

    `legs[i]` is the driving time in seconds from stop i to stop i + 1, None where either has no place; `rough` says
    that times are straight-line estimates and not roads. `start` is where the shift began.

    Made once from these, for it is asked with every fix: `at` is the stop that was come to last, -1 where none was,
    `first` the first that was not come to, and `ways` what lies between that one and those behind it, as far as known.
    """

    run: str
    stops: tuple[Doorstep, ...] = ()
    legs: tuple[float | None, ...] = ()
    rough: bool = False
    start: Place | None = None
    at: int = field(init=False, compare=False, repr=False, default=-1)
    first: int = field(init=False, compare=False, repr=False, default=0)
    ways: tuple[Way, ...] = field(init=False, compare=False, repr=False, default=())

    def __post_init__(self) -> None:
        """Add up once what every fix would have to."""
        came = [(step.arrived, number) for number, step in enumerate(self.stops) if step.arrived is not None]
        first = next((number for number, step in enumerate(self.stops) if step.arrived is None), 0)
        object.__setattr__(self, "at", max(came)[1] if came else -1)
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "ways", tuple(_ways(self.stops, self.legs, first)))


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
