"""Draws a town of its own into an .osm.pbf, the same for the same seed: streets of every class, a river, houses, names.

It stands where the map has nothing but sea, so that nobody takes it for a place. Ten kilometres by eight, for longer
drives than the middle of a real city gives. The service reads it as it reads any extract.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, pi, radians, sin
from pathlib import Path

import osmium
from osmium.osm import Box, Location
from osmium.osm.mutable import Node, Way

Spot = tuple[float, float]
"""Metres east and north of the town's south-western corner."""
SOUTH, WEST = 59.40, 22.60
WIDE, TALL = 10_000.0, 8_000.0
COLUMNS, ROWS = 40, 32
BLOCK = WIDE / COLUMNS
NORTH_DEGREE = 111_195.0
EAST_DEGREE = NORTH_DEGREE * cos(radians(SOUTH + 0.036))
TREES = ("Alder", "Ash", "Aspen", "Beech", "Birch", "Cedar", "Cherry", "Elder", "Elm", "Hazel", "Holly", "Juniper",
         "Larch", "Linden", "Maple", "Oak", "Pine", "Poplar", "Rowan", "Spruce", "Sycamore", "Willow")
TRADES = ("Baker", "Bell", "Candle", "Chandler", "Cooper", "Ferry", "Glass", "Harbour", "Lantern", "Mason", "Miller",
          "Potter", "Rope", "Sail", "Tailor", "Tanner", "Weaver", "Well")
FIRST = 9_000_000_000
"""Ids beyond those of the real map, so that nobody looks one up there."""
MAIN, SECOND = 8, 4
PARKS = (("Lantern Park", 5560, 4800), ("The Meadow", 1560, 5060), ("The Orchard", 8060, 6560),
         ("South Green", 3300, 1060))
OLD_TOWN = 2_000.0


@dataclass(slots=True)
class _Sheet:
    """What is drawn so far: nodes by their number, then ways over them."""

    nodes: dict[int, tuple[Spot, dict[str, str]]] = field(default_factory=dict)
    ways: list[tuple[list[int], dict[str, str]]] = field(default_factory=list)

    def point(self, spot: Spot, **tags: str) -> int:
        self.nodes[FIRST + len(self.nodes)] = spot, {name.replace("__", ":"): value for name, value in tags.items()}
        return FIRST + len(self.nodes) - 1

    def line(self, points: list[int], **tags: str) -> None:
        self.ways.append((points, {name.replace("__", ":"): value for name, value in tags.items()}))


def draw(to: Path, seed: int = 1) -> Path:
    """Write the town of a seed to a file that ends in .osm.pbf; half of it is never seen."""
    dice, sheet = random.Random(f"town {seed}"), _Sheet()  # noqa: S311 a drawn town, no secret
    grid = _crossings(sheet, dice)
    _river(sheet)
    _streets(sheet, grid, dice)
    _parks(sheet)
    for name, spot, kind in (("Lampwick", (WIDE / 2, TALL / 2), "town"), ("Northgate", (2500, 6500), "suburb"),
                             ("Saltmarsh", (7500, 1500), "suburb"), ("Orchard Hill", (7800, 6300), "suburb"),
                             ("Ferrymen", (2300, 1800), "suburb")):
        sheet.point(spot, place=kind, name=name)
    draft = to.with_name(f"draft-{to.name}")
    draft.unlink(missing_ok=True)
    _write(sheet, draft)
    draft.replace(to)
    return to


def _crossings(sheet: _Sheet, dice: random.Random) -> dict[tuple[int, int], int]:
    """A grid that nobody laid out with a ruler: every crossing a little off, main streets straighter than others."""
    grid = {}
    for column in range(COLUMNS + 1):
        for row in range(ROWS + 1):
            loose = 12.0 if _rank(column) or _rank(row) else 45.0
            bend = 140.0 * sin(column * BLOCK / WIDE * pi)
            spot = (column * BLOCK + dice.uniform(-loose, loose), row * BLOCK + dice.uniform(-loose, loose) + bend)
            lights = {"highway": "traffic_signals"} if _rank(column) and _rank(row) == MAIN else {}
            grid[column, row] = sheet.point(spot, **lights)
    return grid


def _rank(line: int) -> int:
    """How great a line of the grid is: `MAIN`, `SECOND` or 0."""
    return MAIN if line % MAIN == 0 else SECOND if line % SECOND == 0 else 0


def _streets(sheet: _Sheet, grid: dict[tuple[int, int], int], dice: random.Random) -> None:
    names = _names(dice)
    for column in range(COLUMNS + 1):
        _street(sheet, [grid[column, row] for row in range(ROWS + 1)], column, next(names), dice)
    for row in range(ROWS + 1):
        _street(sheet, [grid[column, row] for column in range(COLUMNS + 1)], row, next(names), dice)


def _names(dice: random.Random) -> Iterator[str]:
    found = [f"{one} {kind}" for one in (*TREES, *TRADES) for kind in ("Street", "Road", "Lane")]
    dice.shuffle(found)
    return iter(found)


