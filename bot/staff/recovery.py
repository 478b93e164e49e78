"""Recovery codes: ten of twelve digits, each of which lets somebody in once when the app of the second factor is lost.

Only a keyed hash of each is kept. New ones end the old ones; without a second factor there are none.
"""

import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from store import models
from store.crypt import Keys
from store.queries.staff import use_code

MANY, DIGITS = 10, 12


async def renew(staff: str, keys: Keys) -> tuple[str, ...]:
    """Ten new codes, to be shown once: `1234 5678 9012`."""
    await forget(staff)
    plain = tuple(f"{secrets.randbelow(10 ** DIGITS):0{DIGITS}d}" for _ in range(MANY))
    for one in plain:
        await models.StaffCode.create(id=_hashed(keys.token_key, staff, one), staff_id=staff)
    return tuple(f"{one[:4]} {one[4:8]} {one[8:]}" for one in plain)


async def forget(staff: str) -> None:
    """None of them counts any more."""
    await models.StaffCode.filter(staff_id=staff).delete()


async def use(staff: str, typed: str, keys: Keys, now: datetime) -> bool:
    """Use one up; false when it is none of theirs, or was used before."""
    digits = "".join(one for one in typed if one.isdigit())
    return len(digits) == DIGITS and await use_code(list(_all(keys.token_keys, staff, digits)), now)


async def left(staff: str) -> int:
    """How many still count."""
    return await models.StaffCode.filter(staff_id=staff, used_at=None).count()


def _all(keys: Iterable[bytes], staff: str, digits: str) -> Iterable[str]:
    return (_hashed(key, staff, digits) for key in keys)


def _hashed(key: bytes, staff: str, digits: str) -> str:
    return hmac.new(key, f"recovery|{staff}|{digits}".encode(), sha256).hexdigest()
