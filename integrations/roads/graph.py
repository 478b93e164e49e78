"""Drivable ways as a graph: junctions, the edges between them with their shape, and what it takes to drive each.

    way      o-----o--o------o----o          points of OpenStreetMap
    edges    A-----------B--------C          cut where ways meet, and where a barrier stands: a van turns round there

An edge e is two arcs: 2 e along its drawing, 2 e + 1 against it. All arrays, so that a city loads in an instant.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from integrations.roads.islands import islands
from integrations.roads.kinds import DEGREE
from integrations.roads.reading import Floats, Ints, Ways

Int32 = NDArray[np.int32]
Bools = NDArray[np.bool_]
CLOSED = 2_147_483_647  # what routingkit takes for a road nobody may drive
SLOWEST = 5.0  # km/h
ISLAND = 100  # junctions of a network that is kept beside the largest one
JUNCTION = 1200  # ms that the corner at an edge's end costs: braking, looking, turning


@dataclass(frozen=True, slots=True)
class Graph:
    """The roads on which a van gets in and out again; from island to island there is no way.

    `lat`, `lon` are the junctions'. For each edge: `tail`, `head` its junctions, `metres` its length, `kinds` its
    class, `ids` its way at OpenStreetMap. For each arc: `weights` the free driving time in ms, CLOSED where it is
    one-way the other way.
    """

    lat: Floats
    lon: Floats
    tail: Int32
    head: Int32
    metres: Floats
    kinds: Int32
    ids: Ints
    weights: Int32

    def arcs(self) -> tuple[list[int], list[int]]:
        """Tails and heads of all arcs, as routingkit wants them."""
        tails = np.column_stack((self.tail, self.head)).ravel()
        heads = np.column_stack((self.head, self.tail)).ravel()
        return tails.tolist(), heads.tolist()


@dataclass(frozen=True, slots=True)
class Shapes:
    """How the edges run: their points, end to end; `ends` is where each edge's end."""

    lat: Floats
    lon: Floats
    ends: Ints


@dataclass(frozen=True, slots=True)
class _Spans:
    """Where each edge starts and stops in the row of points, and of which way it is."""

    starts: Ints
    stops: Ints
    of_way: Ints


def graph(ways: Ways, scale: float) -> tuple[Graph, Shapes] | None:
    """The graph of these ways and its shapes; None where there is no road. `scale` multiplies every free time."""
    if not len(ways.ends):
        return None
    starts, stops = _pieces(ways)
    if not len(starts):
        return None
    points = _junctions(ways, starts, stops)
    junctions, ids = np.unique(points, return_inverse=True)
    tail, head = ids.reshape(2, -1)
    of_way = np.searchsorted(ways.ends, starts, side="right")
    ahead, back = ways.ahead[of_way], ways.back[of_way]
    kept = _connected(len(junctions), tail, head, ahead > 0, back > 0)
    if not kept.any():
        return None
    spans = _Spans(starts[kept], stops[kept], of_way[kept])
    return _compact(ways, spans, tail[kept], head[kept], scale), _shapes(ways, spans)


def _pieces(ways: Ways) -> tuple[Ints, Ints]:
    """Where each edge starts and stops in the row of points."""
    index = np.unique(ways.refs, return_inverse=True)[1]
    shared = np.bincount(index)[index] > 1
    firsts, lasts = np.append(0, ways.ends[:-1]), ways.ends - 1
    breaks = shared | np.isin(ways.refs, ways.cuts)
    breaks[firsts] = breaks[lasts] = True
    starts, stops = _spans(breaks, lasts)
    loops = (ways.refs[starts] == ways.refs[stops]) & (stops - starts > 1)
    breaks[(starts[loops] + stops[loops]) // 2] = True  # an edge from a junction to itself would have no length to it
    starts, stops = _spans(breaks, lasts)
    real = ways.refs[starts] != ways.refs[stops]
    return starts[real], stops[real]


def _spans(breaks: Bools, lasts: Ints) -> tuple[Ints, Ints]:
    at = np.flatnonzero(breaks)
    is_last = np.zeros(len(breaks), dtype=bool)
    is_last[lasts] = True
    within = ~is_last[at[:-1]]
    return at[:-1][within], at[1:][within]


def _junctions(ways: Ways, starts: Ints, stops: Ints) -> Ints:
    """A name for both ends of each edge: the node's, or one of its own on either side of a barrier."""
    points = np.concatenate((starts, stops))
    names = ways.refs[points].copy()
    cut = np.isin(names, ways.cuts)
    names[cut] = -1 - 2 * points[cut] - (np.arange(len(points))[cut] >= len(starts))
    return names


def _connected(count: int, tail: Ints, head: Ints, ahead: Bools, back: Bools) -> Bools:
    """The edges on which a van gets in and out again: those within the largest island, and within any of some size.

    A car park that no road leads to is a slip of the map's; were it kept, doors beside it would be out of reach.
    """
    of = islands(count, np.concatenate((tail[ahead], head[back])), np.concatenate((head[ahead], tail[back])))
    sizes = np.bincount(of)
    return np.asarray((of[tail] == of[head]) & (sizes[of[tail]] >= min(ISLAND, int(sizes.max()))))


def _compact(ways: Ways, spans: _Spans, tail: Ints, head: Ints, scale: float) -> Graph:
    names, ids = np.unique(np.concatenate((tail, head)), return_inverse=True)
    tail, head = ids.reshape(2, -1)
    lat, lon = np.empty(len(names)), np.empty(len(names))
    lat[tail], lon[tail] = ways.lat[spans.starts], ways.lon[spans.starts]
    lat[head], lon[head] = ways.lat[spans.stops], ways.lon[spans.stops]
    lengths = _lengths(ways)
    metres = np.maximum(lengths[spans.stops] - lengths[spans.starts], 0.1)
    both = [_times(metres, speed[spans.of_way], scale) for speed in (ways.ahead, ways.back)]
    return Graph(lat, lon, tail.astype(np.int32), head.astype(np.int32), metres,
                 ways.kinds[spans.of_way].astype(np.int32), ways.ids[spans.of_way],
                 np.column_stack(both).ravel().astype(np.int32))


def _shapes(ways: Ways, spans: _Spans) -> Shapes:
    counts = spans.stops - spans.starts + 1
    ends = np.cumsum(counts)
    points = np.repeat(spans.starts - (ends - counts), counts) + np.arange(ends[-1])
    return Shapes(ways.lat[points], ways.lon[points], ends)


def _lengths(ways: Ways) -> Floats:
    """How far along the whole row of points each lies; steps from way to way count too, and cancel out."""
    across = np.diff(ways.lon) * np.cos(np.radians(ways.lat[1:]))
    return np.append(0.0, np.cumsum(np.hypot(np.diff(ways.lat), across) * DEGREE))


def _times(metres: Floats, speed: Floats, scale: float) -> Ints:
    driven = (metres / np.maximum(speed, SLOWEST) * 3600 + JUNCTION) * scale
    return np.where(speed > 0, driven, CLOSED).astype(np.int64)
