"""A driver on a started run in a real database, whose tracker posts through the whole path."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from itertools import pairwise
from typing import Any

from bot.notes import event_row
from store import models
from tests.door.stage import Stage
from tracking.doorstep import Place
from tracking.ingest import Ingest
from tracking.reach import Toward
from tracking.sight import metres
from tracking.sources import sources
from tracking.sources.posted import Answer, Posted
from tracking.vans import Van, Vans

TOKEN = "t" * 32
DEPOT: Place = (41.88, -87.63)
STREET = 0.01
"""Degrees of latitude from one door to the next: 1.1 km due north."""
PACE = 8.0


class Straight:
    """Roads as the crow flies at eight metres a second: every answer is known."""

    rough = False

    def __init__(self) -> None:
        """Nobody has driven yet."""
        self.learned: list[tuple[Place, Place, float]] = []

    async def legs(self, places: Sequence[Place | None]) -> tuple[float | None, ...]:
        """Driving times between neighbours."""
        return tuple(metres(one, two) / PACE if one and two else None for one, two in pairwise(places))

    async def toward(self, place: Place) -> Toward:
        """The way to one door."""
        return _Crow(place)

    def learn(self, one: Place, other: Place, seconds: float) -> None:
        """Remember who drove what."""
        self.learned = [*self.learned, (one, other, seconds)]


@dataclass(frozen=True, slots=True)
class _Crow:
    place: Place

    def seconds(self, lat: float, lon: float, heading: float | None) -> float | None:
        return metres((lat, lon), self.place) / PACE + 0.0 * (heading or 0.0)


@dataclass(slots=True)
class Drive:
    """The stage with a van on it. `doors` are where the deliveries live, in order."""

    stage: Stage
    ingest: Ingest
    driver: models.Driver
    deliveries: list[str] = field(default_factory=list)
    roads: Straight = field(default_factory=Straight)
    at: Place = DEPOT

    @property
    def now(self) -> float:
        """The world's instant."""
        return self.stage.clock.now().timestamp()

    async def van(self) -> Van:
        """What is remembered of it, with its roads known."""
        return await self.ingest.vans.van(self.driver.id)

    async def posts(self, *fixes: dict[str, Any], token: str = TOKEN) -> Answer:
        """Post a batch by the generic source."""
        posted = Posted(json.dumps(list(fixes)).encode(), {}, self.now,
                        {"Authorization": f"Bearer {token}"})
        return await self.ingest.take(sources()["generic"], posted)

    def fix(self, place: Place | None = None, speed: float = 0.0, ago: float = 0.0, accuracy: float = 5.0
            ) -> dict[str, Any]:
        """A fix of now, where the van is."""
        lat, lon = place or self.at
        return {"lat": lat, "lon": lon, "time": self.now - ago, "speed_mps": speed, "accuracy_m": accuracy}

    async def drives(self, number: int, *, every: float = 10.0) -> None:
        """To the door of the stop of that number (from 1), posting on the way, and stands there for two minutes."""
        door = self.door(number)
        while (left := metres(self.at, door)) > 1.0:
            share = min(1.0, PACE * every / left)
            self.at = (self.at[0] + (door[0] - self.at[0]) * share, self.at[1] + (door[1] - self.at[1]) * share)
            await self.passes(every)
            await self.posts(self.fix(speed=PACE))
        await self.stands(120)

    async def stands(self, seconds: float, *, every: float = 10.0) -> None:
        """Stays where it is, posting."""
        for _ in range(int(seconds // every)):
            await self.passes(every)
            await self.posts(self.fix())

    async def passes(self, seconds: float) -> None:
        """Time passes; whatever was noted is acted on."""
        await self.stage.passes(timedelta(seconds=seconds))

    def door(self, number: int) -> Place:
        """Where the stop of that number lives."""
        return DEPOT[0] + STREET * number, DEPOT[1]


async def begin(stage: Stage, many: int = 2, *, hours: int = 2) -> Drive:
    """Customers A, B, ... each a street further north, and Marco who starts at the depot now."""
    marco = await stage.driver("+13125550190")
    await models.Driver.filter(id=marco.id).update(gps_token_hash=sha256(TOKEN.encode()).hexdigest())
    drive = Drive(stage, ingest(stage), marco)
    for number in range(1, many + 1):
        one = await stage.delivery(f"+1312555010{number}", f"{'ABCDEFG'[number - 1]}na Ruiz", f"lamp{number}", hours)
        lat, lon = drive.door(number)
        await models.Delivery.filter(id=one).update(lat=lat, lon=lon, sought=True, service_minutes=5)
        drive.deliveries.append(one)
    run = await stage.run(marco, *drive.deliveries)
    await models.Run.filter(id=run.id).update(start_lat=DEPOT[0], start_lon=DEPOT[1])
    await drive.ingest.vans.begin(drive.roads)
    return drive


def ingest(stage: Stage) -> Ingest:
    """A process's GPS path, remembering nothing yet."""
    made = Ingest(stage.door.journal, Vans(alone=True), stage.clock.seconds, event_row)
    stage.door.touched = (made.vans.touched,)
    return made
