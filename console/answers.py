"""How long people wait for a person: to the first answer, and until it is done. Rows in, plain values out."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from console.people import names
from store import models

MOST = 50_000
COLUMNS = ("agent", "priority", "opened_at", "due_at", "answered_at", "resolved_at")
Case = tuple[str, int, datetime, datetime | None, datetime | None, datetime | None]


@dataclass(frozen=True, slots=True)
class Spans:
    """Some waits, in seconds. `median` and `most` (nine of ten are no longer) are None where there was none."""

    many: int
    median: float | None
    most: float | None


@dataclass(frozen=True, slots=True)
class Times:
    """How it went: for everybody (`who` is "") or one person. `in_time` of `due` first answers were not late."""

    who: str
    cases: int
    first: Spans
    done: Spans
    due: int
    in_time: int


@dataclass(frozen=True, slots=True)
class Day:
    """The first answers to what was opened on one day, at the first depot's place."""

    day: date
    first: Spans


@dataclass(frozen=True, slots=True)
class Answers:
    """The last `days` days."""

    days: int
    whole: Times
    people: tuple[Times, ...]
    each: tuple[Day, ...]


async def answers(days: int, now: datetime, zone: str, within: Mapping[int, timedelta]) -> Answers:
    """Cases opened in these days. `within` is how soon a first answer is due, by priority."""
    rows = await models.Case.filter(opened_at__gt=now - timedelta(days=days)).limit(MOST).values_list(*COLUMNS)
    called = await names(str(row[0]) for row in rows)
    by: dict[str, list[Case]] = {}
    for row in rows:
        if row[0]:
            by.setdefault(called.get(row[0], row[0]), []).append(row)
    people = sorted((_times(who, some, now, within) for who, some in by.items()), key=lambda one: (-one.cases, one.who))
    return Answers(days, _times("", rows, now, within), tuple(people), _each(days, rows, now, ZoneInfo(zone), within))


def _times(who: str, rows: Sequence[Case], now: datetime, within: Mapping[int, timedelta]) -> Times:
    due = [(answered, by) for *_, by, answered, resolved in rows if by and (answered or (by <= now and not resolved))]
    return Times(who, len(rows), _first(rows, within),
                 spans((resolved - _begins(row, within)).total_seconds() for row in rows if (resolved := row[5])),
                 len(due), sum(1 for answered, by in due if answered and answered <= by))


def _first(rows: Iterable[Case], within: Mapping[int, timedelta]) -> Spans:
    return spans((answered - _begins(row, within)).total_seconds() for row in rows if (answered := row[4]))


def _begins(row: Case, within: Mapping[int, timedelta]) -> datetime:
    """When the clock began: at night it waits for the desk to open, which its due time remembers."""
    _, priority, opened, due, *_ = row
    return max(opened, due - within[priority]) if due else opened


def _each(days: int, rows: Sequence[Case], now: datetime, zone: ZoneInfo, within: Mapping[int, timedelta]
          ) -> tuple[Day, ...]:
    today, of = now.astimezone(zone).date(), dict[date, list[Case]]()
    for row in rows:
        of.setdefault(row[2].astimezone(zone).date(), []).append(row)
    return tuple(Day(day, _first(of.get(day, ()), within))
                 for day in (today - timedelta(days=back) for back in reversed(range(days))))


def spans(seconds: Iterable[float]) -> Spans:
    """By nearest rank, which is always one of the waits there were."""
    ordered = sorted(max(0.0, one) for one in seconds)

    def rank(share: float) -> float | None:
        return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else None

    return Spans(len(ordered), rank(0.5), rank(0.9))
