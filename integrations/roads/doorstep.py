"""The way to one doorstep from wherever the van is: one look into the grid, one into the doorstep's times."""

from array import array

from integrations.roads.graph import CLOSED
from integrations.roads.grid import Grid, Snap
from integrations.roads.network import PAST, TICK, UNKNOWN, Network

TURN = 15_000  # ms that turning round takes, where the heading says the van drives the other way
FACING = 0.5  # cosine: within 60 degrees


class Doorstep:
    """Times to a place from every junction, made once for each next stop; asked without waiting for anybody."""

    __slots__ = ("_along", "_edge", "_head", "_past", "_snap", "_tail", "_ticks", "_weights")

    def __init__(self, network: Network, grid: Grid, snap: Snap, ticks: "array[int]") -> None:
        """`snap` is the doorstep, `ticks` what `network.tree` answered for it."""
        self._snap, self._ticks, self._weights = grid.snap, ticks, network.weights
        self._tail, self._head = network.tail, network.head
        self._edge, self._along = snap.edge, snap.along
        one_way = CLOSED in self._weights[2 * snap.edge:2 * snap.edge + 2]
        self._past = PAST / float(network.graph.metres[snap.edge]) if one_way else 0.0

    def seconds(self, lat: float, lon: float, heading: float | None) -> float | None:
        """Driving time from here, None further than 300 m from a road or where none leads there."""
        snap = self._snap(lat, lon, heading)
        if snap is None:
            return None
        edge, along, _, facing = snap
        ahead, back = self._weights[2 * edge], self._weights[2 * edge + 1]
        best, here = float(CLOSED), edge == self._edge
        if ahead != CLOSED:
            ticks = self._ticks[self._head[edge]]
            if here and along <= self._along + self._past:
                best = max(0.0, self._along - along) * ahead
            elif ticks != UNKNOWN:
                best = (1.0 - along) * ahead + ticks * TICK
            if facing < -FACING:
                best += TURN
        if back != CLOSED:
            ticks, other = self._ticks[self._tail[edge]], float(CLOSED)
            if here and along >= self._along - self._past:
                other = max(0.0, along - self._along) * back
            elif ticks != UNKNOWN:
                other = along * back + ticks * TICK
            if facing > FACING:
                other += TURN
            best = min(best, other)
        return None if best >= CLOSED else best / 1000


class Nowhere:
    """The way to a place that no road comes near: nobody knows how long it takes."""

    __slots__ = ()

    def seconds(self, lat: float, lon: float, heading: float | None) -> float | None:
        """None, from everywhere."""
        del lat, lon, heading
        return None
