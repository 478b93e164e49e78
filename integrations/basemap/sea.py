"""The sea, which OpenStreetMap does not draw: only its shore is there, with land on the left of the line.

The box of the extract is cut along the shore; each piece is asked which side of a shore line it lies on. A piece that
no shore touches is land; so is one that shores call both, as a shore that ends inside the box cuts nothing. Extracts
often lose the last stretch of a shore at their edge, so an end close to the edge is taken to reach it.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import osmium
import shapely  # type: ignore[import-untyped]  # ships no types
from osmium.filter import TagFilter
from osmium.osm import Way

Box = tuple[float, float, float, float]
STEP = 2e-6  # degrees beside the line at which a piece is asked: about 20 cm
CLOSE = 0.003  # degrees from the edge at which a shore is taken to reach it, and at most a twentieth of the box
SURE = 2.0  # sea: where twice as much shore says so as says land


def sea(pbf: Path, box: Box | None) -> Iterator[str]:
    """The sea within the box, as GeoJSON polygons; nothing where no shore crosses it."""
    shores = list(_shores(pbf))
    if not shores:
        return
    frame = shapely.box(*(box or shapely.total_bounds(shores)))
    lines = [frame.exterior, *(one.intersection(frame) for one in shores), *_last_stretches(shores, frame)]
    pieces = list(shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.union_all(lines)))))
    land, wet = _votes(pieces, shores)
    for piece, is_wet in zip(pieces, wet > SURE * land, strict=True):
        if is_wet:
            yield shapely.to_geojson(piece)


def _last_stretches(shores: list[shapely.LineString], frame: shapely.Polygon) -> Iterator[shapely.LineString]:
    """From each loose end of the shore inside the frame straight to the frame, where it is close."""
    west, south, east, north = frame.bounds
    close = min(CLOSE, (east - west) / 20, (north - south) / 20)
    ends = Counter(end for one in shores for end in (one.coords[0], one.coords[-1]))
    for end, times in ends.items():
        point = shapely.Point(end)
        if times == 1 and frame.contains(point) and frame.exterior.distance(point) < close:
            yield shapely.shortest_line(point, frame.exterior)


def _shores(pbf: Path) -> Iterator[shapely.LineString]:
    ways = osmium.FileProcessor(str(pbf)).with_locations().with_filter(TagFilter(("natural", "coastline")))
    for one in ways:
        if isinstance(one, Way):
            points = [(node.lon, node.lat) for node in one.nodes if node.location.valid()]
            if len(points) > 1:
                yield shapely.LineString(points)


def _votes(pieces: list[shapely.Polygon], shores: list[shapely.LineString]) -> tuple[np.ndarray, np.ndarray]:
    """For each piece the length of shore that calls it land, and the length that calls it sea."""
    starts, ends = (np.concatenate([np.asarray(one.coords)[part] for one in shores])
                    for part in (slice(None, -1), slice(1, None)))
    along = ends - starts
    long = np.hypot(along[:, 0], along[:, 1])
    kept = long > 0
    middle, along, long = (starts + ends)[kept] / 2, along[kept], long[kept]
    left = np.stack([-along[:, 1], along[:, 0]], axis=1) / long[:, None] * STEP
    tree, land, wet = shapely.STRtree(pieces), np.zeros(len(pieces)), np.zeros(len(pieces))
    for side, votes in ((left, land), (-left, wet)):
        point, piece = tree.query(shapely.points(middle + side), predicate="within")
        np.add.at(votes, piece, long[point])
    return land, wet
