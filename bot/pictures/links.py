"""Links to pictures for whoever has no session with us: a driver's phone, a provider that carries a photo on.

A link names what it shows and when it ends, and holds for that alone: the pictures of one message, or one picture.
"""

import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from store.crypt import Keys

MESSAGE, PICTURE = "m", "p"
LOOKED_AT = timedelta(hours=12)
"""A driver's shift: he may look again on the way."""
CARRIED = timedelta(hours=4)
"""A provider fetches at once, or when its queue gets there."""
TOKEN = re.compile(r"([mp])([0-9A-Z]{26})\.([0-9]{9,11})\.([0-9A-Za-z_-]{22})")


def shown_at(message: str, keys: Keys, url: str, now: datetime) -> str:
    """The address of a page with a message's pictures. In world time, like all that people are told."""
    return f"{url}/p/{sign(keys.token_key, MESSAGE, message, now + LOOKED_AT)}"


def carried_from(picture: str, keys: Keys, url: str, now: datetime) -> str:
    """The address that a provider fetches one picture from."""
    return f"{url}/p/{sign(keys.token_key, PICTURE, picture, now + CARRIED)}"


def sign(key: bytes, what: str, name: str, until: datetime) -> str:
    """A token, safe in a path."""
    told = f"{what}{name}.{int(until.timestamp())}"
    return f"{told}.{_mac(key, told)}"


def read(keys: Sequence[bytes], token: str, now: datetime) -> tuple[str, str] | None:
    """What a token shows, and its id; None unless one of `keys` made it and its time is not up."""
    parts = TOKEN.fullmatch(token)
    if parts is None:
        return None
    told = token.rpartition(".")[0]
    verdicts = [hmac.compare_digest(_mac(key, told), parts[4]) for key in keys if key]
    if not any(verdicts) or datetime.fromtimestamp(int(parts[3]), UTC) <= now:
        return None
    return parts[1], parts[2]


def _mac(key: bytes, told: str) -> str:
    digest = hmac.new(key, f"picture {told}".encode(), sha256).digest()[:16]
    return urlsafe_b64encode(digest).decode().rstrip("=")
