"""Cases and what agents are about to say: locks, clocks, and taking a reply exactly once."""

from datetime import datetime

from store.models import Case, PendingReply
from store.queries.raw import Statement, rows

LOCK = Statement("SELECT {case_} FROM cases AS case_ WHERE id = ? {lock case_}",
                 {"case_": Case})
LOOK = Statement(
    """SELECT id FROM cases WHERE live = true AND (look_at IS NULL OR look_at <= ?) ORDER BY priority, id LIMIT ?""")
DUE = Statement(
    "SELECT {reply} FROM pending_replies AS reply WHERE state = 'pending' AND send_at <= ? ORDER BY id LIMIT ?",
    {"reply": PendingReply})
SETTLE = Statement("UPDATE pending_replies SET state = ? WHERE id = ? AND state = 'pending' RETURNING id")


async def lock_case(case: str) -> Case | None:
    """A case's row, locked for this transaction."""
    for (row,) in await rows(LOCK(case)):
        return row
    return None


async def cases_to_look_at(now: datetime, most: int) -> list[str]:
    """Ids of cases whose clock wants to be looked at, the most urgent first."""
    return [case for (case,) in await rows(LOOK(now, most))]


async def due_replies(machine: datetime, most: int) -> list[PendingReply]:
    """Replies whose seconds are over."""
    return [reply for (reply,) in await rows(DUE(machine, most))]


async def settle_reply(reply: str, state: str) -> bool:
    """Pending no longer; false when somebody else settled it."""
    return bool(await rows(SETTLE(state, reply)))
