"""The network beside the lines, fitted on the points that lines gave to texts they had not learned from."""

import warnings
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from flows.understand import consent
from flows.understand.clauses import clauses
from flows.understand.customer import look
from flows.understand.flat import flatten
from flows.understand.model.pieces import words_in
from flows.understand.model.together import UNIT, together
from training.fit import Floats, Lines
from training.floors import FOLDS, hash_fold
from training.rows import NOW, Row
from training.vectors import intent_vectors

HIDDEN, PENALTY, ROUNDS = 256, 0.02, 40
"""Chosen on replies of two hands that the fit had not seen: 80.5 % whole with a line a label instead, 83.3 with this."""
TIMES = {"other hand": 3, "dev": 2}
LEARNED = frozenset({"public", "joined", "nonsense", "pattern", "replies"})
"""Sources of the lines alone: they are drawn or put together, and not what people write."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Rows, their parts (`of` says whose each is), and what the rules found in each."""

    rows: Sequence[Row]
    parts: Sequence[Row]
    of: NDArray[np.int64]
    found: NDArray[np.bool_]
    found_in_parts: NDArray[np.bool_]
    vectors: csr_matrix


def texts(known: Sequence[Row], labels: Sequence[str]) -> tuple[Texts, list[int]]:
    """What people wrote, each text after one of its questions, and where it stands among `known`."""
    at: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(known):
        if row.source not in LEARNED:
            at[row.text, row.language].append(number)
    chosen = sorted(numbers[sum(text.encode()) % len(numbers)] for (text, _), numbers in at.items())
    rows = [known[number] for number in chosen]
    parts = [(whose, replace(row, text=part)) for whose, row in enumerate(rows)
             for part in clauses(flatten(row.text).text, row.language or "en")]
    split = [row for _, row in parts]
    found = Parallel(n_jobs=-1, batch_size=500)(delayed(_found)(row, labels) for row in [*rows, *split])
    made = Texts(rows, split, np.array([whose for whose, _ in parts]), np.array(found[:len(rows)]),
                 np.array(found[len(rows):]), intent_vectors(split))
    return made, chosen


def _found(row: Row, labels: Sequence[str]) -> list[bool]:
    flat = flatten(row.text)
    looked = look(flat, row.context, NOW, row.language or "en", sure=bool(row.language), leaves=consent.leaves(flat))
    return [label in looked.found for label in labels]


def unlearned(one: Texts, vectors: csr_matrix, by_fold: Sequence[Lines]) -> tuple[Floats, Floats]:
    """Points of each text and of each part, by the lines of the folds that its text was not in."""
    fold = np.array([hash_fold(row.kin) for row in one.rows])
    whole = np.zeros((len(one.rows), len(by_fold[0].labels)))
    parts = np.zeros((len(one.parts), len(by_fold[0].labels)))
    for number in range(FOLDS):
        whole[fold == number] = by_fold[number].points(vectors[fold == number])
        split = fold[one.of] == number
        parts[split] = by_fold[number].points(one.vectors[split])
    return whole, parts


@dataclass(frozen=True, slots=True)
class Network:
    """Points of intents = `outer` of whatever of `inner` is above 0, and biases."""

    inner: Floats
    inner_bias: Floats
    outer: Floats
    bias: Floats

    def points(self, seen: Floats) -> Floats:
        """Points of each row for each label."""
        return np.asarray(np.maximum(seen @ self.inner + self.inner_bias, 0) @ self.outer + self.bias)


def noticed(one: Texts, whole: Floats, parts: Floats) -> Floats:
    """What the network looks at in each text."""
    starts = np.searchsorted(one.of, np.arange(len(one.rows) + 1))
    return np.array([
        together(np.vstack([whole[at], parts[starts[at]:starts[at + 1]]]),
                 np.vstack([one.found[at], one.found_in_parts[starts[at]:starts[at + 1]]]),
                 row.context, len(words_in(flatten(row.text)))) for at, row in enumerate(one.rows)]) / UNIT


def network(rows: Sequence[Row], seen: Floats, labels: Sequence[str]) -> Network:
    """Fit it. Rows that strangers wrote in their own order, and by no label, count several times."""
    often = np.repeat(np.arange(len(rows)), [TIMES.get(row.source, 1) for row in rows])
    held = np.array([[label in row.intents for label in labels] for row in rows])
    fitted = MLPClassifier((HIDDEN,), alpha=PENALTY, max_iter=ROUNDS, batch_size=512, random_state=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it is ended early, and so learns less by heart
        fitted.fit(seen[often].astype(np.float32), held[often])
    (inner, outer), (inner_bias, bias) = fitted.coefs_, fitted.intercepts_
    return Network(*(np.asarray(one, dtype=np.float64) for one in (inner, inner_bias, outer, bias)))


def unlearned_points(rows: Sequence[Row], seen: Floats, labels: Sequence[str]) -> Floats:
    """Points of each row by networks that never saw it."""
    fold, points = np.array([hash_fold(row.kin) for row in rows]), np.zeros((len(rows), len(labels)))
    for one in range(FOLDS):
        some = np.flatnonzero(fold != one)
        made = network([rows[at] for at in some], seen[some], labels)
        points[fold == one] = made.points(seen[fold == one])
    return points
