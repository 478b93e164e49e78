"""Which language a short text is in, by its small words."""

import re
from functools import cache

from flows.understand.flat import Flat
from flows.understand.rules import known
from flows.understand.words import LANGUAGES

_LETTERS = {"ñ": "es", "¿": "es", "¡": "es", "ß": "de", "ã": "pt", "õ": "pt", "œ": "fr", "ê": "", "ä": "de", "ö": "de"}
_LONGEST = 60
SURE = 2


@cache
def _spoken() -> dict[str, frozenset[str]]:
    """Which languages a word may belong to."""
    found: dict[str, set[str]] = {}
    for code, words in LANGUAGES.items():
        days = (name for names in words.times.weekdays for name in names.split("|") if len(name) > SURE + 1)
        for word in (*words.common.split(), *(one for one in words.numbers if len(one) > SURE), *days,
                     *(one for one in words.times.days if " " not in one)):
            found.setdefault(word, set()).add(code)
    return {word: frozenset(codes) for word, codes in found.items()}


def speaking(flat: Flat, hint: str | None) -> tuple[str, bool]:
    """The language's code, and whether any word told it. The hint stands unless the words say otherwise; else English."""
    hinted = known(hint) if hint else "en"
    points = dict.fromkeys(LANGUAGES, 0.0)
    spoken = _spoken()
    for word in re.findall(r"[^\W\d_]+", flat.text)[:_LONGEST]:
        codes = spoken.get(word, frozenset[str]())
        for code in codes:
            points[code] += 1 / len(codes)
    for letter in set(flat.original) & _LETTERS.keys():
        if code := _LETTERS[letter]:
            points[code] = points.get(code, 0) + 1
    best = max(points, key=lambda code: (points[code], code == hinted, code == "en"))
    return (best if points[best] > points[hinted] else hinted), points[best] > 0
