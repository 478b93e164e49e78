"""Roads in this process: the operator's own extract, a thread that routes on it, and what our vans teach it."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from integrations.roads.addresses import Addresses
from integrations.roads.build import Made, made
from integrations.roads.doorstep import Doorstep, Nowhere
from integrations.roads.grid import Grid, Snap
from integrations.roads.kinds import Place, RoadsError, Toward, metres
from integrations.roads.learned import Learned
from integrations.roads.network import Network

log = logging.getLogger(__name__)
PAUSE = 60.0  # seconds between two weighings: one takes 50 ms of a core for a city
DRIVES = 2000  # drives remembered between two weighings; the oldest give way
SHORTEST = 100.0  # straight metres of a drive that says anything about speed
Answer = TypeVar("Answer")
Drive = tuple[Place, Place, float]


class Embedded:
    """Routes on a graph in memory. The network lives on one thread, for routingkit's objects belong to it."""

    rough = False

    def __init__(self, roads: Made, pause: float = PAUSE) -> None:
        """`pause` is how long weighings are apart, in seconds of the machine."""
        self._thread = ThreadPoolExecutor(1, "roads")
        self._grid = Grid(roads.grid, roads.graph.weights)
        self._addresses = Addresses(roads.addresses)
        self._learned = Learned(roads.graph)
        self._roads, self._pause = roads, pause
        self._drives: deque[Drive] = deque(maxlen=DRIVES)
        self._weighing: asyncio.Task[None] | None = None
        self._network: Network

    async def begin(self) -> None:
        """Make the network. 0.1 s for a city.

        Raises:
            RoadsError: what was kept is no network.
        """
        self._network = await self._ask(lambda: Network(self._roads.graph, self._roads.order.tolist()))
        self._weighing = asyncio.get_running_loop().create_task(self._weigh())

    async def legs(self, places: Sequence[Place | None]) -> tuple[float | None, ...]:
        """Driving times between neighbours; None where a place is unknown or no road comes within 300 m of it."""
        return await self._ask(lambda: self._legs(places))

    def _legs(self, places: Sequence[Place | None]) -> tuple[float | None, ...]:
        snaps = [place and self._grid.snap(*place) for place in places]
        return tuple(self._network.seconds(one, two) if one and two else None for one, two in pairwise(snaps))

    async def toward(self, place: Place) -> Toward:
        """Make the way to a doorstep. 15 ms for a city, on the roads' own thread."""
        snap = self._grid.snap(*place)
        if snap is None:
            return Nowhere()
        ticks = await self._ask(lambda: self._network.tree(place, snap))
        return Doorstep(self._network, self._grid, snap, ticks)

    async def find(self, text: str) -> Place | None:
        """Where an address is, by the extract's own address points. Under a millisecond."""
        return self._addresses.find(text)

    def learn(self, one: Place, other: Place, seconds: float) -> None:
        """Remember a drive; within a minute the roads it took are weighed anew."""
        if metres(one, other) >= SHORTEST and seconds > 0:
            self._drives.append((one, other, seconds))

    async def _weigh(self) -> None:
        """Weigh the roads every minute while there is something to hear or to forget."""
        weighed = time.monotonic()
        while True:
            await asyncio.sleep(self._pause)
            if self._drives or self._learned.knows():
                drives = [self._drives.popleft() for _ in range(len(self._drives))]
                elapsed, weighed = time.monotonic() - weighed, time.monotonic()
                try:
                    await self._ask(partial(self._hear, drives, elapsed))
                except RoadsError:
                    log.exception("what %d drives say about the roads is lost", len(drives))

    def _hear(self, drives: Sequence[Drive], elapsed: float) -> None:
        self._learned.fade(elapsed)
        for one, other, seconds in drives:
            start, end = self._grid.snap(*one), self._grid.snap(*other)
            if start and end:
                self._learn(start, end, seconds)
        self._network.weigh(self._learned.weights())

    def _learn(self, start: Snap, end: Snap, seconds: float) -> None:
        expected = self._network.seconds(start, end)
        if expected is not None:
            self._learned.hear(self._network.path(start, end), seconds / expected)

    async def _ask(self, work: Callable[[], Answer]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._thread, _sober, work)

    async def close(self) -> None:
        """Let the thread end, and what was heard last be forgotten. What is still asked is answered first."""
        if self._weighing is not None:
            self._weighing.cancel()
            await asyncio.gather(self._weighing, return_exceptions=True)
            await self._ask(self._network.release)
        self._thread.shutdown(wait=False)


def _sober(work: Callable[[], Answer]) -> Answer:
    """Do it; a panic of the library becomes an error of ours. It is no Exception and would end the event loop."""
    try:
        return work()
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            msg = f"the road network failed: {error}"
            raise RoadsError(msg) from error
        raise


async def embedded(pbf: Path, cache: Path) -> Embedded:
    """The roads of an extract, built first where they are not in the cache.

    Raises:
        RoadsError: the extract cannot be read or holds no roads.
    """
    roads = Embedded(await made(pbf, cache))
    try:
        await roads.begin()
    except BaseException:
        await roads.close()
        raise
    return roads
