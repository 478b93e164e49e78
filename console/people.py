"""Staff as a list: rows in, plain values out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from store import models


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of staff. `sessions` counts where they are signed in; `seen` is when last, None for never."""

    id: str
    name: str
    email: str
    role: str
    active: bool
    ready: bool
    factor: bool
    slack: bool
    sessions: int
    seen: datetime | None


async def staff_list(now: datetime, idle: timedelta, whole: timedelta) -> tuple[Person, ...]:
    """Everybody, open accounts first. Two reads."""
    kept = await models.StaffSession.filter(ended_at=None, half=False, created_at__gt=now - whole,
                                            seen_at__gt=now - idle)
    of: dict[str, list[datetime]] = {}
    for one in kept:
        of.setdefault(str(one.staff_id), []).append(one.seen_at)  # type: ignore[attr-defined]
    rows = await models.Staff.all().order_by("-active", "name")
    return tuple(_person(row, of.get(row.id, [])) for row in rows)


def _person(row: models.Staff, seen: list[datetime]) -> Person:
    return Person(row.id, row.name, row.email, row.role, row.active, bool(row.password or row.slack_user),
                  row.factor_on, bool(row.slack_user), len(seen), max(seen, default=None))


async def names(agents: Iterable[str]) -> dict[str, str]:
    """How people are called whom cases name by their Slack id."""
    asked = [one for one in set(agents) if one]
    rows = await models.Staff.filter(slack_user__in=asked) if asked else []
    return {row.slack_user: row.name for row in rows}
