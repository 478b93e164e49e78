"""Where an address is, by the map's own address points: "12 Main St, Springfield" or "Mannerheimintie 12".

    text -> parts between commas -> a street the map knows, with a number beside it -> the points of both
                                                                                         |
         None <- no such point; another town or postcode; several far apart <------------+----> a place

Nothing is guessed: a van sent to the wrong house is worse than a dispatcher who is asked.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from integrations.roads.addressed import Addressed, key
from integrations.roads.kinds import Place, metres
from integrations.roads.reading import Ints
from integrations.roads.spelling import UNITS, Words, words
from integrations.roads.wordings import Reading, readings

AT_MOST = 60  # words of an address
LONGEST = 8  # of a street's or a town's name
SAME = 150.0  # metres between points that are one address: a building and its entrance
AROUND = 25_000.0  # metres from a town's name on the map to a house that is said to be there
_PARTS = re.compile(r"[,;\n]")


class Addresses:
    """The address points of a map, as they are asked."""

    def __init__(self, held: Addressed) -> None:
        """Everything stays packed in arrays but the names of towns and postcodes."""
        self._held = held
        self._names = tuple(held.names.tobytes().decode().split("\n"))
        self._places: dict[str, list[Place]] = {}
        for name, lat, lon in zip(held.known.tolist(), held.known_lat.tolist(), held.known_lon.tolist(), strict=True):
            self._places.setdefault(self._names[name], []).append((lat, lon))
        self._naming = set(self._names) - {""}

    def find(self, text: str) -> Place | None:
        """The one place of an address; None where the map knows none such, or several far apart."""
        parts = [found for part in _PARTS.split(text) if (found := words(part))]
        if sum(map(len, parts)) > AT_MOST:
            return None
        places = [place for number, part in enumerate(parts) for span in self._streets(part)
                  for reading in readings(parts, number, span, self._is_name) for place in self._points(reading)]
        return places[0] if places and all(metres(places[0], other) <= SAME for other in places) else None

    def _streets(self, part: Words) -> list[tuple[int, int]]:
        """Where streets that the map knows stand among these words; of one within another only the longer."""
        spans = [(start, stop) for start, stop in _spans(part)
                 if _at(self._held.streets, key(" ".join(part[start:stop])))]
        return [(start, stop) for start, stop in spans
                if not any(one <= start and stop <= other and (one, other) != (start, stop) for one, other in spans)]

    def _is_name(self, said: Words) -> bool:
        """Whether these words begin with the name of a town or a postcode."""
        return any(" ".join(said[:count]) in self._naming for count in range(1, LONGEST + 1))

    def _points(self, reading: Reading) -> list[Place]:
        """The points of the first number that has any and that fit the rest of what was said."""
        for number in reading.numbers:
            if rows := _at(self._held.keys, key(reading.street, number)):
                return self._fitting(rows, reading.rest)
        return []

    def _fitting(self, rows: range, rest: Words) -> list[Place]:
        """The points that are where the rest says: best in the very town or postcode, else in a town close by."""
        rest = _without_units(rest)
        named = {" ".join(rest[start:stop]) for start, stop in _spans(rest)}
        places = [(float(self._held.lat[row]), float(self._held.lon[row])) for row in rows]
        if not self._naming or not any(_names_something(word) for word in rest):
            return places
        fits = [self._fit(row, place, named) for row, place in zip(rows, places, strict=True)]
        return [place for place, fit in zip(places, fits, strict=True) if fit and fit == max(fits)]

    def _fit(self, row: int, place: Place, named: set[str]) -> int:
        """2 for the town or postcode the map gives this point, 1 for a town close by, 0 for neither or another code."""
        town, post = self._names[self._held.towns[row]], self._names[self._held.posts[row]]
        code = _code(post)
        if code and any(_code(word) == code for word in named):
            return 2
        if code.isdigit() and any(_code(word).isdigit() and len(_code(word)) == len(code) for word in named):
            return 0
        if town and town in named:
            return 2
        return int(any(metres(place, other) <= AROUND for name in named for other in self._places.get(name, ())))


def _spans(said: Words) -> Iterator[tuple[int, int]]:
    return ((start, stop) for start in range(len(said)) for stop in range(start + 1, len(said) + 1)
            if stop - start <= LONGEST)


def _at(row: Ints, wanted: int) -> range:
    """Where a sorted row holds this number."""
    return range(int(np.searchsorted(row, wanted)), int(np.searchsorted(row, wanted, side="right")))


def _code(post: str) -> str:
    """The part of a postcode that names the place: the first four of 4050-124, the five of 21231-1234."""
    return post.partition(" ")[0].partition("-")[0]


def _names_something(word: str) -> bool:
    """Whether a word may be of a town's name or a postcode: not a flat's number, not the letter of a stair."""
    return len(word) > 2 and (word.isalpha() or len(word) > 3)  # noqa: PLR2004 "3B", "102", "TX"


def _without_units(said: Words) -> Words:
    """Without "apt 4" and the like."""
    return tuple(word for before, word in pairwise(("", *said)) if word not in UNITS and before not in UNITS)
