"""Notes that are still open, in order."""

from datetime import datetime

from tortoise.expressions import F

from store.models import Note, Timer
from store.queries.raw import rows


async def lanes_with_open_notes(most: int) -> list[str]:
    """Lanes with something to act on, the longest waiting first."""
    found = await rows('SELECT lane, min(seq) AS first FROM notes WHERE "open" = true GROUP BY lane '  # noqa: S608 an int
                       f"ORDER BY first LIMIT {int(most)}")
    return [str(row["lane"]) for row in found]


async def lane_is_open(lane: str) -> bool:
    """Whether something of this lane is not acted on yet."""
    return bool(await rows('SELECT 1 FROM notes WHERE "open" = true AND lane = ? LIMIT 1', lane))


async def open_notes(lane: str, most: int) -> list[Note]:
    """A lane's open notes in the order they came."""
    return await Note.filter(lane=lane, open=True).order_by("seq").limit(most)


async def still_open(seq: int) -> Note | None:
    """A note, locked, if nobody has acted on it meanwhile."""
    return await Note.filter(seq=seq, open=True).select_for_update().first()


async def count_attempt(seq: int) -> None:
    """Count a try before it is made: one that kills the process counts too."""
    await Note.filter(seq=seq).update(attempts=F("attempts") + 1)


async def mark_acted(seq: int, now: datetime) -> None:
    """Done; its content is emptied."""
    await Note.filter(seq=seq).update(open=False, acted_at=now, sealed=None)


async def park(seq: int, why: str) -> None:
    """Set aside for a person: it blocks nobody."""
    await Note.filter(seq=seq).update(open=False, parked=why)


async def claim_timer(timer: str, now: datetime) -> bool:
    """Take a timer; false when somebody else has."""
    return bool(await Timer.filter(id=timer, open=True).update(open=False, fired_at=now))
