"""Text into small tokens of time. A token's kind is one letter, so the grammar can be regular expressions over kinds."""

import re
from dataclasses import dataclass
from functools import lru_cache

from flows.understand.words.form import Words

MARKS = {"after": "A", "before": "B", "from": "F", "to": "T", "between": "b", "and": "&", "at": "@", "in": "i",
         "next": "n", "this": "t", "past": "l", "later": "L", "sooner": "s", "now": "z", "hence": "g", "end": "e",
         "begin": "a", "hour": "o", "fill": ".", "after_minutes": "p", "wish": "_"}
"""The letters of the small words. The others: D day from today, W weekday, M month, N number, O ordinal in digits, Q in words, X date,
U unit of days, u unit of hours, V weekend, P part of the day, C clock, Z noon, h "half past", H "and a half"."""

Value = tuple[int, ...]

_NUMERIC = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)"
    r"|(?P<date>\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?)(?![\d/])"
    r"|(?P<clock>\d{1,2}(?::|\.|h)\d{2})(?![\d.:/]\d|\d) ?(?P<half>[ap]\.? ?m\b\.?|[ap]\b)?"
    r"|(?P<hour>\d{1,2}|\d{3,4}(?= ?[ap]\.?m)) ?(?:(?P<halves>[ap]\.? ?m\b\.?|p\b)|(?P<day>h\b|uhr\b|oclock\b|ish\b))"
    r"|(?P<ordinal>\d{1,2})(?:st|nd|rd|th|er|ter|ten|te|ste|eme|o|a|e|ª)\b"
    r"|(?P<number>\d{1,2})(?![\d%])"
    r"|(?P<other>\d[\d.,]*)"
)
_PIECE = re.compile(r"\d|[^\W\d_]+|[^\w\s]")
_HALVES = frozenset({"am", "pm"})
_PRICE = "$€£#"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of time with its place in the text. `value` is numbers whose meaning the kind decides."""

    kind: str
    value: Value
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's words of time, the longest phrase first tried."""

    words: dict[str, tuple[str, Value]]
    longest: dict[str, int]
    month_first: bool


@lru_cache(maxsize=32)
def lexicon(words: Words) -> Lexicon:
    """The words of time of a language, built once."""
    found: dict[str, tuple[str, Value]] = {}
    times = words.times
    for name, alternatives in times.marks.items():
        found |= {one: (MARKS[name], (0,)) for one in alternatives.split("|") if one}
    found |= {word: ("N", (number,)) for word, number in words.numbers.items() if number < 60}  # noqa: PLR2004
    found |= {word: ("Q", (number,)) for word, number in words.ordinals.items() if number > 0}
    found |= {word: ("D", (offset,)) for word, offset in times.days.items()}
    found |= {word: ("P", span) for word, span in times.parts.items()}
    found |= {word: ("Z", (hour,)) for word, hour in times.points.items()}
    found |= {word: _unit(unit) for word, unit in times.units.items()}
    found |= {word: ("h", (minutes,)) for word, minutes in times.before_hour.items()}
    found |= {word: ("H", (minutes,)) for word, minutes in times.after_hour.items()}
    found |= _listed("W", times.weekdays) | _listed("M", times.months, 1)
    longest: dict[str, int] = {}
    for phrase in found:
        parts = phrase.split(" ")
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
    return Lexicon(found, longest, times.month_first)


def _listed(kind: str, alternatives: tuple[str, ...], first: int = 0) -> dict[str, tuple[str, Value]]:
    return {word: (kind, (first + index,)) for index, one in enumerate(alternatives) for word in one.split("|")}


def _unit(unit: str) -> tuple[str, Value]:
    if unit == "weekend":
        return "V", (0,)
    if unit in {"hour", "minute"}:
        return "u", ({"hour": 60, "minute": 1}[unit],)
    return "U", ({"day": 1, "week": 7, "fortnight": 14, "month": 30}[unit],)


