"""The graph as a contraction hierarchy: driving times between places, and from everywhere to one doorstep.

routingkit's objects belong to the thread that made them, so a Network is made and asked by one thread only; what it
hands out (numbers, arrays) may go anywhere. Times inside are milliseconds.
"""

from array import array
from math import cos, radians

import numpy as np
import routingkit_cch as rk

from integrations.roads.graph import CLOSED, Graph, Int32
from integrations.roads.grid import Snap
from integrations.roads.kinds import DEGREE, Place

Ends = list[tuple[int, int]]  # (junction, ms to or from it)
LOCAL = 60_000.0  # metres around a doorstep from which the way to it is known
PIECE = 0.25  # share of an arc at either end that has to be driven for the drive to say anything about it
TICK = 250  # ms: times to a doorstep are kept in quarters of a second, two bytes each
PAST = 20.0  # metres: a van that stopped so far beyond a door in a one-way street does not go round the block for it
UNKNOWN = 65_535  # ticks; four and a half hours


def order(graph: Graph) -> list[int]:
    """The order in which the hierarchy is built. Takes 3 s for a city and holds the interpreter: once a map."""
    tails, heads = graph.arcs()
    made: list[int] = rk.compute_order_inertial(len(graph.lat), tails, heads, graph.lat.tolist(), graph.lon.tolist())
    return made


class Network:
    """Routes on a graph whose arcs can be weighed anew."""

    def __init__(self, graph: Graph, ranks: list[int]) -> None:
        """`ranks` is what `order` made of this graph."""
        self.graph = graph
        self.tail, self.head = (array("i", side.tobytes()) for side in (graph.tail, graph.head))
        self._cch = rk.CCH(ranks, *graph.arcs(), False)  # noqa: FBT003 the library takes it by place
        self.weigh(graph.weights)

    def weigh(self, weights: Int32) -> None:
        """Take other times for all arcs, in ms. 17 ms for a city."""
        self.weights = array("i", weights.tobytes())
        self._metric = rk.CCHMetric(self._cch, weights.tolist())
        self._query = rk.CCHQuery(self._metric)

    def release(self) -> None:
        """Let go of what belongs to this thread, on this thread: elsewhere the library refuses."""
        del self._query

    def seconds(self, one: Snap, other: Snap) -> float | None:
        """Driving time between two places on roads; None where there is no way."""
        direct, route = self._direct(one, other), self._run(one, other)[0]
        both = [ms for ms in (direct, route) if ms is not None]
        return max(min(both), 1) / 1000 if both else None

    def path(self, one: Snap, other: Snap) -> list[int]:
        """The arcs driven from one to the other, those at both ends if a good piece of them was."""
        direct, (route, arcs) = self._direct(one, other), self._run(one, other)
        if direct is not None and (route is None or direct <= route):
            arc = 2 * one.edge + (one.along > other.along)
            return [] if self.weights[arc] == CLOSED else [arc]
        return arcs

    def _direct(self, one: Snap, other: Snap) -> int | None:
        """Along the one edge both lie on. A few metres past a door is at it, though the street be one-way."""
        if one.edge != other.edge:
            return None
        share = abs(other.along - one.along)
        weight = self.weights[2 * one.edge + (one.along > other.along)]
        if weight != CLOSED:
            return round(share * weight)
        return 0 if share * self.graph.metres[one.edge] <= PAST else None

    def _run(self, one: Snap, other: Snap) -> tuple[int | None, list[int]]:
        leaving, coming = self._leaving(one), self._coming(other)
        found = self._query.run_multi(leaving, coming)
        length, arcs = found.distance, list(found.arc_path)
        nodes = list(found.node_path)
        del found  # the next run is refused while a result of this one lives
        if length is None:
            return None, []
        away, against = nodes[0] != self.head[one.edge], nodes[-1] != self.tail[other.edge]
        left, driven = one.along if away else 1 - one.along, 1 - other.along if against else other.along
        first = [2 * one.edge + away] if left >= PIECE else []
        last = [2 * other.edge + against] if driven >= PIECE else []
        return length, [*first, *arcs, *last]

    def _leaving(self, snap: Snap) -> Ends:
        edge = snap.edge
        ahead, back = self.weights[2 * edge], self.weights[2 * edge + 1]
        ends = [(self.head[edge], round((1 - snap.along) * ahead))] if ahead != CLOSED else []
        return [*ends, (self.tail[edge], round(snap.along * back))] if back != CLOSED else ends

    def _coming(self, snap: Snap) -> Ends:
        edge = snap.edge
        ahead, back = self.weights[2 * edge], self.weights[2 * edge + 1]
        ends = [(self.tail[edge], round(snap.along * ahead))] if ahead != CLOSED else []
        return [*ends, (self.head[edge], round((1 - snap.along) * back))] if back != CLOSED else ends

    def tree(self, place: Place, snap: Snap) -> "array[int]":
        """Ticks from every junction to a place; UNKNOWN further than LOCAL from it."""
        graph, up = self.graph, LOCAL / DEGREE
        aside = up / cos(radians(place[0]))
        near = np.flatnonzero((np.abs(graph.lat - place[0]) < up) & (np.abs(graph.lon - place[1]) < aside))
        ways = rk.CCHManyToOne(self._metric, near.tolist()).distances_to_multi(self._coming(snap))
        ticks = np.full(len(graph.lat), UNKNOWN, dtype=np.uint16)
        times = np.array([CLOSED if ms is None else ms for ms in ways], dtype=np.int64)
        ticks[near] = np.minimum((times + TICK // 2) // TICK, UNKNOWN)
        return array("H", ticks.tobytes())
