"""Streets drawn by metres east and north of a corner, written as OpenStreetMap writes them: answers known by hand."""

from collections.abc import Mapping, Sequence
from math import cos, radians
from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Way

from integrations.roads.build import SCALE, build, load
from integrations.roads.embedded import Embedded
from integrations.roads.graph import JUNCTION
from integrations.roads.kinds import DEGREE, Place
from integrations.roads.speeds import KEPT

Spot = tuple[float, float]
Tags = dict[str, str]
Street = tuple[Sequence[Spot], Tags]
CORNER: Place = (41.0, -8.0)
STREET = {"highway": "tertiary", "maxspeed": "50"}


def at(spot: Spot) -> Place:
    """So many metres east and north."""
    return CORNER[0] + spot[1] / DEGREE, CORNER[1] + spot[0] / DEGREE / cos(radians(CORNER[0]))


def block(metres: float, limit: float = 50, corners: int = 1) -> float:
    """Seconds over so many metres at a posted limit, with so many corners at their ends."""
    return (metres / (limit * KEPT) * 3.6 + corners * JUNCTION / 1000) * SCALE


def streets(columns: int, rows: int, step: float = 200.0, east: float = 0.0, tags: Tags | None = None) -> list[Street]:
    """A grid of streets, two-way, at 50 km/h."""
    tags = tags or STREET
    across = [([(east + step * x, step * y) for x in range(columns)], tags) for y in range(rows)]
    return [*across, *(([(east + step * x, step * y) for y in range(rows)], tags) for x in range(columns))]


def drawn(to: Path, ways: Sequence[Street], points: Mapping[Spot, Tags] | None = None) -> Path:
    """The streets as a file; where two share a spot they meet. `points` gives spots tags of their own."""
    points = points or {}
    known = dict.fromkeys([*points, *(spot for way, _ in ways for spot in way)])
    spots = {spot: number for number, spot in enumerate(known, 1)}
    with osmium.SimpleWriter(str(to)) as file:
        for spot, number in spots.items():
            lat, lon = at(spot)
            file.add_node(Node(id=number, location=(lon, lat), tags=points.get(spot, {})))
        for number, (way, tags) in enumerate(ways, 1):
            file.add_way(Way(id=number, nodes=[spots[spot] for spot in way], tags=tags))
    return to


async def opened(folder: Path, ways: Sequence[Street], points: Mapping[Spot, Tags] | None = None, pause: float = 60.0
                 ) -> Embedded:
    """The roads of these streets. Close them."""
    made = load(build(drawn(folder / "town.osm.pbf", ways, points), folder / "cache"))
    roads = Embedded(made, pause)
    await roads.begin()
    return roads
