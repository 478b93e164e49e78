"""What of an extract is drawn: each thing's layer, its kind, and the zoom from which it is worth its ink."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import osmium
from osmium.filter import KeyFilter
from osmium.geom import GeoJSONFactory
from osmium.osm import Area, Node, TagList, Way

ROADS = {
    "motorway": ("motorway", 6), "trunk": ("major", 7), "primary": ("major", 9), "secondary": ("middle", 11),
    "tertiary": ("middle", 12), "residential": ("minor", 13), "unclassified": ("minor", 13),
    "living_street": ("minor", 13), "road": ("minor", 13), "busway": ("minor", 14), "pedestrian": ("walk", 13),
    "service": ("service", 14), "track": ("service", 14), "footway": ("path", 14), "cycleway": ("path", 14),
    "path": ("path", 14), "steps": ("path", 15), "bridleway": ("path", 15),
}
RAILS = {"rail": 11, "light_rail": 12, "subway": 13, "tram": 14}
PLACES = {"city": 6, "town": 8, "village": 11, "suburb": 12, "quarter": 13, "hamlet": 13, "neighbourhood": 14,
          "island": 13, "islet": 15, "square": 15}
GREEN = {"park", "garden", "grass", "forest", "wood", "meadow", "scrub", "heath", "golf_course", "recreation_ground",
         "village_green", "cemetery", "allotments", "orchard", "vineyard", "farmland", "nature_reserve", "pitch",
         "playground", "common", "grassland", "dog_park", "wetland"}
LAND = {"residential", "commercial", "retail", "industrial", "railway", "military", "construction", "quarry", "beach",
        "sand", "bare_rock"}
WATER = {"water", "basin", "reservoir", "dock", "riverbank", "bay"}
STREAMS = {"river": 9, "canal": 11, "stream": 13, "drain": 15, "ditch": 15}
NEAR, CLOSE, MIDDLE = 15, 13, 9
KEYS = ("highway", "railway", "building", "natural", "landuse", "leisure", "waterway", "place", "addr:housenumber")


@dataclass(frozen=True, slots=True)
class Feature:
    """One shape to draw: `shape` is GeoJSON geometry as text, `zoom` the first level that shows it."""

    layer: str
    zoom: int
    shape: str
    tags: dict[str, str] = field(default_factory=dict)


def features(pbf: Path) -> Iterator[Feature]:
    """Everything of the extract that the style can draw. Shapes that OpenStreetMap left broken are passed over."""
    wanted = KeyFilter(*KEYS)
    shapes = GeoJSONFactory()
    for one in osmium.FileProcessor(str(pbf)).with_areas(wanted).with_filter(wanted):
        try:
            if isinstance(one, Area):
                yield from _area(one, shapes)
            elif isinstance(one, Way):
                yield from _line(one, shapes)
            elif isinstance(one, Node):
                yield from _point(one.tags, shapes.create_point(one))
        except (RuntimeError, osmium.InvalidLocationError):  # a ring that does not close, a way cut off at the border
            continue


def _area(one: Area, shapes: GeoJSONFactory) -> Iterator[Feature]:
    tags = one.tags
    drawn = _ground(tags)
    if drawn is not None:
        layer, kind, zoom = drawn
        yield Feature(layer, zoom, shapes.create_multipolygon(one), _named(tags, kind))
    if (one.from_way() and "addr:housenumber" in tags) or "building" in tags:
        ring = next(iter(one.outer_rings()))
        lons, lats = [each.lon for each in ring], [each.lat for each in ring]
        middle = ((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
        yield from _number(tags, _dot(*middle))


def _ground(tags: TagList) -> tuple[str, str, int] | None:
    if tags.get("building", "no") != "no":
        return "buildings", "building", CLOSE
    kinds = {tags[key] for key in ("natural", "landuse", "leisure", "waterway") if key in tags}
    if "highway" in tags and tags.get("area") == "yes":
        return "land", "plaza", CLOSE
    for layer, known, zoom in (("water", WATER, MIDDLE), ("green", GREEN, MIDDLE), ("land", LAND, MIDDLE)):
        found = kinds & known
        if found:
            return layer, min(found), zoom
    return None


def _line(one: Way, shapes: GeoJSONFactory) -> Iterator[Feature]:
    tags = one.tags
    if one.is_closed() and tags.get("area") == "yes":
        return
    way = (tags.get("highway") or "").removesuffix("_link")
    if way in ROADS:
        kind, zoom = ROADS[way]
        known = _named(tags, kind) | {key: "yes" for key in ("bridge", "tunnel") if tags.get(key, "no") != "no"}
        yield Feature("roads", zoom, shapes.create_linestring(one), known)
    elif tags.get("railway") in RAILS and tags.get("service") is None:
        under = {"tunnel": "yes"} if tags.get("tunnel", "no") != "no" else {}
        yield Feature("rails", RAILS[tags["railway"]], shapes.create_linestring(one), {"kind": tags["railway"]} | under)
    elif tags.get("waterway") in STREAMS and tags.get("tunnel", "no") == "no":
        kind = tags["waterway"]
        yield Feature("streams", STREAMS[kind], shapes.create_linestring(one), _named(tags, kind))


def _point(tags: TagList, point: str) -> Iterator[Feature]:
    place = tags.get("place") or ""
    if place in PLACES and "name" in tags:
        yield Feature("places", PLACES[place], point, _named(tags, place))
    if tags.get("railway") == "station" and "name" in tags:
        yield Feature("places", CLOSE, point, _named(tags, "station"))
    yield from _number(tags, point)


def _number(tags: TagList, point: str) -> Iterator[Feature]:
    number = tags.get("addr:housenumber")
    if number:
        yield Feature("addresses", NEAR, point, {"number": number})


def _named(tags: TagList, kind: str) -> dict[str, str]:
    name = tags.get("name")
    return {"kind": kind, "name": name} if name else {"kind": kind}


def _dot(lon: float, lat: float) -> str:
    return f'{{"type":"Point","coordinates":[{lon:.7f},{lat:.7f}]}}'
