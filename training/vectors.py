"""Rows as sparse vectors, by the very code that serves: pieces of the words, marks of the rules."""

import math
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack

from flows.understand import consent
from flows.understand.customer import look
from flows.understand.driving import driver_marks
from flows.understand.flat import flatten
from flows.understand.model.concepts import concept_rows
from flows.understand.model.pieces import IDEAS, MARKS, SIZE, accents, asked_pieces, mark_rows, pieces, words_in
from training.rows import NOW, Row

MARK, IDEA = 0.4, 1.75
"""What a mark, and all concepts together, weigh beside a whole text's pieces, which add up to one."""


def marks(row: Row) -> list[str]:
    """What the rules mark in a row."""
    flat = flatten(row.text)
    if row.driver:
        return driver_marks(flat, row.context, row.language or "en")
    return look(flat, row.context, NOW, row.language or "en", sure=bool(row.language), leaves=consent.leaves(flat)).marks


def intent_vectors(rows: Sequence[Row]) -> csr_matrix:
    """For the intents: pieces, the words beside what was asked, concepts, marks."""
    words = [words_in(flatten(row.text)) for row in rows]
    seen = [[*pieces(one), *asked_pieces(one, row.context)] for one, row in zip(words, rows, strict=True)]
    meant = [concept_rows(one, row.language or "en", row.context) for one, row in zip(words, rows, strict=True)]
    marked = [mark_rows(marks(row)) for row in rows]
    return hstack([_matrix(seen, SIZE), _matrix(meant, IDEAS) * IDEA, _matrix(marked, MARKS, MARK)]).tocsr()


def language_vectors(texts: Sequence[str]) -> csr_matrix:
    """For the language: pieces and accents alone."""
    flats = [flatten(text) for text in texts]
    return _matrix([[*pieces(words_in(flat)), *accents(flat)] for flat in flats], SIZE)


def _matrix(found: Sequence[Sequence[int]], size: int, value: float = 0) -> csr_matrix:
    """One row a text; each of its pieces counts `value`, or so much that all together come to one."""
    starts = np.cumsum([0, *(len(one) for one in found)])
    values = [value or 1 / math.sqrt(max(1, len(one))) for one in found for _ in one]
    columns = [at for one in found for at in one]
    matrix = csr_matrix((values, columns, starts), shape=(len(found), size))
    matrix.sum_duplicates()
    return matrix
