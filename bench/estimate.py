"""E1: what an estimate adds to a fix, on the roads of a drawn city: the way to the next door, then stop after stop."""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench.city import LAT, LON, SIDE, STEP, drawn
from integrations.roads.embedded import Embedded, embedded
from tracking.ahead import Ahead
from tracking.doorstep import Doorstep, Place
from tracking.eta import crossings, estimates
from tracking.reach import Toward

FIXES, AT_ONCE, STOPS = 20_000, 200, 8
START = 1_800_000_000.0
MOST, TREE = 10.0, 5.0  # us a fix; ms a new stop's tree (performance.md E1)


async def estimate_path(folder: Path) -> list[str]:
    """E1: microseconds a fix, and milliseconds for a new stop."""
    roads = await embedded(drawn(folder), folder)
    dice = random.Random(7)  # noqa: S311 the same city each time
    places = [_place(dice) for _ in range(STOPS)]
    toward, trees = await _trees(roads, places)
    here = _drive(places[0])
    far = [toward.seconds(*one) or 0.0 for one in here]
    ahead = await _ahead(roads, places, far[0])
    now = dict(zip(here, (START + far[0] - one for one in far), strict=True))  # as he goes on, time does
    reach = _median(here, toward.seconds)
    whole = _median(here, lambda *fix: crossings(ahead, toward.seconds(*fix), now[fix], 1.0))
    routes = [await _route(roads, one, places[0]) for one in here[:200]]
    await roads.close()
    more = f"reach={reach:.1f}us stops={STOPS} route={statistics.median(routes):.0f}us through the roads' thread"
    return [_line("E1", whole, MOST, "us", more),
            _line("E1-tree", statistics.median(trees), TREE, "ms", f"junctions={SIDE * SIDE}")]


def _place(dice: random.Random) -> Place:
    """Somewhere along a street."""
    return LAT + dice.randrange(SIDE) * STEP, LON + dice.random() * (SIDE - 1) * STEP * 1.34


def _drive(door: Place) -> list[tuple[float, float, float]]:
    """A van's fixes, ten metres apart, along the door's own street: cells are looked at again and again."""
    along = [LON + (number % 300) * 0.00012 for number in range(FIXES)]
    return [(door[0] + 0.00003 * (number % 3), lon, 90.0) for number, lon in enumerate(along)]


async def _ahead(roads: Embedded, places: list[Place], reach: float | None) -> Ahead:
    """A run that is on time, its estimates kept: most fixes of a day say nothing new, and that is the hot path."""
    stops = tuple(Doorstep(str(number), place, 300.0, START, START + 14_400, near_told=True)
                  for number, place in enumerate(places))
    ahead = Ahead("run", stops, await roads.legs(places))
    kept = [(one.earliest, one.likely, one.latest) for one in estimates(ahead, reach, START, 1.0)]
    return replace(ahead, stops=tuple(replace(step, eta=eta) for step, eta in zip(stops, kept, strict=True)))


async def _trees(roads: Embedded, places: list[Place]) -> tuple[Toward, list[float]]:
    times = []
    for place in reversed(places):
        started = time.perf_counter()
        toward = await roads.toward(place)
        times.append((time.perf_counter() - started) * 1e3)
    return toward, times


async def _route(roads: Embedded, here: tuple[float, float, float], place: Place) -> float:
    started = time.perf_counter()
    await roads.legs([here[:2], place])
    return (time.perf_counter() - started) * 1e6


def _median(here: list[tuple[float, float, float]], ask: Callable[[float, float, float], object]) -> float:
    """Microseconds a call: the median of batches, for a clock read costs as much as a look into a table."""
    found = []
    for first in range(0, len(here), AT_ONCE):
        started = time.perf_counter()
        for one in here[first:first + AT_ONCE]:
            ask(*one)
        found.append((time.perf_counter() - started) / AT_ONCE * 1e6)
    return statistics.median(found)


def _line(path: str, ours: float, most: float, unit: str, more: str) -> str:
    verdict = "ok" if ours <= most else "short"
    return (f"{path} porchlight={ours:.1f}{unit} limit={most:.1f}{unit} ratio={ours / most:.2f} goal=1.00 {verdict} "
            f"{more}")
