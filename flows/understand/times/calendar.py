"""Readers of days: a few tokens and today in, whole days out."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from flows.understand.times.lexing import Token

WEEK, MONTH = 7, 30
OPTIONS = 3
"""A number up to this, alone, is rather one of the slots we offered than a day of the month."""
_TENTH, _NOON = 10, 12
_FAR, _NEAR = timedelta(90), timedelta(31)


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days, half-open: `first <= day < after`."""

    first: date
    after: date


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


def written(tokens: list[Token], today: date) -> Days | None:
    year, month, day = next(token.value for token in tokens if token.kind == "X")
    if not year:
        found = _likelier(_in_month(day, month, today), _in_month(month, day, today) if day <= 12 else None, today)  # noqa: PLR2004 # months
        return one(found) if found else None
    return one(date(year, month, day)) if day <= monthrange(year, month)[1] else None


def _likelier(found: date | None, swapped: date | None, today: date) -> date | None:
    """03/12 in November is rather the third of December than the twelfth of March, whatever the language's habit."""
    if found and swapped and found - today > _FAR and swapped - today <= _NEAR:
        return swapped
    return found


def month_day(tokens: list[Token], today: date) -> Days | None:
    month, day = _only(tokens, "M"), _number(tokens)[0]
    year = next((100 * token.value[0] + token.value[1] for token in tokens if token.kind == "Y"), 0)
    if year >= today.year - 1 and day <= monthrange(year, month)[1]:
        return one(date(year, month, day))
    weekday = next((token.value[0] for token in tokens if token.kind == "W"), None)
    found = _on_weekday(day, month, weekday, today) or _in_month(day, month, today)
    return one(found) if found else None


def _on_weekday(day: int, month: int, weekday: int | None, today: date) -> date | None:
    """Sunday, Feb 10: of this year's and the years beside it the one that falls on that day."""
    for year in (today.year, today.year + 1, today.year - 1):
        if 1 <= day <= monthrange(year, month)[1] and date(year, month, day).weekday() == weekday:
            return date(year, month, day)
    return None


def month_days(tokens: list[Token], today: date) -> Days | None:
    first, last = (_in_month(day, _only(tokens, "M"), today) for day in _number(tokens)[:2])
    return Days(first, last + timedelta(1)) if first and last and first <= last else None


def weekday_number(tokens: list[Token], today: date) -> Days | None:
    found = _by_number(_number(tokens)[0], today, _only(tokens, "W"))
    return one(found) if found else None


def near_weekday_number(tokens: list[Token], today: date) -> Days | None:
    """Monday 21; but "saturday 5" is an hour unless Saturday the fifth is near."""
    found = weekday_number(tokens, today)
    return found if found and found.first - today < timedelta(5 * WEEK) else None


def late_weekday_number(tokens: list[Token], today: date) -> Days | None:
    """Friday 27, afternoon; but "saturday 9 in the morning" is an hour."""
    return near_weekday_number(tokens, today) if _number(tokens)[0] > _NOON else None


def day_number(tokens: list[Token], today: date) -> Days | None:
    """The 3rd; the week of the 18th."""
    found = _by_number(_number(tokens)[0], today)
    if found and any(token.kind == "U" and token.value[0] == WEEK for token in tokens):
        return Days(_monday(found), _monday(found, 1))
    return one(found) if found else None


def article_number(tokens: list[Token], today: date) -> Days | None:
    """Le 16; but "le 2" alone takes the second of what was offered."""
    return day_number(tokens, today) if _number(tokens)[0] > OPTIONS else None


def day_numbers(tokens: list[Token], today: date) -> Days | None:
    """Du 13 au 18."""
    first, last = _number(tokens)[:2]
    start = _by_number(first, today)
    end = _by_number(last, start) if start and first < last else None
    return Days(start, end + timedelta(1)) if start and end else None


def _coming(weekday: int, today: date) -> date:
    """The next such weekday, not today."""
    return today + timedelta((weekday - today.weekday() - 1) % WEEK + 1)


