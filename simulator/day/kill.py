"""Pulls the plug: kill -9 on the service at entries of the ledger drawn from the seed, and starts it again.

World time stands still while it restarts. What people text meanwhile is not delivered again, as Twilio does not.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from simulator.clock import WorldClock
from simulator.ledger import Entry

FIRST, LAST = 90, 3600


@dataclass(slots=True)
class Killer:
    """`restart` kills the service and comes back when it answers again."""

    clock: WorldClock
    restart: Callable[[], Awaitable[None]]
    at: list[int]
    done: int = 0
    _busy: asyncio.Task[None] | None = field(default=None)

    @classmethod
    def of(cls, count: int, seed: int, clock: WorldClock, restart: Callable[[], Awaitable[None]]) -> "Killer":
        """So many kills at entries drawn from the seed."""
        dice = random.Random(f"kill {seed}")  # noqa: S311 a seeded day, no secret
        return cls(clock, restart, sorted(dice.sample(range(FIRST, LAST), count)))

    def hear(self, entry: Entry) -> None:
        """Pull the plug when an entry's turn has come; while it restarts, none is drawn."""
        if self.at and entry.number >= self.at[0] and (self._busy is None or self._busy.done()):
            self.at.pop(0)
            self._busy = asyncio.create_task(self._kill())

    async def _kill(self) -> None:
        self.clock.hold()
        try:
            await self.restart()
        finally:
            self.clock.release()
        self.done += 1

    @property
    def busy(self) -> bool:
        """It holds the world at the moment."""
        return self._busy is not None and not self._busy.done()

    async def finished(self) -> None:
        """Wait for a kill that is under way."""
        if self._busy is not None:
            await self._busy
