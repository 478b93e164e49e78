"""An .osm.pbf in, its address points and the names of its towns out, as flat arrays that load in an instant."""

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
import osmium
from numpy.typing import NDArray
from osmium.filter import KeyFilter
from osmium.osm import Area, Node

from integrations.roads.kinds import Place, RoadsError
from integrations.roads.reading import Floats, Ints
from integrations.roads.spelling import name, numbers

STREETS = ("addr:street", "addr:place")  # a hamlet numbers its houses by its own name
TOWNS = {"city", "town", "village", "hamlet", "suburb", "borough", "quarter", "neighbourhood", "municipality", "county"}


@dataclass(frozen=True, slots=True)
class Addressed:
    """Address points, one row for each street and number: `keys` are `key`s of both, sorted.

    `streets` are the keys of all streets, sorted. `towns` and `posts` are places in `names`, 0 where the map says
    nothing; `names` is UTF-8, a name a line, the first empty. `known` are the towns drawn on the map, at `known_lat`,
    `known_lon`, as places in `names` too.
    """

    keys: Ints
    lat: Floats
    lon: Floats
    towns: Ints
    posts: Ints
    streets: Ints
    names: NDArray[np.uint8]
    known: Ints
    known_lat: Floats
    known_lon: Floats


def key(*parts: str) -> int:
    """A number for some words; two in a country share one with a chance of one in a million."""
    return int.from_bytes(blake2b("\n".join(parts).encode(), digest_size=8).digest(), "big", signed=True)


def addressed(pbf: Path) -> Addressed:
    """Every address of the extract: points, and buildings or grounds by their middle.

    Raises:
        RoadsError: the file is none that osmium can read.
    """
    rows = _Rows()
    wanted = KeyFilter("addr:housenumber", "place")
    try:
        for one in osmium.FileProcessor(str(pbf)).with_areas(wanted).with_filter(wanted):
            if isinstance(one, Node):
                rows.add(dict(one.tags), (one.lat, one.lon))
            elif isinstance(one, Area):
                rows.add(dict(one.tags), _middle(one))
    except (RuntimeError, OSError) as error:
        msg = f"{pbf.name} is no extract that osmium can read: {error}"
        raise RoadsError(msg) from error
    return rows.arrays()


def _middle(area: Area) -> Place:
    """The middle of the first outline."""
    points = [(node.lat, node.lon) for node in next(iter(area.outer_rings())) if node.location.valid()][1:]
    return sum(lat for lat, _ in points) / len(points), sum(lon for _, lon in points) / len(points)


class _Rows:
    """The columns while they grow."""

    def __init__(self) -> None:
        self._names: dict[str, int] = {"": 0}
        self._streets: set[int] = set()
        self._points: list[tuple[int, float, float, int, int]] = []
        self._known: list[tuple[int, float, float]] = []

    def add(self, tags: dict[str, str], where: Place) -> None:
        if tags.get("place") in TOWNS:
            self._known += [(self._number(tags[one]), *where) for one in tags
                            if one == "name" or one.startswith("name:")]
        towns, posts = self._number(tags.get("addr:city", "")), self._number(tags.get("addr:postcode", ""))
        for street in {name(said) for tag, said in tags.items() if tag.startswith(STREETS)}:
            for number in numbers(tags.get("addr:housenumber", "")):
                self._streets.add(key(street))
                self._points.append((key(street, number), *where, towns, posts))

    def _number(self, said: str) -> int:
        return self._names.setdefault(name(said), len(self._names))

    def arrays(self) -> Addressed:
        points = np.array(sorted(self._points), dtype=np.dtype("q,d,d,q,q"))
        known = np.array(self._known, dtype=np.dtype("q,d,d"))
        names = np.frombuffer("\n".join(self._names).encode(), dtype=np.uint8)
        streets = np.array(sorted(self._streets), dtype=np.int64)
        return Addressed(points["f0"], points["f1"], points["f2"], points["f3"], points["f4"], streets, names,
                         known["f0"], known["f1"], known["f2"])
