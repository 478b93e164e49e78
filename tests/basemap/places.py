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


def town(to: Path) -> Path:
    """A town of nine streets by nine, half a kilometre from each other, with houses between: 4 km each way."""
    west, south, east, north = 24.900, 60.150, 24.990, 60.195
    lats = [round(south + .0025 + at * .005, 6) for at in range(9)]
    lons = [round(west + .005 + at * .010, 6) for at in range(9)]
    ways: list[tuple[list[Spot], Tags]] = []
    for at, (lat, lon) in enumerate(zip(lats, lons, strict=True)):
        kind = "primary" if at == 4 else "residential"
        ways.append(([(one, lat) for one in lons], {"highway": kind, "name": f"{at + 1}. Cross Street"}))
        ways.append(([(lon, one) for one in lats], {"highway": kind, "name": f"{at + 1}. Long Street"}))
        ways.extend(([(lon + a, lat2 + b) for a, b in ((.001, .0006), (.009, .0006), (.009, .0044), (.001, .0044),
                                                       (.001, .0006))], {"building": "yes"})
                    for lat2 in (south + .0025 + row * .005 for row in range(8)) if (at + int(lat2 * 1000)) % 3)
    return extract(to, (west, south, east, north), ways)
