"""Plays a day against a running service, as fast as it can be played with people in it."""

# Longer than 250 lines: one day from evening to evening, played in order.

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from simulator.app import CROWD, PHONES, VOICES, WORLD
from simulator.brake import Brake
from simulator.day.api import Api
from simulator.day.cab import Cab
from simulator.day.cast import OURS
from simulator.day.hands import HOME, Driving, bring, drive
from simulator.day.orders import order
from simulator.day.place import Town
from simulator.day.script import (
    EVENING,
    HANDED_OVER,
    MORNING,
    NIGHT,
    SMALL_HOURS,
    START,
    TRAFFIC_WINDOW,
    Say,
    Script,
    evening,
    script,
)
from simulator.day.shift import driver, office
from simulator.day.staff import Staff
from simulator.day.yard import Yard
from simulator.twilio.faults import Fault, Rule
from simulator.vans.browsers import Browsers

WINDOW = timedelta(hours=6)
BAD_DAYS = (Rule(Fault.CALLBACK_REPEATED, 0.03), Rule(Fault.CALLBACK_REORDERED, 0.03, 0.3),
            Rule(Fault.CALLBACK_DROPPED, 0.01), Rule(Fault.TOO_MANY, 0.01, 0.2))
TAIL = timedelta(minutes=50)
OVER = {"delivered", "refused", "cancelled", "attempt_failed"}
LONGEST = timedelta(hours=9)
DEPOT = {"name": "Bloom North", "brand": "Bloom", "time_zone": "Europe/Helsinki", "default_region": "US",
         "language": "en", "support": {"phone": "+13125550177",
                                       "duty": [{"slack_user_id": "U0KIM"}, {"slack_user_id": "U0LEE"}]},
         "windows": [{"days": "daily", "from": "08:00", "to": "12:00", "capacity": 30},
                     {"days": "daily", "from": "12:00", "to": "16:00", "capacity": 30},
                     {"days": "daily", "from": "16:00", "to": "20:00", "capacity": 30}]}


