"""Points for every label: sums of small integers, in one order, so that the same text scores the same everywhere."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from flows.understand.flat import Flat
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
    sums = _added(rows)
    spoken = accents(flat)
    strange = _added(spoken)
    root = 1 / math.sqrt(max(1, len(rows) + len(spoken)))
    columns = model.columns(LANGUAGE)
    languages = {model.labels[at].removeprefix(LANGUAGE): model.bias[at] + (sums[at] + strange[at]) * root * model.piece_scale[at]
                 for at in columns}
    return Seen(words, len(rows), sums, languages)


def points(seen: Seen, kind: str, context: str, marks: list[str]) -> dict[str, float]:
    """The points of each intent of a kind, by its name: above 0 is more likely than not."""
    model = weights()
    asked = asked_pieces(seen.words, context)
    more, marked = _added(asked), _added(mark_rows(marks), marks=True)
    root = 1 / math.sqrt(max(1, seen.count + len(asked)))
    return {model.labels[at].removeprefix(kind): model.bias[at] + (seen.sums[at] + more[at]) * root * model.piece_scale[at]
            + marked[at] * model.mark_scale[at] for at in model.columns(kind)}


def floors(kind: str) -> dict[str, float]:
    """From how many points each intent of a kind holds."""
    model = weights()
    return {model.labels[at].removeprefix(kind): model.floors[at] for at in model.columns(kind)}


def likelihood(score: float) -> float:
    """Points as a probability."""
    return 1 / (1 + math.exp(-max(-SURE_LOGIT, min(SURE_LOGIT, score))))


def _added(rows: list[int], *, marks: bool = False) -> Sums:
    table = weights().marks if marks else weights().pieces
    total = table[np.asarray(rows, dtype=np.intp)].sum(axis=0, dtype=np.int64)
    return tuple(int(one) for one in total)
