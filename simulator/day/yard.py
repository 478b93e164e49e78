"""The vans of the day: each driver's, with a tracker of its own kind, and the troubles the script has for them."""

import random
from collections.abc import Callable, Sequence

from simulator.day.cab import Cab
from simulator.day.cast import Customer
from simulator.day.hands import HOME, Driving
from simulator.day.place import Town
from simulator.day.script import START, STUCK, ZONE, Script
from simulator.parts import Parts
from simulator.roads.streets import Kerb, Place, metres
from simulator.vans.fleet import Driven, Fleet
from simulator.vans.formats import FORMATS
from simulator.vans.tracker import Tracker
from simulator.vans.traffic import Jam, around
from simulator.vans.van import Van

EVERY = (20.0, 15.0, 20.0, 15.0, 20.0)
SKEW = (120.0, 200.0)
BREAK = (1020.0, 1140.0)
GAP = (100.0, 200.0)
DOCK_WAITS = (30.0, 420.0)
KINDS = (*FORMATS, "generic")
FAR = 2500.0
"""Metres that nobody drives between two fixes."""


class Yard:
    """Puts the vans on duty and their drivers at the wheel."""

    def __init__(self, world: Parts, town: Town, script: Script, seed: int) -> None:
        """The vans stand at the dock; nobody drives yet."""
        self.fleet = Fleet(world)
        self._world, self._town, self._script = world, town, script
        self._dice = random.Random(f"yard {seed}")  # noqa: S311 a seeded day, no secret
        self._roads = around(town.streets.places, ZONE, seed)

    def bring(self, driving: Driving | Cab, token: str, index: int, others: Sequence[Customer]) -> None:
        """A driver's van, ready at the dock. `others` are the customers of the run it may be sent to."""
        jam, now = Jam(self._roads), self._world.clock.now().timestamp()
        van = Van(self._town.streets, self._town.dock, now, jam.free)
        tracker = Tracker(KINDS[index], token, driving.hand.name, EVERY[index],
                          random.Random(f"{self._dice.random()}"))  # noqa: S311 a seeded day, no secret
        driven = Driven(driving.hand.phone, van, tracker, jam, driving.came)
        self.fleet.add(driven)
        kerbs = {one.name: one.home.kerb for one in others} | {HOME: self._town.dock}
        driving.wheel = self._wheel(driven, kerbs)
        if others:
            driving.waits.setdefault(others[0].name, self._dice.uniform(*DOCK_WAITS))

    def _wheel(self, driven: Driven, kerbs: dict[str, Kerb]) -> Callable[[str, float], None]:
        def turn(name: str, after: float) -> None:
            self._on_the_way(driven, name, after)
            self.fleet.send(driven.name, name, kerbs[name], after)

        return turn

    def trouble(self, drivings: dict[str, Driving | Cab]) -> None:
        """What goes wrong with trackers and traffic, by the script."""
        hands, special = self._script.drivers, self._script.special
        vans = self.fleet.vans
        late, silent = vans[hands[3].phone], special["silent"].name
        late.jam.until = (START + STUCK).timestamp()
        drivings[hands[3].phone].waits[special["traffic"].name] = 60.0
        drivings[hands[3].phone].waits[silent] = self._dice.uniform(*BREAK)
        wrong = vans[hands[special["wrong_clock"].driver].phone]
        wrong.tracker.skew = self._dice.choice((1.0, -1.0)) * self._dice.uniform(*SKEW)
        self._trouble("wrong_clock", wrong, wrong.tracker.skew)

    def _on_the_way(self, driven: Driven, name: str, after: float) -> None:
        """Troubles that begin when a van sets out to a certain door."""
        at, special = driven.van.at, self._script.special
        if name == special["silent"].name:
            driven.tracker.silent.append((at, at + after))
            self._trouble("silent", driven, after)
        elif name == special["jump"].name:
            driven.tracker.jumps += [(at + after + 5.0, self._elsewhere(driven, name)),
                                     (at + after + 65.0, self._elsewhere(driven, name))]
            self._trouble("jump", driven, 0.0)
        elif name == special["gap"].name:
            long = self._dice.uniform(*GAP)
            driven.tracker.gaps.append((at + after, at + after + long))
            self._trouble("gap", driven, long)

    def _trouble(self, kind: str, driven: Driven, seconds: float) -> None:
        async def noted() -> None:
            await self._world.ledger.note("van_trouble", trouble=kind, van=driven.name, seconds=round(seconds))

        self._world.errands.start(noted())

    def _elsewhere(self, driven: Driven, name: str) -> Place:
        """The door of the run that is farthest off, where a wrong arrival would do most harm; else three kilometres."""
        here = driven.place
        driver = next(one.driver for one in self._script.customers if one.name == name)
        doors = [one.home.door for one in self._script.customers if one.driver == driver]
        far = max(doors, key=lambda door: metres(here, door))
        return far if metres(here, far) > FAR else (here[0] + 0.027, here[1])
