"""Who is signed in: a random cookie, its hash in a row. 12 idle hours end it, 7 days too; everybody can end theirs."""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from store import models
from store.ids import new_id
from store.queries.staff import session_of

IDLE, WHOLE, HALF = timedelta(hours=12), timedelta(days=7), timedelta(minutes=10)
"""ASVS 5.0, 7.3: an inactivity and an absolute end. `HALF`: so long the second factor may be owed."""
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Browser:
    """What is told of a browser in the list of sessions."""

    name: str
    address: str


def hashed(secret: str) -> str:
    """What is kept of a cookie or a link."""
    return sha256(secret.encode()).hexdigest()


async def begin(staff: models.Staff, browser: Browser, now: datetime, *, half: bool = False) -> str:
    """A new session; the cookie's value, which is kept nowhere."""
    secret = secrets.token_urlsafe(32)
    await models.StaffSession.create(
        id=new_id(), staff=staff, hashed=hashed(secret), half=half, browser=browser.name[:120],
        address=browser.address[:64], created_at=now, seen_at=now)
    return secret


async def find(secret: str, now: datetime) -> tuple[models.StaffSession, models.Staff] | None:
    """The session of a cookie and whose it is, while it lasts."""
    found = await session_of(hashed(secret)) if secret else None
    if found is None or not lasts(found[0], now):
        return None
    if now - found[0].seen_at > SEEN_EVERY:
        await models.StaffSession.filter(id=found[0].id).update(seen_at=now)
    return found


async def holds(session: models.StaffSession, now: datetime) -> bool:
    """Whether a session still counts, without being used by the question."""
    found = await session_of(session.hashed)
    return found is not None and lasts(found[0], now)


def lasts(row: models.StaffSession, now: datetime) -> bool:
    """Whether it still counts."""
    if row.ended_at is not None or now - row.created_at > WHOLE:
        return False
    return now - row.created_at <= HALF if row.half else now - row.seen_at <= IDLE


async def of(staff: models.Staff, now: datetime) -> Sequence[models.StaffSession]:
    """Somebody's sessions that still count, the latest first."""
    kept = await models.StaffSession.filter(staff_id=staff.id, ended_at=None).order_by("-id")
    return [one for one in kept if lasts(one, now)]


async def end(session: str, staff: str, now: datetime) -> bool:
    """End one of somebody's sessions; false when there is none such."""
    return bool(await models.StaffSession.filter(id=session, staff_id=staff, ended_at=None).update(ended_at=now))


async def end_all(staff: str, now: datetime, but: str = "") -> int:
    """End all of somebody's sessions but one. Returns how many."""
    return await models.StaffSession.filter(staff_id=staff, ended_at=None).exclude(id=but).update(ended_at=now)


def proof(key: bytes, session: str) -> str:
    """What only a page of this session holds: every form carries it."""
    return hmac.new(key, b"console form:" + session.encode(), sha256).hexdigest()
