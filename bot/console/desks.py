"""Who is at the desk now, depot by depot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import duty
from console.people import names
from store import models


@dataclass(frozen=True, slots=True)
class DeskNow:
    """A depot's desk: who is on duty in the order they are called; while nobody is there, when it `opens`."""

    depot: str
    zone: str
    here: bool
    people: tuple[str, ...]
    opens: datetime


async def desks(now: datetime) -> tuple[DeskNow, ...]:
    """Every depot's desk as it is now."""
    rows: Sequence[models.Depot] = await models.Depot.all().order_by("name")
    found = [(row, duty.desk(row.support, row.time_zone, now)) for row in rows]
    called = await names(one for _, desk in found for one in desk.people)
    closed = {one.slack_user for one in await models.Staff.filter(active=False)}
    return tuple(DeskNow(row.name, row.time_zone, desk.here,
                         tuple(called.get(one, one) for one in desk.people if one not in closed),
                         duty.opens(desk.hours, now.astimezone(desk.zone))) for row, desk in found)
