"""One straight line a label, fitted apart from the others."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from training.rows import Row

STRENGTH = 8.0
"""How far the fit may go: the inverse of its penalty, chosen on folds of our own examples."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lines:
    """Weights of (feature, label) and a bias for each label."""

    labels: tuple[str, ...]
    weights: Floats
    bias: Floats

    def points(self, vectors: csr_matrix) -> Floats:
        """Points of each row for each label."""
        return np.asarray(vectors @ self.weights + self.bias)


@dataclass(frozen=True, slots=True)
class Fitting:
    """Rows with their vectors, and the labels they may hold, in order."""

    vectors: csr_matrix
    rows: Sequence[Row]
    labels: tuple[str, ...]

    def lines(self, of: Sequence[int] | None = None) -> Lines:
        """Lines fitted on all rows, or on those at `of`."""
        some = range(len(self.rows)) if of is None else of
        return fitted(self.vectors[list(some)], [self.rows[at].intents for at in some], self.labels,
                      [self.rows[at].weight for at in some])


def fitted(vectors: csr_matrix, meant: Sequence[Sequence[str]], labels: Sequence[str], weights: Sequence[float],
           strength: float = STRENGTH) -> Lines:
    """Fit each label against all other rows. A label nobody meant stays far away."""
    counts = np.asarray(weights)
    found = Parallel(n_jobs=-1)(delayed(_line)(vectors, np.array([label in one for one in meant]), counts, strength)
                                for label in labels)
    return Lines(tuple(labels), np.column_stack([one[0] for one in found]), np.array([one[1] for one in found]))


def _line(vectors: csr_matrix, held: NDArray[np.bool_], weights: Floats, strength: float) -> tuple[Floats, float]:
    if not held.any():
        return np.zeros(vectors.shape[1]), -10.0
    line = LogisticRegression(C=strength, solver="liblinear", dual=True, tol=5e-2, max_iter=200, random_state=1)
    line.fit(vectors, held, sample_weight=weights)
    return line.coef_[0], float(line.intercept_[0])
