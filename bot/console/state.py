"""What the console keeps in the memory of its process: turns at hashing, and patience with wrong tries."""

from dataclasses import dataclass, field

from aiohttp import web

from bot.staff.passwords import Passwords
from bot.staff.patience import Patience


@dataclass(slots=True)
class Tries:
    """Patience by account and by address. An office shares an address, so it has more tries than an account."""

    account: Patience = field(default_factory=lambda: Patience(5))
    address: Patience = field(default_factory=lambda: Patience(30))


PASSWORDS = web.AppKey("passwords", Passwords)
TRIES = web.AppKey("tries", Tries)
