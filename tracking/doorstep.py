"""One door ahead of a van, and what is promised there.

Times are seconds since 1970 in UTC, as floats; places are (latitude, longitude) in degrees.
"""

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
