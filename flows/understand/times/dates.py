"""Readers of dates by their number: a few tokens and today in, whole days out."""

from calendar import monthrange
from datetime import date, timedelta

from flows.understand.times.calendar import WEEK, Days, by_number, in_month, monday, number, one, only
from flows.understand.times.lexing import Token

OPTIONS = 3
"""A number up to this, alone, is rather one of the slots we offered than a day of the month."""
_FAR, _NEAR = timedelta(90), timedelta(31)
_TENTH, _NOON = 10, 12


def written(tokens: list[Token], today: date) -> Days | None:
    """12/03, 3.12., 2026-12-03."""
    year, month, day = next(token.value for token in tokens if token.kind == "X")
    if not year:
        found = _likelier(in_month(day, month, today), in_month(month, day, today) if day <= 12 else None, today)  # noqa: PLR2004 # months
        return one(found) if found else None
    return one(date(year, month, day)) if day <= monthrange(year, month)[1] else None


def _likelier(found: date | None, swapped: date | None, today: date) -> date | None:
    """03/12 in November is rather the third of December than the twelfth of March, whatever the language's habit."""
    if found and swapped and found - today > _FAR and swapped - today <= _NEAR:
        return swapped
    return found


def month_day(tokens: list[Token], today: date) -> Days | None:
    """The third of December."""
    month, day = only(tokens, "M"), number(tokens)[0]
    year = next((100 * token.value[0] + token.value[1] for token in tokens if token.kind == "Y"), 0)
    if year >= today.year - 1 and day <= monthrange(year, month)[1]:
        return one(date(year, month, day))
    weekday = next((token.value[0] for token in tokens if token.kind == "W"), None)
    found = _on_weekday(day, month, weekday, today) or in_month(day, month, today)
    return one(found) if found else None


def _on_weekday(day: int, month: int, weekday: int | None, today: date) -> date | None:
    """Sunday, Feb 10: of this year's and the years beside it the one that falls on that day."""
    for year in (today.year, today.year + 1, today.year - 1):
        if 1 <= day <= monthrange(year, month)[1] and date(year, month, day).weekday() == weekday:
            return date(year, month, day)
    return None


def month_days(tokens: list[Token], today: date) -> Days | None:
    """December 3 to 5."""
    first, last = (in_month(day, only(tokens, "M"), today) for day in number(tokens)[:2])
    return Days(first, last + timedelta(1)) if first and last and first <= last else None


def month_to_month(tokens: list[Token], today: date) -> Days | None:
    """8 August to 12 August."""
    days, months = number(tokens), [token.value[0] for token in tokens if token.kind == "M"]
    first = in_month(days[0], months[0], today)
    last = in_month(days[1], months[1], first) if first else None
    return Days(first, last + timedelta(1)) if first and last else None


def weekday_number(tokens: list[Token], today: date) -> Days | None:
    """Monday 21."""
    found = by_number(number(tokens)[0], today, only(tokens, "W"))
    return one(found) if found else None


def near_weekday_number(tokens: list[Token], today: date) -> Days | None:
    """Monday 21; but "saturday 5" is an hour unless Saturday the fifth is near."""
    found = weekday_number(tokens, today)
    return found if found and found.first - today < timedelta(5 * WEEK) else None


def late_weekday_number(tokens: list[Token], today: date) -> Days | None:
    """Friday 27, afternoon; but "saturday 9 in the morning" is an hour."""
    return near_weekday_number(tokens, today) if number(tokens)[0] > _NOON else None


def day_number(tokens: list[Token], today: date) -> Days | None:
    """The 3rd; the week of the 18th."""
    found = by_number(number(tokens)[0], today)
    if found and any(token.kind == "U" and token.value[0] == WEEK for token in tokens):
        return Days(monday(found), monday(found, 1))
    return one(found) if found else None


def article_number(tokens: list[Token], today: date) -> Days | None:
    """Le 16; but "le 2" alone takes the second of what was offered."""
    return day_number(tokens, today) if number(tokens)[0] > OPTIONS else None


def day_numbers(tokens: list[Token], today: date) -> Days | None:
    """Du 13 au 18."""
    first, last = number(tokens)[:2]
    start = by_number(first, today)
    end = by_number(last, start) if start and first < last else None
    return Days(start, end + timedelta(1)) if start and end else None


def part_of_month(tokens: list[Token], today: date) -> Days | None:
    """The end of November."""
    first = in_month(1, only(tokens, "M"), today.replace(day=1))
    if first is None:
        return None
    after = (first + timedelta(32)).replace(day=1)
    if tokens[0].kind == "a":
        return Days(max(first, today), max(first, today) + timedelta(_TENTH))
    return Days(max(first.replace(day=21), today), after)