def _monday(today: date, weeks: int = 0) -> date:
    return today + timedelta(weeks * WEEK - today.weekday())


def weekday(tokens: list[Token], today: date) -> Days:
    return one(_coming(_only(tokens, "W"), today))


def this_weekday(tokens: list[Token], today: date) -> Days:
    weekday = _only(tokens, "W")
    return one(today if weekday == today.weekday() else _coming(weekday, today))


def _is_next(tokens: list[Token]) -> bool:
    return any(token.kind in "nc" for token in tokens)


def next_weekday(tokens: list[Token], today: date) -> Days:
    return one(_monday(today, 1) + timedelta(_only(tokens, "W")))


def weekdays(tokens: list[Token], today: date) -> Days:
    first, last = (token.value[0] for token in tokens if token.kind == "W")
    start = (next_weekday if _is_next(tokens) else weekday)(
        [Token("W", (first,), 0, 0)], today).first
    return Days(start, _coming(last, start) + timedelta(1))


def after_next(tokens: list[Token], today: date) -> Days | None:
    """The week after next."""
    monday = _monday(today, 2)
    weekday = next((token.value[0] for token in tokens if token.kind == "W"), None)
    if weekday is not None:
        return one(monday + timedelta(weekday))
    return Days(monday, monday + timedelta(WEEK)) if _only(tokens, "U") == WEEK else None


def weekday_week(tokens: list[Token], today: date) -> Days | None:
    """Friday week: a week after the coming one."""
    return one(_coming(_only(tokens, "W"), today) + timedelta(WEEK)) if _only(tokens, "U") == WEEK else None


def part_of_month(tokens: list[Token], today: date) -> Days | None:
    """The end of November."""
    first = _in_month(1, _only(tokens, "M"), today.replace(day=1))
    if first is None:
        return None
    after = (first + timedelta(32)).replace(day=1)
    if tokens[0].kind == "a":
        return Days(max(first, today), max(first, today) + timedelta(_TENTH))
    return Days(max(first.replace(day=21), today), after)


def day_of_month(tokens: list[Token], today: date) -> Days | None:
    """The 20th of next month."""
    if tokens[-1].value[:1] != (MONTH,) and tokens[-2].value[:1] != (MONTH,):
        return None
    kinds = "".join(token.kind for token in tokens)
    month = last_unit(tokens, today) if "l" in kinds else next_unit(tokens[-2:], today) if _is_next(tokens) else None
    first = month.first if month else today.replace(day=1)
    day = _number(tokens)[0]
    return one(first.replace(day=day)) if 1 <= day <= monthrange(first.year, first.month)[1] else None


def week_of_month(tokens: list[Token], today: date) -> Days | None:
    """The third day of March; its first week: from the first Monday on, cut where the month begins."""
    first = _in_month(1, _only(tokens, "M"), today.replace(day=1))
    if first is None or _only(tokens, "U") == MONTH:
        return None
    if _only(tokens, "U") == 1:
        found = _in_month(_number(tokens)[0], first.month, today)
        return one(found) if found else None
    monday = _monday(first, _number(tokens)[0] - 1)
    return Days(max(monday, first), monday + timedelta(WEEK))


def month_to_month(tokens: list[Token], today: date) -> Days | None:
    """8 August to 12 August."""
    days, months = _number(tokens), [token.value[0] for token in tokens if token.kind == "M"]
    first = _in_month(days[0], months[0], today)
    last = _in_month(days[1], months[1], first) if first else None
    return Days(first, last + timedelta(1)) if first and last else None


def week_of(tokens: list[Token], today: date) -> Days | None:
    """The week of October 6."""
    found = _in_month(_number(tokens)[0], _only(tokens, "M"), today)
    return Days(_monday(found), _monday(found, 1)) if found and _only(tokens, "U") == WEEK else None


