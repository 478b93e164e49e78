"""The days in a run of tokens: an ordered table of shapes, the first that fits is read."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from flows.understand.times.lexing import Token

WEEK = 7


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days, half-open: `first <= day < after`."""

    first: date
    after: date


Read = Callable[[list[Token], date], Days | None]


def one(day: date) -> Days:
    """A single day."""
    return Days(day, day + timedelta(1))


def _number(tokens: list[Token], kinds: str = "NOQ") -> list[int]:
    return [token.value[0] for token in tokens if token.kind in kinds]


def _only(tokens: list[Token], kind: str) -> int:
    return next(token.value[0] for token in tokens if token.kind == kind)


def _in_month(day: int, month: int, today: date) -> date | None:
    """The next such date from today; None when no calendar has it."""
    for year in range(today.year, today.year + 5):
        if 1 <= day <= monthrange(year, month)[1] and date(year, month, day) >= today:
            return date(year, month, day)
    return None


def _by_number(day: int, today: date, weekday: int | None = None) -> date | None:
    """The next date with this day of the month, on that weekday if one is given."""
    month = today.replace(day=1)
    for _ in range(12):
        if 1 <= day <= monthrange(month.year, month.month)[1]:
            found = month.replace(day=day)
            if found >= today and (weekday is None or found.weekday() == weekday):
                return found
        month = (month + timedelta(32)).replace(day=1)
    return None


def _date(tokens: list[Token], today: date) -> Days | None:
    year, month, day = next(token.value for token in tokens if token.kind == "X")
    if not year:
        found = _in_month(day, month, today)
        return one(found) if found else None
    return one(date(year, month, day)) if day <= monthrange(year, month)[1] else None


def _month_day(tokens: list[Token], today: date) -> Days | None:
    found = _in_month(_number(tokens)[0], _only(tokens, "M"), today)
    return one(found) if found else None


def _month_days(tokens: list[Token], today: date) -> Days | None:
    first, last = (_in_month(day, _only(tokens, "M"), today) for day in _number(tokens)[:2])
    return Days(first, last + timedelta(1)) if first and last and first <= last else None


def _weekday_number(tokens: list[Token], today: date) -> Days | None:
    found = _by_number(_number(tokens)[0], today, _only(tokens, "W"))
    return one(found) if found else None


def _near_weekday_number(tokens: list[Token], today: date) -> Days | None:
    """Monday 21; but "saturday 5" is an hour unless Saturday the fifth is near."""
    found = _weekday_number(tokens, today)
    return found if found and found.first - today < timedelta(5 * WEEK) else None


def _day_number(tokens: list[Token], today: date) -> Days | None:
    found = _by_number(_number(tokens)[0], today)
    return one(found) if found else None


def _coming(weekday: int, today: date) -> date:
    """The next such weekday, not today."""
    return today + timedelta((weekday - today.weekday() - 1) % WEEK + 1)


def _monday(today: date, weeks: int = 0) -> date:
    return today + timedelta(weeks * WEEK - today.weekday())


def _weekday(tokens: list[Token], today: date) -> Days:
    return one(_coming(_only(tokens, "W"), today))


def _this_weekday(tokens: list[Token], today: date) -> Days:
    weekday = _only(tokens, "W")
    return one(today if weekday == today.weekday() else _coming(weekday, today))


def _next_weekday(tokens: list[Token], today: date) -> Days:
    return one(_monday(today, 1) + timedelta(_only(tokens, "W")))


def _weekdays(tokens: list[Token], today: date) -> Days:
    first, last = (token.value[0] for token in tokens if token.kind == "W")
    start = (_next_weekday if any(token.kind == "n" for token in tokens) else _weekday)(
        [Token("W", (first,), 0, 0)], today).first
    return Days(start, _coming(last, start) + timedelta(1))


def _offset(tokens: list[Token], today: date) -> Days:
    return one(today + timedelta(_only(tokens, "D")))


def _offsets(tokens: list[Token], today: date) -> Days:
    found = [token.value[0] for token in tokens if token.kind == "D"]
    return Days(today + timedelta(min(found)), today + timedelta(max(found) + 1))


def _weeks_on(tokens: list[Token], today: date) -> Days:
    """Three fridays from now."""
    return one(_coming(_only(tokens, "W"), today) + timedelta(WEEK * (_number(tokens)[0] - 1)))


