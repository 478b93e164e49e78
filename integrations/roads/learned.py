"""What our own vans say about the roads: how much slower or faster than free each stretch is driven lately.

A drive of 90 s where 60 were expected is heard by each arc of its way as 1.5, and by its class of road a little. An
arc's factor is its class's where nobody drove, and its own the more vans drove it; half is forgotten in half an hour.
Nothing is kept by hour or weekday: what is known is what the vans of the last hours met.
"""

import numpy as np

from integrations.roads.graph import CLOSED, Graph, Int32
from integrations.roads.speeds import NAMES

FASTEST, SLOWEST = 1 / 2.0, 1 / 0.3  # bounds of a factor on time: speeds from 0.3 to 2 of the free ones
STOOD = 3.0  # a drive that took so many times what was expected held a stop: it says nothing about the road
HALF = 1800.0  # seconds until a drive counts half
DOUBT, CLASS_DOUBT = 1.0, 10.0  # how many drives an arc, a class, is worth before anybody drove it
MOST = 6.0  # drives remembered of one arc: the seventh replaces a sixth of what is known
FORGOTTEN = 0.05  # of a drive: less is nothing


class Learned:
    """Factors for each arc, from drives."""

    def __init__(self, graph: Graph) -> None:
        """Nobody has driven yet."""
        self._free = self._weights = graph.weights
        self._kinds = np.repeat(graph.kinds, 2)
        self._open = graph.weights != CLOSED
        self._heard, self._factor = np.zeros(len(self._free)), np.ones(len(self._free))
        self._class_heard, self._class_factor = np.zeros(len(NAMES)), np.ones(len(NAMES))

    def hear(self, arcs: list[int], ratio: float) -> bool:
        """A van took `ratio` times as long as the weights said for these arcs; returns whether that says anything."""
        if not arcs or not 1 / STOOD < ratio < STOOD:
            return False
        driven = np.unique(arcs)
        observed = np.clip(self._weights[driven] / self._free[driven] * ratio, FASTEST, SLOWEST)
        self._heard[driven] = np.minimum(self._heard[driven] + 1, MOST)
        self._factor[driven] += (observed - self._factor[driven]) / self._heard[driven].clip(1)
        for kind in np.unique(self._kinds[driven]):  # one drive counts once, however many of its arcs are of a class
            factor = observed[self._kinds[driven] == kind].mean()
            self._class_heard[kind] = min(self._class_heard[kind] + 1, CLASS_DOUBT * MOST)
            self._class_factor[kind] += (factor - self._class_factor[kind]) / max(1.0, self._class_heard[kind])
        return True

    def knows(self) -> bool:
        """Whether anything heard is still remembered."""
        return bool(self._class_heard.any())

    def fade(self, elapsed: float) -> None:
        """So many seconds went by."""
        left = 0.5 ** (elapsed / HALF)
        self._heard, self._class_heard = (np.where(heard * left < FORGOTTEN, 0.0, heard * left)
                                          for heard in (self._heard, self._class_heard))

    def weights(self) -> Int32:
        """Times of all arcs in ms, as they are driven lately."""
        trust = self._class_heard / (self._class_heard + CLASS_DOUBT)
        of_class = (1 + (self._class_factor - 1) * trust)[self._kinds]
        trust = self._heard / (self._heard + DOUBT)
        factor = np.clip(of_class + (self._factor - of_class) * trust, FASTEST, SLOWEST)
        found = np.where(self._open, np.maximum(1, self._free * factor), CLOSED)
        self._weights = found.astype(np.int32)
        return self._weights
