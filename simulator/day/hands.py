"""Drivers of the day: they drive where the menu says, and at the door answer with the numbers printed there.

Nobody taps "arrived": the text that asks at the door comes of where the van stands. Where it does not come for ten
minutes, a driver says so by hand, and the judge counts that.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from simulator.crowd import Crowd
from simulator.day.cast import OURS, Hand
from simulator.parts import Parts
from simulator.people import offered
from simulator.phones import Bubble, Phone, Phones
from simulator.twilio.provider import Twilio

NEXT = re.compile(r"Next: (\w+)")
OVER = re.compile(r"(?:Done|Noted): (\w+)|\b(\w+) is (?:off your run|with someone else now)")
AT = re.compile(r"\bAt (\w+)\. ")
LAST = "That was the last stop"
HOME = "dock"
PATIENCE = timedelta(minutes=10)


@dataclass(slots=True)
class Driving:
    """One driver at work. `told` is what was answered already, so that a menu said twice is answered once.

    `wheel` sends the van to a customer by name, so many seconds from now. `stands` is the name whose door it stands
    at; `asked` holds the names whose door menu came. `stopped`: somebody else drives; `silent`: somebody else texts.
    """

    hand: Hand
    world: Parts
    twilio: Twilio
    dice: random.Random
    wheel: Callable[[str, float], None] = lambda _name, _after: None
    waits: dict[str, float] = field(default_factory=dict)
    intends: str = ""
    told: set[str] = field(default_factory=set)
    asked: dict[str, str] = field(default_factory=dict)
    over: set[str] = field(default_factory=set)
    stands: str = ""
    stopped: bool = False
    silent: bool = False

    def hear(self, text: str) -> None:
        """React to one text."""
        for over in (name for pair in OVER.findall(text) for name in pair if name):
            self.told -= {f"at {over}", f"next {over}"}  # the same name may come again: two parcels, two stops
            self.asked.pop(over, None)
            self.over.add(over)
        for plan in self._plans(text):
            self.world.errands.start(self._say(*plan))
        if LAST in text:
            self._drive(HOME, 60.0)

    def came(self, name: str) -> None:
        """The van stands where it was sent."""
        self.stands = name
        for plan in self._at_door():
            self.world.errands.start(self._say(*plan))
        if name != HOME:
            self.world.errands.start(self._say_by_hand(name))

    def _plans(self, text: str) -> list[tuple[float, str]]:
        """What is answered to a text, each with the seconds before it."""
        if found := AT.search(text):
            self.asked[found[1]] = text
            return self._at_door()
        self._next(text)
        return self._answers(text)

    def _answers(self, text: str) -> list[tuple[float, str]]:
        dice = self.dice
        if "Which one" in text:
            return [(dice.uniform(10, 30), offered(text, self.intends or self.stands or r"\w+", dice))]
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
        return []

    def _at_door(self) -> list[tuple[float, str]]:
        """What is answered once the van stands there and the menu came, whichever is later."""
        text = self.asked.get(self.stands, "")
        if not text or not self._first(f"at {self.stands}"):
            return []
        special = self.hand.at_door.get(self.stands)
        if special:
            return [(float(after), said) for after, said in special]
        return [(self.dice.uniform(60, 200), offered(text, "delivered", self.dice) or "2")]

    def _next(self, text: str) -> None:
        found = NEXT.search(text)
        if found and self._first(f"next {found[1]}"):
            self._drive(found[1], self.waits.pop(found[1], 0.0) or self.dice.uniform(15, 60))

    def _drive(self, name: str, after: float) -> None:
        if not self.stopped:
            self.stands = ""
            self.over.discard(name)
            self.wheel(name, after)

    def _first(self, what: str) -> bool:
        fresh = what not in self.told
        self.told.add(what)
        return fresh

    async def _say(self, after: float, text: str) -> None:
        await self.world.clock.sleep(timedelta(seconds=after))
        if text and not (self.stopped or self.silent):
            await self.twilio.say(self.hand.phone, OURS, text, 0, by="driver")

    async def _say_by_hand(self, name: str) -> None:
        await self.world.clock.sleep(PATIENCE)
        if self.stands == name and not {f"at {name}", name} & (self.told | self.over) and not self.stopped:
            self.told.add(f"at {name}")
            await self.world.ledger.note("tapped", van=self.hand.phone, goal=name)
            await self._say(1.0, "1")
            await self._say(self.dice.uniform(60, 120), "2")


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
