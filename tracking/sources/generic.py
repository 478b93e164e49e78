"""Our own plain form, for trackers and scripts that have none: one fix or a list of them, as JSON.

Speed is metres a second, accuracy metres. `battery` is 0 to 1; above 1 it is percent. A time without an offset is
refused: read as UTC, a local time would silently be hours off.
"""

from functools import lru_cache
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from domain.position import Batch, Fix, Refused
from tracking.sources.posted import MOST, Answer, Posted, few
from tracking.sources.reader import UNREAD, Reader, listed
from tracking.sources.reading import (
    ACCURACY,
    DEVICE,
    HEADING,
    LAT,
    LON,
    TIME,
    Accuracy,
    Heading,
    Latitude,
    Longitude,
    Moment,
    Name,
    Percent,
    known,
    name_in,
    named,
    seconds,
    share,
    somewhere,
    turned,
)

EXAMPLE = '{"device": "van-7", "lat": 41.8781, "lon": -87.6298, "time": "2026-11-24T14:05:00Z", "speed_mps": 8.2}'


class Item(Struct, gc=False):
    """One fix as it is posted."""

    lat: Latitude
    lon: Longitude
    time: Moment
    device: Name = None
    speed_mps: Annotated[float, Meta(ge=-1_000, le=1_000)] | None = None
    heading: Heading | None = None
    accuracy_m: Accuracy | None = None
    battery: Percent | None = None


def fix(item: Item, _received: float) -> Fix:
    """Turn one item into a fix in our units."""
    somewhere(item.lat, item.lon)
    return Fix(seconds(item.time, "time"), item.lat, item.lon, known(item.speed_mps), turned(item.heading),
               item.accuracy_m, charge(item.battery))


def charge(level: float | None) -> float | None:
    """Read a battery's level as 0 to 1."""
    return share(level) if level is not None and level > 1 else known(level)


DECODER = msgspec.json.Decoder(Item | list[Item])
READER = Reader(Item, fix, {
    "lat": LAT, "lon": LON, "time": TIME, "device": DEVICE, "heading": HEADING, "accuracy_m": ACCURACY,
    "speed_mps": ("metres a second", "8.2"), "battery": ("0 to 1", "0.87"),
}, EXAMPLE)


def parse(posted: Posted) -> Batch:
    """Read one fix or a list. The device is the first item's. Raises `Malformed` and `TooMany`."""
    try:
        found = DECODER.decode(posted.body)
        if isinstance(found, Item):
            return Batch(named(found.device), (fix(found, 0.0),))
        few(found)
        return Batch(named(found[0].device) if found else "", tuple([fix(item, 0.0) for item in found]))
    except UNREAD:
        return slowly(posted)


def slowly(posted: Posted) -> Batch:
    """Read each item by itself."""
    items = listed(READER.loosely(posted.body))
    names = (name_in(item, "device") for item in items)
    return READER.batch(items, posted, next(filter(None, names), ""))


def answer(batch: Batch, kept: int, notes: tuple[Refused, ...] = ()) -> Answer:
    """Say how many fixes were kept and why each other was not; `notes` are admission's refusals."""
    if not (batch.refused or notes):
        return _all_kept(kept)
    body = {"kept": kept, "refused": [*batch.refused, *notes]}
    return Answer(200, "application/json", msgspec.json.encode(body))


@lru_cache(maxsize=MOST)
def _all_kept(kept: int) -> Answer:
    """What nearly every tracker is told, again and again."""
    return Answer(200, "application/json", msgspec.json.encode({"kept": kept, "refused": []}))