@dataclass(slots=True)
class Day:
    """A day being played. `ids` are the service's delivery ids by tracking number."""

    app: web.Application
    api: Api
    script: Script
    town: Town
    yard: Yard
    browsers: Browsers
    brake: Brake
    staff: Staff
    seed: int
    ids: dict[str, str] = field(default_factory=dict)
    runs: list[str] = field(default_factory=list)
    drivers: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    driving: dict[str, Driving | Cab] = field(default_factory=dict)
    cases: list[dict[str, Any]] = field(default_factory=list)
    left: list[dict[str, Any]] = field(default_factory=list)
    deliveries: list[dict[str, Any]] = field(default_factory=list)
    arrived: dict[str, datetime] = field(default_factory=dict)

    @classmethod
    def of(cls, app: web.Application, api: Api, seed: int, town: Town) -> "Day":
        """The day of a seed in this world, in a town with as many rounds as there are drivers."""
        words, world = app[CROWD].canaries, app[WORLD]
        told = script(seed, words.fresh, town.rounds)
        yard = Yard(world, town, told, seed)
        brake = Brake(world.clock, world.settings.service_url, yard.fleet.behind)
        staff = Staff(world, api, f"kim-{words.fresh()}", {one.tracking: one.home for one in told.customers})
        return cls(app, api, told, town, yard, Browsers(world, app[PHONES]), brake, staff, seed)

    async def play(self) -> None:
        """From the evening before to the last rating."""
        clock = self.app[WORLD].clock
        people, brake = asyncio.create_task(self.staff.work()), asyncio.create_task(self.brake.run())
        await self._people()
        await self._orders()
        await self._until_said(lambda one: one.at < START - timedelta(hours=3))
        await self._at(evening(75))
        await self._attended()
        await self._night()
        clock.skip_to(MORNING)
        self._vans()
        vans = asyncio.create_task(self.yard.fleet.run())
        await self._runs()
        await self._start()
        await self._until_over()
        await self._at(clock.now() + TAIL)
        await self._attended()
        await self._settled()
        people.cancel()
        vans.cancel()
        brake.cancel()
        await self.yard.fleet.close()
        await self._closing()

    async def _night(self) -> None:
        """The night in which the clocks are put forward: a late change, somebody awake, and the hour that is none."""
        clock = self.app[WORLD].clock
        clock.skip_to(NIGHT - timedelta(minutes=5))
        window = {"start": (START + timedelta(minutes=30)).isoformat(), "end": (START + WINDOW).isoformat()}
        await self.api.patch(f"/deliveries/{self.ids[self.script.special['night'].tracking]}", {"window": window})
        await self._at(NIGHT + timedelta(minutes=15))
        for instant in SMALL_HOURS:
            clock.skip_to(instant)
            await clock.sleep(timedelta(minutes=6))

    def machine(self) -> str:
        """How the machine got on, in a line: this is about its speed and no judgement."""
        fleet, waits = self.yard.fleet, sorted(self.yard.fleet.waits) or [0.0]
        half, most = waits[len(waits) // 2] * 1000, waits[-len(waits) // 100] * 1000
        return (f"{fleet.posted} posts of {fleet.kept} positions, half of them answered within {half:.0f} ms, 99 of "
                f"100 within {most:.0f} ms; the world stood still for {self.brake.stood:.0f} s meanwhile")

    async def _closing(self) -> None:
        """What is known at the end: the service's deliveries, stops and open cases, and the vans' last truth."""
        await self.browsers.finish()
        await self.browsers.close()
        self.yard.fleet.finish()
        self.deliveries = await self.api.all("/deliveries")
        self.cases = await self.api.all("/cases")
        self.left = [one for one in self.cases if one["state"] != "resolved"]
        tracking = {one: name for name, one in self.ids.items()}
        self.arrived = {tracking[stop["delivery_id"]]: datetime.fromisoformat(stop["arrived_at"])
                        for stop in await self.api.all("/stops") if stop["arrived_at"]}

    def _vans(self) -> None:
        """Every driver's van at the dock, the stand-in's too; and whoever looks at the page may begin to."""
        self.browsers.looks = {one.phone for one in self.script.customers if one.looks} - set(self.driving)
        for index, hand in enumerate((*self.script.drivers, self.script.stand_in)):
            whose = HANDED_OVER if hand is self.script.stand_in else index
            some = [one for one in self.script.customers if one.driver == whose]
            self.yard.bring(self.driving[hand.phone], self.tokens[hand.phone], index, some)
        self.yard.trouble(self.driving)

    async def _people(self) -> None:
        ledger, crowd, phones = self.app[WORLD].ledger, self.app[CROWD], self.app[PHONES]
        for hand in (*self.script.drivers, self.script.stand_in):
            await ledger.note("phone", number=hand.phone, name=hand.name, role="driver")
            self.driving[hand.phone] = driver(self.app, self.script, hand, self.seed)
        for one in self.script.customers:
            if one.phone not in self.driving:
                await ledger.note("phone", number=one.phone, name=one.name, role="customer", traits=one.traits,
                                  email=one.email, language=one.language)
                bring(crowd, phones, one.phone, one.habits)
        texted = [one for one in self.driving.values() if isinstance(one, Driving)]
        texted[0].intends = self.script.special["torn_driver"].name
        drive(texted, phones)
        office(self.app, self.script, self.seed)

    async def _orders(self) -> None:
        lat, lon = self.town.start
        await self.api.post("/depots", DEPOT | {"lat": lat, "lon": lon})
        for hand in (*self.script.drivers, self.script.stand_in):
            made = await self.api.post("/drivers", {"name": hand.name, "phone": hand.phone, "language": "en",
                                                 "slack_user_id": hand.slack})
            self.drivers[hand.phone], self.tokens[hand.phone] = made["id"], made["gps_token"]
        for one in self.script.customers:
            window = TRAFFIC_WINDOW if one is self.script.special["traffic"] else WINDOW
            made = await self.api.post("/deliveries", order(one, START, START + window))
            self.ids[one.tracking] = made["id"]
            self.staff.orders[made["id"]] = one.tracking
            await self.app[WORLD].ledger.note("order", tracking=one.tracking, id=made["id"], phone=one.phone,
                                              thing=one.thing)

    async def _until_said(self, wanted: Any) -> None:
        """Start everything the script says in this part of the day, and what the merchant does."""
        for one in self.script.says:
            if wanted(one):
                self.app[WORLD].errands.start(self._say(one))
        self.app[WORLD].errands.start(self._merchant())

    async def _say(self, one: Say) -> None:
        await self._at(one.at)
        await self.say(one)

    async def say(self, one: Say) -> None:
        """Text by the script; its word and its hearer go to the ledger."""
        words = self.app[CROWD].canaries
        word = words.fresh() if "{canary}" in one.text else ""
        marks = {"canary": word, "for": one.hearer, "by": "script"}
        doubled = one.phone == self.script.special["doubled"].phone
        if doubled:
            self.app[WORLD].faults.set((*BAD_DAYS, Rule(Fault.INBOUND_REPEATED, times=1)))
        ours = await self._way(one.phone)
        await self.app[VOICES].say(one.phone, ours, one.text.replace("{canary}", word), one.media, **marks)

    async def _way(self, phone: str) -> str:
        """The address of ours that somebody writes to; a mail is answered once it is there, and nobody says when."""
        channel = next((one.channel for one in self.script.by_phone(phone)), "sms")
        if channel == "email":
            while not any(one.channel == "email" for one in self.app[PHONES].thread(phone)):  # noqa: ASYNC110 see above
                await asyncio.sleep(0.05)
        return {"email": "@", "whatsapp": self.app[WORLD].account.whatsapp[0]}.get(channel, OURS)

    async def _merchant(self) -> None:
        special = self.script.special
        await self._at(evening(40))
        window = {"start": (START + timedelta(hours=1)).isoformat(), "end": (START + timedelta(hours=5)).isoformat()}
        await self.api.patch(f"/deliveries/{self.ids[special['moved'].tracking]}", {"window": window})
        await self._at(evening(44))
        await self.api.post(f"/deliveries/{self.ids[special['called_off'].tracking]}/cancel")

    async def _runs(self) -> None:
        rows = {row["tracking_number"]: row for row in await self.api.all("/deliveries")}
        for index, hand in enumerate(self.script.drivers):
            stops = [self.ids[one.tracking] for one in self.script.customers
                     if one.driver == index and _today(rows[one.tracking])]
            lat, lon = self.town.start
            run = await self.api.post("/runs", {
                "driver_id": self.drivers[hand.phone], "date": START.date().isoformat(), "starts_at": START.isoformat(),
                "start": {"lat": lat, "lon": lon}, "stops": stops})
            self.runs.append(run["id"])

    async def _start(self) -> None:
        for one in self.script.says:
            if one.at >= START - timedelta(hours=3):
                self.app[WORLD].errands.start(self._say(one))
        await self._at(START)
        for run in self.runs:
            await self.api.post(f"/runs/{run}/start")
        self.app[WORLD].errands.start(self._reassign())
        self.app[WORLD].errands.start(self._late())

    async def _late(self) -> None:
        """The second driver says to be late, by the button."""
        await self._at(START + timedelta(minutes=13))
        driver = self.driving[self.script.drivers[1].phone]
        if isinstance(driver, Cab):
            await driver.late(30)

    async def _reassign(self) -> None:
        """In the middle of the morning the third run goes to the stand-in; the old driver's late words go nowhere."""
        await self._at(START + timedelta(minutes=38))
        old = self.script.drivers[HANDED_OVER]
        while self.driving[old.phone].stands:  # noqa: ASYNC110 whoever stands at a door finishes there
            await asyncio.sleep(0.02)
        self.driving[old.phone].stopped = True
        self.yard.fleet.send(old.phone, HOME, self.town.dock, 60.0)
        self.driving[self.script.stand_in.phone].hand.at_door.update(old.at_door)
        await self.api.patch(f"/runs/{self.runs[HANDED_OVER]}", {"driver_id": self.drivers[self.script.stand_in.phone]})
        await self._at(START + timedelta(minutes=44))
        await self.say(Say(START, old.phone, "almost at the door, {canary}", "nobody"))

    async def _until_over(self) -> None:
        clock = self.app[WORLD].clock
        while clock.now() < START + LONGEST:
            rows = await self.api.all("/runs")
            if rows and all(stop["status"] in {"done", "failed", "removed"} for row in rows for stop in row["stops"]):
                return
            await asyncio.sleep(0.5)

    async def _attended(self) -> None:
        """Whoever waits for a person of support has had one, however long that takes within reason."""
        for _ in range(240):
            cases = [*await self.api.all("/cases?state=open"), *await self.api.all("/cases?state=claimed")]
            if not cases:
                return
            await asyncio.sleep(0.25)

    async def _settled(self) -> None:
        """Nothing waits to be sent, however long that takes within reason."""
        for _ in range(120):
            waiting = [row for state in ("queued", "claimed", "submitting", "unknown")
                       for row in (await self.api.get(f"/messages?state={state}&outgoing=true&limit=50"))["items"]]
            if not waiting:
                return
            await asyncio.sleep(0.25)

    async def _at(self, instant: datetime) -> None:
        clock = self.app[WORLD].clock
        await clock.sleep(instant - clock.now())


def _today(row: dict[str, Any]) -> bool:
    start = datetime.fromisoformat(row["window"]["start"])
    return row["status"] == "scheduled" and start.date() == START.date() and start.hour < 12  # noqa: PLR2004 mornings


__all__ = ["EVENING", "Day"]
