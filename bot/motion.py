"""Whether a van moves now: nothing that can wait is said to somebody who drives it.

By its tracker's own speed, else by its last two places. A tracker that is silent for two minutes says nothing of now,
and words are not held back for it.
"""

from datetime import datetime, timedelta
from math import cos, hypot, radians
from typing import TYPE_CHECKING

from domain.message import Kind, State
from domain.people import Role
from store import models
from store.atomic import atomic
from store.queries.sending import requeue

if TYPE_CHECKING:
    from bot.receive import Door

FRESH = 120.0
WALKING = 2.5
"""Metres a second: faster than somebody carries a parcel, slower than any van in traffic that moves."""
DEGREE = 111_320.0
TALKING = timedelta(minutes=2)
CAN_WAIT = frozenset({"relay/to_driver", "access/instruction", "escalation/agent"})
"""What people write to a driver. Where to drive, a code, a question that ends when he arrives: those are urgent."""


def can_wait(row: models.Message, now: datetime) -> bool:
    """Whether this is only words, to a driver who did not write himself just now."""
    if row.role != Role.DRIVER or row.kind in {Kind.SENSITIVE, Kind.CONSENT}:
        return False
    seen = row.participant.seen_at
    return set(row.wordings) <= CAN_WAIT and not (seen and now - seen < TALKING)


async def moves(driver: str, now: datetime) -> bool:
    """Whether the van of this driver moves. At a door it does not, whatever its tracker says."""
    van = await models.VanRow.get_or_none(driver_id=driver or "-")
    if van is None or van.at is None or now.timestamp() - van.at > FRESH:
        return False
    if await models.Stop.filter(run__driver_id=driver, run__status="started", status="arrived",
                                left_at=None).exists():
        return False
    return (van.speed if van.speed is not None else await _pace(driver, van.at)) > WALKING


async def _pace(driver: str, newest: float) -> float:
    """Metres a second between the last two places, 0 where only one is fresh."""
    recent = models.PositionRow.filter(at__gte=newest - FRESH, driver_id=driver)
    last = await recent.order_by("-at").limit(2)
    if len(last) < 2:  # noqa: PLR2004 the two
        return 0.0
    here, before = last
    east = (here.lon - before.lon) * DEGREE * cos(radians(here.lat))
    return hypot(east, (here.lat - before.lat) * DEGREE) / max(1.0, here.at - before.at)


async def release(door: "Door") -> int:
    """Words whose driver stands now go on their way; those that grew too old are settled there. Returns how many."""
    rows = await models.Message.filter(state=State.WAITING).order_by("id").limit(200)
    now, standing = door.clock.now(), dict[str, bool]()
    for row in rows:
        if row.driver_id not in standing:
            standing[row.driver_id] = not await moves(row.driver_id, now)
    free = [row for row in rows if standing[row.driver_id] or (row.expires_at and row.expires_at <= now)]
    for row in free:
        await atomic(lambda row=row: requeue(row, now))
    return len(free)
