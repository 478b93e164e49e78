"""What is meant together: a small network over what the straight lines make of a text and of its parts.

The lines weigh each intent apart, and learned it mostly from one thing said at a time. The network sees all of their
points beside each other, the points of each part of the message, and what the rules found: it learns that "3, the leg
was scratched" is a score and a damage, and that "none of them" is a wish and no refusal. Whole numbers, as in the lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flows.understand.model.weights import CUSTOMER, weights

CONTEXTS = ("none", "confirm_window", "reschedule_offer", "rating_request", "driver_relay")
UNIT = 64
"""What one point counts: points are whole numbers here."""
MOST, FOUND, PARTS, LONG = 6.0, 3.0, 6, 64
Noticed = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Read:
    """The points of one text, or one part of it, and the intents that the rules found there."""

    points: Mapping[str, float]
    found: frozenset[str]


def noticed(whole: Read, parts: Sequence[Read], context: str, words: int) -> Noticed:
    """Everything the network looks at, as whole numbers in a fixed order."""
    names = weights().parts[CUSTOMER].names
    reads = [whole, *parts]
    points = np.array([[one.points[name] for name in names] for one in reads])
    found = np.array([[name in one.found for name in names] for one in reads])
    return together(points, found, context, words)


def together(points: NDArray[np.float64], found: NDArray[np.bool_], context: str, words: int) -> Noticed:
    """The same from arrays of (text and its parts, intent), the whole text first."""
    parts = points[1:] if len(points) > 1 else points
    told = found[1:] if len(found) > 1 else found
    asked = [one == context for one in CONTEXTS]
    seen = np.concatenate([
        np.clip(points[0], -MOST, MOST), np.clip(parts.max(axis=0), -MOST, MOST), np.clip(parts[0], -MOST, MOST),
        FOUND * found[0], FOUND * told.any(axis=0), FOUND * np.array(asked),
        [min(len(points), PARTS) / 2, np.log1p(min(words, LONG))]])
    counted: Noticed = np.rint(seen * UNIT).astype(np.int64)
    return counted


def weighed_together(seen: Noticed) -> dict[str, float]:
    """The points of each intent: above 0 is more likely than not."""
    layer = weights().together
    between = np.maximum(seen @ layer.inner + layer.inner_bias, 0)
    scored = layer.bias + (between @ layer.outer) * layer.scale
    return dict(zip(weights().parts[CUSTOMER].names, scored.tolist(), strict=True))
