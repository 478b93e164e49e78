"""From how many points an intent holds: what each mistake costs, measured on folds of our own examples."""

from collections.abc import Sequence

import numpy as np

from training.fit import Fitting, Floats, Lines
from training.rows import Row

FOLDS = 3
COST = {"opt_out": 6.0, "cancel": 3.0, "access_code": 4.0, "rating": 3.0, "delivered": 8.0, "failed": 6.0,
        "arrived": 3.0, "incident": 1.5}
"""What an intent that was not meant costs, against one that was missed."""
LOWEST, HIGHEST = -1.6, 2.5


def measured(points: Floats, rows: Sequence[Row], labels: Sequence[str], least: float) -> Floats:
    """The cheapest floor of each label, in the labels' order. `least`: what an intent of no great harm costs."""
    counted = np.array([row.weight for row in rows])
    held = np.array([[label in row.intents for label in labels] for row in rows])
    return np.array([_floor(points[:, at], held[:, at], counted, COST.get(label, least)) for at, label in enumerate(labels)])


def by_fold(known: Fitting) -> list[Lines]:
    """The lines of each fold, fitted on all rows but its own."""
    fold = np.array([hash_fold(row.kin) for row in known.rows])
    return [known.lines(np.flatnonzero(fold != one).tolist()) for one in range(FOLDS)]


def out_of_fold(known: Fitting) -> Floats:
    """Points of each row by lines that never saw it."""
    fold = np.array([hash_fold(row.kin) for row in known.rows])
    points = np.zeros((len(known.rows), len(known.labels)))
    for one, lines in enumerate(by_fold(known)):
        points[fold == one] = lines.points(known.vectors[fold == one])
    return points


def hash_fold(text: str) -> int:
    """A fold by the text alone, so that the same words never stand on both sides."""
    return sum(text.casefold().encode()) % FOLDS


def _floor(points: Floats, held: np.ndarray, counted: Floats, cost: float) -> float:
    tried = np.arange(LOWEST, HIGHEST, 0.1)
    costs = [(counted * (((points >= floor) & ~held) * cost + ((points < floor) & held))).sum() for floor in tried]
    cheapest = np.flatnonzero(np.isclose(costs, min(costs)))
    return float(tried[cheapest[len(cheapest) // 2]])
