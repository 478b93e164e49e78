"""Passwords: argon2id, off the event loop, a few at once; an unknown account costs what a known one does.

Cost after OWASP's and RFC 9106's second choice for memory-bound machines, with one lane: 64 MiB, three passes.
"""

import asyncio
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

SHORTEST, LONGEST, AT_ONCE = 12, 200, 4
"""After NIST SP 800-63B: length, a list of what is tried first, no rules about signs. At most 4 x 64 MiB in use."""
HASHER = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=1)
LOOKED_AT, ENOUGH = 64, 3
"""So many characters are judged, which takes some hundredths of a second; zxcvbn's 3 is 10^8 guesses and more."""
OURS = ("porchlight", "delivery", "console", "passwort")
WHY = {
    "passwords": "it is, or holds, one of the 30,000 passwords that are used most",
    "user_inputs": "it is made of your own name or address, or of ours",
    "repeat": "it repeats itself",
    "sequence": "it follows the alphabet or the digits",
    "spatial": "it follows the keyboard",
    "date": "it is little more than a date",
}
WORDS = "it is made of words and names that are tried first"
INSTEAD = "three or four words that do not belong together are easy to keep and hard to guess"


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
    """Refuse what is guessed first: by a bundled list of the most used ones, without any network.

    `known` are words about the person.

    Raises:
        Weak: it is too short, or would be guessed; the text says which and what is better.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise Weak(f"a password has {SHORTEST} to {LONGEST} characters; {INSTEAD}")
    about = [part for one in (*known, *OURS) for part in (one, *one.replace(".", " ").split()) if len(part) > 2]  # noqa: PLR2004 shorter ones are in any word
    found = zxcvbn(password[:LOOKED_AT], user_inputs=about)
    if found["score"] < ENOUGH:
        raise Weak(f"that password would soon be guessed: {_why(found['sequence'])}; {INSTEAD}")


def _why(parts: Sequence[Mapping[str, Any]]) -> str:
    """The reason of the longest part that has one."""
    for part in sorted(parts, key=lambda one: -len(one["token"])):
        if part["pattern"] != "bruteforce":
            return WHY.get(part.get("dictionary_name") or part["pattern"], WORDS)
    return WORDS


def _fits(kept: str, password: str) -> bool:
    try:
        return HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _dummy() -> str:
    return HASHER.hash("nobody has this password")
