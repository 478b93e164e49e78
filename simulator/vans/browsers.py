"""Customers' browsers: they open the link from a text and watch the page's stream, as a phone would.

Whatever the stream shows of a van goes to the ledger as `shown`: the delivery's phone, and rows of when it was seen
(world time), where, of when the position said to be, and to within how many metres. What the page itself says goes
there as `page`, once it is opened and once more at the end.
"""

import asyncio
import contextlib
import json
import re
from dataclasses import dataclass, field

import aiohttp

from simulator.parts import Parts
from simulator.phones import Bubble, Phone, Phones

TAGS = re.compile(r"<script.*?</script>|<style.*?</style>|<[^>]*>|\s+", re.DOTALL)
LINK = re.compile(r"https?://\S+/t/[\w-]+")
BATCH = 60
AGAIN = 0.3
Row = list[float]


@dataclass(slots=True)
class Sight:
    """What one open page shows now. `van` is None while it shows none."""

    link: str
    phone: str
    facts: dict[str, object] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    count: int = 0


class Browsers:
    """The browsers of those who look: `looks` are the numbers of their phones."""

    def __init__(self, world: Parts, phones: Phones) -> None:
        """Nobody looks yet; whoever gets a link from now on, and is among `looks`, opens it."""
        self.looks: set[str] = set()
        self.pages: dict[str, Sight] = {}
        self._world = world
        self._http: aiohttp.ClientSession | None = None
        phones.follow(self._hear)

    def _hear(self, phone: Phone, bubble: Bubble | None) -> None:
        if bubble is None or bubble.mine or phone.number not in self.looks:
            return
        found = LINK.search(bubble.text)
        if found and found[0] not in self.pages:
            self.pages[found[0]] = Sight(found[0], phone.number)
            self._world.errands.start(self._watch(self.pages[found[0]]))

    async def _watch(self, page: Sight) -> None:
        """Until the link is closed: pages come back by themselves when the service was away."""
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None, sock_connect=5))
        await self._read(page)
        while True:
            try:
                async with self._http.get(f"{page.link}/events") as answer:
                    if answer.status == 404:  # noqa: PLR2004 the link is closed
                        return
                    async for line in answer.content:
                        if line.startswith(b"data: "):
                            await self._see(page, json.loads(line[6:]))
            except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
                pass
            await asyncio.sleep(AGAIN)

    async def _read(self, page: Sight) -> None:
        """The page as it is served; one that is closed, or cannot be had now, says nothing."""
        if self._http is None:
            return
        with contextlib.suppress(aiohttp.ClientError, TimeoutError, OSError):
            async with self._http.get(page.link, timeout=aiohttp.ClientTimeout(total=5)) as answer:
                if answer.ok:
                    text = TAGS.sub(" ", await answer.text())
                    await self._world.ledger.note("page", phone=page.phone, link=page.link, text=text)

    async def _see(self, page: Sight, facts: dict[str, object]) -> None:
        if "home" not in facts:
            return
        page.facts = facts
        van = facts.get("van")
        if isinstance(van, dict):
            now = self._world.clock.now().timestamp()
            page.rows.append([round(now, 1), float(van["lat"]), float(van["lon"]), float(van["at"]),
                              float(van.get("within", 10))])
            page.count += 1
        if len(page.rows) >= BATCH:
            await self._flush(page)

    async def _flush(self, page: Sight) -> None:
        rows, page.rows = page.rows, []
        if rows:
            await self._world.ledger.note("shown", phone=page.phone, link=page.link, rows=rows)

    async def finish(self) -> None:
        """Write what is not written yet."""
        for page in self.pages.values():
            await self._flush(page)
            await self._read(page)

    async def close(self) -> None:
        """Close every page."""
        if self._http is not None:
            await self._http.close()
