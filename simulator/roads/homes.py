"""Where people of the world live: at addresses of the map that a van can stand before, or at its streets."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2

from simulator.roads.reading import Address, NoStreets
from simulator.roads.streets import Kerb, Place, Streets, metres

BARRED = frozenset({"motorway", "trunk"})
FARTHEST = 40.0
"""Metres from a door to the street before it: nobody carries a sofa farther."""
APART = (400.0, 300.0, 250.0, 150.0, 90.0, 60.0, 40.0)
BY_THE_DOCK = 300.0


@dataclass(frozen=True, slots=True)
class Home:
    """A doorstep: its address, where the map has it, and where the van stands for it."""

    text: str
    door: Place
    kerb: Kerb


def homes(streets: Streets, addresses: Sequence[Address], count: int, seed: int, start: Place) -> tuple[Home, ...]:
    """So many doorsteps, as far from each other as the place has room for, and none by the vans' dock.

    Where a map holds no addresses they are at crossings, and named by their place.

    Raises:
        NoStreets: the place has not as many.
    """
    for apart in APART:
        found = _spread(streets, addresses, count, apart, random.Random(f"homes {seed}"), start)  # noqa: S311 no secret
        if len(found) == count:
            return found
    msg = f"the place is too small: {count} doorsteps are needed, and it has {len(found)}"
    raise NoStreets(msg)


def _spread(streets: Streets, addresses: Sequence[Address], count: int, apart: float, dice: random.Random,
            start: Place) -> tuple[Home, ...]:
    known = list(addresses) or [Address(f"{lat:.5f} {lon:.5f}", (lat, lon)) for lat, lon in streets.places]
    dice.shuffle(known)
    found: list[Home] = []
    for one in known:
        if len(found) == count:
            break
        if metres(one.place, start) < BY_THE_DOCK or any(metres(one.place, other.door) < apart for other in found):
            continue
        kerb = streets.nearest(one.place, FARTHEST, BARRED)
        if kerb is not None:
            found.append(Home(one.text, one.place, kerb))
    return tuple(found)


def dock(streets: Streets) -> Kerb:
    """Where vans are loaded: at the northern edge of the place, by a street that is no motorway."""
    north = sorted(range(len(streets.places)), key=lambda one: -streets.places[one][0])
    ways = ((one, street) for one in north for street in streets.out[one])
    start, street = next((pair for pair in ways if pair[1].kind not in BARRED), (north[0], streets.out[north[0]][0]))
    return Kerb(start, street.to, 0.3)


def rounds(found: Sequence[Home], count: int, start: Place) -> list[list[Home]]:
    """The doorsteps in `count` rounds, each a sector of the town seen from its middle, each in a sensible order."""
    middle = _middle([one.door for one in found])
    turned = sorted(found, key=lambda one: atan2(one.door[0] - middle[0], (one.door[1] - middle[1]) * 0.5))
    size = len(turned) // count
    return [_in_order(turned[at * size:(at + 1) * size], start) for at in range(count)]


def _in_order(some: Sequence[Home], start: Place) -> list[Home]:
    left, here, found = list(some), start, list[Home]()
    while left:
        one = min(left, key=lambda home: metres(here, home.door))
        left.remove(one)
        found.append(one)
        here = one.door
    return found


def _middle(places: Sequence[Place]) -> Place:
    return sum(one[0] for one in places) / len(places), sum(one[1] for one in places) / len(places)
