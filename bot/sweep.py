"""What a provider received for us while we were away: it does not deliver again what we missed."""

import logging
from datetime import datetime, timedelta

from bot import ways
from bot.receive import Door
from integrations.channel import Channel, SendError
from store import models

log = logging.getLogger(__name__)
OVERLAP = timedelta(minutes=10)
FIRST = timedelta(hours=24)


async def sweep(door: Door, channel: Channel) -> int:
    """Note everything received since the last sweep, ten minutes of overlap included. Returns how much was new.

    What was noted before is recognised by the provider's id. The cursor moves only after everything is durable.
    """
    name, started = f"swept:{channel.name}", door.clock.now()
    since = await _cursor(name, started) - OVERLAP
    try:
        missed = [said async for said in channel.received(since)]
    except SendError as error:
        log.warning("the provider could not be swept: %s", error)
        return 0
    new = [await door.said(said) for said in reversed(missed)]
    if channel.name == "whatsapp":
        for said in missed:
            await ways.heard_at(said)
    await models.Cursor.update_or_create(name=name, defaults={"value": started.isoformat()})
    return sum(new)


async def _cursor(name: str, now: datetime) -> datetime:
    row = await models.Cursor.get_or_none(name=name)
    return datetime.fromisoformat(row.value) if row else now - FIRST
