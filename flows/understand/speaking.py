"""Which language a short text is in, by its small words."""

import re
from functools import cache

from flows.understand.flat import Flat
from flows.understand.rules import known
from flows.understand.words import LANGUAGES

_LETTERS = {"ñ": "es", "¿": "es", "¡": "es", "ß": "de", "ã": "pt", "õ": "pt", "œ": "fr", "ê": "", "ä": "de", "ö": "de"}
_LONGEST = 60
_PLAIN = re.compile(r"(?<![\\\w])[a-z]{4,}(?![\w\\*+{\[])")
_NOTHING: dict[str, float] = {}
SHORT, IN_A_RULE = 2, 0.5


@cache
def _spoken() -> dict[str, dict[str, float]]:
    """What a word says for which languages: less where several share it, where it is short or only in a rule."""
    weights: dict[str, dict[str, float]] = {}
    for code, words in LANGUAGES.items():
        rules_of = (*words.cues.values(), *words.driver.values(), *words.reasons.values(), words.codes.nouns,
                    words.codes.gates, words.codes.hash_key, words.codes.star_key, words.scale, words.leave_me,
                    " ".join(words.ordinals))
        for word in _PLAIN.findall(" ".join(rules_of)):
            weights.setdefault(word, {})[code] = IN_A_RULE
        for word in (*words.common.split(), *(one for one in words.numbers if len(one) > SHORT),
                     *(name for names in words.times.weekdays for name in names.split("|") if len(name) > SHORT + 1)):
            weights.setdefault(word, {})[code] = IN_A_RULE if len(word) <= SHORT else 1.0
    return {word: {code: weight / len(codes) for code, weight in codes.items()} for word, codes in weights.items()}


def speaking(flat: Flat, hint: str | None) -> tuple[str, bool]:
    """The language's code, and whether any word told it. The hint stands unless the words say otherwise; else English."""
    hinted = known(hint) if hint else "en"
    points = dict.fromkeys(LANGUAGES, 0.0)
    spoken = _spoken()
    for word in re.findall(r"[^\W\d_]+", flat.text)[:_LONGEST]:
        for code, weight in spoken.get(word, _NOTHING).items():
            points[code] += weight
    for letter in set(flat.original) & _LETTERS.keys():
        if code := _LETTERS[letter]:
            points[code] = points.get(code, 0) + 1
    best = max(points, key=lambda code: (points[code], code == hinted, code == "en"))
    return (best if points[best] > points[hinted] else hinted), points[best] > 0
