"""Adding staff, their one-time links, their roles. There is always an owner, and only owners make or change owners."""

import re
import secrets
from datetime import datetime, timedelta

from bot.staff import recovery, sessions
from bot.staff.roles import ROLES
from store import models
from store.ids import new_id
from store.queries.staff import use_link

LINK_LASTS = timedelta(minutes=30)
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]+|[^@\s]{1,64}@localhost")
NAME = re.compile(r"\w[\w .'’-]{0,62}\w|\w")


class Wrong(Exception):
    """It cannot be done. The text says which field, what was expected and an example."""


async def add(email: str, name: str, role: str, now: datetime) -> models.Staff:
    """A new person, without a way in until a link is used.

    Raises:
        Wrong: a field is not as it should be, or taken.
    """
    email, name = email.strip().casefold(), " ".join(name.split())
    if not EMAIL.fullmatch(email):
        raise Wrong("email: expected an address, such as kim@example.com")
    if not NAME.fullmatch(name):
        raise Wrong("name: expected the name colleagues use, such as Kim or Kim L.")
    if role not in ROLES.values():
        raise Wrong(f"role: expected one of {', '.join(ROLES.values())}")
    if await models.Staff.filter(email=email).exists():
        raise Wrong(f"email: {email} has an account already; a new link for it is in the list")
    if await models.Staff.filter(name__iexact=name).exists():
        raise Wrong(f"name: somebody is called {name} already; add an initial, such as {name} L.")
    return await models.Staff.create(id=new_id(), email=email, name=name, role=role, created_at=now)


async def new_link(staff: models.Staff, now: datetime) -> str:
    """A token that lets them choose a password, once, within half an hour. Older ones end."""
    await models.StaffLink.filter(staff_id=staff.id, used_at=None).update(used_at=now)
    token = secrets.token_urlsafe(32)
    await models.StaffLink.create(id=new_id(), staff=staff, hashed=sessions.hashed(token), expires_at=now + LINK_LASTS)
    return token


async def link(token: str, now: datetime) -> models.StaffLink | None:
    """The link of a token, while it is open."""
    row = await models.StaffLink.get_or_none(hashed=sessions.hashed(token), used_at=None).select_related("staff")
    return row if row is not None and row.expires_at > now and row.staff.active else None


async def choose_password(row: models.StaffLink, hashed: str, now: datetime) -> bool:
    """Use the link up: the password is theirs, and every older session and the second factor end.

    False when somebody was faster.
    """
    if not await use_link(row.id, now):
        return False
    await models.Staff.filter(id=row.staff.id).update(password=hashed, factor_on=False, sealed_factor=None)
    await recovery.forget(row.staff.id)
    await sessions.end_all(row.staff.id, now)
    return True


async def change_role(by: models.Staff, staff: models.Staff, role: str) -> None:
    """Give somebody another role.

    Raises:
        Wrong: only owners may, or nobody would own the place.
    """
    if role not in ROLES.values():
        raise Wrong(f"role: expected one of {', '.join(ROLES.values())}")
    may_touch(by, staff, role)
    await _not_the_last_owner(staff, role)
    staff.role = role
    await staff.save(update_fields=["role"])


async def close(by: models.Staff, staff: models.Staff, now: datetime) -> None:
    """Nobody gets in with this account any more; what they did stays told.

    Raises:
        Wrong: only owners may, or nobody would own the place.
    """
    may_touch(by, staff)
    await _not_the_last_owner(staff, "")
    await shut(staff, now)


async def shut(staff: models.Staff, now: datetime) -> int:
    """Close an account, whoever asked. Returns how many sessions ended."""
    staff.active = False
    await staff.save(update_fields=["active"])
    return await end_everything(staff, now)


async def end_everything(staff: models.Staff, now: datetime) -> int:
    """Nobody is signed in with this account, and no link of theirs opens. Returns how many sessions ended."""
    await models.StaffLink.filter(staff_id=staff.id, used_at=None).update(used_at=now)
    return await sessions.end_all(staff.id, now)


def may_touch(by: models.Staff, staff: models.Staff, role: str = "") -> None:
    """Only an owner changes an owner, or makes one.

    Raises:
        Wrong: somebody else tries.
    """
    if by.role != "owner" and "owner" in {staff.role, role}:
        raise Wrong("only an owner can make somebody an owner or change one")


async def is_last_owner(staff: models.Staff) -> bool:
    """Whether nobody else owns the place."""
    others = models.Staff.filter(role="owner", active=True).exclude(id=staff.id)
    return staff.role == "owner" and not await others.exists()


async def _not_the_last_owner(staff: models.Staff, role: str) -> None:
    if role != "owner" and await is_last_owner(staff):
        raise Wrong("somebody has to own the place: make another owner first")
