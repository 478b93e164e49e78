"""What lies ahead of a van: its open doorsteps in order, and what is promised at each. Frozen values.

Times are seconds since 1970 in UTC, as floats; places are (latitude, longitude) in degrees.
"""

from dataclasses import dataclass

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Doorstep:
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


@dataclass(frozen=True, slots=True)
class Ahead:
    """A started run as its van sees it.

    `legs[i]` is the driving time in seconds from stop i to stop i + 1, None where either has no place; `rough` says
    that times are straight-line estimates and not roads. `start` is where the shift began.
    """

    run: str
    stops: tuple[Doorstep, ...] = ()
    legs: tuple[float | None, ...] = ()
    rough: bool = False
    start: Place | None = None


NOTHING = Ahead("")