def _street(sheet: _Sheet, points: list[int], line: int, name: str, dice: random.Random) -> None:
    """One line of the grid from edge to edge: cut at the river unless it is great enough for a bridge."""
    rank, number = _rank(line), 1
    for one, other in pairwise(points):
        a, b = sheet.nodes[one][0], sheet.nodes[other][0]
        wet = _wet(a) or _wet(b) or _wet(_middle(a, b))
        if wet and not rank:
            continue
        tags = _tags(rank, line, name, old=_is_old(a) and _is_old(b))
        if wet:
            tags |= {"bridge": "yes", "layer": "1"}
        sheet.line([one, other], **tags)
        if not wet and (not rank or _is_old(a)):
            number = _houses(sheet, a, b, name, number, dice)


def _tags(rank: int, line: int, name: str, *, old: bool) -> dict[str, str]:
    if rank == MAIN:
        return {"highway": "primary", "name": name, "maxspeed": "50"}
    if rank == SECOND:
        return {"highway": "secondary" if line % 3 else "tertiary", "name": name, "maxspeed": "50"}
    oneway = {"oneway": "yes" if line % 2 else "-1"} if old else {}
    return {"highway": "residential", "name": name, "maxspeed": "30", **oneway}


def _houses(sheet: _Sheet, one: Spot, other: Spot, name: str, number: int, dice: random.Random) -> int:
    """Houses on both sides of a block of street, their addresses beside them as points; the next number free."""
    along = (other[0] - one[0], other[1] - one[1])
    length = (along[0] ** 2 + along[1] ** 2) ** 0.5
    side = (-along[1] / length, along[0] / length)
    count = 3 if _is_old(one) else 2
    for at in range(count):
        part = (at + 1) / (count + 1)
        for hand in (1, -1):
            off = hand * dice.uniform(14.0, 20.0)
            spot = (one[0] + along[0] * part + side[0] * off, one[1] + along[1] * part + side[1] * off)
            if dice.random() < 0.85:  # noqa: PLR2004 here and there a gap
                _house(sheet, spot, hand, side, dice)
                sheet.point(spot, addr__street=name, addr__housenumber=str(number), addr__city="Lampwick")
            number += 1
    return number


def _house(sheet: _Sheet, spot: Spot, hand: int, side: Spot, dice: random.Random) -> None:
    """A house whose front stands 3 m behind its address point."""
    half, deep, front = dice.uniform(7.0, 14.0), dice.uniform(10.0, 18.0), 3.0
    away = (side[0] * hand, side[1] * hand)
    along = (-away[1], away[0])
    corners = [sheet.point((spot[0] + away[0] * far + along[0] * wide, spot[1] + away[1] * far + along[1] * wide))
               for far, wide in ((front, -half), (front, half), (front + deep, half), (front + deep, -half))]
    sheet.line([*corners, corners[0]], building="yes")


def _is_old(spot: Spot) -> bool:
    """Within the old town, where side streets are one-way."""
    return abs(spot[0] - WIDE / 2) < OLD_TOWN and abs(spot[1] - TALL / 2) < OLD_TOWN


def _shore(east: float) -> float:
    """How far north the middle of the river runs."""
    return 3050.0 + 520.0 * sin(east / 1900.0) + 0.06 * east


def _wet(spot: Spot) -> bool:
    return abs(spot[1] - _shore(spot[0])) < 75.0  # noqa: PLR2004 half of its width, and the banks


def _river(sheet: _Sheet) -> None:
    steps = [-200.0 + 100.0 * at for at in range(105)]
    bank = [sheet.point((east, _shore(east) + 55.0)) for east in steps]
    bank += [sheet.point((east, _shore(east) - 55.0)) for east in reversed(steps)]
    sheet.line([*bank, bank[0]], natural="water", water="river", name="Wick")
    sheet.line([sheet.point((east, _shore(east))) for east in steps], waterway="river", name="Wick")


def _parks(sheet: _Sheet) -> None:
    for name, west, south in PARKS:
        ring = [sheet.point((west + east, south + north)) for east, north in ((0, 0), (400, 0), (400, 420), (0, 420))]
        sheet.line([*ring, ring[0]], leisure="park", name=name)


def _middle(one: Spot, other: Spot) -> Spot:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _write(sheet: _Sheet, to: Path) -> None:
    """All nodes, then all ways, each with what makes it a whole object of the map: a version and no name."""
    header = osmium.io.Header()
    header.add_box(Box(_on_earth((-200.0, -200.0)), _on_earth((WIDE + 200.0, TALL + 400.0))))
    header.set("generator", "porchlight simulator/town.py")
    with osmium.SimpleWriter(str(to), header=header) as file:
        for number, (spot, tags) in sheet.nodes.items():
            file.add_node(Node(id=number, version=1, location=_on_earth(spot), tags=tags))
        for at, (points, tags) in enumerate(sheet.ways):
            file.add_way(Way(id=FIRST + at, version=1, nodes=points, tags=tags))


def _on_earth(spot: Spot) -> Location:
    return Location(WEST + spot[0] / EAST_DEGREE, SOUTH + spot[1] / NORTH_DEGREE)
