"""A text as hashed pieces: its letters three to five at a time, its words one to three at a time.

The same pieces serve training and service, so a change here asks for `python -m training.train`.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from flows.understand.flat import Flat

SIZE = 1 << 17
"""Rows of the table of pieces."""
MARKS = 1 << 12
"""Rows of the table of marks."""
IDEAS = 1 << 14
"""Rows of the table of concepts."""
LONGEST = 480
"""Characters looked at. What was wanted is said by then, and the cost is bounded."""
BRIEF = 7
"""Words up to which each word is also seen together with what was asked."""

_WORDS = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_SHAPES = ("", "", "00", "000", "0000")
_GRAMS = (2, 3, 4, 5)


def row(name: str, size: int = SIZE) -> int:
    """Where a piece stands in its table."""
    return crc32(name.encode()) % size


def words_in(flat: Flat) -> list[str]:
    """Words, numbers by their length, signs. A digit alone stays: it may be a choice or a score."""
    return [one if not one.isdigit() or len(one) == 1 else _SHAPES[min(len(one), 4)]
            for one in _WORDS.findall(flat.text[:LONGEST])]


@lru_cache(maxsize=16384)
def _letters(word: str) -> tuple[int, ...]:
    padded = f" {word} "
    return tuple(row(f"c{padded[at:at + size]}") for size in _GRAMS for at in range(len(padded) - size + 1))


def pieces(words: list[str]) -> list[int]:
    """Rows of every piece of the words, whatever was asked."""
    found = [one for word in words for one in _letters(word)]
    around = ["<", *words, ">"]
    for size in (1, 2, 3):
        found += [row(f"w{'_'.join(around[at:at + size])}") for at in range(len(around) - size + 1)]
    return found


def asked_pieces(words: list[str], context: str) -> list[int]:
    """Rows of each word together with what was asked: a short answer means what the question made of it."""
    if len(words) > BRIEF:
        return []
    return [row(f"a{context}_{word}") for word in ("<", *words)]


def accents(flat: Flat) -> list[int]:
    """Rows of the letters that English has not, as they were typed: they tell languages apart."""
    return [row(f"l{one}") for one in sorted(set(_FOREIGN.findall(flat.original[:LONGEST].casefold())))]


def mark_rows(marks: Iterable[str]) -> list[int]:
    """Rows of named marks in their own, smaller table."""
    return [row(one, MARKS) for one in marks]
