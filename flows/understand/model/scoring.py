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

Sums = NDArray[np.int64]
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
    part = model.parts[LANGUAGE]
    scored = part.bias + (sums + strange)[part.at] * root * part.piece_scale
    return Seen(words, len(rows), sums, dict(zip(part.names, scored.tolist(), strict=True)))


def points(seen: Seen, kind: str, asked: tuple[str, str], marks: list[str]) -> dict[str, float]:
    """The points of each intent of a kind, by its name: above 0 is more likely than not. `asked`: language, context."""
    language, context = asked
    model = weights()
    beside, ideas = asked_pieces(seen.words, context), concept_rows(seen.words, language, context)
    more, meant, marked = (_added(table, rows) for table, rows in (
        (model.pieces, beside), (model.ideas, ideas), (model.marks, mark_rows(marks))))
    part, root, idea_root = model.parts[kind], _root(seen.count + len(beside)), _root(len(ideas))
    scored = (part.bias + (seen.sums + more)[part.at] * root * part.piece_scale
              + meant[part.at] * idea_root * part.idea_scale + marked[part.at] * part.mark_scale)
    return dict(zip(part.names, scored.tolist(), strict=True))


def _root(count: int) -> float:
    return 1 / math.sqrt(max(1, count))


def floors(kind: str) -> Mapping[str, float]:
    """From how many points each intent of a kind holds."""
    return weights().parts[kind].floors


def likelihood(score: float) -> float:
    """Points as a probability."""
    return 1 / (1 + math.exp(-max(-SURE_LOGIT, min(SURE_LOGIT, score))))


def _added(table: NDArray[np.int8], rows: list[int]) -> Sums:
    total: Sums = table[np.asarray(rows, dtype=np.intp)].sum(axis=0, dtype=np.int64)
    return total
