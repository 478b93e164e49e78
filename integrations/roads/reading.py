"""An .osm.pbf in, drivable ways out as flat arrays: where they lie, how fast they are, where a van is stopped."""

from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import osmium
from numpy.typing import NDArray
from osmium.filter import KeyFilter
from osmium.osm import Node, Way

from integrations.roads.kinds import RoadsError
from integrations.roads.speeds import NAMES, is_cut, speeds

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ways:
    """Drivable ways, end to end in one row of points.

    `refs`, `lat`, `lon` hold a value for each point of each way; `ends` is where each way ends in them. `ahead` and
    `back` are km/h along and against the drawing, 0 where closed; `kinds` are places in `speeds.NAMES`; `ids` are
    OpenStreetMap's. `cuts` are the nodes where a van is stopped.
    """

    refs: Ints
    lat: Floats
    lon: Floats
    ends: Ints
    ids: Ints
    ahead: Floats
    back: Floats
    kinds: Ints
    cuts: Ints


def read(pbf: Path) -> Ways:
    """Every drivable way of the extract.

    Raises:
        RoadsError: the file is none that osmium can read.
    """
    rows = _Rows()
    try:
        for one in osmium.FileProcessor(str(pbf)).with_locations().with_filter(KeyFilter("highway", "barrier")):
            if isinstance(one, Node):
                if is_cut(dict(one.tags)):
                    rows.cuts.append(one.id)
            elif isinstance(one, Way):
                rows.add(one)
    except (RuntimeError, OSError) as error:  # osmium has no exception of its own for a broken file
        msg = f"{pbf.name} is no extract that osmium can read: {error}"
        raise RoadsError(msg) from error
    return rows.ways()


class _Rows:
    """The arrays while they grow: compact numbers, for a country has a hundred million of them."""

    def __init__(self) -> None:
        self.refs, self.cuts, self.ends, self.ids = array("q"), array("q"), array("q"), array("q")
        self.lat, self.lon, self.ahead, self.back = array("d"), array("d"), array("d"), array("d")
        self.kinds = array("q")

    def add(self, way: Way) -> None:
        drives = speeds(dict(way.tags))
        if drives is None or drives == (0.0, 0.0):
            return
        # a way cut off at the extract's border goes on without the points that are not in the file
        points = [node for node in way.nodes if node.location.valid()]
        if len(points) < 2:  # noqa: PLR2004 a line has two ends
            return
        for node in points:
            self.refs.append(node.ref)
            self.lat.append(node.lat)
            self.lon.append(node.lon)
        self.ends.append(len(self.refs))
        self.ids.append(way.id)
        self.ahead.append(drives[0])
        self.back.append(drives[1])
        self.kinds.append(NAMES.index(way.tags["highway"]))

    def ways(self) -> Ways:
        return Ways(_ints(self.refs), _floats(self.lat), _floats(self.lon), _ints(self.ends), _ints(self.ids),
                    _floats(self.ahead), _floats(self.back), _ints(self.kinds), _ints(self.cuts))


def _ints(row: "array[Any]") -> Ints:
    return np.array(row, dtype=np.int64)


def _floats(row: "array[Any]") -> Floats:
    return np.array(row, dtype=np.float64)
