"""Readers of weekdays, near and far."""

from calendar import monthrange
from datetime import date, timedelta

from flows.understand.times.calendar import MONTH, WEEK, Days, coming, in_month, is_next, monday, number, one, only
from flows.understand.times.lexing import Token
from flows.understand.times.units import last_unit, next_unit, this_unit


def weekday(tokens: list[Token], today: date) -> Days:
    """The next such weekday, not today."""
    return one(coming(only(tokens, "W"), today))


def this_weekday(tokens: list[Token], today: date) -> Days:
    """This Friday; today when it is one."""
    weekday = only(tokens, "W")
    return one(today if weekday == today.weekday() else coming(weekday, today))


def next_weekday(tokens: list[Token], today: date) -> Days:
    """That weekday of next week."""
    return one(monday(today, 1) + timedelta(only(tokens, "W")))


def weekdays(tokens: list[Token], today: date) -> Days:
    """Monday to Friday; Thursday or Friday."""
    first, last = (token.value[0] for token in tokens if token.kind == "W")
    start = (next_weekday if is_next(tokens) else weekday)(
        [Token("W", (first,), 0, 0)], today).first
    return Days(start, coming(last, start) + timedelta(1))


def weekday_week(tokens: list[Token], today: date) -> Days | None:
    """Friday week: a week after the coming one."""
    return one(coming(only(tokens, "W"), today) + timedelta(WEEK)) if only(tokens, "U") == WEEK else None


def day_of_month(tokens: list[Token], today: date) -> Days | None:
    """The 20th of next month."""
    if tokens[-1].value[:1] != (MONTH,) and tokens[-2].value[:1] != (MONTH,):
        return None
    kinds = "".join(token.kind for token in tokens)
    month = last_unit(tokens, today) if "l" in kinds else next_unit(tokens[-2:], today) if is_next(tokens) else None
    first = month.first if month else today.replace(day=1)
    day = number(tokens)[0]
    return one(first.replace(day=day)) if 1 <= day <= monthrange(first.year, first.month)[1] else None


def week_of_month(tokens: list[Token], today: date) -> Days | None:
    """The third day of March; its first week: from the first Monday on, cut where the month begins."""
    first = in_month(1, only(tokens, "M"), today.replace(day=1))
    if first is None or only(tokens, "U") == MONTH:
        return None
    if only(tokens, "U") == 1:
        found = in_month(number(tokens)[0], first.month, today)
        return one(found) if found else None
    begins = monday(first, number(tokens)[0] - 1)
    return Days(max(begins, first), begins + timedelta(WEEK))


def week_of(tokens: list[Token], today: date) -> Days | None:
    """The week of October 6."""
    found = in_month(number(tokens)[0], only(tokens, "M"), today)
    return Days(monday(found), monday(found, 1)) if found and only(tokens, "U") == WEEK else None


def last_in_month(tokens: list[Token], today: date) -> Days | None:
    """The last Monday, the last week of March."""
    month = next((token.value[0] for token in tokens if token.kind == "M"), today.month)
    first = in_month(1, month, today.replace(day=1))
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
    count = (number(tokens) or [1])[0] * only(tokens, "U")
    start = (next_weekday if any(token.kind == "n" for token in tokens) else weekday)(tokens, today).first
    return one(start + timedelta(count))


def weekday_this_week(tokens: list[Token], today: date) -> Days:
    """Monday of this week, over or not."""
    return one(monday(today) + timedelta(only(tokens, "W")))


def weekday_last_week(tokens: list[Token], today: date) -> Days:
    """Tuesday of last week."""
    return one(monday(today, -1) + timedelta(only(tokens, "W")))


def last_weekday(tokens: list[Token], today: date) -> Days:
    """Last Friday: the one that is over."""
    return one(coming(only(tokens, "W"), today - timedelta(WEEK + 1)))


def until_weekday(tokens: list[Token], today: date) -> Days:
    """Tomorrow to thursday."""
    start = today + timedelta(only(tokens, "D"))
    return Days(start, coming(only(tokens, "W"), start) + timedelta(1))


def weekday_in(tokens: list[Token], today: date) -> Days | None:
    """Mardi en huit, en quinze; freitag in einer woche: weeks after the coming one, or after today."""
    if tokens[-1].kind == "U":
        return one(coming(only(tokens, "W"), today) + timedelta(number(tokens)[0] * only(tokens, "U")))
    weekday, weeks = only(tokens, "W"), {8: 1, 15: 2}.get(number(tokens)[0])
    start = today if weekday == today.weekday() else coming(weekday, today)
    return one(start + timedelta(WEEK * weeks)) if weeks else None


def nth_weekday(tokens: list[Token], today: date) -> Days | None:
    """The first Wednesday of next month."""
    if any(token.kind == "U" and token.value[0] != MONTH for token in tokens):
        return None
    month = next((token.value[0] for token in tokens if token.kind == "M"), 0)
    first = (in_month(1, month, today) if month else (next_unit if is_next(tokens) else this_unit)(tokens, today).first)
    if first is None:
        return None
    first = first.replace(day=1)
    found = first + timedelta((only(tokens, "W") - first.weekday()) % WEEK + WEEK * (only(tokens, "Q") - 1))
    return one(found) if found.month == first.month else None


def weeks_on(tokens: list[Token], today: date) -> Days:
    """Three fridays from now."""
    return one(coming(only(tokens, "W"), today) + timedelta(WEEK * (number(tokens)[0] - 1)))