def last_in_month(tokens: list[Token], today: date) -> Days | None:
    """The last Monday, the last week of March."""
    month = next((token.value[0] for token in tokens if token.kind == "M"), today.month)
    first = _in_month(1, month, today.replace(day=1))
    if first is None:
        return None
    last = (first + timedelta(32)).replace(day=1) - timedelta(1)
    weekday = next((token.value[0] for token in tokens if token.kind == "W"), None)
    if weekday is not None:
        return one(last - timedelta((last.weekday() - weekday) % WEEK))
    unit = tokens[1].value[0]
    return None if unit == MONTH else Days(last - timedelta(unit - 1), last + timedelta(1))


def weeks_from(tokens: list[Token], today: date) -> Days:
    """Two weeks from next Monday."""
    count = (_number(tokens) or [1])[0] * _only(tokens, "U")
    start = (next_weekday if any(token.kind == "n" for token in tokens) else weekday)(tokens, today).first
    return one(start + timedelta(count))


def within(tokens: list[Token], today: date) -> Days:
    """Within three days; after three days."""
    last = today + timedelta(_number(tokens)[0] * _only(tokens, "U"))
    return one(last) if tokens[0].kind == "A" else Days(today, last + timedelta(1))


def middle_of(tokens: list[Token], today: date) -> Days | None:
    """The middle of the week is Wednesday and Thursday; of the month, its second ten days."""
    whole = next_unit(tokens, today) if _is_next(tokens) else this_unit(tokens, today)
    first = {WEEK: _monday(whole.first) + timedelta(2), MONTH: whole.first.replace(day=11)}.get(_only(tokens, "U"))
    after = first + timedelta(2 if _only(tokens, "U") == WEEK else _TENTH) if first else today
    return Days(max(first, today), after) if first and after > today else None


def yesterday(tokens: list[Token], today: date) -> Days:
    """Last night was yesterday's."""
    return one(today - timedelta(1))


def weekday_this_week(tokens: list[Token], today: date) -> Days:
    """Monday of this week, over or not."""
    return one(_monday(today) + timedelta(_only(tokens, "W")))


def weekday_last_week(tokens: list[Token], today: date) -> Days:
    """Tuesday of last week."""
    return one(_monday(today, -1) + timedelta(_only(tokens, "W")))


def last_weekday(tokens: list[Token], today: date) -> Days:
    """Last Friday: the one that is over."""
    return one(_coming(_only(tokens, "W"), today - timedelta(WEEK + 1)))


def last_unit(tokens: list[Token], today: date) -> Days:
    """Last week, last month, last weekend."""
    unit = next((token.value[0] for token in tokens if token.kind == "U" and token.value[0] > 1), 0)
    if any(token.kind == "l" and token.value[0] for token in tokens):
        return one(today - timedelta(unit or 1))
    if unit == MONTH:
        first = today.replace(day=1)
        return Days((first - timedelta(1)).replace(day=1), first)
    if not unit and any(token.kind == "U" for token in tokens):
        return one(today - timedelta(1))
    monday = _monday(today, -1)
    return Days(monday if unit else monday + timedelta(5), monday + timedelta(WEEK))


def ago(tokens: list[Token], today: date) -> Days:
    """Three days ago."""
    return one(today - timedelta(_number(tokens)[0] * _only(tokens, "U")))


def until_weekday(tokens: list[Token], today: date) -> Days:
    """Tomorrow to thursday."""
    start = today + timedelta(_only(tokens, "D"))
    return Days(start, _coming(_only(tokens, "W"), start) + timedelta(1))


def offset(tokens: list[Token], today: date) -> Days:
    return one(today + timedelta(_only(tokens, "D")))


def offsets(tokens: list[Token], today: date) -> Days:
    found = [token.value[0] for token in tokens if token.kind == "D"]
    return Days(today + timedelta(min(found)), today + timedelta(max(found) + 1))


