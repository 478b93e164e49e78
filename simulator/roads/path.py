"""The quickest way along the streets from one kerb to another: Dijkstra, plain."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from simulator.roads.streets import Kerb, Place, Streets, between, metres


@dataclass(frozen=True, slots=True)
class Piece:
    """A straight piece of a way: from where to where, how long, how fast, and the crossing it ends at.

    `light` is that crossing's number where it has a signal, else -1. `start` and `end` are the crossings of its street.
    """

    one: Place
    other: Place
    length: float
    speed: float
    start: int
    end: int
    light: int = -1


Way = tuple[Piece, ...]


def way(streets: Streets, here: Kerb, there: Kerb) -> Way:
    """The quickest way, empty where it is the same place. Turning round in a two-way street is allowed.

    Raises:
        ValueError: no street leads there, which cannot be within one connected town.
    """
    if (here.start, here.end) == (there.start, there.end) and here.part <= there.part:
        return _trimmed(streets, [(here.start, here.end)], here.part, there.part)
    costs, before = _grown(streets, here)
    best: tuple[float, tuple[int, int, float]] | None = None
    for start, end, part in _both(streets, there):
        street = streets.street(start, end)
        if street is not None and start in costs:
            cost = costs[start] + part * street.length / street.speed
            if best is None or cost < best[0]:
                best = cost, (start, end, part)
    if best is None:
        raise ValueError("no street leads there")
    _, (start, end, part) = best
    chain = [start]
    while (one := before[chain[-1]]) >= 0:
        chain.append(one)
    chain.reverse()
    first = chain[0]
    origin, cut = (here.start, here.part) if first == here.end else (here.end, 1.0 - here.part)
    pairs = [(origin, first), *pairwise(chain), (start, end)]
    return _trimmed(streets, pairs, cut, part)


def _both(streets: Streets, kerb: Kerb) -> list[tuple[int, int, float]]:
    """A kerb as it is reached by its street, in either direction that may be driven."""
    found = [(kerb.start, kerb.end, kerb.part)]
    if streets.street(kerb.end, kerb.start) is not None:
        found.append((kerb.end, kerb.start, 1.0 - kerb.part))
    return found


def _grown(streets: Streets, here: Kerb) -> tuple[dict[int, float], dict[int, int]]:
    """Seconds to every crossing, and the crossing before it on the way, -1 at the first."""
    costs: dict[int, float] = {}
    before: dict[int, int] = {}
    waiting: list[tuple[float, int, int]] = []
    for start, end, part in _both(streets, here):
        street = streets.street(start, end)
        if street is not None:
            heappush(waiting, ((1.0 - part) * street.length / street.speed, end, -1))
    while waiting:
        cost, at, came = heappop(waiting)
        if at in costs:
            continue
        costs[at], before[at] = cost, came
        for street in streets.out[at]:
            if street.to not in costs:
                heappush(waiting, (cost + street.length / street.speed, street.to, at))
    return costs, before


def _trimmed(streets: Streets, pairs: Sequence[tuple[int, int]], cut: float, part: float) -> Way:
    """The pieces of these streets, from `cut` of the first to `part` of the last."""
    pieces = []
    for at, (start, end) in enumerate(pairs):
        street = streets.street(start, end)
        if street is None:
            raise ValueError("a way must follow streets")
        low = cut if at == 0 else 0.0
        high = part if at == len(pairs) - 1 else 1.0
        if high - low <= 0.0:
            continue
        one = between(streets.places[start], streets.places[end], low)
        other = between(streets.places[start], streets.places[end], high)
        light = end if high == 1.0 and end in streets.lights else -1
        pieces.append(Piece(one, other, metres(one, other), street.speed, start, end, light))
    return tuple(pieces)


def kerb_on(way_: Way, index: int, offset: float, streets: Streets) -> Kerb:
    """Where on its street a van is that is `offset` metres into a piece of its way."""
    piece = way_[index]
    whole = metres(streets.places[piece.start], streets.places[piece.end])
    done = metres(streets.places[piece.start], piece.one) + offset
    return Kerb(piece.start, piece.end, min(1.0, done / whole) if whole else 0.0)
