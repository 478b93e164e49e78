"""A gentle day to look at: three vans on their rounds, fifteen doors, and you.

At one of them six neighbours ordered the same: three ways of being told, in two languages, and all of them are yours.
Marco's phone answers by itself until you text from it. Leila works in Slack, and presses her buttons by herself until
you press one for her. When everybody has had their parcel the next orders come in, until Ctrl-C.
"""

import asyncio
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from simulator.app import CROWD, PHONES, SCENE, SLACK, TWILIO, WORLD
from simulator.day.api import Api
from simulator.day.cab import Cab
from simulator.day.cast import IN_SLACK, NAMES, THINGS, Customer, Hand
from simulator.day.hands import HOME, Driving, bring, drive
from simulator.day.house import neighbours
from simulator.day.orders import order
from simulator.day.place import Town
from simulator.day.play import DEPOT
from simulator.day.script import ZONE
from simulator.ledger import Entry
from simulator.people import CUSTOMER
from simulator.vans.browsers import Browsers
from simulator.vans.fleet import Driven, Fleet
from simulator.vans.formats import FORMATS
from simulator.vans.tracker import Tracker
from simulator.vans.traffic import Jam, around
from simulator.vans.van import Van

HANDS = (Hand("Marco", "+13125550999"), Hand("Leila", "+13125550998", slack=IN_SLACK[1][0]),
         Hand("Pavel", "+13125550997"))
STOPS, THEIRS = 5, 2
EVERY = 10.0
OVER = frozenset({"done", "failed", "removed"})
MORNING, EVENING = 9, 18


