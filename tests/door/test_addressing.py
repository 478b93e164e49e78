"""To whom, about what: random interleavings of people, phones, reassignments and late replies.

Every utterance carries a word of its own. Whatever happens, a word reaches nobody outside its delivery; in doubt we
ask, and what was asked about is delivered after the answer.
"""

import os
import random
import re
from datetime import timedelta
from pathlib import Path

from domain import events
from domain.people import DriverId
from store import models
from tests.door.stage import Stage

STEPS = int(os.environ.get("ADDRESSING_STEPS") or "300")
A_DAY = 60
THREE_DAYS = 3 * A_DAY
"""Enough for PostgreSQL, where only the statements differ: who hears what is decided by the same code on SQLite."""
DRIVERS = ["+13125550190", "+13125550191", "+13125550192"]
NAMES = ("Ana", "Bo", "Cleo", "Dan", "Eva")


class World:
    """The stage with what the script knows: whose delivery is whose, and what was meant for whom.

    Every `A_DAY` steps a new day begins: new customers, new orders, the same drivers. Words of today that reach
    yesterday's customers are as wrong as any other.
    """

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage, self.dice, self.number = stage, random.Random(seed), 0
        self.days = self.steps = 0
        self.parties: dict[str, set[str]] = {}
        self.meant: dict[str, set[str]] = {}
        self.waiting: dict[str, str] = {}
        self.reached: set[str] = set()
        self.customers: list[str] = []
        self.old: list[str] = []

    def word(self) -> str:
        self.number += 1
        return f"xw{self.number:05d}q"

    async def begin(self) -> None:
        self.drivers = [await self.stage.driver(phone, f"Driver{index}") for index, phone in enumerate(DRIVERS)]
        await self.day()

    async def day(self) -> None:
        """New orders for new customers; a driver among them, and one customer with two."""
        if self.days:
            for _ in range(10):
                self.stage.clock.world += timedelta(hours=3)
                await self.stage.passes(timedelta(minutes=2))
            await models.Run.filter(status="started").update(status="finished")
            await self.check()
        self.days, self.old = self.days + 1, self.customers
        self.customers = [f"+1312{5600000 + self.days * 10 + index}" for index in range(len(NAMES))]
        ids = [await self.stage.delivery(phone, f"{name} Test", f"thing {name.lower()}")
               for phone, name in zip(self.customers, NAMES, strict=True)]
        second = await self.stage.delivery(self.customers[0], "Ana Test", "thing second")
        own = await self.stage.delivery(DRIVERS[2], "Driver2", "thing own")
        self.parties = {one: {phone} for one, phone in zip(ids, self.customers, strict=True)}
        self.parties |= {second: {self.customers[0]}, own: {DRIVERS[2]}}
        self.runs = [await self.stage.run(self.drivers[0], *ids[:3], own),
                     await self.stage.run(self.drivers[1], *ids[3:], second)]
        self.driver_of = dict.fromkeys((*ids[:3], own), DRIVERS[0]) | dict.fromkeys((*ids[3:], second), DRIVERS[1])

    async def step(self) -> None:
        act = self.dice.choice([self.customer, self.customer, self.driver, self.driver, self.driver, self.answer,
                                self.menu, self.reassign])
        await act()
        await self.check()
        self.steps += 1
        if self.steps % A_DAY == 0:
            await self.day()

    async def customer(self) -> None:
        phone = self.dice.choice([*self.customers, *self.old[:1], DRIVERS[2]])
        await self.say(phone, f"the bell is {self.word()}")

    async def driver(self) -> None:
        name = self.dice.choice(["", "", *NAMES])
        await self.say(self.dice.choice(DRIVERS), f"{name} please move the car {self.word()}".strip())

    async def answer(self) -> None:
        await self.say(self.dice.choice([*self.customers, *DRIVERS]), self.dice.choice(["11", "12", "13", "1", "2"]))

    async def menu(self) -> None:
        await self.say(self.dice.choice(DRIVERS[:2]), self.dice.choice(["1", "2", "3", "32", "8", "9"]))

    async def reassign(self) -> None:
        run = self.dice.choice(self.runs)
        await run.refresh_from_db()
        old = await models.Driver.get(id=run.driver_id)
        new = self.dice.choice(self.drivers)
        if old.id == new.id or run.status != "started":
            return
        await models.Run.filter(id=run.id).update(driver_id=new.id)
        for stop in await models.Stop.filter(run_id=run.id, status__in=("open", "arrived")):
            self.driver_of[stop.delivery_id] = new.phone
            await self.stage.happen(stop.delivery_id, events.Reassigned(DriverId(old.id)))
        await self.stage.settle()

    async def say(self, phone: str, text: str) -> None:
        """Who may hear this word: the other parties of deliveries this phone is a party of at this moment."""
        for word in re.findall(r"xw\d+q", text):
            mine = [one for one in self.parties if phone in self.parties[one] or self.driver_of[one] == phone]
            self.meant[word] = {phone} | {other for one in mine for other in (*self.parties[one], self.driver_of[one])}
            self.waiting[word] = phone
        await self.stage.says(phone, text)

    async def check(self) -> None:
        for phone, text in await self.stage.newest():
            for word in re.findall(r"xw\d+q", text):
                self.reached.add(word)
                allowed = self.meant[word] | {self.driver_of[one] for one in self.parties
                                              if self.waiting[word] in self.parties[one]}
                assert phone in allowed, f"{word} reached {phone}: {text}"
            digits = re.sub(r"\D", "", text)
            assert not [one for one in (*self.customers, *self.old, *DRIVERS) if one[2:] in digits]


async def test_no_word_reaches_a_person_outside_its_delivery(stage: Stage, database_source: Path | str) -> None:
    steps = STEPS if isinstance(database_source, Path) else min(STEPS, THREE_DAYS)
    stage.door.settings.__dict__["automatic_answers_per_hour"] = 1_000_000
    world = World(stage, seed=7)
    await world.begin()
    await world.check()
    for _ in range(steps):
        await world.step()
    assert len(world.reached) > steps // 20


async def test_what_was_asked_about_is_delivered_after_the_answer_and_to_nobody_before(stage: Stage) -> None:
    world = World(stage, seed=1)
    await world.begin()
    await world.check()
    await world.say(DRIVERS[0], "please move the car xw99999q")
    assert "11 Ana" in (await stage.new_texts(DRIVERS[0]))[-1]
    for phone in world.customers:
        assert not any("xw99999q" in text for text in await stage.new_texts(phone))
    await world.say(DRIVERS[0], "12")
    assert any("xw99999q" in text for text in await stage.new_texts(world.customers[1]))
