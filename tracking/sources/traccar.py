"""Traccar: the phone app's own JSON and the server's forwarding, told apart by shape.

The app (Traccar Client 9 and newer) posts `location` and `device_id`, speed in metres a second, -1 for unknown. The
server posts `position` and `device`, or an `event` that may hold the position it came with; speed in knots, accuracy 0
for unknown. Older apps put everything into the address: those are read as `osmand`, the protocol they speak.
"""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct, field

from domain.position import Batch, Fix, Refused
from tracking.sources import osmand
from tracking.sources.posted import Answer, Malformed, Posted
from tracking.sources.reader import UNREAD, Reader, listed
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
    Moment,
    Name,
    Percent,
    Speed,
    Wrong,
    known,
    name_in,
    named,
    seconds,
    share,
    somewhere,
    turned,
)

APP = """{"device_id": "van-7", "location": {"timestamp": "2026-11-24T14:05:00Z",
 "coords": {"latitude": 41.8781, "longitude": -87.6298, "speed": 8.2, "accuracy": 5}}}"""
SERVER = """{"device": {"uniqueId": "van-7"}, "position": {"fixTime": "2026-11-24T14:05:00Z", "valid": true,
 "latitude": 41.8781, "longitude": -87.6298, "speed": 16.0, "accuracy": 5.0}}"""


class Coords(Struct, gc=False):
    """Where the app was."""

    latitude: Latitude
    longitude: Longitude
    speed: Speed | None = None
    heading: Heading | None = None
    accuracy: Accuracy | None = None


class Battery(Struct, gc=False):
    """How full the phone is, 0 to 1."""

    level: Annotated[float, Meta(ge=-100, le=1)] | None = None


class Location(Struct, gc=False):
    """One fix of the app."""

    timestamp: Moment
    coords: Coords
    battery: Battery | None = None


class Attributes(Struct, gc=False):
    """What of the server's bag of attributes is of use."""

    battery: Percent | None = field(name="batteryLevel", default=None)


class Position(Struct, gc=False):
    """One fix the server forwards."""

    latitude: Latitude
    longitude: Longitude
    time: Moment = field(name="fixTime")
    valid: bool = True
    speed: Speed | None = None
    course: Heading | None = None
    accuracy: Accuracy | None = None
    attributes: Attributes | None = None


class Device(Struct, gc=False):
    """Which device the server speaks of."""

    identifier: Name = field(name="uniqueId", default=None)


class Posts(Struct, gc=False):
    """Either shape, well formed."""

    location: Location | list[Location] | None = None
    device_id: Name = None
    position: Position | None = None
    device: Device | None = None


def seen(item: Location, _received: float) -> Fix:
    """Turn one fix of the app into our units."""
    coords = item.coords
    somewhere(coords.latitude, coords.longitude)
    level = item.battery.level if item.battery else None
    return Fix(seconds(item.timestamp, "timestamp"), coords.latitude, coords.longitude, known(coords.speed),
               turned(coords.heading), coords.accuracy, known(level))


def forwarded(item: Position, _received: float) -> Fix:
    """Turn one fix of the server into our units. One that is not valid is an old place said again."""
    somewhere(item.latitude, item.longitude)
    if not item.valid:
        raise Wrong("valid")
    level = item.attributes.battery if item.attributes else None
    return Fix(seconds(item.time, "fixTime"), item.latitude, item.longitude, known(item.speed, KNOT),
               turned(item.course), item.accuracy or None, share(level))


DECODER = msgspec.json.Decoder(Posts)
PHONE = Reader(Location, seen, {
    "timestamp": TIME, "coords.latitude": LAT, "coords.longitude": LON, "coords.heading": HEADING,
    "coords.accuracy": ACCURACY, "coords.speed": ("metres a second", "8.2"), "battery.level": ("0 to 1", "0.87"),
}, APP)
FORWARDER = Reader(Position, forwarded, {
    "fixTime": TIME, "latitude": LAT, "longitude": LON, "course": HEADING, "accuracy": ACCURACY,
    "speed": ("knots", "16.0"), "attributes.batteryLevel": PERCENT,
    "valid": ("a position the server holds valid", "true"),
}, SERVER)


def parse(posted: Posted) -> Batch:
    """Read either shape; an event without a position is an empty batch. Raises `Malformed` and `TooMany`."""
    if not posted.body.strip() or "lat" in posted.query:
        return osmand.parse(posted)
    try:
        found = DECODER.decode(posted.body)
        if isinstance(found.location, Location):
            return Batch(named(found.device_id), (seen(found.location, 0.0),))
        if found.position and found.location is None:
            name = named(found.device.identifier) if found.device else ""
            return Batch(name, (forwarded(found.position, 0.0),))
    except UNREAD:
        pass
    return slowly(posted)


def slowly(posted: Posted) -> Batch:
    """Read each item by itself."""
    found = PHONE.loosely(posted.body)
    if not isinstance(found, dict):
        raise Malformed("an object with `location`, `position` or `event`", APP)
    if found.get("location") is not None:
        return PHONE.batch(listed(found["location"]), posted, name_in(found, "device_id"))
    name = name_in(found.get("device"), "uniqueId")
    if found.get("position") is not None:
        return FORWARDER.batch([found["position"]], posted, name)
    if "event" in found:
        return Batch(name)
    raise Malformed("an object with `location`, `position` or `event`", APP)


def answer(_batch: Batch, _kept: int, _notes: tuple[Refused, ...] = ()) -> Answer:
    """Say 200 and no more: app and server look at the status alone, and post again for any other."""
    return Answer(200, "text/plain", b"")
