"""The sea, which OpenStreetMap does not draw: only its shore is there, with land on the left of the line.

The box of the extract is cut along the shore; each piece is asked which side of a shore line it lies on. A piece that
no shore touches is land, as a shore that ends inside the box cuts nothing.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import osmium
import shapely  # type: ignore[import-untyped]  # ships no types
from osmium.filter import TagFilter
from osmium.osm import Way

Box = tuple[float, float, float, float]
STEP = 2e-6  # degrees beside the line at which a piece is asked: about 20 cm


def sea(pbf: Path, box: Box | None) -> Iterator[str]:
    """The sea within the box, as GeoJSON polygons; nothing where no shore crosses it."""
    shores = list(_shores(pbf))
    if not shores:
        return
    frame = shapely.box(*(box or shapely.total_bounds(shores)))
    cut = shapely.union_all([frame.exterior, *(one.intersection(frame) for one in shores)])
    pieces = list(shapely.get_parts(shapely.polygonize([*shapely.get_parts(cut)])))
    for piece, votes in zip(pieces, _votes(pieces, shores), strict=True):
        if votes < 0:
            yield shapely.to_geojson(piece)


def _shores(pbf: Path) -> Iterator[shapely.LineString]:
    ways = osmium.FileProcessor(str(pbf)).with_locations().with_filter(TagFilter(("natural", "coastline")))
    for one in ways:
        if isinstance(one, Way):
            points = [(node.lon, node.lat) for node in one.nodes if node.location.valid()]
            if len(points) > 1:
                yield shapely.LineString(points)


def _votes(pieces: list[shapely.Polygon], shores: list[shapely.LineString]) -> np.ndarray:
    """For each piece the length of shore that calls it land, less the length that calls it sea."""
    starts, ends = (np.concatenate([np.asarray(one.coords)[part] for one in shores])
                    for part in (slice(None, -1), slice(1, None)))
    along = ends - starts
    long = np.hypot(along[:, 0], along[:, 1])
    kept = long > 0
    middle, along, long = (starts + ends)[kept] / 2, along[kept], long[kept]
    left = np.stack([-along[:, 1], along[:, 0]], axis=1) / long[:, None] * STEP
    tree, votes = shapely.STRtree(pieces), np.zeros(len(pieces))
    for side, sign in ((left, 1.0), (-left, -1.0)):
        point, piece = tree.query(shapely.points(middle + side), predicate="within")
        np.add.at(votes, piece, sign * long[point])
    return votes
