"""Copies at the provider of what was erased here: deleted one by one, tried again until done. A row is the receipt."""

import logging
from collections.abc import Mapping

from bot.clock import Clock
from integrations.channel import Channel, SendError
from store import models
from store.atomic import atomic

log = logging.getLogger(__name__)
AT_ONCE = 200


async def forget_copies(channels: Mapping[str, Channel], clock: Clock) -> int:
    """Try each copy that is still there once. Returns how many are left."""
    left = 0
    for row in await models.Forgetting.filter(done_at=None).order_by("tries", "id").limit(AT_ONCE):
        left += not await _forgotten(row, channels.get(row.channel), clock)
    return left


async def _forgotten(row: models.Forgetting, channel: Channel | None, clock: Clock) -> bool:
    why = "" if channel else "this channel is switched off"
    try:
        if channel:
            await channel.forget(row.sid)
    except SendError as error:
        why = str(error)

    async def kept() -> None:
        row.tries, row.why, row.done_at = row.tries + 1, why[:120], None if why else clock.now()
        await row.save(update_fields=["tries", "why", "done_at"])

    await atomic(kept)
    if why:
        log.warning("a copy at the provider is still there: %s", why, extra={"forgetting_id": row.id})
    return not why
