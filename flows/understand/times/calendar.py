"""Days of the calendar, and the small questions that every reader of days asks."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from flows.understand.times.lexing import Token

WEEK, MONTH = 7, 30
"""Days of a unit; a month is told by its number."""


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days, half-open: `first <= day < after`."""

    first: date
    after: date


def one(day: date) -> Days:
    """A single day."""
    return Days(day, day + timedelta(1))


def number(tokens: list[Token], kinds: str = "NOQ") -> list[int]:
    """The numbers among the tokens, in order."""
    return [token.value[0] for token in tokens if token.kind in kinds]


def only(tokens: list[Token], kind: str) -> int:
    """The value of the only token of a kind; StopIteration where the shape has none."""
    return next(token.value[0] for token in tokens if token.kind == kind)


def coming(weekday: int, today: date) -> date:
    """The next such weekday, not today."""
    return today + timedelta((weekday - today.weekday() - 1) % WEEK + 1)


def monday(today: date, weeks: int = 0) -> date:
    """The Monday of this week, or so many weeks later."""
    return today + timedelta(weeks * WEEK - today.weekday())


def is_next(tokens: list[Token]) -> bool:
    """Whether the next one is meant."""
    return any(token.kind in "nc" for token in tokens)


def in_month(day: int, month: int, today: date) -> date | None:
    """The next such date from today; None when no calendar has it."""
    for year in range(today.year, today.year + 5):
        if 1 <= day <= monthrange(year, month)[1] and date(year, month, day) >= today:
            return date(year, month, day)
    return None


def by_number(day: int, today: date, weekday: int | None = None) -> date | None:
    """The next date with this day of the month, on that weekday if one is given."""
    month = today.replace(day=1)
    for _ in range(12):
        if 1 <= day <= monthrange(month.year, month.month)[1]:
            found = month.replace(day=day)
            if found >= today and (weekday is None or found.weekday() == weekday):
                return found
        month = (month + timedelta(32)).replace(day=1)
    return None
