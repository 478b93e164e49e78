"""Text made even, so that one rule fits what many thumbs type: and every place in it known in the original."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 1600
"""Characters read of a message: ten text segments. The rest is kept by others, and means nothing here."""

DRAWN_OUT = 3
"""As many letters alike are one: "nooo", "yesss"."""

_DROPPED = "'`´\u2018\u2019\u02bc\ufe0f\u200b\u200c\u200d\u2060\ufeff"
_OTHERS = {"–": "-", "—": "-", "−": "-", "ß": "ss", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "¿": " ",
           "¡": " ", "\t": " ", "\r": "\n", "ø": "o", "ł": "l"}


@dataclass(frozen=True, slots=True)
class Flat:
    """Lower case, no accents, no apostrophes, single spaces, no letter drawn out. `places[i]` is where `text[i]` stands in `original`."""

    original: str
    text: str
    places: tuple[int, ...]

    def words_of(self, start: int, end: int) -> str:
        """The original words of a span of `text`, as they were typed."""
        if start >= end:
            return ""
        return self.original[self.places[start]:self._after(end)].strip()

    def _after(self, end: int) -> int:
        return self.places[end] if end < len(self.places) else len(self.original)


def flatten(text: str) -> Flat:
    """Make a text even."""
    original = text[:LONGEST]
    letters: list[str] = []
    places: list[int] = []
    drawn = 1
    for place, letter in enumerate(original):
        for one in _even(letter):
            if one == " " and letters and letters[-1] in " \n":
                continue
            drawn = drawn + 1 if letters and one == letters[-1] and one.isalpha() else 1
            if drawn == DRAWN_OUT:
                letters.pop()
                places.pop()
            if drawn < DRAWN_OUT:
                letters.append(one)
                places.append(place)
    return Flat(original, "".join(letters[:LONGEST]), tuple(places[:LONGEST]))


@lru_cache(maxsize=4096)
def _even(letter: str) -> str:
    if letter in _DROPPED:
        return ""
    if letter in _OTHERS:
        return _OTHERS[letter]
    apart = unicodedata.normalize("NFKD", letter).casefold()
    kept = "".join(one for one in apart if unicodedata.category(one) not in {"Mn", "Me", "Cf", "Cc"} or one == "\n")
    return " " if kept.isspace() and kept != "\n" else kept


def bare(flat: Flat) -> str:
    """Only the words, single-spaced: for whole-message keywords."""
    return " ".join(re.findall(r"\w+", flat.text.replace("_", " ")))
