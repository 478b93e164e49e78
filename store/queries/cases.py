"""Cases and what agents are about to say: locks, clocks, and taking a reply exactly once.

A case is guarded by the lock of its conversation, so it needs none of its own and there is no third (`locks.py`). One
that belongs to no conversation is guarded by its row, and whoever holds that locks nothing else.
"""

from datetime import datetime

from store.models import Case, PendingReply
from store.queries.locks import lock_conversation
from store.queries.raw import Statement, rows

READ = Statement("SELECT {case_} FROM cases AS case_ WHERE id = ?", {"case_": Case})
LOCK = Statement(f"{READ.text} {{lock case_}}", READ.models)
LOOK = Statement(
    """SELECT id FROM cases WHERE live = true AND (look_at IS NULL OR look_at <= ?) ORDER BY priority, id LIMIT ?""")
DUE = Statement(
    "SELECT {reply} FROM pending_replies AS reply WHERE state = 'pending' AND send_at <= ? ORDER BY id LIMIT ?",
    {"reply": PendingReply})
SETTLE = Statement("UPDATE pending_replies SET state = ? WHERE id = ? AND state = 'pending' RETURNING id")


async def lock_case(case: str) -> Case | None:
    """A case, locked for this transaction and read after that; None where there is none of that id."""
    for (row,) in await rows(READ(case)):
        held = row.conversation_id and await lock_conversation(row.conversation_id)
        [(fresh,)] = await rows(READ(case) if held else LOCK(case))
        return fresh
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
