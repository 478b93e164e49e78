"""What a mail's links and our inbound address prove: each names one thing, signed for one purpose."""

import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256

TOKEN = re.compile(r"([0-9A-Za-z]{1,26})\.([0-9A-Za-z_-]{22})")
LEAVE, INBOUND = "leave", "inbound"


def sign(key: bytes, purpose: str, name: str) -> str:
    """A token that names something, safe in a path."""
    return f"{name}.{_mac(key, purpose, name)}"


def read(keys: Sequence[bytes], purpose: str, token: str) -> str | None:
    """What a token names, or None unless one of `keys` made it for this purpose."""
    parts = TOKEN.fullmatch(token)
    if parts is None:
        return None
    name, mac = parts.groups()
    verdicts = [hmac.compare_digest(_mac(key, purpose, name), mac) for key in keys if key]
    return name if any(verdicts) else None


def _mac(key: bytes, purpose: str, name: str) -> str:
    digest = hmac.new(key, f"mail {purpose}:{name}".encode(), sha256).digest()[:16]
    return urlsafe_b64encode(digest).decode().rstrip("=")
