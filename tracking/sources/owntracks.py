"""OwnTracks in HTTP mode: one JSON message a request, told by its `_type`; only `location` is a position.

Speed (`vel`) is km/h, `tst` epoch seconds, `batt` percent. An empty body is the app clearing something and is fine.
Documented at https://owntracks.org/booklet/tech/json/ and https://owntracks.org/booklet/tech/http/.
"""

import msgspec
from msgspec import Struct, field

from domain.position import Batch, Fix, Refused
from tracking.sources.posted import Answer, Posted, few, header
from tracking.sources.reader import UNREAD, Reader, listed
from tracking.sources.reading import (
    ACCURACY,
    HEADING,
    KMH,
    LAT,
    LON,
    PERCENT,
    TIME,
    Accuracy,
    Heading,
    Latitude,
    Longitude,
    Moment,
    Name,
    Percent,
    Speed,
    known,
    name_in,
    named,
    seconds,
    share,
    somewhere,
    turned,
)

EXAMPLE = '{"_type": "location", "tid": "V7", "tst": 1795529100, "lat": 41.8781, "lon": -87.6298, "vel": 30}'
SPOKEN = frozenset({"location", "encrypted"})  # messages that hold a position; an encrypted one is refused aloud


class Location(Struct, gc=False, tag_field="_type", tag="location"):
    """A `location` message. Without `tst` it is of the moment it arrived."""

    lat: Latitude
    lon: Longitude
    tst: Moment | None = None
    vel: Speed | None = None
    cog: Heading | None = None
    acc: Accuracy | None = None
    batt: Percent | None = None
    topic: Name = None
    tracker: Name = field(name="tid", default=None)


def fix(item: Location, received: float) -> Fix:
    """Turn one location into a fix in our units."""
    somewhere(item.lat, item.lon)
    at = received if item.tst is None else seconds(item.tst, "tst")
    return Fix(at, item.lat, item.lon, known(item.vel, KMH), turned(item.cog), item.acc, share(item.batt))


DECODER = msgspec.json.Decoder(Location | list[Location])
READER = Reader(Location, fix, {
    "lat": LAT, "lon": LON, "tst": TIME, "cog": HEADING, "acc": ACCURACY, "batt": PERCENT,
    "vel": ("km/h", "30"), "topic": ("an MQTT topic", "owntracks/jane/phone"), "tid": ("a short name", "V7"),
    "_type": ("a message that is not encrypted", "location"),
}, EXAMPLE)


def parse(posted: Posted) -> Batch:
    """Read a location; any other message is an empty batch. Raises `Malformed` and `TooMany`."""
    if not posted.body.strip():
        return Batch()
    try:
        found = DECODER.decode(posted.body)
        if isinstance(found, Location):
            return Batch(device(posted, found.topic, found.tracker), (fix(found, posted.received),))
        few(found)
        fixes = tuple([fix(item, posted.received) for item in found])
        return Batch(device(posted, found[0].topic, found[0].tracker) if found else "", fixes)
    except UNREAD:
        return slowly(posted)


def slowly(posted: Posted) -> Batch:
    """Read each message by itself, passing over those that are no position."""
    items = listed(READER.loosely(posted.body))
    first = items[0] if items else None
    name = device(posted, name_in(first, "topic"), name_in(first, "tid"))
    return READER.batch(items, posted, name, quiet)


def quiet(item: object) -> bool:
    """Tell a message of another type than location: a transition, a last will, a waypoint."""
    kind = item.get("_type") if isinstance(item, dict) else None
    return isinstance(kind, str) and kind not in SPOKEN


def device(posted: Posted, topic: Name, tracker: Name) -> str:
    """Name the device by its topic, else by the user and device the app was set up with, else by its tracker id."""
    if topic:
        return named(topic)
    user = header(posted.headers, "X-Limit-U") or posted.query.get("u", "")
    phone = header(posted.headers, "X-Limit-D") or posted.query.get("d", "")
    return named(f"owntracks/{user}/{phone}" if user and phone else tracker)


def answer(_batch: Batch, _kept: int, _notes: tuple[Refused, ...] = ()) -> Answer:
    """Send the app no commands: it expects a JSON list, and shows an error for anything else."""
    return Answer(200, "application/json", b"[]")
