"""What is due, and when something will be."""

from datetime import datetime, timedelta

from store.models import Timer
from store.queries.raw import Statement, rows, together
from store.queries.shapes import instant

WAIT = timedelta(minutes=1)
DUE = Statement(
    'SELECT {timer} FROM timers AS timer WHERE "open" = true AND due_at <= ? ORDER BY due_at, id LIMIT ?',
    {"timer": Timer})
NOTE_WAITS = Statement('SELECT 1 FROM notes WHERE "open" = true LIMIT 1')
NEXT_TIMER = Statement('SELECT due_at FROM timers WHERE "open" = true ORDER BY due_at LIMIT 1')
NEXT_MESSAGE = Statement(
    "SELECT due_at FROM messages WHERE state = 'queued' AND outgoing = true ORDER BY due_at LIMIT 1")


async def due_timers(now: datetime, most: int) -> list[Timer]:
    """Timers whose time has come, oldest first."""
    return [timer for (timer,) in await rows(DUE(now, most))]


async def put_off(timer: str) -> None:
    """A timer that could not be fired is tried again in a minute."""
    row = await Timer.get(id=timer)
    row.due_at += WAIT
    await row.save(update_fields=["due_at"])


async def next_due(now: datetime) -> datetime | None:
    """The earliest instant at which a timer or a queued message is due; `now` when notes are waiting."""
    note, timer, message = await together(NOTE_WAITS(), NEXT_TIMER(), NEXT_MESSAGE())
    if note:
        return now
    return min((instant(due) for (due,) in (*timer, *message)), default=None)
