"""What is due, and when something will be."""

from datetime import datetime, timedelta

from store.models import Message, Timer
from store.queries.raw import rows

WAIT = timedelta(minutes=1)


async def due_timers(now: datetime, most: int) -> list[Timer]:
    """Timers whose time has come, oldest first."""
    return await Timer.filter(open=True, due_at__lte=now).order_by("due_at", "id").limit(most)


async def put_off(timer: str) -> None:
    """A timer that could not be fired is tried again in a minute."""
    row = await Timer.get(id=timer)
    row.due_at += WAIT
    await row.save(update_fields=["due_at"])


async def next_due(now: datetime) -> datetime | None:
    """The earliest instant at which a timer or a queued message is due; `now` when notes are waiting."""
    if await rows('SELECT 1 FROM notes WHERE "open" = true LIMIT 1'):
        return now
    timer = await Timer.filter(open=True).order_by("due_at").first().values_list("due_at", flat=True)
    message = await (Message.filter(state="queued", outgoing=True).order_by("due_at").first()
                     .values_list("due_at", flat=True))
    found = [one for one in (timer, message) if isinstance(one, datetime)]
    return min(found) if found else None
