"""What erasing somebody needs of the database itself: answers that repeat their data, and the file's own remains."""

from tortoise.connection import get_connection
from tortoise.exceptions import OperationalError

from store.queries.raw import SQLITE, Statement, dialect, rows

ANSWERS = Statement("DELETE FROM idempotent_answers WHERE CAST(answer AS TEXT) LIKE ?")


async def answers_about(delivery: str) -> None:
    """Remove kept answers of the API that name a delivery: they repeat its customer."""
    await rows(ANSWERS(f"%{delivery}%"))


async def scrub() -> bool:
    """Let nothing of removed rows stay in the file and its log. False: somebody else has it open, or is writing.

    On PostgreSQL the space is marked to be written over; its log ends with the server's own retention.
    """
    client = get_connection("default")
    try:
        await client.execute_script("VACUUM")
        if dialect() == SQLITE:
            _, [found, *_] = await client.execute_query("PRAGMA wal_checkpoint(TRUNCATE)")
            return not found[0]
    except OperationalError:
        return False
    return True
