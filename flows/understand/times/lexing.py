"""Text into small tokens of time. A token's kind is one letter, so the grammar can be regular expressions over kinds."""

import re
from dataclasses import dataclass

from flows.understand.times.lexicon import PIECE, Lexicon, Meaning, Value

_NUMERIC = re.compile(
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})(?!\d)"
    r"|(?P<part>[13]/[24])(?= ?(?:h|hours?|hrs?|heures?|stunden?|horas?|ora|ore|uur)\b)"
    r"|(?P<more>\d{1,2})[.,]5(?= ?(?:h|hours?|hrs?|heures?|stunden?|std|horas?|ore|uur|uren)\b)"
    r"|(?P<date>\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?)(?![\d/])"
    r"|(?P<clock>\d{1,2}(?::|\.| ?h ?)\d{2})(?::\d\d)?(?![\d.:/]\d|\d)(?P<half> ?[ap]\.? ?m\b\.?|[ap]\b)?"
    r"|(?P<hour>\d{1,2}|\d{3,4}(?= ?[ap]\.?m)) ?(?:(?P<halves>[ap]\.? ?m\b\.?|p\b|(?<=\d)a\b)|(?P<ish>ish\b))"
    r"|(?P<ordinal>\d{1,2})(?:st|nd|rd|th|er|ter|ten|te|ste|eme|de|o|a|e|ª)\b"
    r"|(?P<number>\d{1,2})(?![\d%]|[.,]\d)"
    r"|(?P<four>\d{4})(?![\d.,:/%]|\d| ?[ap]\.?m)"
    r"|(?P<other>\d[\d.,]*)"
)
_HALF = re.compile(r"([ap])\.? ?m\b\.?(?!\w)")
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}")
_DATED_ON = re.compile(r" ?(?:-|bis\b|und\b|oder\b|tot\b)")
_AFTER_CLOCK = "NCZoHy"
_PRICE = "$€£#"
_LATE, _LAST_MINUTE, _NOON = 24, 59, 12


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of time with its place in the text. `value` is numbers whose meaning the kind decides."""

    kind: str
    value: Value
    start: int
    end: int


def tokens(text: str, lex: Lexicon) -> list[Token]:
    """Every piece of the text; what is no time has the kind `_`."""
    found: list[Token] = []
    at = 0
    while match := PIECE.search(text, at):
        token = _numeric(text, match.start(), lex) if match[0].isdigit() else _worded(text, match, lex, found)
        if token.kind == "_" and (cut := lex.parted(match[0])):
            found.append(Token(*lex.words[match[0][:cut]], token.start, token.start + cut))
            token = Token(*lex.words[match[0][cut:]], token.start + cut, token.end)
        if token.kind == "M" and len(found) > 1 and found[-2].kind == "N" and text[found[-1].start] == ".":
            found.pop()  # "15. Februar"
        if token.kind == "_" and found and found[-1].kind in "jf" and _DOTTED.fullmatch(text, token.start, token.end):
            token = Token(*_date(text[token.start:token.end], lex), token.start, token.end)
        if not (match[0] == "." and _is_dated(found, token, text)):
            found.append(token)
        at = max(token.end, at + 1)
    return found


def _is_dated(found: list[Token], dot: Token, text: str) -> bool:
    """The dot of "am 15. um 14 uhr" belongs to its number, and so does that of "13. bis 15. juli"."""
    if not found or found[-1].kind != "N" or found[-1].end != dot.start:
        return False
    return (len(found) > 1 and found[-2].kind in "fjW") or _DATED_ON.match(text, dot.end) is not None


def _worded(text: str, match: re.Match[str], lex: Lexicon, found: list[Token]) -> Token:
    """A word, or "p.m." behind a clock: "I am coming" is no hour."""
    half = _HALF.match(text, match.start())
    am = lex.am_is_a_word and match[0] == "am"
    if half and not am and found and found[-1].kind in _AFTER_CLOCK:
        return Token("y", (1 if half[1] == "a" else 2,), half.start(), half.end())
    after_a_day = bool(found) and found[-1].kind in "DW"
    token = _phrase(text, match, lex)
    return Token("_", (), token.start, token.end) if text[token.start:token.end] in {"am", "pm"} and token.kind == "P" and not after_a_day else token


def _phrase(text: str, match: re.Match[str], lex: Lexicon) -> Token:
    start, end = match.span()
    ends = [end]
    for _ in range(lex.longest.get(match[0], 1) - 1):
        more = PIECE.match(text, ends[-1] + (text[ends[-1]:ends[-1] + 1] == " "))
        if more is None:
            break
        ends.append(more.end())
    for end in reversed(ends):
        if known := lex.words.get(text[start:end]) or lex.words.get(text[start:end].replace("-", " ")):
            return Token(*known, start, _dotted(text, end, known[0]))
    near: Meaning | None = lex.nearest(match[0])
    return Token(*(near or ("_", ())), start, ends[0])


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
    if lex.am_is_a_word and (match["hour"] or match["clock"]) and match[0].endswith(" am"):
        return _without_am(match, start)
    kind, value = _read(match, lex)
    return Token(kind, value, start, end)


def _without_am(match: re.Match[str], start: int) -> Token:
    """German: "3 uhr 15 am nachmittag"."""
    if match["clock"]:
        hour, minute = (int(part) for part in re.split(r"[:.h]", match["clock"]))
        return Token(*_clock(hour, minute, "", plain=True), start, match.end("clock"))
    return Token("N", (int(match["hour"]),), start, match.end("hour"))


def _read(match: re.Match[str], lex: Lexicon) -> Meaning:
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
        return ("X", (year, month, day)) if 1 <= month <= _NOON and day else ("_", ())
    if match["part"]:
        return "N", (0, int(match["part"][0]) * 60 // int(match["part"][2]))
    if match["more"]:
        return "N", (int(match["more"]), 30)
    if match["date"]:
        return _date(match["date"], lex)
    if match["clock"]:
        hour, minute = (int(part) for part in re.split(r"[:.h]", match["clock"]))
        return _clock(hour, minute, (match["half"] or "").strip(), plain="." not in match["clock"])
    if match["hour"]:
        return _hour(int(match["hour"]), match["halves"] or "", lex)
    if match["four"]:
        hour, minute = divmod(int(match["four"]), 100)
        return ("Y", (hour, minute)) if hour < _LATE and minute <= _LAST_MINUTE else ("_", ())
    if match["ordinal"]:
        return "O", (int(match["ordinal"]),)
    return ("N", (int(match["number"]),)) if match["number"] else ("_", ())


def _hour(digits: int, half: str, lex: Lexicon) -> Meaning:
    if half == "a" and not lex.month_first:
        return "O", (digits,)  # "la 2a" counts, outside of English
    hour, minute = divmod(digits, 100) if digits > 99 else (digits, 0)  # noqa: PLR2004 # "1030pm"
    return _clock(hour, minute, half, plain=True)


def _clock(hour: int, minute: int, half: str, *, plain: bool) -> Meaning:
    """(hour, minute, half): half is 0 unknown, 1 before noon, 2 after noon, 3 by the 24-hour clock."""
    if hour > _LATE or minute > _LAST_MINUTE or (half and not 1 <= hour <= _NOON):
        return "_", ()
    known = {"a": 1, "p": 2}.get(half[:1], 3 if hour > _NOON or hour == 0 else 0)
    return ("C", (hour, minute, known)) if plain or known or minute % 5 == 0 else ("_", ())


def _date(written: str, lex: Lexicon) -> Meaning:
    """(year or 0, month, day), by the language's order and by what a calendar allows."""
    parts = [int(part) for part in re.split(r"[/.]", written) if part]
    first, second = parts[0], parts[1]
    month, day = (first, second) if lex.month_first and "/" in written else (second, first)
    if month > _NOON:
        month, day = day, month
    if not (1 <= month <= _NOON and 1 <= day <= 31):  # noqa: PLR2004 # no month is longer
        return "_", ()
    year = parts[2] if len(parts) > 2 else 0  # noqa: PLR2004 # day, month and year
    return "X", (year + 2000 if 0 < year < 100 else year, month, day)  # noqa: PLR2004 # "26" is 2026