def tokens(text: str, lex: Lexicon) -> list[Token]:
    """Every piece of the text; what is no time has the kind `_`."""
    found: list[Token] = []
    at = 0
    while match := _PIECE.search(text, at):
        token = _numeric(text, match.start(), lex) if match[0].isdigit() else _phrase(text, match, lex)
        if token.kind == "M" and len(found) > 1 and found[-2].kind == "N" and text[found[-1].start] == ".":
            found.pop()  # "15. Februar"
        if match[0] in _HALVES and not (found and found[-1].kind == "N"):
            token = Token("_", (), token.start, token.end)  # "I am coming" is no hour
        found.append(token)
        at = max(token.end, at + 1)
    return found


def _phrase(text: str, match: re.Match[str], lex: Lexicon) -> Token:
    start, end = match.span()
    ends = [end]
    for _ in range(lex.longest.get(match[0], 1) - 1):
        more = _PIECE.match(text, ends[-1] + 1) if text[ends[-1]:ends[-1] + 1] == " " else None
        if more is None:
            break
        ends.append(more.end())
    for end in reversed(ends):
        if known := lex.words.get(text[start:end]):
            return Token(*known, start, _dotted(text, end, known[0]))
    return Token("_", (), start, ends[0])


def _dotted(text: str, end: int, kind: str) -> int:
    """The dot of "sat." or "feb." belongs to the word."""
    return end + 1 if kind in "WM" and text[end:end + 1] == "." else end


def _numeric(text: str, start: int, lex: Lexicon) -> Token:
    match = _NUMERIC.match(text, start)
    if match is None:
        return Token("_", (), start, start + 1)
    end = match.end()
    if text[start - 1:start] in tuple(_PRICE) or text[end:end + 2].strip()[:1] in tuple(_PRICE) + ("%",):
        return Token("_", (), start, end)
    kind, value = _read(match, lex)
    return Token(kind, value, start, end)


def _read(match: re.Match[str], lex: Lexicon) -> tuple[str, Value]:
    if match["iso"]:
        return "X", tuple(int(part) for part in match["iso"].split("-"))
    if match["date"]:
        return _date(match["date"], lex)
    if match["clock"]:
        hour, minute = (int(part) for part in re.split(r"[:.h]", match["clock"]))
        return _clock(hour, minute, match["half"] or "", plain="." not in match["clock"])
    if match["hour"]:
        digits = int(match["hour"])
        hour, minute = divmod(digits, 100) if digits > 99 else (digits, 0)  # noqa: PLR2004
        return _clock(hour, minute, match["halves"] or "", plain=True)
    if match["ordinal"]:
        return "O", (int(match["ordinal"]),)
    return ("N", (int(match["number"]),)) if match["number"] else ("_", ())


def _clock(hour: int, minute: int, half: str, *, plain: bool) -> tuple[str, Value]:
    """(hour, minute, half): half is 0 unknown, 1 before noon, 2 after noon, 3 by the 24-hour clock."""
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):  # noqa: PLR2004
        return "_", ()
    known = {"a": 1, "p": 2}.get(half[:1], 3 if hour > 12 or hour == 0 else 0)  # noqa: PLR2004
    return ("C", (hour, minute, known)) if plain or known or minute % 5 == 0 else ("_", ())


def _date(written: str, lex: Lexicon) -> tuple[str, Value]:
    """(year or 0, month, day), by the language's order and by what a calendar allows."""
    parts = [int(part) for part in re.split(r"[/.]", written) if part]
    first, second = parts[0], parts[1]
    month, day = (first, second) if lex.month_first and "/" in written else (second, first)
    if month > 12:  # noqa: PLR2004
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):  # noqa: PLR2004
        return "_", ()
    year = parts[2] if len(parts) > 2 else 0  # noqa: PLR2004
    return "X", (year + 2000 if 0 < year < 100 else year, month, day)  # noqa: PLR2004
