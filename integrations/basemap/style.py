"""How the tiles are drawn: a calm ground on which a van and a door stand out, by day and by night.

Colours are those of the pages. Without a "glyphs" address the browser letters the map with its own fonts.
"""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
FONT = ["sans-serif"]
ATTRIBUTION = "© OpenStreetMap contributors"


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of one time of day."""

    land: str
    built: str
    plaza: str
    green: str
    water: str
    building: str
    wall: str
    road: str
    edge: str
    main: str
    main_edge: str
    path: str
    rail: str
    word: str
    quiet: str
    wet: str
    halo: str


DAY = Ink(land="#f5f1e9", built="#efeae0", plaza="#f9f6f0", green="#dbe8cc", water="#bcd9e8", building="#eae2d5",
          wall="#dacfbe", road="#ffffff", edge="#dcd2c3", main="#ffe7b8", main_edge="#e3c58d", path="#cdbfa9",
          rail="#b9b2a8", word="#2b3642", quiet="#5c6670", wet="#2d6484", halo="#fffdf8")
NIGHT = Ink(land="#1a232d", built="#1e2832", plaza="#222d38", green="#1d312b", water="#0d2a3f", building="#26323e",
            wall="#34424f", road="#3b4a59", edge="#131a21", main="#5c5545", main_edge="#131a21", path="#3f4c59",
            rail="#45525e", word="#e8e2d6", quiet="#a9b3bc", wet="#8cbcd8", halo="#141b23")
WIDTHS = {"motorway": (1.2, 7, 26), "major": (1, 6, 24), "middle": (0.6, 4.5, 20), "minor": (0.3, 3, 15),
          "service": (0.2, 1.4, 8), "walk": (0.3, 2, 11)}


def style(url: str, *, dark: bool = False) -> Json:
    """A MapLibre style over the tiles at `url` (a .pmtiles on our own origin, such as /map/tiles.pmtiles)."""
    ink = NIGHT if dark else DAY
    source = {"type": "vector", "url": f"pmtiles://{url}", "attribution": ATTRIBUTION}
    return {"version": 8, "name": "Porchlight by night" if dark else "Porchlight by day", "sources": {"ground": source},
            "layers": [*_ground(ink), *_streets(ink), *_words(ink)]}


def _ground(ink: Ink) -> list[Json]:
    return [
        {"id": "land", "type": "background", "paint": {"background-color": ink.land}},
        _fill("built", "land", ink.built),
        _fill("green", "green", ink.green),
        _fill("plaza", "land", ink.plaza, ["==", ["get", "kind"], "plaza"]),
        _fill("water", "water", ink.water),
        _line("streams", "streams", ink.water, _grow(0.6, 2, 8)),
        _fill("buildings", "buildings", ink.building) | {
            "paint": {"fill-color": ink.building, "fill-outline-color": ink.wall,
                      "fill-opacity": ["interpolate", ["linear"], ["zoom"], 13, 0, 14.5, 1]}},
    ]


def _streets(ink: Ink) -> list[Json]:
    paths = _line("path", "roads", ink.path, _grow(0.5, 1, 3), ["==", ["get", "kind"], "path"])
    paths["paint"]["line-dasharray"] = [2, 1.5]
    rails = _line("rails", "rails", ink.rail, _grow(0.5, 1.2, 3), ["!", ["has", "tunnel"]])
    kinds = list(reversed(WIDTHS))
    return [paths, *(_road(kind, ink, edge=True) for kind in kinds), rails,
            *(_road(kind, ink, edge=False) for kind in kinds)]


def _road(kind: str, ink: Ink, *, edge: bool) -> Json:
    far, mid, near = WIDTHS[kind]
    main = kind in {"motorway", "major"}
    colour = (ink.main_edge if main else ink.edge) if edge else (ink.main if main else ink.road)
    more = 1.6 if edge else 0
    drawn = _line(f"{kind}-edge" if edge else kind, "roads", colour, _grow(far + more / 2, mid + more, near + more),
                  ["==", ["get", "kind"], kind])
    drawn["paint"]["line-opacity"] = ["case", ["has", "tunnel"], 0.45, 1]
    return drawn


def _words(ink: Ink) -> list[Json]:
    street = _label("street-names", "roads", ink.quiet, _size(11, 14), ink.halo, ["!=", ["get", "kind"], "service"])
    street["layout"] |= {"symbol-placement": "line", "symbol-spacing": 320}
    numbers = _label("numbers", "addresses", ink.quiet, _size(10, 12), ink.halo) | {"minzoom": 16.5}
    numbers["layout"]["text-field"] = ["get", "number"]
    wet = _label("water-names", "water", ink.wet, _size(11, 13), ink.halo)
    parks = _label("green-names", "green", ink.quiet, _size(11, 13), ink.halo) | {"minzoom": 14.5}
    return [numbers, parks, wet, street, *_places(ink)]


def _places(ink: Ink) -> list[Json]:
    small = ["in", ["get", "kind"], ["literal", ["square", "station", "island", "islet", "neighbourhood", "quarter"]]]
    near = _label("place-names", "places", ink.quiet, _size(11, 13), ink.halo, small)
    large = ["in", ["get", "kind"], ["literal", ["city", "town"]]]
    part = _label("part-names", "places", ink.word, _size(11, 15), ink.halo, ["!", ["any", small, large]])
    part["layout"] |= {"text-letter-spacing": 0.06}
    town = _label("town-names", "places", ink.word, _size(14, 17), ink.halo, large)
    return [near, part | {"maxzoom": 15.8}, town | {"maxzoom": 14}]


def _fill(name: str, layer: str, colour: str, only: list[Any] | None = None) -> Json:
    return _layer(name, "fill", layer, only) | {"paint": {"fill-color": colour}}


def _line(name: str, layer: str, colour: str, width: Any, only: list[Any] | None = None) -> Json:
    return _layer(name, "line", layer, only) | {
        "layout": {"line-cap": "round", "line-join": "round"}, "paint": {"line-color": colour, "line-width": width}}


def _label(name: str, layer: str, colour: str, size: Any, halo: str, only: list[Any] | None = None) -> Json:
    return _layer(name, "symbol", layer, only) | {
        "layout": {"text-field": ["get", "name"], "text-font": FONT, "text-size": size, "text-padding": 4,
                   "text-max-width": 8},
        "paint": {"text-color": colour, "text-halo-color": halo, "text-halo-width": 1.4}}


def _layer(name: str, kind: str, layer: str, only: list[Any] | None) -> Json:
    drawn: Json = {"id": name, "type": kind, "source": "ground", "source-layer": layer}
    return drawn | {"filter": only} if only else drawn


def _grow(far: float, mid: float, near: float) -> list[Any]:
    """Pixels at zoom 10, 15 and 18."""
    return ["interpolate", ["exponential", 1.5], ["zoom"], 10, far, 15, mid, 18, near]


def _size(small: float, large: float) -> list[Any]:
    """Letters' height in pixels at zoom 12 and 17."""
    return ["interpolate", ["linear"], ["zoom"], 12, small, 17, large]
