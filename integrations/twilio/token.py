"""Our own id on the way back: names message and attempt in a status callback's path, and proves that we made it.

It reads `<message>.<attempt>.<22 characters>`, the last being 128 bits of an HMAC-SHA256 over the rest.
"""

import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256

from domain.people import MessageId

PURPOSE = b"twilio status callback:"
MAC_BYTES = 16
MESSAGE = re.compile(r"[0-9A-Za-z-]{1,64}")
TOKEN = re.compile(r"([0-9A-Za-z-]{1,64})\.(0|[1-9][0-9]{0,5})\.([0-9A-Za-z_-]{22})")


def sign(key: bytes, message: MessageId, attempt: int) -> str:
    """The token of one attempt, safe in a path as it is.

    Raises:
        ValueError: when there is no key to sign with, or the id or the attempt cannot stand in a token.
    """
    if not key or not MESSAGE.fullmatch(message) or not 0 <= attempt < 10**6:
        reason = "a token needs a key, an id of letters, digits and hyphens, and an attempt below a million"
        raise ValueError(reason)
    named = f"{message}.{attempt}"
    return f"{named}.{_mac(key, named)}"


def read(keys: Sequence[bytes], token: str) -> tuple[MessageId, int] | None:
    """Message and attempt, or None unless one of `keys` made this token. Time taken does not tell which or how near."""
    parts = TOKEN.fullmatch(token)
    if parts is None:
        return None
    message, attempt, mac = parts.groups()
    named = f"{message}.{attempt}"
    verdicts = [hmac.compare_digest(_mac(key, named), mac) for key in keys if key]
    return (MessageId(message), int(attempt)) if any(verdicts) else None


def _mac(key: bytes, named: str) -> str:
    digest = hmac.new(key, PURPOSE + named.encode(), sha256).digest()[:MAC_BYTES]
    return urlsafe_b64encode(digest).decode().rstrip("=")
