"""Stored sessions to the engine's values."""

from collections.abc import Sequence

import msgspec

from flows.engine.codec import decode
from flows.engine.router import Sessions
from flows.engine.session import Session
from store import models
from store.crypt import Keys


def sessions_of(rows: Sequence[models.SessionRow], keys: Keys) -> Sessions:
    """The sessions of a conversation; closed ones with state None, for their turns count on."""
    return tuple(_session(row, keys) for row in rows)


def _session(row: models.SessionRow, keys: Keys) -> Session:
    if not row.open:
        return Session(row.flow, None, row.turn, row.unclear, row.repeated)
    stored = msgspec.json.decode(keys.open(f"sessions|{row.id}", row.sealed))
    return Session(row.flow, decode(row.flow, stored), row.turn, row.unclear, row.repeated)
