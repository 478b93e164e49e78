"""A road server behind the same questions: legs asked as one route, the way to a door refreshed while fixes go on."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Sequence
from itertools import pairwise
from typing import Any, Protocol, TypeVar

import aiohttp
import msgspec

from integrations.roads.kinds import Place, RoadsError, metres

log = logging.getLogger(__name__)
PATIENCE = aiohttp.ClientTimeout(total=5)
AGAIN = 15.0  # seconds of the machine between two questions about one door
MOVED = 30.0  # metres a van has to move before the question is worth asking again
STALE = 120.0  # seconds after which it is asked again, though the van stands: the roads ahead may have cleared
OLD = 600.0  # seconds after which an answer says nothing any more
CLOSE = 50.0  # metres added to both lengths, so that the last of them do not scale an answer to nothing
Shape = TypeVar("Shape")


class NoWay(Exception):
    """The server is well, but one of the places is far from every road or no road leads between two of them."""


class Server(Protocol):
    """What Valhalla and OSRM do differently."""

    most: int  # places it takes in one question

    async def times(self, places: Sequence[Place], heading: float | None) -> tuple[float, ...]:
        """Driving times between neighbours, the first left with this heading where one is given.

        Raises:
            NoWay: one of the legs cannot be driven; which, the server does not say.
            RoadsError: no answer, or none that can be read.
        """


class Remote:
    """Roads of a server."""

    rough = False

    def __init__(self, server: Server) -> None:
        """`server` speaks for us."""
        self._server = server
        self._tasks: set[asyncio.Task[None]] = set()

    async def legs(self, places: Sequence[Place | None]) -> tuple[float | None, ...]:
        """Driving times between neighbours; None where a place is unknown or the server knows no way.

        Raises:
            RoadsError: the server does not answer.
        """
        found: list[float | None] = []
        step = self._server.most - 1
        for at in range(0, len(places) - 1, step):
            found += await self._some(places[at:at + step + 1])
        return tuple(found)

    async def _some(self, places: Sequence[Place | None]) -> Sequence[float | None]:
        known = [place for place in places if place]
        try:
            if len(known) == len(places):
                return await self._server.times(known, None)
        except NoWay:
            pass
        return [await self.leg(one, two, None) if one and two else None for one, two in pairwise(places)]

    async def leg(self, one: Place, other: Place, heading: float | None) -> float | None:
        """One driving time; a heading that fits no road near is left aside.

        Raises:
            RoadsError: the server does not answer.
        """
        for facing in (None,) if heading is None else (heading, None):
            try:
                return (await self._server.times((one, other), facing))[0]
            except NoWay:
                continue
        return None

    async def toward(self, place: Place) -> "Refreshed":
        """Make the way to a doorstep: its first answer is asked with the first fix."""
        return Refreshed(place, self.leg, self._later)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def find(self, text: str) -> Place | None:
        """A road server knows no addresses."""
        del text
        return None

    def learn(self, one: Place, other: Place, seconds: float) -> None:
        """Its roads are its own."""
        del one, other, seconds

    async def close(self) -> None:
        """Ask nothing more."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class Refreshed:
    """The way to a doorstep, from the server's last answer and how much of the straight line is left."""

    def __init__(self, place: Place, leg: Callable[[Place, Place, float | None], Coroutine[Any, Any, float | None]],
                 later: Callable[[Coroutine[Any, Any, None]], None]) -> None:
        """`leg` asks the server, `later` lets it be asked while fixes go on."""
        self._place, self._leg, self._later = place, leg, later
        self._seconds: float | None = None
        self._length = 0.0
        self._answered = self._asked = -OLD
        self._from: Place | None = None

    def seconds(self, lat: float, lon: float, heading: float | None) -> float | None:
        """Driving time from here; None before the first answer, ten minutes after the last, or where no road leads."""
        now, here = time.monotonic(), (lat, lon)
        if now - self._asked >= AGAIN and (now - self._answered >= STALE or self._moved(here)):
            self._asked = now
            self._later(self._ask(here, heading))
        if self._seconds is None or now - self._answered > OLD:
            return None
        return self._seconds * (metres(here, self._place) + CLOSE) / (self._length + CLOSE)

    def _moved(self, here: Place) -> bool:
        return self._from is None or metres(here, self._from) >= MOVED

    async def _ask(self, here: Place, heading: float | None) -> None:
        try:
            self._seconds = await self._leg(here, self._place, heading)
        except RoadsError as error:
            log.warning("no fresh road time: %s", error)
            return
        self._from, self._length, self._answered = here, metres(here, self._place), time.monotonic()


async def fetched(request: Any, shape: type[Shape]) -> tuple[int, Shape]:
    """The status and the body of an answer, read as `shape`; `request` is aiohttp's, not yet awaited.

    Raises:
        RoadsError: no answer within 5 s, or one of another shape.
    """
    try:
        async with request as answer:
            return answer.status, msgspec.json.decode(await answer.read(), type=shape)
    except TimeoutError as error:
        raise RoadsError("the road server did not answer within 5 s") from error
    except aiohttp.ClientError as error:
        msg = f"the road server cannot be reached: {type(error).__name__}"
        raise RoadsError(msg) from error
    except msgspec.MsgspecError as error:
        msg = f"the road server answered what no road server says: {error}"
        raise RoadsError(msg) from error
