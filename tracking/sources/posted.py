"""What a tracker sent over HTTP, what it is answered, and the two ways a whole body is turned away.

One bad item of a batch is no error: it is a `Refused` beside the good fixes, for a tracker posts a batch that was
turned away again and again for ever.
"""

from collections.abc import Mapping, Sized
from typing import NamedTuple

import msgspec

MOST = 1_000  # fixes in one request: some hours of a van that was out of reach


class Posted(msgspec.Struct, frozen=True, gc=False):
    """One request of a tracker. `received` is epoch seconds; `headers` are looked up as given, then in lower case."""

    body: bytes
    query: Mapping[str, str]
    received: float
    headers: Mapping[str, str] = msgspec.field(default_factory=dict)


class Answer(NamedTuple):
    """What the tracker is told: a status, the content type, the body."""

    status: int
    content_type: str
    body: bytes


class Malformed(Exception):
    """The whole body is unreadable; what was expected, and an example of it. Answer 400."""

    def __init__(self, expected: str, example: str) -> None:
        super().__init__(f"expected {expected}")
        self.expected = expected
        self.example = example


class TooMany(Exception):
    """More items in one request than we take. Answer 413 and say the limit."""

    def __init__(self, items: int, limit: int = MOST) -> None:
        super().__init__(f"{items} items; at most {limit} in one request")
        self.items = items
        self.limit = limit


def few(items: Sized) -> None:
    """Raise `TooMany` for more than `MOST` items."""
    if len(items) > MOST:
        raise TooMany(len(items))


def header(headers: Mapping[str, str], name: str) -> str:
    """Find a header by its usual name or in lower case; "" when it is absent."""
    return headers.get(name) or headers.get(name.lower()) or ""
