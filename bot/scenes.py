"""What open tracking pages look at: a delivery's facts, drawn anew when its van moves or a decision touches it."""

import asyncio
import logging
from collections.abc import Coroutine

from msgspec import Struct, structs

from bot.context import Context
from bot.page_facts import expected, page_facts, seen
from store import models
from tracking.page import Live, live, moved
from tracking.sight import Surroundings
from tracking.telling import ROAD, Facts
from tracking.vans import Van

OPEN = ("open", "arrived")
PACE = 1.0
"""Seconds of the world between two places of one van: the map glides from one to the next, and nobody sees more."""
log = logging.getLogger(__name__)


class Scene(Struct, frozen=True, gc=False):
    """A delivery somebody looks at, and who drives it."""

    facts: Facts
    live: Live
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
        self._lately: dict[str, Van | None] = {}

    async def snapshot(self, row: models.Delivery) -> bytes:
        """What a page that opens now is shown, as JSON. Remembers the delivery while it is watched."""
        touches = self._touches
        self._scenes[row.id] = scene = await self._read(row)
        if touches != self._touches:  # a decision fell while it was read: perhaps this one is told of it too late
            self._again.add(row.id)
            self._later(self._redraw(row.id))
        return self._json(scene)

    def moved(self, van: Van) -> None:
        """A van went on: tell those who may see it, at most once a second. Its last place is always told."""
        if van.driver in self._lately:
            self._lately[van.driver] = van
        elif self._scenes:
            self._tell(van)

    def _paced(self, driver: str) -> None:
        """The second is over: what came meanwhile is told now, as one."""
        van = self._lately.pop(driver)
        if van is not None:
            self._tell(van)

    def _tell(self, van: Van) -> None:
        told = False
        for before, step in enumerate(van.journey.ahead.stops):
            scene = self._scenes.get(step.delivery)
            if scene is None or scene.facts.status not in ROAD:
                continue
            if not self._context.streams.watched(step.delivery):
                del self._scenes[step.delivery]
                continue
            told = True
            scene = self._after(scene, van, step.delivery, before)
            self._scenes[step.delivery] = scene
            self._context.streams.send(step.delivery, "moved", self._json(scene))
        if told:
            self._lately[van.driver] = None
            asyncio.get_running_loop().call_later(PACE / self._context.clock.speed, self._paced, van.driver)

    def _after(self, scene: Scene, van: Van, delivery: str, before: int) -> Scene:
        """The scene after its van went on. An estimate that is not known from here is the one of before."""
        now = self._context.clock.now()
        seconds = now.timestamp()
        found = expected(van, delivery, seconds) or scene.facts.expected
        around = Surroundings(scene.facts.status, before, left=found.left(seconds) if found else None)
        facts = structs.replace(scene.facts, now=now, expected=found, heard=van.position.at if van.position else None,
                                van=seen(van, delivery, around, self._context.keys.token_key, seconds))
        return structs.replace(scene, facts=facts, live=moved(facts, scene.live))

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
        return Scene(facts, live(facts), str(stop.run.driver_id) if stop else "")

    def _json(self, scene: Scene) -> bytes:
        return scene.live.to_json(self._context.clock.now().timestamp())

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
        self._scenes.clear()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
