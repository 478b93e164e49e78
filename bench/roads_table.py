"""Driving times of random pairs on an extract: our own graph, a straight line, and a road server where one runs.

python -m bench.roads_table EXTRACT.osm.pbf [http://127.0.0.1:8002]      prints the tables of docs/roads.md
"""

import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import aiohttp

from bench.load import rss
from integrations.roads import open_roads
from integrations.roads.build import made
from integrations.roads.embedded import Embedded, embedded
from integrations.roads.kinds import Place, Roads, metres
from integrations.roads.rough import Rough

PAIRS, SEED = 200, 2026
CLASSES = (("under 1 km", 0, 1), ("1 to 3 km", 1, 3), ("3 to 10 km", 3, 10), ("over 10 km", 10, 1000))
HOP = 3000.0  # metres
Pair = tuple[Place, Place]
Times = list[float | None]


def pairs(places: Sequence[Place]) -> list[Pair]:
    """Pairs of junctions, the same ones every time."""
    dice = random.Random(SEED)  # noqa: S311 seeded dice are the point
    return [(dice.choice(places), dice.choice(places)) for _ in range(PAIRS)]


def nearby(places: Sequence[Place]) -> list[Pair]:
    """Pairs that lie within three kilometres of each other, as one stop and the next do."""
    dice = random.Random(SEED)  # noqa: S311 seeded dice are the point
    found: list[Pair] = []
    while len(found) < PAIRS:
        pair = (dice.choice(places), dice.choice(places))
        if 0 < metres(*pair) < HOP:
            found.append(pair)
    return found


async def times(roads: Roads, asked: Sequence[Pair]) -> Times:
    """One question for each pair."""
    return [(await roads.legs(pair))[0] for pair in asked]


def compared(found: Times, against: Times, asked: Sequence[Pair]) -> str:
    """Median and nine tenths of the absolute difference in per cent, for each class of straight-line length."""
    cells = []
    for _, low, high in CLASSES:
        off = [abs(one / other - 1) * 100 for one, other, pair in zip(found, against, asked, strict=True)
               if one and other and low <= metres(*pair) / 1000 < high]
        ninth = sorted(off)[int(len(off) * 0.9)] if off else 0.0
        cells.append(f"{statistics.median(off):.1f} / {ninth:.0f} ({len(off)})" if off else "-")
    return " | ".join(cells)


def each(count: int, work: Callable[[int], object]) -> float:
    """Microseconds of this process's CPU for one of so many."""
    before = time.process_time()
    for number in range(count):
        work(number)
    return (time.process_time() - before) / count * 1e6


async def costs(roads: Embedded, asked: Sequence[Pair]) -> list[str]:
    """What one question costs."""
    doors = [end for _, end in asked]
    before = time.process_time()
    ways = [await roads.toward(door) for door in doors[:20]]
    tree = (time.process_time() - before) / 20 * 1e6
    fix = each(4000, lambda n: ways[n % 20].seconds(*asked[n % PAIRS][0], 90.0))
    before = time.process_time()
    await roads.legs([place for pair in asked for place in pair])
    leg = (time.process_time() - before) / (2 * PAIRS - 1) * 1e6
    before = time.process_time()
    await roads._ask(lambda: roads._network.weigh(roads._learned.weights()))  # noqa: SLF001 what a minute costs
    weigh = (time.process_time() - before) * 1e3
    return [f"| one leg, snapping included | {leg:.0f} us |", f"| the way to a new next door | {tree / 1e3:.1f} ms |",
            f"| time to that door, for each fix | {fix:.1f} us |", f"| weighing all roads anew | {weigh:.0f} ms |"]


async def tables(pbf: Path, server: str) -> None:
    """Print everything."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        await made(pbf, Path(folder))
        took = time.perf_counter() - start
        before, start = rss(os.getpid()), time.perf_counter()
        roads = await embedded(pbf, Path(folder))
        loaded = time.perf_counter() - start
    graph = roads._roads.graph  # noqa: SLF001 the places to ask about
    places = list(zip(graph.lat.tolist(), graph.lon.tolist(), strict=True))
    asked = pairs(places)
    await times(roads, asked)  # unpacks the cells
    print(f"| {len(graph.lat):,} junctions, {len(graph.metres):,} streets between them | |\n|---|---|")
    print(f"| made, once for an extract, in a process of its own | {took:.1f} s |")
    print(f"| loaded at a start | {loaded:.2f} s |")
    print("\n".join(await costs(roads, asked)))
    print(f"| memory, with twenty doors and what 400 places unpacked | {rss(os.getpid()) - before:.0f} MB |")
    async with aiohttp.ClientSession() as session:
        other = await open_roads(server, Path(), session)
        for title, some in (("anywhere", asked), ("as a van's next stop", nearby(places))):
            await table(title, some, roads, other)
        await other.close()
    await roads.close()


async def table(title: str, asked: Sequence[Pair], roads: Roads, other: Roads) -> None:
    """One table: `other` is a server, or rough where there is none."""
    ours, line = await times(roads, asked), await times(Rough(), asked)
    heads = " | ".join(name for name, _, _ in CLASSES)
    print(f"\n| {PAIRS} pairs {title} | {heads} |\n|---|---|---|---|---|")
    print(f"| straight line against ours | {compared(line, ours, asked)} |")
    if not other.rough:
        theirs = await times(other, asked)
        print(f"| ours against the server | {compared(ours, theirs, asked)} |")
        print(f"| straight line against the server | {compared(line, theirs, asked)} |")
    print(f"\nWithout a way: {ours.count(None)} of {PAIRS}.")


if __name__ == "__main__":
    asyncio.run(tables(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""))  # noqa: PLR2004
