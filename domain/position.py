"""Where a van is: what a tracker posted, and what of it is believed.

Times are seconds since 1970 in UTC, as floats: the GPS path makes many of them, and arithmetic is all it does.
Coordinates are degrees (WGS 84), speeds metres a second, headings degrees clockwise from north, lengths metres.
"""

from msgspec import Struct


class Fix(Struct, frozen=True, gc=False):
    """What a tracker posted, in our units; not yet believed. None: the tracker did not say."""

    at: float
    lat: float
    lon: float
    speed: float | None = None
    heading: float | None = None
    accuracy: float | None = None
    battery: float | None = None  # 0 to 1


class Refused(Struct, frozen=True, gc=False):
    """One item of a batch that is no fix: which (counted from 0), which field, what was expected, an example."""

    item: int
    field: str
    expected: str
    example: str


class Batch(Struct, frozen=True, gc=False):
    """What one request of a tracker held. `device` is the name it gave itself, "" where it gave none."""

    device: str = ""
    fixes: tuple[Fix, ...] = ()
    refused: tuple[Refused, ...] = ()


class Position(Struct, frozen=True, gc=False, omit_defaults=True):
    """A believed place and time. `sure` says it may trigger a message: accurate enough, and not a candidate."""

    at: float
    lat: float
    lon: float
    speed: float | None = None
    heading: float | None = None
    accuracy: float | None = None
    sure: bool = True
