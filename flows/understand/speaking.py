"""Which language a short text is in: what the trained model makes of its letters and words, and what we knew before."""

import math
from dataclasses import dataclass

from flows.understand.flat import Flat
from flows.understand.model.scoring import Seen, see
from flows.understand.rules import known
from flows.understand.words import LANGUAGES

KNOWN_BEFORE, KNOWN_BRIEF, MOST_SPOKEN = 2.5, 5.0, 0.7
"""Points that the hint, the hint before a word or two, or else English has before a word is read."""

BRIEF = 2
SURE = 0.8


@dataclass(frozen=True, slots=True)
class Speaking:
    """The language's code, whether the words told it, what was seen of the text. `foreign`: the hint is none that we read."""

    language: str
    sure: bool
    seen: Seen
    foreign: bool = False


def speaking(flat: Flat, hint: str | None) -> Speaking:
    """The hint (BCP 47) stands unless the words say otherwise; without one, English stands a little longer than others.

    Digits and pictures are of no language.
    """
    seen = see(flat)
    points = dict(seen.languages)
    before = KNOWN_BRIEF if len(seen.words) <= BRIEF else KNOWN_BEFORE
    points[known(hint) if hint else "en"] += before if hint else MOST_SPOKEN
    worded = any(word.isalpha() for word in seen.words)
    best = max(points, key=lambda code: points[code]) if worded else known(hint) if hint else "en"
    total = sum(math.exp(one - points[best]) for one in points.values())
    foreign = hint is not None and hint != "" and hint[:2].casefold() not in LANGUAGES
    return Speaking(best, worded and 1 / total >= SURE, seen, foreign)
