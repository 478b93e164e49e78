"""Holds the world while the service, or this very process, cannot keep up: a fast day must not blame it for the speed.

At 240 times its pace a second in which the machine was busy elsewhere is four minutes of the day. So the service is
asked all the time how far behind it is, as an operator's balancer asks; where it is behind, or its answer is late, or a
tracker waits for one, the world stands still until it has caught up. For how long it stood is reported.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp

from simulator.clock import WorldClock

LOOK, AGAIN = 0.06, 0.03
SLOW, WELL = 0.15, 0.1
CARDS = 0.35
"""Real seconds: cases and what must stand in Slack are looked for some times a second, so that long is no delay."""
LONGEST, AT_LEAST = 10.0, 0.1


@dataclass(slots=True)
class Brake:
    """`url` is the service's. `behind` says for how many real seconds a tracker has waited; `busy`: others hold."""

    clock: WorldClock
    url: str
    behind: Callable[[], float]
    busy: Callable[[], bool] = lambda: False
    stood: float = 0.0

    async def run(self) -> None:
        """Until it is cancelled."""
        async with aiohttp.ClientSession() as http:
            while True:
                if await self._late(http, SLOW) and not self.busy():
                    await self._hold(http)
                    await asyncio.sleep(AT_LEAST)  # something that waits for the world's own time must get on too
                else:
                    await asyncio.sleep(LOOK)

    async def _hold(self, http: aiohttp.ClientSession) -> None:
        began = time.monotonic()
        self.clock.hold()
        while time.monotonic() - began < LONGEST:
            await asyncio.sleep(AGAIN)
            if not self.busy():
                self.clock.hold()  # whoever held it too may have let it go meanwhile
            if not await self._late(http, WELL):
                break
        self.stood += time.monotonic() - began
        if not self.busy():
            self.clock.release()

    async def _late(self, http: aiohttp.ClientSession, limit: float) -> bool:
        """Whether it is not ready, or took longer than `limit` to say so."""
        began = time.monotonic()
        try:
            # no answer in time is an answer: the world must not run on while a probe waits
            async with http.get(f"{self.url}/readyz", timeout=aiohttp.ClientTimeout(total=limit)) as answer:
                said = await answer.json()
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return True
        took = time.monotonic() - began
        waits = max(float(said.get("outbox_behind_s", 0)), float(said.get("inbox_behind_s", 0)))
        called = max(float(said.get("cards_behind_s", 0)), float(said.get("cases_behind_s", 0)))
        speed = self.clock.pace.speed
        return max(took, self.behind(), waits / speed) > limit or called / speed > CARDS
