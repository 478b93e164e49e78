"""Ids that sort by age: 26 characters of Crockford's base 32, a millisecond and 80 random bits (a ULID)."""

import os
import threading
import time

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_BITS = 80

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """A new id; always greater than the last one this process made."""
    global _last  # noqa: PLW0603 the one thing that makes ids of a millisecond sort
    with _lock:
        fresh = (time.time_ns() // 1_000_000) << RANDOM_BITS | int.from_bytes(os.urandom(RANDOM_BITS // 8))
        _last = max(fresh, _last + 1)
        number = _last
    return "".join(ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))
