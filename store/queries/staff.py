"""Statements about staff: the audit log's head, and who a cookie belongs to."""

from datetime import datetime

from store.models import Cursor, Staff, StaffSession
from store.queries.raw import Statement, rows

ADD_HEAD = Statement("INSERT INTO cursors (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING")
HEAD = Statement("SELECT {head} FROM cursors AS head WHERE name = ? {lock head}", {"head": Cursor})
WHO = Statement(
    """SELECT {session}, {staff} FROM staff_sessions AS session JOIN staff AS staff ON staff.id = session.staff_id
    WHERE session.hashed = ? AND session.ended_at IS NULL AND staff.active = true""",
    {"session": StaffSession, "staff": Staff})
USE_LINK = Statement(
    "UPDATE staff_links SET used_at = ? WHERE id = ? AND used_at IS NULL AND expires_at > ? RETURNING id")
USE_CODE = Statement("UPDATE staff_codes SET used_at = ? WHERE used_at IS NULL AND id {among} RETURNING id")
STEP = Statement("UPDATE staff SET factor_step = ? WHERE id = ? AND factor_step < ? RETURNING id")


async def lock_head(name: str, first: str) -> Cursor:
    """The cursor's row, locked for this transaction; made with `first` when it is new."""
    found = await rows(HEAD(name))
    if not found:
        await rows(ADD_HEAD(name, first))
        found = await rows(HEAD(name))
    [(head,)] = found
    return head


async def session_of(hashed: str) -> tuple[StaffSession, Staff] | None:
    """A session that has not been ended, and whose it is."""
    for session, staff in await rows(WHO(hashed)):
        session.staff = staff
        return session, staff
    return None


async def use_link(link: str, now: datetime) -> bool:
    """Use a link up; false when it was used already or is over."""
    return bool(await rows(USE_LINK(now, link, now)))


async def use_code(hashes: list[str], now: datetime) -> bool:
    """Use a recovery code up; false when there is none of these, or it was used already."""
    return bool(await rows(USE_CODE(now, hashes)))


async def use_step(staff: str, step: int) -> bool:
    """Use a second factor's step up; false when it, or a later one, was used already."""
    return bool(await rows(STEP(step, staff, step)))
