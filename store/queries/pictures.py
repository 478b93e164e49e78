"""Pictures that are wanted: claimed by a lease, settled under the number of the attempt."""

from datetime import datetime, timedelta

from store.atomic import atomic
from store.models import Picture
from store.queries.raw import Statement, rows, together

DUE = Statement(
    """SELECT picture.id FROM pictures AS picture WHERE open = true
    AND (lease_until IS NULL OR lease_until < ?) AND (retry_at IS NULL OR retry_at <= ?)
    ORDER BY id LIMIT ? {claim picture}""")
CLAIM = Statement("UPDATE pictures SET lease_until = ?, attempt = attempt + 1 WHERE id {among}")
CLAIMED = Statement("SELECT {picture} FROM pictures AS picture WHERE id {among} ORDER BY id", {"picture": Picture})
SETTLE = Statement(
    """UPDATE pictures SET open = false, lease_until = NULL, state = ?, why = ?, width = ?, height = ?, size = ?,
    digest = ? WHERE id = ? AND attempt = ? AND open = true RETURNING id""")
ORPHANS = Statement("UPDATE pictures SET lease_until = NULL WHERE open = true AND lease_until IS NOT NULL")
LATER = Statement("UPDATE pictures SET lease_until = NULL, retry_at = ?, why = ? WHERE id = ? AND attempt = ?")


async def claim_pictures(machine: datetime, most: int, lease: timedelta) -> list[Picture]:
    """Take what is wanted and due, oldest first. The attempt is counted before it is made."""
    async def work() -> list[Picture]:
        ids = [one for (one,) in await rows(DUE(machine, machine, most))]
        if not ids:
            return []
        _, found = await together(CLAIM(machine + lease, ids), CLAIMED(ids))
        return [one for (one,) in found]

    return await atomic(work)


async def give_up_pictures() -> None:
    """What a dead process had begun is nobody's now, where only one serves."""
    await rows(ORPHANS())


async def settle_picture(row: Picture) -> bool:
    """The end of a picture's fetching, once; false: another worker has it by now, or has ended it."""
    told = (row.state, row.why, row.width, row.height, row.size, row.digest, row.id, row.attempt)
    return bool(await rows(SETTLE(*told)))


async def later(row: Picture, at: datetime, why: str) -> None:
    """Again at `at`, machine time."""
    await rows(LATER(at, why, row.id, row.attempt))
