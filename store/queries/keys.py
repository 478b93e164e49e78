"""The sealed data key of a participant."""

from store.queries.raw import Statement, rows

KEY_OF = Statement("UPDATE participants SET sealed_key = COALESCE(sealed_key, ?) WHERE id = ? RETURNING sealed_key")


async def key_of(who: str, new: bytes) -> bytes:
    """The key this participant has; `new` if there was none, even when two processes ask at once."""
    [(sealed,)] = await rows(KEY_OF(new, who))
    return bytes(sealed)
