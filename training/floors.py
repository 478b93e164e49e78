"""From how many points an intent holds: what each mistake costs, measured on folds of our own examples."""

from collections.abc import Sequence

import numpy as np

from flows.understand.model.weights import CUSTOMER
from training.fit import Floats, fitted
from training.rows import Row
from training.vectors import intent_vectors

FOLDS = 5
COST = {"opt_out": 6.0, "cancel": 3.0, "access_code": 4.0, "rating": 3.0, "delivered": 8.0, "failed": 6.0,
        "arrived": 3.0, "incident": 1.5}
"""What an intent that was not meant costs, against one that was missed."""
LOWEST, HIGHEST = -1.6, 2.5


def measured(rows: Sequence[Row], labels: frozenset[str], kind: str) -> Floats:
    """The cheapest floor of each label, in the labels' order."""
    points, held, counted = out_of_fold(rows, labels)
    return np.array([_floor(points[:, at], held[:, at], counted, COST.get(label, 1.2 if kind == CUSTOMER else 1.0))
                     for at, label in enumerate(sorted(labels))])


def out_of_fold(rows: Sequence[Row], labels: frozenset[str]) -> tuple[Floats, np.ndarray, Floats]:
    """Points of each row by lines that never saw it; which labels it holds; how much it counts."""
    vectors, meant = intent_vectors(rows), [row.intents for row in rows]
    weights = np.array([row.weight for row in rows])
    fold = np.array([hash_fold(row.text) for row in rows])
    points = np.zeros((len(rows), len(labels)))
    for one in range(FOLDS):
        rest = np.flatnonzero(fold != one)
        line = fitted(vectors[rest], [meant[at] for at in rest], sorted(labels), list(weights[rest]))
        points[fold == one] = line.points(vectors[fold == one])
    return points, np.array([[label in one for label in sorted(labels)] for one in meant]), weights


def hash_fold(text: str) -> int:
    """A fold by the text alone, so that the same words never stand on both sides."""
    return sum(text.casefold().encode()) % FOLDS


def _floor(points: Floats, held: np.ndarray, counted: Floats, cost: float) -> float:
    tried = np.arange(LOWEST, HIGHEST, 0.1)
    costs = [(counted * (((points >= floor) & ~held) * cost + ((points < floor) & held))).sum() for floor in tried]
    cheapest = np.flatnonzero(np.isclose(costs, min(costs)))
    return float(tried[cheapest[len(cheapest) // 2]])
