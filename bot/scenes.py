"""What open tracking pages look at: a delivery's facts, drawn anew when its van moves or a decision touches it."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, replace

from bot.context import Context
from bot.page_facts import expected, page_facts, seen
from store import models
from tracking.page import Facts, Live, moved, view
from tracking.vans import Van

OPEN = ("open", "arrived")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Scene:
    """A delivery somebody looks at. `live` is None while it is not on its way."""

    facts: Facts
    live: Live | None
    driver: str


class Scenes:
    """The deliveries whose pages are open in this process."""

    def __init__(self, context: Context) -> None:
        """Nobody looks yet."""
        self._context = context
        self._scenes: dict[str, Scene] = {}
        self._again: set[str] = set()
        self._touches = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def snapshot(self, row: models.Delivery) -> bytes:
        """What a page that opens now is shown, as JSON. Remembers the delivery while it is watched."""
        while True:
            touches = self._touches
            scene = await self._read(row)
            if touches == self._touches:  # nothing happened while it was read
                break
            await row.refresh_from_db()
        self._scenes[row.id] = scene
        return self._json(scene)

    def moved(self, van: Van) -> None:
        """A van went on: tell those who may see it."""
        now = self._context.clock.now()
        for before, step in enumerate(van.journey.ahead.stops):
            scene = self._scenes.get(step.delivery)
            if scene is None or scene.live is None:
                continue
            if not self._context.streams.watched(step.delivery):
                del self._scenes[step.delivery]
                continue
            facts = replace(scene.facts, now=now, van=seen(van, step.delivery, scene.facts.status, before,
                                                           now.timestamp()),
                            expected=expected(van, step.delivery, now.timestamp()) or scene.facts.expected)
            scene = replace(scene, facts=facts, live=moved(facts, scene.live))
            self._scenes[step.delivery] = scene
            self._context.streams.send(step.delivery, "moved", self._json(scene))

    def touched(self, delivery: str, driver: str) -> None:
        """A decision was made: whoever looks at this delivery, or waits behind it, sees what it changed."""
        self._touches += 1
        for one, scene in tuple(self._scenes.items()):
            if (one == delivery or (driver and scene.driver == driver)) and one not in self._again:
                self._again.add(one)
                self._later(self._redraw(one))

    async def _redraw(self, delivery: str) -> None:
        await asyncio.sleep(0.05)  # a turn touches several at once
        self._again.discard(delivery)
        if not self._context.streams.watched(delivery):
            self._scenes.pop(delivery, None)
            return
        row = await models.Delivery.get_or_none(id=delivery).select_related("depot", "customer")
        if row is not None:
            self._scenes[delivery] = scene = await self._read(row)
            self._context.streams.send(delivery, "moved", self._json(scene))

    async def _read(self, row: models.Delivery) -> Scene:
        facts = await page_facts(row, self._context)
        stop = await models.Stop.filter(delivery_id=row.id, status__in=OPEN).select_related("run").first()
        return Scene(facts, view(facts).live, str(stop.run.driver_id) if stop else "")

    def _json(self, scene: Scene) -> bytes:
        """A delivery that is not on its way shows its headline: the page is then drawn anew by itself."""
        now = self._context.clock.now().timestamp()
        if scene.live is not None:
            return scene.live.to_json(now)
        plain = view(scene.facts)
        return Live(None, scene.facts.home or (0.0, 0.0), plain.when, "", "", plain.headline).to_json(now)

    def _later(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a page could not be drawn anew", exc_info=error)

    async def end(self) -> None:
        """Draw nothing more."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
