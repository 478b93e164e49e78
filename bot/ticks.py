"""The worker: looks for what is due and does it. APScheduler only says when to look; due times live in our tables.

One round, in this order: words and events that came in, then timers (a timeout loses to an earlier note), then words
that waited for a van to stand, then the outbox. A commit that left work rings the bell; otherwise the next due time
does.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import postbox, sweep, timers
from bot.forgetting import forget_copies
from bot.motion import release
from bot.outbox import Outbox
from bot.receive import Door
from bot.resolve import ask_about_silent, resolve_unknown
from bot.tidy import tidy
from store.atomic import atomic
from store.connect import is_sqlite
from store.queries import sending
from store.queries.due import next_due

log = logging.getLogger(__name__)
LONGEST = 5.0
FORGET_SECONDS = 600.0
SHORTEST = 0.01
BLOCKED = 0.1
"""Seconds until what is due and could not be done, such as a text behind one of unknown outcome, is looked at again."""


class Worker:
    """Runs rounds until stopped. Several processes may each run one: rows are claimed."""

    def __init__(self, door: Door, outbox: Outbox) -> None:
        """Wire the bell."""
        self.door = door
        self.outbox = outbox
        self.bell = asyncio.Event()
        self.scheduler = AsyncIOScheduler(timezone="UTC")
        self.beat = door.clock.machine()
        self._task: asyncio.Task[None] | None = None
        self._looking: set[asyncio.Task[None]] = set()
        door.wake = self.bell.set

    async def start(self) -> None:
        """Catch up with what happened while we were away, then go on."""
        if is_sqlite(self.door.settings.database_url):
            await atomic(self._orphans)
        await self._safely(self.door.act)
        await self._safely(self.sweep)
        await self._safely(self._resolve)
        self.look_every("sweep", self.sweep, self.door.settings.sweep_seconds)
        if self.door.settings.fetches_mails:
            self.look_every("postbox", lambda: postbox.collect(self.door), postbox.SECONDS, at_once=True)
        self.look_every("resolve", self._resolve, min(5.0, self.door.settings.sweep_seconds))
        self.look_every("tidy", lambda: tidy(self.door), 60.0)
        self.look_every("forget", self._forget, FORGET_SECONDS)
        self.scheduler.start()
        self._task = asyncio.create_task(self._rounds())

    async def _orphans(self) -> None:
        """One process serves a SQLite file, so whatever is leased was left by one that died: no need to wait."""
        await sending.give_up_leases(self.door.clock.machine(), all_of_them=True)

    async def stop(self) -> None:
        """Finish the present round, take no new one."""
        if self.scheduler.running:
            self.scheduler.pause()
            if self._looking:  # a look that is under way still writes: shutting down would cut it off
                await asyncio.wait(self._looking, timeout=5)
            self.scheduler.shutdown(wait=False)
        task, self._task = self._task, None
        if task is not None:
            self.bell.set()
            await asyncio.wait({task}, timeout=25)
            task.cancel()

    async def round(self) -> int:
        """One round; how much was done."""
        done = await self.door.act()
        done += await timers.fire_due(self.door)
        done += await release(self.door)
        done += await self.outbox.send_due()
        self.beat = self.door.clock.machine()
        return done

    async def sweep(self) -> int:
        """Ask each channel what it received for us while nobody listened."""
        return sum([await sweep.sweep(self.door, channel) for channel in self.outbox.channels.values()])

    async def _resolve(self) -> int:
        return await resolve_unknown(self.outbox) + await ask_about_silent(self.outbox)

    async def _forget(self) -> int:
        """Go on with what an erasure left at the provider. Returns 0: it leaves no work here."""
        await forget_copies(self.outbox.channels, self.door.clock)
        return 0

    async def _rounds(self) -> None:
        while self._task is not None:
            self.bell.clear()
            if not await self._safely(self.round):
                await self._rest()

    async def _rest(self) -> None:
        """Until the bell rings or something is due. The round before did nothing: what was due by then is blocked."""
        due = await self._due_in()
        try:
            async with asyncio.timeout(min(LONGEST, max(SHORTEST, due)) if due > 0 else BLOCKED):
                await self.bell.wait()
        except TimeoutError:
            return

    async def _due_in(self) -> float:
        now = self.door.clock.now()
        due = await next_due(now)
        left = (due - now) if due else timedelta(seconds=LONGEST * self.door.clock.speed)
        return left.total_seconds() / self.door.clock.speed

    def look_every(self, name: str, look: Callable[[], Awaitable[int]], seconds: float, *,
                   at_once: bool = False) -> None:
        """Look so often, in real seconds; a look that found something rings the bell."""
        async def job() -> None:
            task: asyncio.Task[None] | None = asyncio.current_task()
            if task is not None:
                self._looking.add(task)
                task.add_done_callback(self._looking.discard)
            if await self._safely(look):
                self.bell.set()

        first = {"next_run_time": self.door.clock.machine()} if at_once else {}
        self.scheduler.add_job(job, "interval", seconds=seconds, id=name, max_instances=1, coalesce=True,
                               misfire_grace_time=30, **first)

    async def _safely(self, work: Callable[[], Awaitable[int]]) -> int:
        """A round that fails is seen in the log and tried again; it must not end the worker."""
        try:
            return await work()
        except Exception:
            log.exception("a round of work failed")
            await asyncio.sleep(0.5)
            return 0
