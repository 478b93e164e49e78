"""Passwords: argon2id, off the event loop, a few at once; an unknown account costs what a known one does.

Cost after OWASP's and RFC 9106's second choice for memory-bound machines, with one lane: 64 MiB, three passes.
"""

import asyncio
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST, AT_ONCE = 12, 200, 4
"""Length alone, after NIST SP 800-63B: no rules about signs. At most 4 x 64 MiB are in use at once."""
HASHER = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=1)
FEWEST_SIGNS = 5
WORN = ("password", "passwort", "qwerty", "letmein", "welcome", "admin", "iloveyou", "porchlight", "delivery")


class Weak(Exception):
    """A password that must not be used. The text says why and what to do."""


class Passwords:
    """Hashes and checks, at most `AT_ONCE` at a time."""

    def __init__(self) -> None:
        """One a process."""
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def hashed(self, password: str) -> str:
        """What is kept of a password."""
        async with self._turns:
            return await asyncio.to_thread(HASHER.hash, password)

    async def fits(self, kept: str, password: str) -> bool:
        """Whether it is the one; with nothing kept it takes as long and is not."""
        async with self._turns:
            return await asyncio.to_thread(_fits, kept or _dummy(), password) and bool(kept)


def stale(kept: str) -> bool:
    """Whether a kept hash is of another cost than ours and should be made anew."""
    return HASHER.check_needs_rehash(kept)


def check(password: str, *known: str) -> None:
    """Refuse what is guessed first. `known` are words about the person.

    Raises:
        Weak: it is too short, too even, or made of what everybody would try.
    """
    plain = password.casefold()
    if not SHORTEST <= len(password) <= LONGEST:
        raise Weak(f"a password has {SHORTEST} to {LONGEST} characters; three or four words are easy to keep")
    rest = plain
    for worn in (*WORN, *(one.casefold() for one in known if len(one) > 3)):  # noqa: PLR2004 shorter ones are in any word
        rest = rest.replace(worn, "")
    if len(set(rest)) < FEWEST_SIGNS:
        raise Weak("that password is among the first anybody would try; three or four words that do not belong "
                   "together are better")


def _fits(kept: str, password: str) -> bool:
    try:
        return HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _dummy() -> str:
    return HASHER.hash("nobody has this password")
