"""Retention: what may not be kept is gone when its time is up. Each step is small and may run at any time."""

from datetime import timedelta

from bot.pictures.going import pictures_whose_time_is_up
from bot.receive import Door
from store import models
from store.atomic import atomic

CODES = timedelta(hours=24)
OPEN = timedelta(hours=48)
ENDED = ("delivered", "refused", "cancelled")


async def tidy(door: Door) -> int:
    """Shred codes a day after their delivery, close what has been over for two, let pictures go after a month.

    Returns 0: it leaves no work.
    """
    await atomic(lambda: _codes(door))
    await atomic(lambda: _closed(door))
    await atomic(lambda: pictures_whose_time_is_up(door.clock.now()))
    return 0


async def _codes(door: Door) -> None:
    over = await models.Delivery.filter(ended_at__lt=door.clock.now() - CODES).exclude(code_id="").limit(200)
    for delivery in over:
        await models.Code.filter(delivery_id=delivery.id).update(sealed=None, destroyed_at=door.clock.now())
        delivery.code_id = ""
        await delivery.save(update_fields=["code_id"])


async def _closed(door: Door) -> None:
    over = models.Delivery.filter(live=True, ended_at__lt=door.clock.now() - OPEN, status__in=ENDED)
    await over.update(live=False)
