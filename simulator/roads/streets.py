"""A street graph: crossings, the directed streets between them, and where on a street something lies.

Places are (latitude, longitude) in degrees, lengths metres, speeds metres a second.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import cos, floor, hypot, radians

Place = tuple[float, float]
DEGREE = 111_195.0
CELL = 0.002
"""Degrees of a square in the index of streets: about 200 m, so that nine squares hold whatever is within that."""


def metres(one: Place, other: Place) -> float:
    """As the crow flies; right to a thousandth over a town."""
    across = (other[1] - one[1]) * cos(radians((one[0] + other[0]) / 2))
    return hypot(other[0] - one[0], across) * DEGREE


def between(one: Place, other: Place, part: float) -> Place:
    """The place at a part, 0 to 1, of the way from one to the other."""
    return one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part


@dataclass(frozen=True, slots=True)
class Street:
    """A straight street from one crossing to another, in the direction it may be driven."""

    to: int
    length: float
    speed: float
    kind: str


@dataclass(frozen=True, slots=True)
class Kerb:
    """A place at a street: `part`, 0 to 1, of the way from crossing `start` to crossing `end`."""

    start: int
    end: int
    part: float


@dataclass(slots=True)
class Streets:
    """`places[i]` is where crossing i lies, `out[i]` the streets that leave it; `lights` are crossings with signals."""

    places: list[Place]
    out: list[tuple[Street, ...]]
    lights: frozenset[int] = frozenset()
    _cells: dict[tuple[int, int], list[tuple[int, int]]] = field(default_factory=dict)

    def street(self, start: int, end: int) -> Street | None:
        """The street from one crossing straight to another, None where it may not be driven that way."""
        return next((one for one in self.out[start] if one.to == end), None)

    def where(self, kerb: Kerb) -> Place:
        """Where on earth a kerb is."""
        return between(self.places[kerb.start], self.places[kerb.end], kerb.part)

    def nearest(self, place: Place, within: float, barred: frozenset[str] = frozenset()) -> Kerb | None:
        """The nearest kerb on a street of no barred kind, None where none is that near (at most 200 m)."""
        best, best_far = None, within
        for start, end in self._around(place):
            street = self.street(start, end)
            if street is None or street.kind in barred:
                continue
            part, far = _foot(place, self.places[start], self.places[end])
            if far < best_far:
                best, best_far = Kerb(start, end, part), far
        return best

    def _around(self, place: Place) -> Iterable[tuple[int, int]]:
        if not self._cells:
            for start, streets in enumerate(self.out):
                for street in streets:
                    for cell in _cells_of(self.places[start], self.places[street.to]):
                        self._cells.setdefault(cell, []).append((start, street.to))
        row, column = _cell(place)
        return {pair for north in (-1, 0, 1) for east in (-1, 0, 1)
                for pair in self._cells.get((row + north, column + east), ())}


def connected(out: Sequence[tuple[Street, ...]]) -> frozenset[int]:
    """The largest set of crossings of which each can be driven to from each other."""
    back: list[list[int]] = [[] for _ in out]
    for start, streets in enumerate(out):
        for street in streets:
            back[street.to].append(start)
    ahead = [[street.to for street in streets] for streets in out]
    best: frozenset[int] = frozenset()
    left = {one for one in range(len(out)) if ahead[one] and back[one]}
    while len(left) > len(best):
        first = min(left)
        found = _reached(first, ahead) & _reached(first, back)
        left -= found
        if len(found) > len(best):
            best = frozenset(found)
    return best


def _reached(first: int, ways: Sequence[Sequence[int]]) -> set[int]:
    seen, waiting = {first}, [first]
    while waiting:
        for one in ways[waiting.pop()]:
            if one not in seen:
                seen.add(one)
                waiting.append(one)
    return seen


def kept(streets: Streets, keep: frozenset[int]) -> Streets:
    """The same with these crossings only, numbered anew."""
    number = {old: new for new, old in enumerate(sorted(keep))}
    out = [tuple(Street(number[one.to], one.length, one.speed, one.kind) for one in streets.out[old] if one.to in keep)
           for old in number]
    return Streets([streets.places[old] for old in number], out,
                   frozenset(number[one] for one in streets.lights if one in keep))


def _foot(place: Place, one: Place, other: Place) -> tuple[float, float]:
    """The part of a straight line that is nearest to a place, and how far off it is."""
    narrow = cos(radians(place[0]))
    across, along = (other[1] - one[1]) * narrow, other[0] - one[0]
    whole = across * across + along * along
    dot = (place[1] - one[1]) * narrow * across + (place[0] - one[0]) * along
    part = min(1.0, max(0.0, dot / whole)) if whole else 0.0
    return part, metres(place, between(one, other, part))


def _cell(place: Place) -> tuple[int, int]:
    return floor(place[0] / CELL), floor(place[1] / CELL)


def _cells_of(one: Place, other: Place) -> set[tuple[int, int]]:
    steps = max(1, int(max(abs(one[0] - other[0]), abs(one[1] - other[1])) / CELL) + 1)
    return {_cell(between(one, other, step / steps)) for step in range(steps + 1)}
