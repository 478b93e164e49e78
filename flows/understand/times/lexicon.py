"""A language's words of time, and the nearest of them to a slip of the thumb."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from flows.understand.words.form import Words

MARKS = {
    "after": "A", "not_before": "A", "before": "B", "from": "F", "from_or_of": "E", "from_date": "f", "until": "B", "until_day": "B", "to": "T", "between": "b", "and": "&", "or": "r",
    "at": "@", "in": "i", "within": "k", "next": "n", "coming": "c", "upcoming": "c", "this": "t", "rest": "t", "past": "l", "ago": "l", "later": "L", "onwards": "S", "middle": "I",
    "sooner": "s", "now": "z", "hence": "g", "after_next": "R", "end": "e", "begin": "a", "hour": "o", "hours": "G", "day_article": "j",
    "fill": ".", "past_hour": "p", "over_hour": "v", "to_hour": "q", "short_of_hour": "w", "and_minutes": "x",
    "minus": "m", "wish": "_",
}
"""The letters of the small words.

Most say what their names say. Some carry two meanings that only the grammar can tell apart: `past_hour` is "nach" (20
nach 3; nach 3), `over_hour` "over" (tien over drie; over drie uur), `to_hour` "para las" (diez para las tres; para las
tres), `short_of_hour` "vor" (10 vor 3; vor 3), `and_minutes` "y" (las tres y veinte; entre 3 y 5). `hour` follows an
hour of the clock ("uhr", and "heures" unless "dans" stands before it); `hours` counts hours unless "a las" stands
before it. `until` leaves the day named in, `before` does not, and `until_day` makes a day of a number, as
`day_article` does. `onwards` is "or later", `later` counts from now ("ten minutes later"). `coming` means this week's weekday still ahead, `next` the one in the week after. `day_article` makes a day of a number ("le 16").

The other letters: D day from today, W weekday, M month, N number, Y four digits of a clock, O ordinal in digits, Q in
words, X date, U unit of days, u unit of hours, V weekend, P part of the day, C clock, Z noon, 0 a zone, h "half past", H "and a
half", y "pm".
"""

Value = tuple[int, ...]
Meaning = tuple[str, Value]

PIECE = re.compile(r"\d|[^\W\d_]+|[^\w\s]")
"""What a text is read in: a word, a digit that begins a number, or a mark."""
_SLIPPERY = "DWPM"
_SHORTEST = 6
"""Letters of a word that may be recognised in spite of a slip: shorter ones are too near to others."""
_LONGEST = 24
ZONES = {"gmt": "UTC", "utc": "UTC", "bst": "Europe/London", "cet": "Europe/Berlin", "cest": "Europe/Berlin",
         "mez": "Europe/Berlin", "edt": "America/New_York", "cst": "America/Chicago", "cdt": "America/Chicago",
         "mst": "America/Denver", "mdt": "America/Denver", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
         "eastern time": "America/New_York", "central time": "America/Chicago", "mountain time": "America/Denver",
         "pacific time": "America/Los_Angeles"}
"""Zones that people name behind an hour, and whose clocks they mean: who says "PST" in July means what clocks show."""
_VALUES = {"until": 1, "until_day": 2, "ago": 1, "not_before": 1, "upcoming": 1}
"""What the one value of a mark says: the day named is left in; a number behind it is a day; counted back from
today."""
_UNITS: dict[str, Meaning] = {
    "weekend": ("V", (0,)), "hour": ("u", (60,)), "half_hour": ("u", (30,)), "quarter_hour": ("u", (15,)),
    "minute": ("u", (1,)), "second": ("u", (0,)), "three_quarters": ("u", (45,)), "day": ("U", (1,)), "week": ("U", (7,)), "fortnight": ("U", (14,)), "month": ("U", (30,)),
}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's words of time, the longest phrase first tried. `slips` lead from a word less one letter to it."""

    words: dict[str, Meaning]
    longest: dict[str, int]
    slips: dict[str, str]
    real: frozenset[str]
    month_first: bool
    am_is_a_word: bool

    def nearest(self, word: str) -> Meaning | None:
        """What a word means that is one slip of the thumb away from a word of time."""
        if not _SHORTEST - 1 <= len(word) <= 2 * _SHORTEST or word in self.real or not word.isalpha():
            return None
        for less in (word, *_shortened(word)):
            meant = less if less in self.words and len(less) >= _SHORTEST else self.slips.get(less)
            if meant and self.words[meant][0] in _SLIPPERY and _one_slip(word, meant):
                return self.words[meant]
        return None


    def parted(self, word: str) -> int:
        """Where "vrijdagochtend" falls into its day and its part of the day; 0 where it does not."""
        for cut in range(_SHORTEST - 2, min(len(word), _LONGEST) - 2):
            day, part = self.words.get(word[:cut]), self.words.get(word[cut:])
            if day and part and day[0] in "WD" and (part[0] == "P" or len(part[1]) == 3):  # noqa: PLR2004 # "morgen" too
                return cut
        return 0