def _ahead(tokens: list[Token], today: date) -> Days:
    """In two weeks; three weeks from tomorrow."""
    start = sum(token.value[0] for token in tokens if token.kind == "D")
    count = (_number(tokens) or [1])[0]
    return one(today + timedelta(start + count * _only(tokens, "U")))


def _stretch(tokens: list[Token], today: date) -> Days:
    """The next three days; the next two weeks."""
    count, unit = _number(tokens)[0], _only(tokens, "U")
    first = today + timedelta(1) if unit == 1 else _monday(today, 1)
    return Days(first, first + timedelta(count * unit))


def _next_unit(tokens: list[Token], today: date) -> Days:
    unit = _only(tokens, "U")
    if unit == 1:
        return one(today + timedelta(1))
    if unit == 30:  # noqa: PLR2004
        first = (today.replace(day=1) + timedelta(32)).replace(day=1)
        return Days(first, (first + timedelta(32)).replace(day=1))
    weeks = sum(token.kind == "n" for token in tokens)
    return Days(_monday(today, weeks), _monday(today, weeks + 1))


def _this_unit(tokens: list[Token], today: date) -> Days:
    unit = _only(tokens, "U")
    if unit == 1:
        return one(today)
    return Days(today, _monday(today, 1) if unit == WEEK else (today.replace(day=1) + timedelta(32)).replace(day=1))


def _end_of(tokens: list[Token], today: date) -> Days:
    whole = (_next_unit if any(token.kind == "n" for token in tokens) else _this_unit)(tokens, today)
    back = {1: 1, WEEK: 3}.get(_only(tokens, "U"), 10)
    return Days(max(today, whole.after - timedelta(back)), whole.after)


def _start_of(tokens: list[Token], today: date) -> Days:
    whole = (_next_unit if any(token.kind == "n" for token in tokens) else _this_unit)(tokens, today)
    return Days(whole.first, min(whole.after, whole.first + timedelta(3)))


def _weekend(tokens: list[Token], today: date) -> Days:
    saturday = _monday(today, 1 if any(token.kind == "n" for token in tokens) else 0) + timedelta(5)
    return Days(max(saturday, today), saturday + timedelta(2))


SHAPES: tuple[tuple[str, Read], ...] = (
    ("W?X", _date),
    ("b?[NO][T&][NO]M|M[NO][T&][NO]", _month_days),
    ("W?[NOQ]M|W?M[NOQ](?![TH&][NC]|[CN])|WQ", _month_day),
    ("UO(?:tU)?|UN(?:tU)?(?!u)|OtU|NtU|W?UN", _day_number),
    ("WN(?![uTo&LH])", _near_weekday_number),
    ("W(?:nU|Un)|(?:nU|Un)W", _next_weekday),
    ("WtU|tUW", _this_weekday),
    ("NWg", _weeks_on),
    ("NU[gFA]?D|NUg|iNU|iU|Ug", _ahead),
    ("nNU|NnU|NUn", _stretch),
    ("e(?:nU|Un|tU|U)", _end_of),
    ("a(?:nU|Un)", _start_of),
    ("nn?U|Un", _next_unit),
    ("tU", _this_unit),
    ("nV|Vn|t?V", _weekend),
    ("[Fb]?n?W[T&]W", _weekdays),
    ("WO", _weekday_number),
    ("tn?W", _this_weekday),
    ("nW|Wn", _next_weekday),
    ("W", _weekday),
    ("DT?&?D", _offsets),
    ("D", _offset),
    ("(?<![U])O(?![UVW])", _day_number),
)
_FIRM = next(index for index, (_, read) in enumerate(SHAPES) if read is _stretch)
"""The shapes up to here are read before any number is taken for an hour."""

_COMPILED = tuple((re.compile(shape), read) for shape, read in SHAPES)


def days(kinds: str, tokens: list[Token], today: date, *, only_firm: bool = False) -> tuple[Days, int, int] | None:
    """The days named in a run and which tokens name them. `only_firm`: shapes that numbers could spoil afterwards."""
    for shape, read in _COMPILED[:_FIRM] if only_firm else _COMPILED:
        for match in shape.finditer(kinds):
            found = read(tokens[match.start():match.end()], today)
            if found:
                return found, match.start(), match.end()
    return None
