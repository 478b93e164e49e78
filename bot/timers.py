"""Due timers to `TimedOut` events. They are fired at their turn and dropped when it has passed; never cancelled."""

import logging

from bot import hearing
from bot.receive import Door
from store import models
from store.atomic import atomic
from store.queries import due

log = logging.getLogger(__name__)
BATCH = 100


async def fire_due(door: Door) -> int:
    """Fire every timer that is due, oldest first, and drop questions of ours that nobody answered."""
    rows = await due.due_timers(door.clock.now(), BATCH)
    for row in rows:
        await _fire(door, row)
    return len(rows) + await atomic(lambda: hearing.drop_unanswered(door))


async def _fire(door: Door, row: models.Timer) -> None:
    try:
        await door.fire(row)
    except Exception:
        log.exception("a timer could not be fired", extra={"timer": row.id})
        await atomic(lambda: due.put_off(row.id))
