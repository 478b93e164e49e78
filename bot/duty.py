"""Who is on duty at a depot, and when its people answer: the smallest model that is honest.

A depot's `support` holds `hours` ("mon-fri 9-17; sat 9-13", local time; empty: always) and `duty`, a list of people in
the order they are called, each with hours of their own or none: `[{"slack_user_id": "U012", "hours": "mon-fri 9-13"}]`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.weekdays import weekdays

EXAMPLE = "mon-fri 9-17; sat 9:30-13"
AHEAD = 15
DAY_END = 24
CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|h)?"
SPAN = re.compile(rf"(?P<days>(?:[a-z]+(?:\s*-\s*[a-z]+)?(?:\s*,\s*)?)+\s+)?{CLOCK}\s*(?:-|–|to)\s*{CLOCK}")


@dataclass(frozen=True, slots=True)
class Span:
    """On these weekdays (Monday 0) from one minute of the day to another, 1440 being midnight."""

    days: frozenset[int]
    start: int
    end: int


Hours = tuple[Span, ...]
ALWAYS: Hours = (Span(frozenset(range(7)), 0, DAY_END * 60),)


def hours(text: str) -> Hours:
    """Hours as people write them; none at all is always.

    Raises:
        ValueError: with what was expected and an example.
    """
    parts = [part.strip().casefold() for part in text.split(";") if part.strip()]
    return tuple(_span(part) for part in parts) or ALWAYS


def _span(part: str) -> Span:
    found = SPAN.fullmatch(part)
    msg = f"hours such as {EXAMPLE}"
    if found is None:
        raise ValueError(msg)
    try:
        days = weekdays(_named(found["days"] or "daily"))
    except ValueError:
        raise ValueError(msg) from None
    start, end = _minute(found.groups()[1:4]), _minute(found.groups()[4:7])
    if not start < end <= DAY_END * 60:
        raise ValueError(msg)
    return Span(days, start, end)


def _named(days: str) -> str:
    """`Monday - Friday` as `mon-fri`; a few words of people's own."""
    short = re.sub(r"[a-z]+", lambda one: one[0][:3], re.sub(r"\s*([-,])\s*", r"\1", days.strip()))
    return "daily" if short in {"dai", "eve"} else short


def _minute(parts: tuple[str | None, ...]) -> int:
    hour, minute, half = int(parts[0] or 0), int(parts[1] or 0), parts[2]
    if half in {"am", "pm"}:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour * 60 + minute


def is_open(kept: Hours, at: datetime) -> bool:
    """Whether somebody answers at a local instant."""
    minute = at.hour * 60 + at.minute
    return any(at.weekday() in one.days and one.start <= minute < one.end for one in kept)


def _spans(kept: Hours, since: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Open spans from the day of a local instant on, in order."""
    for ahead in range(AHEAD):
        day = (since + timedelta(days=ahead)).date()
        for one in sorted(kept, key=lambda span: span.start):
            if day.weekday() in one.days:
                midnight = datetime.combine(day, time(), since.tzinfo)
                yield _at(midnight, one.start), _at(midnight, one.end)


def _at(midnight: datetime, minute: int) -> datetime:
    """A wall time of that day, whatever the clocks did in the night."""
    if minute == DAY_END * 60:
        return midnight + timedelta(days=1)
    return midnight.replace(hour=minute // 60, minute=minute % 60)


def after(kept: Hours, start: datetime, span: timedelta) -> datetime:
    """When, in UTC, so much of the open hours has passed since a local instant; closed hours are passed over."""
    left = span
    for opens, closes in _spans(kept, start):
        begins = max(opens, start)
        room = closes.timestamp() - begins.timestamp()
        if room <= 0:
            continue
        if left.total_seconds() <= room:
            return datetime.fromtimestamp(begins.timestamp() + left.total_seconds(), UTC)
        left -= timedelta(seconds=room)
    return start.astimezone(UTC) + span


def opens(kept: Hours, at: datetime) -> datetime:
    """When, in UTC, somebody answers again: at the earliest at that local instant."""
    return after(kept, at, timedelta())


@dataclass(frozen=True, slots=True)
class Desk:
    """A depot's people as they are at one instant: `here` whether the desk is open, `people` on duty, in order."""

    zone: ZoneInfo
    hours: Hours
    here: bool
    people: tuple[str, ...]


def desk(support: Mapping[str, Any], time_zone: str, now: datetime) -> Desk:
    """Who is there now. Hours that cannot be read are always: nobody must wait for a slip of the pen."""
    zone = ZoneInfo(time_zone)
    local, kept = now.astimezone(zone), _lenient(str(support.get("hours") or ""))
    duty = support.get("duty") or []
    people = tuple(str(one["slack_user_id"]) for one in duty if is_open(_lenient(str(one.get("hours") or "")), local))
    return Desk(zone, kept, is_open(kept, local), people)


def _lenient(text: str) -> Hours:
    try:
        return hours(text)
    except ValueError:
        return ALWAYS
