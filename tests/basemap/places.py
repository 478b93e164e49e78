"""Small extracts of our own: a street grid by the sea, written as OpenStreetMap writes them."""

from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Way

Spot = tuple[float, float]
Tags = dict[str, str]


def extract(to: Path, box: tuple[float, float, float, float], ways: list[tuple[list[Spot], Tags]],
            points: tuple[tuple[Spot, Tags], ...] = ()) -> Path:
    """Ways and points by longitude and latitude; ways that meet share the node."""
    number, made = 0, []
    known: dict[Spot, int] = {}
    header = osmium.io.Header()
    header.add_box(osmium.osm.Box(osmium.osm.Location(*box[:2]), osmium.osm.Location(*box[2:])))
    with osmium.SimpleWriter(str(to), header=header) as file:
        for corners, tags in ways:
            for corner in corners:
                if corner not in known:
                    number += 1
                    known[corner] = number
                    file.add_node(Node(id=number, location=corner))
            made.append(([known[corner] for corner in corners], tags))
        for where, tags in points:
            number += 1
            file.add_node(Node(id=number, location=where, tags=tags))
        for at, (nodes, tags) in enumerate(made, 1):
            file.add_way(Way(id=at, nodes=nodes, tags=tags))
    return to


def harbour(to: Path) -> Path:
    """A town of seven streets by seven with a house in each block, a park, and the sea in the south."""
    box = (24.930, 60.160, 24.960, 60.175)
    west, _, east, north = box
    ways: list[tuple[list[Spot], Tags]] = [([(west - .01, 60.1625), (east + .01, 60.1625)], {"natural": "coastline"})]
    for at in range(7):
        lat, lon = 60.1635 + at * .0018, west + .002 + at * .0042
        kind = "primary" if at == 3 else "residential"
        ways.append(([(west, lat), (east, lat)], {"highway": kind, "name": f"{at + 1}. Cross Street"}))
        ways.append(([(lon, 60.1635), (lon, north)], {"highway": kind, "name": f"{at + 1}. Long Street"}))
        ways.extend((_block(lon + .0006, 60.1638 + row * .0018), {"building": "yes", "addr:housenumber": f"{at}{row}"})
                    for row in range(6) if (at, row) != (2, 2))
    ways.append((_block(west + .011, 60.1674), {"leisure": "park", "name": "Lamp Park"}))
    return extract(to, box, ways, (((24.945, 60.168), {"place": "suburb", "name": "Harbour"}),))


def _block(lon: float, lat: float) -> list[Spot]:
    return [(lon, lat), (lon + .003, lat), (lon + .003, lat + .0012), (lon, lat + .0012), (lon, lat)]
