"""Notes that are still open, in order."""

from collections.abc import Sequence
from datetime import datetime

from store.models import Note
from store.queries.raw import Statement, rows

WAITING = Statement(
    """SELECT {note} FROM notes AS note JOIN (
        SELECT seq, row_number() OVER (PARTITION BY lane ORDER BY seq) AS place FROM notes WHERE "open" = true
    ) AS line ON line.seq = note.seq WHERE line.place <= ? ORDER BY note.seq LIMIT ?""", {"note": Note})
OF_LANE = Statement(
    'SELECT {note} FROM notes AS note WHERE "open" = true AND lane = ? ORDER BY seq LIMIT ?', {"note": Note})
STILL_OPEN = Statement(
    'SELECT {note} FROM notes AS note WHERE "open" = true AND seq {among} ORDER BY seq {lock note}', {"note": Note})
ANY_OF_LANE = Statement('SELECT 1 FROM notes WHERE "open" = true AND lane = ? LIMIT 1')
COUNT = Statement("UPDATE notes SET attempts = attempts + 1 WHERE seq {among}")
DONE = Statement('UPDATE notes SET "open" = false, acted_at = ?, sealed = NULL WHERE seq {among}')
ASIDE = Statement('UPDATE notes SET "open" = false, parked = ? WHERE seq = ?')
CLAIM_TIMER = Statement('UPDATE timers SET "open" = false, fired_at = ? WHERE id = ? AND "open" = true RETURNING id')


async def waiting_notes(of_each: int, most: int) -> list[Note]:
    """Open notes in the order they came, so many of each lane: nobody's flood keeps the others waiting."""
    return [note for (note,) in await rows(WAITING(of_each, most))]


async def lane_is_open(lane: str) -> bool:
    """Whether something of this lane is not acted on yet."""
    return bool(await rows(ANY_OF_LANE(lane)))


async def open_notes(lane: str, most: int) -> list[Note]:
    """A lane's open notes in the order they came."""
    return [note for (note,) in await rows(OF_LANE(lane, most))]


async def still_open(seqs: Sequence[int]) -> list[Note]:
    """Those notes, in order and locked, that nobody has acted on meanwhile."""
    return [note for (note,) in await rows(STILL_OPEN(list(seqs)))]


async def count_attempts(seqs: Sequence[int]) -> None:
    """Count a try before it is made: one that kills the process counts too."""
    await rows(COUNT(list(seqs)))


async def mark_acted(seqs: Sequence[int], now: datetime) -> None:
    """Done; their content is emptied."""
    await rows(DONE(now, list(seqs)))


async def park(seq: int, why: str) -> None:
    """Set aside for a person: it blocks nobody."""
    await rows(ASIDE(why, seq))


async def claim_timer(timer: str, now: datetime) -> bool:
    """Take a timer; false when somebody else has."""
    return bool(await rows(CLAIM_TIMER(now, timer)))
