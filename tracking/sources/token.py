"""The token a tracker shows, wherever it is able to put one.

In this order: `Authorization: Bearer`, the password of HTTP Basic (all OwnTracks can send), `?token=`, and last the
`id` or `deviceid` of trackers that can be told nothing but their own name (OsmAnd, older Traccar apps). A token in an
address ends up in logs of proxies: prefer a header where the tracker has one.
"""

import binascii
from base64 import b64decode
from collections.abc import Mapping

from tracking.sources.posted import header

LONGEST = 256
PLACES = ("token", "id", "deviceid")


def token(headers: Mapping[str, str], query: Mapping[str, str]) -> str:
    """Find the token; "" when there is none, or nothing that could be one (printable ASCII, at most 256 letters)."""
    shown = authorized(header(headers, "Authorization"))
    found = shown or next((query[place] for place in PLACES if query.get(place)), "")
    return found if len(found) <= LONGEST and found.isascii() and found.isprintable() else ""


def authorized(line: str) -> str:
    """Read the `Authorization` header: what follows Bearer, or the password of Basic."""
    scheme, _, said = line.strip().partition(" ")
    match scheme.lower():
        case "bearer":
            return said.strip()
        case "basic":
            return password(said.strip())
    return ""


def password(said: str) -> str:
    """Unpack HTTP Basic; "" when it is none."""
    try:
        _, _, word = b64decode(said, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return ""
    return word
