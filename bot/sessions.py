"""Stored sessions to the engine's values."""

import msgspec

from flows.engine.codec import decode
from flows.engine.router import Sessions
from flows.engine.session import Session
from store import models
from store.crypt import Keys


async def sessions_of(conversation: str, keys: Keys) -> Sessions:
    """Every session of a conversation; closed ones with state None, for their turns count on."""
    rows = await models.SessionRow.filter(conversation_id=conversation).order_by("id")
    return tuple(_session(row, keys) for row in rows)


def _session(row: models.SessionRow, keys: Keys) -> Session:
    if not row.open:
        return Session(row.flow, None, row.turn, row.unclear, row.repeated)
    stored = msgspec.json.decode(keys.open(f"sessions|{row.id}", row.sealed))
    return Session(row.flow, decode(row.flow, stored), row.turn, row.unclear, row.repeated)
