"""The rows of `quiet_hours.toml`: between which local times each jurisdiction lets messages come, on which days.

A state without a row of its own has its country's, a country without one has the row `*`. Where several jurisdictions
may be meant, only the time that all of them leave counts.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("quiet_hours.toml")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ANYWHERE = "*"


class Class(StrEnum):
    """How much a message's hour matters.

    ORDINARY waits for the jurisdiction's hours. URGENT concerns a van at the door, ANSWER somebody's own words: both
    may come from six to eleven in the evening, and an answer to fresh words at any hour.
    """

    ORDINARY = "ordinary"
    URGENT = "urgent"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Row:
    """Open from `opens` until `closes`, local time and half-open, on `days` (0 is Monday). `read` is when we looked."""

    jurisdiction: str
    days: frozenset[int]
    opens: time
    closes: time
    hour_class: Class
    source: str
    read: date


@cache
def rows() -> tuple[Row, ...]:
    """Every row, in the file's order.

    Raises:
        ValueError: a row that cannot be meant so.
    """
    plain = tomllib.loads(FILE.read_text(encoding="utf-8"))["row"]
    return tuple(_row(one) for one in plain)


def _row(plain: dict[str, str]) -> Row:
    row = Row(plain["jurisdiction"], _days(plain["days"]), time.fromisoformat(plain["from"]),
              time.fromisoformat(plain["to"]), Class(plain["class"]), plain["source"],
              date.fromisoformat(plain["read"]))
    if row.closes <= row.opens:
        msg = f"{row.jurisdiction}: expected hours that end after they begin"
        raise ValueError(msg)
    return row


def _days(text: str) -> frozenset[int]:
    """`mon-sat` or `sun`."""
    first, _, last = text.partition("-")
    start, end = DAYS.index(first), DAYS.index(last or first)
    return frozenset(range(start, end + 1))


@lru_cache(maxsize=4096)
def hours(jurisdictions: frozenset[str], hour_class: Class, weekday: int) -> tuple[time, time] | None:
    """The hours that all of these leave open on a weekday; None where there are none."""
    found = [one for each in jurisdictions for one in _of(each, hour_class, weekday)]
    opens, closes = max(one.opens for one in found), min(one.closes for one in found)
    return (opens, closes) if opens < closes else None


def _of(jurisdiction: str, hour_class: Class, weekday: int) -> list[Row]:
    """The rows of one jurisdiction: its own, else its country's, else everybody's.

    A country that has rows of its states and was named alone may mean any of them.
    """
    country = jurisdiction.split("-", maxsplit=1)[0]
    ours = [one for one in rows() if one.hour_class is hour_class and weekday in one.days]
    whole = [one for one in ours if one.jurisdiction == country or one.jurisdiction.startswith(f"{country}-")]
    named = [one for one in ours if one.jurisdiction == jurisdiction] if jurisdiction != country else whole
    plain = [one for one in ours if one.jurisdiction == country]
    return named or plain or [one for one in ours if one.jurisdiction == ANYWHERE]
