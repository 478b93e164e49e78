"""API keys: made once, shown once, kept as a hash. `plk_live_<8 characters of id>_<secret><checksum>`."""

import secrets
import zlib
from datetime import datetime
from hashlib import sha256

from bot.api.problems import Problem
from store import models
from store.ids import new_id

PREFIX = "plk_live_"
SCOPES = ("depots:read", "depots:write", "deliveries:read", "deliveries:write", "drivers:read", "drivers:write",
          "runs:read", "runs:write", "conversations:read", "conversations:write", "messages:read", "messages:write",
          "ratings:read", "cases:read", "cases:write", "keys:write", "codes:read")
DEFAULT = tuple(one for one in SCOPES if one not in {"keys:write", "codes:read"})


def digest(secret: str) -> str:
    """What is kept of a key."""
    return sha256(secret.encode()).hexdigest()


async def make(name: str, scopes: tuple[str, ...], now: datetime) -> tuple[models.ApiKey, str]:
    """A new key's row and the key itself, which nobody sees again."""
    body = f"{PREFIX}{secrets.token_hex(4)}_{secrets.token_urlsafe(32)}"
    secret = f"{body}{zlib.crc32(body.encode()):08x}"
    row = await models.ApiKey.create(id=new_id(), name=name, prefix=body[:len(PREFIX) + 8], hashed=digest(secret),
                                     scopes=list(scopes), created_at=now)
    return row, secret


async def authorised(header: str, scope: str, now: datetime) -> models.ApiKey:
    """The key of a request, if it may do this.

    Raises:
        Problem: 401 without a valid key, 403 without the scope.
    """
    kind, _, secret = header.partition(" ")
    row = await models.ApiKey.get_or_none(hashed=digest(secret)) if kind.lower() == "bearer" else None
    if row is None or row.revoked_at is not None or (row.expires_at and row.expires_at < now):
        raise Problem(401, "send a valid key: Authorization: Bearer plk_live_...")
    if scope not in row.scopes:
        raise Problem(403, f"this key lacks the scope {scope}")
    return row
