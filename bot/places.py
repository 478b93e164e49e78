"""Addresses that came without a place are looked up on the map's own address points, beside everything else.

Where the map does not know one either, the delivery talks on without a map or an estimate, and a dispatcher is asked.
"""

from collections.abc import Awaitable, Callable

from bot.receive import Door
from store import models
from store.atomic import after_commit, atomic
from store.ids import new_id

Place = tuple[float, float]
Find = Callable[[str], Awaitable[Place | None]]
AT_ONCE = 50
ASKED = 3
REASON = "the address is on no map"


async def seek(door: Door, find: Find) -> int:
    """Look up what came in since; returns how many. The look-up is over before the transaction begins."""
    waiting = await (models.Delivery.filter(sought=False, live=True).order_by("id")
                     .limit(AT_ONCE))
    for row in waiting:
        await _seek(door, row, await find(row.address))
    return len(waiting)


async def _seek(door: Door, row: models.Delivery, place: Place | None) -> None:
    async def work() -> None:
        fresh = models.Delivery.filter(id=row.id, address=row.address, sought=False)
        if place is not None:
            if await fresh.update(lat=place[0], lon=place[1], sought=True):
                for touched in door.touched:
                    after_commit(lambda tell=touched: tell(row.id, ""))  # type: ignore[misc]
        elif await fresh.update(sought=True):
            await models.Case.create(id=new_id(), conversation_id=row.id, queue="dispatch", priority=ASKED,
                                     reason=REASON, dedupe=f"place:{row.id}:{new_id()}", opened_at=door.clock.now())

    await atomic(work)