def weekday_in(tokens: list[Token], today: date) -> Days | None:
    """Mardi en huit, en quinze; freitag in einer woche: weeks after the coming one, or after today."""
    if tokens[-1].kind == "U":
        return one(_coming(_only(tokens, "W"), today) + timedelta(_number(tokens)[0] * _only(tokens, "U")))
    weekday, weeks = _only(tokens, "W"), {8: 1, 15: 2}.get(_number(tokens)[0])
    start = today if weekday == today.weekday() else _coming(weekday, today)
    return one(start + timedelta(WEEK * weeks)) if weeks else None


def nth_weekday(tokens: list[Token], today: date) -> Days | None:
    """The first Wednesday of next month."""
    if any(token.kind == "U" and token.value[0] != MONTH for token in tokens):
        return None
    month = next((token.value[0] for token in tokens if token.kind == "M"), 0)
    first = (_in_month(1, month, today) if month else (next_unit if _is_next(tokens) else this_unit)(tokens, today).first)
    if first is None:
        return None
    first = first.replace(day=1)
    found = first + timedelta((_only(tokens, "W") - first.weekday()) % WEEK + WEEK * (_only(tokens, "Q") - 1))
    return one(found) if found.month == first.month else None


def weeks_on(tokens: list[Token], today: date) -> Days:
    """Three fridays from now."""
    return one(_coming(_only(tokens, "W"), today) + timedelta(WEEK * (_number(tokens)[0] - 1)))


def ahead(tokens: list[Token], today: date) -> Days:
    """In two weeks; three weeks from tomorrow."""
    start = sum(token.value[0] for token in tokens if token.kind == "D")
    count = (_number(tokens) or [1])[0]
    return one(today + timedelta(start + count * _only(tokens, "U")))


def stretch(tokens: list[Token], today: date) -> Days:
    """The next three days; the next two weeks."""
    count, unit = _number(tokens)[0], _only(tokens, "U")
    first = today + timedelta(1) if unit == 1 else _monday(today, 1)
    return Days(first, first + timedelta(count * unit))


def next_unit(tokens: list[Token], today: date) -> Days:
    unit = _only(tokens, "U")
    if unit == 1:
        return one(today + timedelta(1))
    if unit == MONTH:
        first = (today.replace(day=1) + timedelta(32)).replace(day=1)
        return Days(first, (first + timedelta(32)).replace(day=1))
    weeks = sum(token.kind in "nc" for token in tokens)
    return Days(_monday(today, weeks), _monday(today, weeks + 1))


def this_unit(tokens: list[Token], today: date) -> Days:
    unit = _only(tokens, "U")
    if unit == 1:
        return one(today)
    first = _monday(today) if unit == WEEK else today.replace(day=1)
    rest = any(token.kind == "t" and token.value[0] for token in tokens)
    after = _monday(today, 1) if unit == WEEK else (first + timedelta(32)).replace(day=1)
    return Days(today if rest else first, after)


def end_of(tokens: list[Token], today: date) -> Days:
    whole = (next_unit if _is_next(tokens) else this_unit)(tokens, today)
    last = whole.after - timedelta(1)
    first = {1: last, WEEK: last - timedelta(2)}.get(_only(tokens, "U"), last.replace(day=21))
    return Days(max(today, first), whole.after)


def start_of(tokens: list[Token], today: date) -> Days:
    unit = _only(tokens, "U")
    whole = next_unit(tokens, today) if _is_next(tokens) else this_unit(tokens, today)
    first = {WEEK: _monday(whole.first), MONTH: whole.first.replace(day=1)}.get(unit, whole.first)
    length = timedelta(_TENTH if unit == MONTH else 3)
    if first + length <= today:
        first = whole.after
    return Days(max(first, today), min(first + length, max(whole.after, first + length)))


def weekend(tokens: list[Token], today: date) -> Days:
    saturday = _monday(today, int(any(token.kind == "n" for token in tokens))) + timedelta(5)
    return Days(max(saturday, today), saturday + timedelta(2))


