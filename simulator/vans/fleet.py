"""All vans of the world on their way: each is stepped along with the world's clock, and its tracker posts what it saw.

The world's own truth of each goes to the ledger: `van_stood` and `van_left` at doors, `van_track` where it went, and
`gps_refused` where the service took a post for wrong. While the world is held nothing moves; while the service is away
trackers keep what they saw, and send it once it answers again.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp

from simulator.parts import Parts
from simulator.roads.streets import Kerb, Place
from simulator.vans.formats import FORMATS, LISTS, Post
from simulator.vans.tracker import Tracker
from simulator.vans.traffic import Jam
from simulator.vans.van import Van

TICK = 0.03
AGAIN = 0.2
TRACED, TRACK = 10.0, 60
SEEN_AT_ONCE = 3600


@dataclass(slots=True)
class Driven:
    """A van on duty. `came` is told of each goal it comes to. `track` is where it truly was, every ten seconds."""

    name: str
    van: Van
    tracker: Tracker
    jam: Jam
    came: Callable[[str], None] = lambda _goal: None
    track: list[tuple[float, float, float]] = field(default_factory=list)
    told: int = 0
    at_door: str = ""
    posting: bool = False

    @property
    def place(self) -> Place:
        """Where it is."""
        return self.van.place


class Fleet:
    """The vans of one world. `posted` counts requests, `kept` fixes that the service acknowledged.

    `waits` are the real seconds until each request was answered.
    """

    def __init__(self, world: Parts) -> None:
        """An empty yard."""
        self.vans: dict[str, Driven] = {}
        self.posted = self.kept = self.refused = 0
        self.waits: list[float] = []
        self._world = world
        self._http: aiohttp.ClientSession | None = None

    def add(self, driven: Driven) -> None:
        """Put a van on duty."""
        self.vans[driven.name] = driven

    def send(self, name: str, goal: str, kerb: Kerb, after: float) -> None:
        """Send a van to a kerb, `after` so many seconds of the world."""
        driven = self.vans[name]
        self._leave(driven)
        driven.van.go(goal, kerb, driven.van.at + after)

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            now = self._world.clock.now().timestamp()
            for driven in tuple(self.vans.values()):
                self._catch_up(driven, now)
            await asyncio.sleep(TICK)

    def behind(self) -> float:
        """For how many real seconds the oldest position waits that is not acknowledged."""
        waits = (one.van.at - one.tracker.oldest for one in self.vans.values() if one.tracker.kept)
        return max(waits, default=0.0) / self._world.clock.pace.speed

    async def close(self) -> None:
        """Let go of every connection, once what is under way is answered."""
        while any(one.posting for one in self.vans.values()):  # noqa: ASYNC110 tasks of the world, no event of ours
            await asyncio.sleep(TICK)
        if self._http is not None:
            await self._http.close()

    def _catch_up(self, driven: Driven, now: float) -> None:
        van, tracker = driven.van, driven.tracker
        van.at = max(van.at, now - SEEN_AT_ONCE)
        while van.at + 1.0 <= now:
            came = van.step()
            tracker.see(van.at, van.place, van.speed, van.heading)
            if not driven.track or van.at - driven.track[-1][0] >= TRACED:
                driven.track.append((van.at, *van.place))
            if came:
                self._came(driven)
        if len(driven.track) - driven.told >= TRACK:
            self._trace(driven)
        if tracker.kept and not driven.posting:
            driven.posting = True
            self._world.errands.start(self._post_all(driven))

    def _came(self, driven: Driven) -> None:
        driven.at_door = driven.van.goal
        self._note("van_stood", driven, driven.van.goal)
        driven.came(driven.van.goal)

    def _leave(self, driven: Driven) -> None:
        if driven.at_door:
            self._note("van_left", driven, driven.at_door)
            driven.at_door = ""

    def _note(self, kind: str, driven: Driven, goal: str) -> None:
        lat, lon = driven.place
        self._world.errands.start(self._noted(kind, van=driven.name, goal=goal, time=driven.van.at, lat=lat, lon=lon))

    def _trace(self, driven: Driven) -> None:
        new, driven.told = driven.track[driven.told:], len(driven.track)
        track = [[round(at), round(lat, 6), round(lon, 6)] for at, lat, lon in new]
        self._world.errands.start(self._noted("van_track", van=driven.name, track=track))

    def finish(self) -> None:
        """Write what is not written yet."""
        for driven in self.vans.values():
            self._trace(driven)

    async def _noted(self, kind: str, **facts: object) -> None:
        await self._world.ledger.note(kind, **facts)

    async def _post_all(self, driven: Driven) -> None:
        """Whatever waits, until nothing does; again and again while the service does not take it."""
        tracker = driven.tracker
        try:
            while tracker.kept:
                fixes = tracker.waiting(several=tracker.format in LISTS)
                status = await self._post(FORMATS[tracker.format](tracker.token, driven.name, fixes))
                self.posted += 1
                if status in {200, 201, 204}:
                    self.kept += len(fixes)
                    tracker.acknowledged(len(fixes))
                elif 400 <= status < 500:  # noqa: PLR2004 the service will not take it however often it is sent
                    self.refused += len(fixes)
                    await self._noted("gps_refused", van=driven.name, http=status)
                    del tracker.kept[:len(fixes)]
                else:
                    await asyncio.sleep(AGAIN)
        finally:
            driven.posting = False

    async def _post(self, post: Post) -> int:
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5))
        began = time.monotonic()
        try:
            async with self._http.request(post.method, self._world.settings.service_url + post.path, data=post.body,
                                          headers=post.headers) as answer:
                await answer.read()
                self.waits.append(time.monotonic() - began)
                return answer.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            return 0
