"""A drawn city of 14,400 crossings for the benches that need streets: a grid of 12 km by 12 km."""

from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Way

SIDE = 120
LAT, LON = 41.80, -87.75
STEP = 0.0009  # degrees of latitude, 100 m
SLOW, FAST = {"highway": "residential"}, {"highway": "secondary"}


def drawn(folder: Path) -> Path:
    """Draw it as an extract."""
    to = folder / "city.osm.pbf"
    with osmium.SimpleWriter(str(to), overwrite=True) as writer:
        for row in range(SIDE):
            for column in range(SIDE):
                writer.add_node(Node(id=_id(row, column), location=(LON + column * STEP * 1.34, LAT + row * STEP)))
        for line in range(SIDE):
            tags = FAST if line % 10 == 0 else SLOW
            for turned in (0, 1):
                nodes = [_id(line, at) if turned else _id(at, line) for at in range(SIDE)]
                writer.add_way(Way(id=2 * line + turned + 1, nodes=nodes, tags=tags))
    return to


def _id(row: int, column: int) -> int:
    return row * SIDE + column + 1
