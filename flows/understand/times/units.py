"""Readers of days, weeks and months counted from today."""

from datetime import date, timedelta

from flows.understand.times.calendar import MONTH, WEEK, Days, is_next, monday, number, one, only
from flows.understand.times.lexing import Token

_TENTH = 10


def after_next(tokens: list[Token], today: date) -> Days | None:
    """The week after next."""
    begins = monday(today, 2)
    weekday = next((token.value[0] for token in tokens if token.kind == "W"), None)
    if weekday is not None:
        return one(begins + timedelta(weekday))
    return Days(begins, begins + timedelta(WEEK)) if only(tokens, "U") == WEEK else None


def within(tokens: list[Token], today: date) -> Days:
    """Within three days; after three days."""
    last = today + timedelta(number(tokens)[0] * only(tokens, "U"))
    return one(last) if tokens[0].kind == "A" else Days(today, last + timedelta(1))


def middle_of(tokens: list[Token], today: date) -> Days | None:
    """The middle of the week is Wednesday and Thursday; of the month, its second ten days."""
    whole = next_unit(tokens, today) if is_next(tokens) else this_unit(tokens, today)
    first = {WEEK: monday(whole.first) + timedelta(2), MONTH: whole.first.replace(day=11)}.get(only(tokens, "U"))
    after = first + timedelta(2 if only(tokens, "U") == WEEK else _TENTH) if first else today
    return Days(max(first, today), after) if first and after > today else None


def yesterday(tokens: list[Token], today: date) -> Days:
    """Last night was yesterday's."""
    return one(today - timedelta(1))


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
    begins = monday(today, -1)
    return Days(begins if unit else begins + timedelta(5), begins + timedelta(WEEK))


def ago(tokens: list[Token], today: date) -> Days:
    """Three days ago."""
    return one(today - timedelta(number(tokens)[0] * only(tokens, "U")))


def offset(tokens: list[Token], today: date) -> Days:
    """Tomorrow."""
    return one(today + timedelta(only(tokens, "D")))


def offsets(tokens: list[Token], today: date) -> Days:
    """Today or tomorrow."""
    found = [token.value[0] for token in tokens if token.kind == "D"]
    return Days(today + timedelta(min(found)), today + timedelta(max(found) + 1))


def ahead(tokens: list[Token], today: date) -> Days:
    """In two weeks; three weeks from tomorrow."""
    start = sum(token.value[0] for token in tokens if token.kind == "D")
    count = (number(tokens) or [1])[0]
    return one(today + timedelta(start + count * only(tokens, "U")))


def stretch(tokens: list[Token], today: date) -> Days:
    """The next three days; the next two weeks. "Upcoming two days" is the second day, as published phrases mean it."""
    count, unit = number(tokens)[0], only(tokens, "U")
    first = today + timedelta(1) if unit == 1 else monday(today, 1)
    after = first + timedelta(count * unit)
    return Days(after - timedelta(unit) if any(token.kind == "c" and token.value[0] for token in tokens) else first, after)


def next_unit(tokens: list[Token], today: date) -> Days:
    """The next day, week or month; two when it says so twice."""
    unit = only(tokens, "U")
    if unit == 1:
        return one(today + timedelta(1))
    if unit == MONTH:
        first = (today.replace(day=1) + timedelta(32)).replace(day=1)
        return Days(first, (first + timedelta(32)).replace(day=1))
    weeks = sum(token.kind in "nc" for token in tokens)
    return Days(monday(today, weeks), monday(today, weeks + 1))


def this_unit(tokens: list[Token], today: date) -> Days:
    """What is left of this day, week or month."""
    unit = only(tokens, "U")
    if unit == 1:
        return one(today)
    first = monday(today) if unit == WEEK else today.replace(day=1)
    after = monday(today, 1) if unit == WEEK else (first + timedelta(32)).replace(day=1)
    return Days(today, after)


def end_of(tokens: list[Token], today: date) -> Days:
    """The end of the day, week or month: its last day, its last three, its last third."""
    whole = (next_unit if is_next(tokens) else this_unit)(tokens, today)
    last = whole.after - timedelta(1)
    first = {1: last, WEEK: last - timedelta(2)}.get(only(tokens, "U"), last.replace(day=21))
    return Days(max(today, first), whole.after)


def start_of(tokens: list[Token], today: date) -> Days:
    """The beginning of the week or month: its first three days, its first ten."""
    unit = only(tokens, "U")
    whole = next_unit(tokens, today) if is_next(tokens) else this_unit(tokens, today)
    first = {WEEK: monday(whole.first), MONTH: whole.first.replace(day=1)}.get(unit, whole.first)
    length = timedelta(_TENTH if unit == MONTH else 3)
    if first + length <= today:
        first = whole.after
    return Days(max(first, today), min(first + length, max(whole.after, first + length)))


def weekend(tokens: list[Token], today: date) -> Days:
    """Saturday and Sunday."""
    saturday = monday(today, int(any(token.kind == "n" for token in tokens))) + timedelta(5)
    return Days(max(saturday, today), saturday + timedelta(2))
