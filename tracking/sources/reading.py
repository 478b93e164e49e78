"""What every source reads alike: numbers within bounds, times, names; and what to say of a field that is wrong."""

import math
import re
from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Annotated

from msgspec import Meta

Hint = tuple[str, str]  # what was expected, an example

Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
Heading = Annotated[float, Meta(ge=-360, le=360)]  # below 0: unknown
Speed = Annotated[float, Meta(ge=-5_000, le=5_000)]  # in the vendor's unit; below 0: unknown
Accuracy = Annotated[float, Meta(ge=-1e6, le=1e6)]  # metres; whether it is worth anything is admission's to say
Percent = Annotated[float, Meta(ge=-100, le=100)]  # below 0: unknown
Moment = float | str
Name = str | int | None

KNOT = 1_852 / 3_600  # metres a second
KMH = 1_000 / 3_600
MILLISECONDS = 1e11  # as seconds this is the year 5138, as milliseconds 1973
LAST = 253_402_300_800.0  # the year 10,000: what a calendar can still say
LONGEST_NAME = 100
NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{0,9})?")

NOWHERE = "lat,lon"
LAT: Hint = ("degrees from -90 to 90", "41.8781")
LON: Hint = ("degrees from -180 to 180", "-87.6298")
HEADING: Hint = ("degrees clockwise from north, 0 to 360", "271.5")
ACCURACY: Hint = ("metres", "8.5")
PERCENT: Hint = ("percent, 0 to 100", "87")
TIME: Hint = ("ISO 8601 with an offset, or seconds or milliseconds since 1970", "2026-11-24T14:05:00Z")
DEVICE: Hint = ("a name", "van-7")
HINTS: Mapping[str, Hint] = {NOWHERE: ("a place; 0,0 is what a tracker says that has none", "41.8781,-87.6298")}


class Wrong(ValueError):
    """A field that has the right type and cannot be meant."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def seconds(said: Moment, field: str, zone: tzinfo | None = None) -> float:
    """Read a time as epoch seconds UTC; milliseconds are told by their size.

    Text without an offset is of `zone`, where the vendor's protocol names one; else it is refused.
    """
    at = clock(said, field, zone) if isinstance(said, str) else said
    if at >= MILLISECONDS:
        at /= 1_000
    if not 0 <= at < LAST:
        raise Wrong(field)
    return at


def clock(said: str, field: str, zone: tzinfo | None) -> float:
    """Read ISO 8601, or a number written as text."""
    if NUMBER.fullmatch(said):
        return float(said)
    try:
        when = datetime.fromisoformat(said)
    except ValueError:
        raise Wrong(field) from None
    if when.tzinfo is None:
        if zone is None:
            raise Wrong(field)
        when = when.replace(tzinfo=zone)
    return when.timestamp()


def somewhere(lat: float, lon: float) -> None:
    """Refuse 0,0, which trackers without a fix send from everywhere."""
    if lat == 0 and lon == 0:
        raise Wrong(NOWHERE)


def known(value: float | None, unit: float = 1.0) -> float | None:
    """Turn a vendor's unit into ours; below zero is how trackers say that they do not know."""
    return None if value is None or value < 0 else value * unit


def share(percent: float | None) -> float | None:
    """Turn percent into 0 to 1; below zero is unknown."""
    return None if percent is None or percent < 0 else percent / 100


def turned(degrees: float | None) -> float | None:
    """Bring a heading into 0 to 360; below zero is unknown."""
    return None if degrees is None or degrees < 0 else math.fmod(degrees, 360.0)


def named(said: Name) -> str:
    """Take a device's name as plain printable text of at most 100 letters; a store refuses NUL and half characters."""
    text = "" if said is None else str(said)
    if len(text) <= LONGEST_NAME and text.isprintable():
        return text
    return "".join(letter for letter in text[:LONGEST_NAME] if letter.isprintable())


def name_in(item: object, *fields: str) -> str:
    """Find the first of these fields that names the device; "" where none does."""
    if not isinstance(item, dict):
        return ""
    said = (item.get(field) for field in fields)
    return next((named(name) for name in said if isinstance(name, str | int) and not isinstance(name, bool)), "")
