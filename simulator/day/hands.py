"""Drivers of the day: they read the menus that are texted to them and answer with the numbers printed there."""

import random
import re
from dataclasses import dataclass, field
from datetime import timedelta

from simulator.crowd import Crowd
from simulator.day.cast import OURS, Hand
from simulator.parts import Parts
from simulator.people import offered
from simulator.phones import Bubble, Phone, Phones
from simulator.twilio.provider import Twilio

NEXT = re.compile(r"Next: (\w+)")
OVER = re.compile(r"(?:Done|Noted): (\w+)")
AT = re.compile(r"\bAt (\w+)\. ")


@dataclass(slots=True)
class Driving:
    """One driver at work. `told` is what was answered already, so that a menu said twice is answered once."""

    hand: Hand
    world: Parts
    twilio: Twilio
    dice: random.Random
    intends: str = ""
    told: set[str] = field(default_factory=set)
    stopped: bool = False

    def hear(self, text: str) -> None:
        """React to one text."""
        for over in OVER.findall(text):
            self.told -= {f"at {over}", f"next {over}"}  # the same name may come again: two parcels, two stops
        for plan in self._plans(text):
            self.world.errands.start(self._say(*plan))

    def _plans(self, text: str) -> list[tuple[float, str]]:
        dice = self.dice
        if "Which one" in text:
            return [(dice.uniform(10, 30), offered(text, self.intends or r"\w+", dice))]
        if "Did it open" in text:
            gap = dice.uniform(20, 40)
            return [(gap, offered(text, "yes", dice) or "8"), (gap + dice.uniform(60, 120), "2")]
        if "why not?" in text:
            name = text.rpartition(", why not?")[0].split()[-1]
            return [(dice.uniform(5, 20), self.hand.reasons.get(name, "38"))]
        if "= leave it" in text:
            return [(dice.uniform(10, 60), "8")]
        if "delivered? 8" in text:
            return [(dice.uniform(5, 20), "8")]
        return self._at(text) or self._next(text)

    def _at(self, text: str) -> list[tuple[float, str]]:
        found = AT.search(text)
        if not found or not self._first(f"at {found[1]}"):
            return []
        special = self.hand.at_door.get(found[1])
        if special:
            return [(float(after), said) for after, said in special]
        return [(self.dice.uniform(90, 240), offered(text, "delivered", self.dice) or "2")]

    def _next(self, text: str) -> list[tuple[float, str]]:
        found = NEXT.search(text)
        if not found or not self._first(f"next {found[1]}"):
            return []
        return [(self.dice.uniform(240, 540), offered(text, "arrived", self.dice) or "1")]

    def _first(self, what: str) -> bool:
        fresh = what not in self.told
        self.told.add(what)
        return fresh

    async def _say(self, after: float, text: str) -> None:
        await self.world.clock.sleep(timedelta(seconds=after))
        if text and not self.stopped:
            await self.twilio.say(self.hand.phone, OURS, text, 0, by="driver")


def drive(hands: list[Driving], phones: Phones) -> None:
    """Let drivers hear what reaches their phones from now on."""
    by_phone = {one.hand.phone: one for one in hands}

    def hear(phone: Phone, bubble: Bubble | None) -> None:
        driver = by_phone.get(phone.number)
        if driver is not None and bubble is not None and not bubble.mine:
            driver.hear(bubble.text)

    phones.follow(hear)


def bring(crowd: Crowd, phones: Phones, number: str, habits: tuple[object, ...]) -> None:
    """Let a customer answer by these habits."""
    phone = phones.get(number)
    if phone is not None and habits:
        crowd.bring(phone, habits)  # type: ignore[arg-type]
