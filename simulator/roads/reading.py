"""An .osm.pbf in, streets and addresses out: one-ways kept, the largest connected part alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import osmium
from osmium.filter import KeyFilter
from osmium.osm import Node, Way

from simulator.roads.streets import Place, Street, Streets, connected, kept, metres

SPEEDS = {"motorway": 25.0, "trunk": 20.0, "primary": 13.0, "secondary": 12.0, "tertiary": 11.0, "unclassified": 9.5,
          "residential": 8.0, "living_street": 3.0, "service": 4.0, "road": 8.0}
"""Metres a second of a van that nothing hinders, by the street's class; a link is as fast as what it leads to."""
SHUT = frozenset({"no", "private", "agricultural", "forestry", "bus", "psv", "emergency", "permit", "military"})
BARRIERS = frozenset({"gate", "bollard", "block", "chain", "swing_gate", "cycle_barrier", "jersey_barrier",
                      "rising_bollard", "sliding_gate"})
MODES = ("motorcar", "motor_vehicle", "vehicle", "access")
KMH = 1 / 3.6
NUMBER = re.compile(r"\d+ ?[A-Za-z]?")
"""House numbers that people would write on an order; others name a yard, a floor or several doors."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address as people write it, and where the map has its point."""

    text: str
    place: Place


class NoStreets(Exception):
    """The file holds no streets a van could drive; says why in one line."""


@dataclass(slots=True)
class _Seen:
    ways: list[tuple[list[int], float, bool, bool, str]] = field(default_factory=list)
    places: dict[int, Place] = field(default_factory=dict)
    lights: set[int] = field(default_factory=set)
    shut: set[int] = field(default_factory=set)
    addresses: dict[str, Place] = field(default_factory=dict)


def read(pbf: Path) -> tuple[Streets, tuple[Address, ...]]:
    """The streets of an extract, and its addresses in the order of their names.

    Raises:
        NoStreets: the file cannot be read, or no van could drive there.
    """
    seen = _Seen()
    wanted = KeyFilter("highway", "addr:housenumber", "barrier")
    try:
        for one in osmium.FileProcessor(str(pbf)).with_locations().with_filter(wanted):
            if isinstance(one, Node):
                _point(seen, one)
            elif isinstance(one, Way):
                _way(seen, one)
    except (RuntimeError, OSError) as error:  # osmium has no exception of its own for a broken file
        msg = f"{pbf}: {error}"
        raise NoStreets(msg) from error
    streets = _streets(seen)
    if not streets.places:
        msg = f"{pbf}: no street leads anywhere and back"
        raise NoStreets(msg)
    return streets, tuple(Address(text, seen.addresses[text]) for text in sorted(seen.addresses))


def _point(seen: _Seen, node: Node) -> None:
    tags = dict(node.tags)
    if tags.get("highway") == "traffic_signals":
        seen.lights.add(node.id)
    if tags.get("barrier") in BARRIERS and not _open(tags):
        seen.shut.add(node.id)
    _address(seen, tags, (node.lat, node.lon))


def _address(seen: _Seen, tags: Mapping[str, str], place: Place) -> None:
    street, number = tags.get("addr:street"), tags.get("addr:housenumber")
    if street and number and NUMBER.fullmatch(number) and "," not in street:
        city = tags.get("addr:city", "")
        seen.addresses.setdefault(f"{street} {number}" + (f", {city}" if city else ""), place)


def _open(tags: Mapping[str, str]) -> bool:
    """Whether somebody wrote that a van may pass."""
    said = next((tags[mode] for mode in MODES if mode in tags), None)
    return said is not None and said not in SHUT


def _way(seen: _Seen, way: Way) -> None:
    tags = dict(way.tags)
    points = [node for node in way.nodes if node.location.valid()]
    if "addr:housenumber" in tags and points:
        middle = (sum(one.lat for one in points) / len(points), sum(one.lon for one in points) / len(points))
        _address(seen, tags, middle)
    kind = (tags.get("highway") or "").removesuffix("_link")
    said = next((tags[mode] for mode in MODES if mode in tags), "")
    if kind not in SPEEDS or said in SHUT or tags.get("area") == "yes" or len(points) < 2:  # noqa: PLR2004 two ends
        return
    for node in points:
        seen.places[node.ref] = (node.lat, node.lon)
    oneway = tags.get("oneway", "yes" if tags.get("junction") == "roundabout" or kind == "motorway" else "no")
    seen.ways.append(([node.ref for node in points], _speed(kind, tags.get("maxspeed", "")),
                      oneway != "-1", oneway in {"no", "-1", "reversible"}, kind))


def _speed(kind: str, limit: str) -> float:
    return min(SPEEDS[kind], int(limit) * KMH) if limit.isdigit() and int(limit) else SPEEDS[kind]


def _streets(seen: _Seen) -> Streets:
    number = {ref: at for at, ref in enumerate(seen.places)}
    out: list[dict[int, Street]] = [{} for _ in number]
    for refs, speed, ahead, back, kind in seen.ways:
        for one, other in pairwise(refs):
            if one == other or {one, other} & seen.shut:
                continue
            length = metres(seen.places[one], seen.places[other])
            if ahead:
                out[number[one]][number[other]] = Street(number[other], length, speed, kind)
            if back:
                out[number[other]][number[one]] = Street(number[one], length, speed, kind)
    whole = Streets(list(seen.places.values()), [tuple(one.values()) for one in out],
                    frozenset(number[one] for one in seen.lights if one in number))
    return kept(whole, connected(whole.out))
