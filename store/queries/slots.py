"""Places in a depot's window: never one too many, on either database."""

from datetime import datetime

from store.ids import new_id
from store.models import Depot, HeldSlot


async def reserve_slot(depot: str, key: str, delivery: str, start: datetime, end: datetime, room: int,
                       until: datetime | None, now: datetime) -> bool:
    """Hold a place for a delivery, or keep the one it holds. False: `room` places are gone.

    Call it inside `atomic`. The depot's row is the lock, so two customers never get the last place.
    """
    await Depot.filter(id=depot).select_for_update().first()
    held = HeldSlot.filter(key=key, until__gt=now).exclude(delivery_id=delivery)
    if await held.count() >= room:
        return False
    await HeldSlot.filter(key=key, delivery_id=delivery).delete()
    await HeldSlot.create(id=new_id(), depot_id=depot, key=key, delivery_id=delivery, start=start, end=end,
                          until=until)
    return True


async def free_slots(delivery: str) -> None:
    """Give back every place held for a delivery."""
    await HeldSlot.filter(delivery_id=delivery).delete()
