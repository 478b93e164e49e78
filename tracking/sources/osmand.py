"""OsmAnd's protocol: one fix in the query of a GET or POST, or in a form; many small trackers speak it.

Speed is knots, `batt` percent, accuracy 0 unknown. A time without an offset is UTC, as the protocol has it; without
any time a fix is of the moment it arrived. Cell and wifi readings without a place are taken and say nothing.
"""

from collections.abc import Mapping
from datetime import UTC
from urllib.parse import parse_qsl

import msgspec
from msgspec import Struct

from domain.position import Batch, Fix, Refused
from tracking.sources.posted import Answer, Malformed, Posted
from tracking.sources.reader import UNREAD, Reader
from tracking.sources.reading import (
    ACCURACY,
    HEADING,
    KNOT,
    LAT,
    LON,
    PERCENT,
    TIME,
    Accuracy,
    Heading,
    Latitude,
    Longitude,
    Percent,
    Speed,
    Wrong,
    known,
    named,
    seconds,
    share,
    somewhere,
    turned,
)
from tracking.sources.token import token

EXAMPLE = "?id=van-7&lat=41.8781&lon=-87.6298&timestamp=1795529100&speed=16.0"
NEARBY = ("cell", "wifi")
OTHERS = (("heading", "bearing"), ("hacc", "accuracy"))
PARAMETERS = 200  # in one form; `form` says so too


class Item(Struct, gc=False):
    """One fix, under the names we read; `shared` folds the protocol's other names into them."""

    lat: Latitude
    lon: Longitude
    timestamp: str | None = None
    speed: Speed | None = None
    bearing: Heading | None = None
    accuracy: Accuracy | None = None
    batt: Percent | None = None
    valid: bool = True


def fix(item: Item, received: float) -> Fix:
    """Turn one item into a fix in our units."""
    somewhere(item.lat, item.lon)
    if not item.valid:
        raise Wrong("valid")
    at = received if item.timestamp is None else seconds(item.timestamp, "timestamp", UTC)
    return Fix(at, item.lat, item.lon, known(item.speed, KNOT), turned(item.bearing), item.accuracy or None,
               share(item.batt))


READER = Reader(Item, fix, {
    "lat": LAT, "lon": LON, "timestamp": TIME, "bearing": HEADING, "accuracy": ACCURACY, "batt": PERCENT,
    "speed": ("knots", "16.0"), "valid": ("a place the tracker holds valid", "true"),
}, EXAMPLE)


def parse(posted: Posted) -> Batch:
    """Read one fix from the address or the form. Raises `Malformed` where there is neither."""
    said = {name: value for name, value in {**form(posted), **posted.query}.items() if value}
    if not said.keys() - {"token"}:
        raise Malformed("parameters in the address or a form; for JSON use the source `traccar`", EXAMPLE)
    name = device(posted, said)
    item = shared(said)
    if "lat" not in item and "lon" not in item and any(reading in said for reading in NEARBY):
        return Batch(name)
    try:
        return Batch(name, (fix(msgspec.convert(item, Item, strict=False), posted.received),))
    except UNREAD as fault:
        return Batch(name, (), (READER.refused(0, fault),))


def device(posted: Posted, said: Mapping[str, str]) -> str:
    """Take the tracker's name; "" where it is its token, which is kept nowhere."""
    name = said.get("id") or said.get("deviceid")
    return "" if name == token(posted.headers, posted.query) else named(name)


def form(posted: Posted) -> dict[str, str]:
    """Read the body as a form, whatever it says it is: small trackers seldom say; JSON is none."""
    text = posted.body.decode("utf-8", "replace").strip()
    if not text or text[0] in "{[":
        return {}
    try:
        return dict(parse_qsl(text, max_num_fields=PARAMETERS))
    except ValueError as fault:
        raise Malformed("a form of at most 200 parameters", EXAMPLE[1:]) from fault


def shared(said: Mapping[str, str]) -> dict[str, str]:
    """Fold the protocol's other names into ours: `location=lat,lon`, `heading`, `hacc`."""
    item = dict(said)
    if "location" in item:
        lat, _, lon = item["location"].partition(",")
        item = {"lat": lat.strip(), "lon": lon.strip(), **item}
    for other, ours in OTHERS:
        if other in item:
            item.setdefault(ours, item[other])
    return item


def answer(_batch: Batch, _kept: int, _notes: tuple[Refused, ...] = ()) -> Answer:
    """Say 200 and no more: trackers look at the status alone, and post again for any other."""
    return Answer(200, "text/plain", b"")