@lru_cache(maxsize=32)
def lexicon(words: Words) -> Lexicon:
    """The words of time of a language, built once."""
    found: dict[str, Meaning] = {"/": ("T", (0,)), **{word: ("0", (at,)) for at, word in enumerate(ZONES)}}
    times = words.times
    for name, alternatives in times.marks.items():
        found |= {one: (MARKS[name], (_VALUES.get(name, 0),)) for one in alternatives.split("|") if one}
    found |= {word: ("N", (number,)) for word, number in words.numbers.items() if number < 60}  # noqa: PLR2004 # minutes
    found |= {word: ("N", (number,)) for word, number in times.numbers.items()}
    found |= {word: ("Q", (number,)) for word, number in words.ordinals.items() if number > 0}
    found |= {word: ("O", (number,)) for word, number in times.ordinals.items()}
    found |= {word: ("P", span) for word, span in times.parts.items()}
    found |= {word: ("D", (offset, *times.parts.get(word, ()))) for word, offset in times.days.items()}
    found |= {word: ("D", (*span, 1)) for word, span in times.day_parts.items()}
    found |= {word: ("Z", (hour,)) for word, hour in times.points.items()}
    found |= {word: _UNITS[unit] for word, unit in times.units.items()}
    found |= {word: ("h", (minutes,)) for word, minutes in times.before_hour.items()}
    found |= {word: ("H", (minutes,)) for word, minutes in times.after_hour.items()}
    found |= _listed("W", times.weekdays) | _listed("M", times.months, 1)
    real = frozenset((*times.no_slip.split(), *words.common.split()))
    return Lexicon(found, _longest(found), _slips(found), real, times.month_first, "am" in found and found["am"][0] in "fj")


def _listed(kind: str, alternatives: tuple[str, ...], first: int = 0) -> dict[str, Meaning]:
    return {word: (kind, (first + index,)) for index, one in enumerate(alternatives) for word in one.split("|")}


def _longest(found: dict[str, Meaning]) -> dict[str, int]:
    """Pieces to look at from a first word on, hyphens between the words included."""
    longest: dict[str, int] = {}
    for phrase in found:
        parts = PIECE.findall(phrase)
        longest[parts[0]] = max(longest.get(parts[0], 0), 2 * len(parts) - 1)
    return longest


def _slips(found: dict[str, Meaning]) -> dict[str, str]:
    targets = [word for word, (kind, _) in found.items() if kind in _SLIPPERY and len(word) >= _SHORTEST and word.isalpha()]
    return {less: word for word in targets for less in _shortened(word)}


def _shortened(word: str) -> Iterator[str]:
    """The word less one of its letters; the first stays, thumbs seldom slip there."""
    return (word[:at] + word[at + 1:] for at in range(1, len(word)))


def _one_slip(word: str, meant: str) -> bool:
    """A letter left out, put in, mistaken, or two that changed places."""
    if len(word) != len(meant):
        return abs(len(word) - len(meant)) == 1
    differ = [at for at, (one, other) in enumerate(zip(word, meant, strict=True)) if one != other]
    if len(differ) == 1:
        return True
    swapped = len(differ) == 2 and differ[1] == differ[0] + 1  # noqa: PLR2004 # two letters
    return swapped and word[differ[0]] == meant[differ[1]] and word[differ[1]] == meant[differ[0]]