@dataclass(slots=True)
class Stroll:
    """Sets the scene of the demo, and keeps it going."""

    world: web.Application
    api: Api
    town: Town
    beside: str = "es"
    driving: dict[str, Driving | Cab] = field(default_factory=dict)
    drivers: dict[str, str] = field(default_factory=dict)
    waves: int = 0

    @staticmethod
    def epoch() -> datetime:
        """Nine in the morning in Helsinki, today."""
        return datetime.now(ZONE).replace(hour=MORNING, minute=0, second=0, microsecond=0)

    async def begin(self) -> None:
        """A depot, drivers with vans and phones; then wave after wave of orders."""
        lat, lon = self.town.start
        windows = [{"days": "daily", "from": f"{at:02d}:00", "to": f"{at + 4:02d}:00", "capacity": 30}
                   for at in (8, 12, 16)]
        await self.api.post("/depots", DEPOT | {"lat": lat, "lon": lon, "windows": windows})
        world, scene = self.world[WORLD], self.world[SCENE]
        for one in neighbours(self.beside, self.town.rounds[0][THEIRS], 0, HANDS[0].phone, 1):
            await self._phone(one, "")
        scene.fleet = Fleet(world)
        scene.browsers = Browsers(world, self.world[PHONES])
        for index, hand in enumerate(HANDS):
            await self._driver(index, hand, scene.fleet)
        drive([one for one in self.driving.values() if isinstance(one, Driving)], self.world[PHONES])
        world.ledger.follow(self._is_yours)
        vans = asyncio.create_task(scene.fleet.run())
        try:
            while True:
                await self._wave(scene.fleet, scene.browsers)
        finally:
            vans.cancel()
            await scene.browsers.close()
            await scene.fleet.close()

    async def _driver(self, index: int, hand: Hand, fleet: Fleet) -> None:
        made = await self.api.post("/drivers", {"name": hand.name, "phone": hand.phone, "slack_user_id": hand.slack})
        self.drivers[hand.phone] = made["id"]
        await self.world[WORLD].ledger.note("phone", number=hand.phone, name=hand.name, role="driver")
        world, dice = self.world[WORLD], random.Random(hand.name)  # noqa: S311 a seeded day, no secret
        jam = Jam(around(self.town.streets.places, ZONE, 1))
        van = Van(self.town.streets, self.town.dock, world.clock.now().timestamp(), jam.free)
        driving = self._at_work(hand, dice)
        tracker = Tracker(list(FORMATS)[index], made["gps_token"], hand.name, EVERY, dice)
        fleet.add(Driven(hand.phone, van, tracker, jam, driving.came))
        self.driving[hand.phone] = driving
        self.world[SCENE].names[hand.phone] = hand.name

    def _at_work(self, hand: Hand, dice: random.Random) -> Driving | Cab:
        if not hand.slack:
            return Driving(hand, self.world[WORLD], self.world[TWILIO], dice)
        return Cab(hand, self.world[WORLD], self.world[SLACK], dice, self.world[CROWD].canaries, talks=False)

    def _is_yours(self, entry: Entry) -> None:
        """Whoever texts from a driver's phone by hand drives on, but answers for it from then on."""
        if entry.kind == "inbound" and entry.text("from") in self.driving and not entry.text("by"):
            driving = self.driving[entry.text("from")]
            if isinstance(driving, Driving):
                driving.silent = True

    async def _wave(self, fleet: Fleet, browsers: Browsers) -> None:
        """Orders for everybody, a round for each van, until all of them are over."""
        clock, self.waves = self.world[WORLD].clock, self.waves + 1
        now = clock.now().astimezone(ZONE)
        if now.hour >= EVENING:
            clock.skip_to((now + timedelta(days=1)).replace(hour=MORNING, minute=0))
            now = clock.now().astimezone(ZONE)
        runs = [await self._round(index, hand, now, fleet, browsers) for index, hand in enumerate(HANDS)]
        await clock.sleep(timedelta(minutes=2))
        for run in runs:
            await self.api.post(f"/runs/{run}/start")
        while not await self._over(runs):  # noqa: ASYNC110 the service is asked, and tells nobody by itself
            await asyncio.sleep(2)
        await clock.sleep(timedelta(minutes=12))

    async def _round(self, index: int, hand: Hand, now: datetime, fleet: Fleet, browsers: Browsers) -> str:
        """One van's orders, with people to have them; and its run, not started yet."""
        some = [one for stop in range(STOPS) for one in self._at(index, stop)]
        kerbs = {one.name: one.home.kerb for one in some} | {HOME: self.town.dock}
        driving = self.driving[hand.phone]
        driving.wheel = lambda name, after: fleet.send(hand.phone, name, kerbs[name], after)
        driving.told.clear()
        ids = []
        for one in some:
            made = await self.api.post("/deliveries", order(one, now + timedelta(minutes=10), now + timedelta(hours=4)))
            ids.append(str(made["id"]))
            await self._phone(one, ids[-1])
            self.world[SCENE].doors[one.phone] = one.home.door
            browsers.looks.add(one.phone)
        lat, lon = self.town.start
        run = await self.api.post("/runs", {"driver_id": self.drivers[hand.phone], "date": now.date().isoformat(),
                                            "start": {"lat": lat, "lon": lon}, "stops": ids})
        return str(run["id"])

    def _at(self, index: int, stop: int) -> list[Customer]:
        """Whoever waits at one of the doors."""
        at, home = index * STOPS + stop, self.town.rounds[index][stop]
        if (index, stop) == (0, THEIRS):
            return neighbours(self.beside, home, index, HANDS[index].phone, self.waves)
        thing, traits = THINGS[(at + self.waves) % len(THINGS)], {"code": "7788#", "driver": HANDS[index].phone}
        return [Customer(NAMES[at + 1], f"+131255502{at:02d}", thing, home, index, CUSTOMER, traits, ordered="en",
                         tracking=f"BF-{10_000 * self.waves + 23 + at}")]

    async def _phone(self, one: Customer, delivery: str) -> None:
        """The neighbours' are yours; the others answer by themselves."""
        await self.world[WORLD].ledger.note("phone", number=one.phone, name=one.name, role="customer", email=one.email,
                                            delivery=delivery, traits=one.traits, language=one.language)
        if one.habits:
            bring(self.world[CROWD], self.world[PHONES], one.phone, one.habits)

    async def _over(self, runs: list[str]) -> bool:
        found = [await self.api.get(f"/runs/{run}") for run in runs]
        return all(stop["status"] in OVER for run in found for stop in run["stops"])
