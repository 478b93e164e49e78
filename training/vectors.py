"""Rows as sparse vectors, by the very code that serves: pieces of the words, marks of the rules."""

import math
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
from scipy.sparse import csr_matrix, hstack

from flows.understand import consent
from flows.understand.customer import look
from flows.understand.driving import driver_marks
from flows.understand.flat import flatten
from flows.understand.model.pieces import MARKS, SIZE, accents, asked_pieces, mark_rows, pieces, words_in
from training.rows import Row

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("America/Chicago"))
MARK = 0.3
"""What a mark weighs beside a whole text's pieces, which add up to one."""


def marks(row: Row) -> list[str]:
    """What the rules mark in a row."""
    flat = flatten(row.text)
    if row.driver:
        return driver_marks(flat, row.context, row.language or "en")
    return look(flat, row.context, NOW, row.language or "en", sure=bool(row.language), leaves=consent.leaves(flat)).marks


def intent_vectors(rows: Sequence[Row]) -> csr_matrix:
    """For the intents: pieces, the words beside what was asked, marks."""
    words = [words_in(flatten(row.text)) for row in rows]
    seen = [[*pieces(one), *asked_pieces(one, row.context)] for one, row in zip(words, rows, strict=True)]
    marked = [mark_rows(marks(row)) for row in rows]
    return hstack([_matrix(seen, SIZE, even=True), _matrix(marked, MARKS, even=False)]).tocsr()


def language_vectors(texts: Sequence[str]) -> csr_matrix:
    """For the language: pieces and accents alone."""
    flats = [flatten(text) for text in texts]
    return _matrix([[*pieces(words_in(flat)), *accents(flat)] for flat in flats], SIZE, even=True)


def _matrix(found: Sequence[Sequence[int]], size: int, *, even: bool) -> csr_matrix:
    starts = np.cumsum([0, *(len(one) for one in found)])
    values = [1 / math.sqrt(max(1, len(one))) if even else MARK for one in found for _ in one]
    columns = [at for one in found for at in one]
    matrix = csr_matrix((values, columns, starts), shape=(len(found), size))
    matrix.sum_duplicates()
    return matrix
