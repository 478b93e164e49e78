"""Points for every label: sums of small integers, in one order, so that the same text scores the same everywhere."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flows.understand.flat import Flat
from flows.understand.model.concepts import concept_rows
from flows.understand.model.pieces import accents, asked_pieces, mark_rows, pieces, words_in
from flows.understand.model.weights import LANGUAGE, weights

Sums = tuple[int, ...]
SURE_LOGIT = 30.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A text's words and what its pieces add up to, once for the language and every intent."""

    words: list[str]
    count: int
    sums: Sums
    languages: Mapping[str, float]


def see(flat: Flat) -> Seen:
    """Look at a text once. `languages` holds the points of each language."""
    words, model = words_in(flat), weights()
    rows = pieces(words)
    spoken = accents(flat)
    sums, strange = _added(model.pieces, rows), _added(model.pieces, spoken)
    root = _root(len(rows) + len(spoken))
    languages = {model.labels[at].removeprefix(LANGUAGE): model.bias[at] + (sums[at] + strange[at]) * root * model.piece_scale[at]
                 for at in model.columns(LANGUAGE)}
    return Seen(words, len(rows), sums, languages)


def points(seen: Seen, kind: str, asked: tuple[str, str], marks: list[str]) -> dict[str, float]:
    """The points of each intent of a kind, by its name: above 0 is more likely than not. `asked`: language, context."""
    language, context = asked
    model = weights()
    beside, ideas = asked_pieces(seen.words, context), concept_rows(seen.words, language, context)
    more, meant, marked = (_added(table, rows) for table, rows in (
        (model.pieces, beside), (model.ideas, ideas), (model.marks, mark_rows(marks))))
    root, idea_root = _root(seen.count + len(beside)), _root(len(ideas))
    return {model.labels[at].removeprefix(kind): model.bias[at] + (seen.sums[at] + more[at]) * root * model.piece_scale[at]
            + meant[at] * idea_root * model.idea_scale[at] + marked[at] * model.mark_scale[at]
            for at in model.columns(kind)}


def _root(count: int) -> float:
    return 1 / math.sqrt(max(1, count))


def floors(kind: str) -> dict[str, float]:
    """From how many points each intent of a kind holds."""
    model = weights()
    return {model.labels[at].removeprefix(kind): model.floors[at] for at in model.columns(kind)}


def likelihood(score: float) -> float:
    """Points as a probability."""
    return 1 / (1 + math.exp(-max(-SURE_LOGIT, min(SURE_LOGIT, score))))


def _added(table: NDArray[np.int8], rows: list[int]) -> Sums:
    total = table[np.asarray(rows, dtype=np.intp)].sum(axis=0, dtype=np.int64)
    return tuple(int(one) for one in total)
