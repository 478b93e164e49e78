"""What each tracker really sends: a fix in its format, with its token where that tracker can put one.

Units are each vendor's own: metres a second for our own form and Traccar's app, km/h for OwnTracks, knots for OsmAnd.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlencode

KMH, KNOTS = 3.6, 3600 / 1852


@dataclass(frozen=True, slots=True)
class Fix:
    """What the receiver in a tracker says: time by its own clock, degrees, metres a second, metres, battery 0 to 1."""

    at: float
    lat: float
    lon: float
    speed: float
    heading: float
    accuracy: float
    battery: float = 0.8


@dataclass(frozen=True, slots=True)
class Post:
    """One HTTP request of a tracker."""

    method: str
    path: str
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


Format = Callable[[str, str, Sequence[Fix]], Post]
"""Token, name of the van and fixes, oldest first, to a request. A format that takes one fix takes the first."""


def generic(token: str, name: str, fixes: Sequence[Fix]) -> Post:
    """Our own plain form: one fix, or a list of them."""
    items = [{"device": name, "lat": one.lat, "lon": one.lon, "time": _iso(one.at), "speed_mps": round(one.speed, 2),
              "heading": round(one.heading, 1), "accuracy_m": round(one.accuracy, 1), "battery": round(one.battery, 2)}
             for one in fixes]
    return Post("POST", "/webhooks/gps/generic", json.dumps(items[0] if len(items) == 1 else items).encode(),
                {"Content-Type": "application/json", "Authorization": f"Bearer {token}"})


def owntracks(token: str, name: str, fixes: Sequence[Fix]) -> Post:
    """The OwnTracks app in HTTP mode: a message a fix, the token as the password of HTTP Basic."""
    one = fixes[0]
    body = {"_type": "location", "tid": name[:2], "tst": int(one.at), "lat": one.lat, "lon": one.lon,
            "vel": round(one.speed * KMH), "cog": round(one.heading), "acc": round(one.accuracy), "conn": "m",
            "batt": round(one.battery * 100), "topic": f"owntracks/{name.lower()}/phone", "t": "u", "m": 2}
    basic = b64encode(f"{name.lower()}:{token}".encode()).decode()
    return Post("POST", "/webhooks/gps/owntracks", json.dumps(body).encode(),
                {"Content-Type": "application/json", "Authorization": f"Basic {basic}",
                 "X-Limit-U": name.lower(), "X-Limit-D": "phone"})


def traccar(token: str, name: str, fixes: Sequence[Fix]) -> Post:
    """The app Traccar Client 9: the token stands in the server's address; what waited comes as a list."""
    items = [{"timestamp": _iso(one.at), "odometer": 0, "is_moving": one.speed > 1.0, "event": "motionchange",
              "coords": {"latitude": one.lat, "longitude": one.lon, "accuracy": round(one.accuracy, 1),
                         "speed": round(one.speed, 2), "heading": round(one.heading, 1), "altitude": 12.0},
              "battery": {"level": round(one.battery, 2), "is_charging": True}} for one in fixes]
    body = {"device_id": name, "location": items[0] if len(items) == 1 else items}
    return Post("POST", f"/webhooks/gps/traccar?{urlencode({'token': token})}", json.dumps(body).encode(),
                {"Content-Type": "application/json"})


def osmand(token: str, _name: str, fixes: Sequence[Fix]) -> Post:
    """The OsmAnd app: one fix in the address of a GET, the token in place of the device's name."""
    one = fixes[0]
    query = {"id": token, "lat": one.lat, "lon": one.lon, "timestamp": int(one.at * 1000), "hdop": 1.1,
             "altitude": 12.0, "speed": round(one.speed * KNOTS, 2), "bearing": round(one.heading, 1),
             "accuracy": round(one.accuracy, 1), "batt": round(one.battery * 100)}
    return Post("GET", f"/webhooks/gps/osmand?{urlencode(query)}")


FORMATS: dict[str, Format] = {"generic": generic, "owntracks": owntracks, "traccar": traccar, "osmand": osmand}
LISTS = frozenset({"generic", "traccar"})
"""Formats that may hold several fixes; the others send what waited one after another."""


def _iso(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
