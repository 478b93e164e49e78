"""What the values of a wording look like in a language: the shortest, the longest usual ones, and every branch.

The usual names, items, addresses and words stand in the folder's check.toml, twenty or so of each. "Longest usual" is
the 95th percentile by length: one customer in twenty has a longer one.
"""

import math
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.delivery import Reason

PERCENTILE = 0.95
BRAND = "Bloom"
LINK = "https://track.example.com/t/AAAAAAAAAAAAAAAAAAAAAA"
"""A link as it goes out: our own host and 128 bits."""
MAP = "https://track.example.com/at/41.8781,-87.6298"
PHOTO = "https://track.example.com/p/m01ARZ3NDEKTSV4RRFFQ69G5FAV.1764000000.AAAAAAAAAAAAAAAAAAAAAA"

NOW = "2026-11-23T12:00:00-06:00"
LONG_SPAN = ("2026-11-25T10:15:00-06:00", "2026-11-25T12:45:00-06:00")
SHORT_SPAN = ("2026-11-23T14:00:00-06:00", "2026-11-23T16:00:00-06:00")
FEW, MANY = 2, 3
BRANCHES: Mapping[str, tuple[Any, ...]] = {
    "count": (1, 2, 5),
    "metres": (-1, 5000),
    "proof": (False,),
    "before": (0, 1, 2, 5, 22),
    "first": (True, False),
    "how": ("recipient", "third_party", "safe_place", "mailbox", "other"),
    "reason": tuple(str(one) for one in Reason),
    "planned": (True, False),
    "morning": (True, False),
    "spoken": ("tlh",),
    "name": ("",),
    "driver": ("",),
    "support": ("",),
    "to": ("",),
    "at": ("",),
    "start": ("2026-11-24T09:00:00-06:00", "2026-11-28T09:00:00-06:00"),
}
"""What makes a wording branch: each of these is tried with everything else at its longest."""


@dataclass(frozen=True, slots=True)
class Samples:
    """The usual values of a language, as its check.toml lists them."""

    names: Sequence[str]
    items: Sequence[str]
    addresses: Sequence[str]
    words: Sequence[str]
    places: Sequence[str]


def said_with(samples: Samples, used: Iterable[str], tested: Container[str]) -> Iterator[dict[str, Any]]:
    """The values to say a wording with that uses these: the shortest, the longest usual, and every branch of those.

    Only what is `tested` for being there may be missing.
    """
    yield _values(samples, 0.0, SHORT_SPAN, 1)
    longest = _values(samples, PERCENTILE, LONG_SPAN, MANY)
    yield longest
    for name in used:
        for value in (one for one in BRANCHES.get(name, ()) if one != "" or name in tested):
            yield longest | {name: value} | ({"to": "", "first": False} if name in {"how", "before"} else {})


def usual(samples: Samples) -> dict[str, Any]:
    """Values of middling length, such as a reader of our templates is to see."""
    return _values(samples, 0.5, SHORT_SPAN, 1)


def at(values: Sequence[str], share: float) -> str:
    """The value that this share of all are not longer than."""
    ordered = sorted(values, key=len)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def _values(samples: Samples, share: float, span: tuple[str, str], many: int) -> dict[str, Any]:
    name, items, address = at(samples.names, share), at(samples.items, share), at(samples.addresses, share)
    words, place = at(samples.words, share), at(samples.places, share)
    start, end = span
    return {
        "brand": f"{BRAND} & Sons" if share else BRAND, "support": "+13125550177", "items": items, "name": name,
        "driver": name, "address": address, "tracking": "BF-10023", "start": start, "end": end, "now": NOW,
        "link": LINK, "slot_start": start, "slot_end": end, "code": "4417#" if share else "1", "words": words,
        "minutes": 25 if share else 5, "first": not share, "before": 12 if share else 1, "how": "safe_place",
        "to": "", "place": place, "reason": "not_home", "planned": True, "spoken": "", "morning": True, "at": start,
        "notes": [f"hazard: {words}"] if share else [],
        "slots": [f"{start}/{end}"] * many, "windows": [f"{start}/{end}"] * many,
        "stops": [f"{name}, {address}"] * many,
        "map": MAP, "metres": 120 if share else 0, "count": many, "photo": PHOTO, "proof": bool(share),
        "options": [f"{11 + number} {items} (27.11.)" for number in range(min(many, FEW))],
    }
