"""Where a delivery goes, as far as the hours there are concerned: its jurisdictions and its time zones.

A state that the address names holds, if the place on the map may lie in it; a point alone names every state whose box
it lies in; neither leaves the depot's own jurisdiction, or its whole country. Several that may be meant all count, so
that doubt makes the hours shorter and never longer.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import time
from functools import cache, lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("states.toml")
STATED = re.compile(r"\b([A-Z]{2})\.?,?\s+([0-9]{5})(?:-[0-9]{4})?\b")
POSTCODE = re.compile(r"(?<![0-9])([0-9]{5})(?:-[0-9]{4})?\W*(?:USA|US|United States)?\W*$")
ENDS = re.compile(r",\s*([A-Z]{2})\W*(?:USA|US)?\W*$")
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Everything that may be meant: ISO 3166 codes, and IANA zones (at least one). `own`: a depot's narrower hours."""

    jurisdictions: frozenset[str]
    zones: tuple[str, ...]
    own: tuple[time, time] | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What a depot says of the places it serves: country (ISO 3166-1), zone, jurisdiction (ISO 3166-2 or empty).

    `own` are narrower hours of its own, local and half-open; wider ones change nothing.
    """

    country: str
    zone: str
    jurisdiction: str = ""
    own: tuple[time, time] | None = None


@dataclass(frozen=True, slots=True)
class _State:
    id: str
    name: str
    boxes: tuple[Box, ...]
    postcodes: frozenset[str]
    zones: tuple[tuple[str, Box | None], ...]

    def around(self, lat: float, lon: float) -> bool:
        """Whether a point may lie in it."""
        return any(_inside(box, lat, lon) for box in self.boxes)

    def near(self, lat: float, lon: float) -> tuple[str, ...]:
        """The zones that may hold at a point."""
        found = [name for name, box in self.zones if box is None or _inside(box, lat, lon)]
        return tuple(dict.fromkeys(found or [name for name, _ in self.zones]))


@lru_cache(maxsize=4096)
def place_of(address: str, lat: float | None, lon: float | None, ground: Ground) -> Place:
    """The place of a delivery, by its address as written, its point in degrees if known, and its depot."""
    if ground.country != "US":
        return Place(frozenset({ground.jurisdiction or ground.country}), (ground.zone,), ground.own)
    named = _named(address)
    around = {one.id for one in _states() if lat is not None and lon is not None and one.around(lat, lon)}
    sure = named if not around or named <= around else named | around
    found = sure or around or {ground.jurisdiction or ground.country}
    return Place(frozenset(found), _zones(found, lat, lon, ground.zone), ground.own)


def _zones(found: set[str], lat: float | None, lon: float | None, otherwise: str) -> tuple[str, ...]:
    """Zones of the states found. Without a point the depot's own holds where such a state has it."""
    states = [one for one in _states() if one.id in found]
    if lat is not None and lon is not None:
        zones = [zone for one in states for zone in one.near(lat, lon)]
    else:
        every = [zone for one in states for zone, _ in one.zones]
        zones = [otherwise] if otherwise in every else every
    return tuple(dict.fromkeys(zones)) or (otherwise,)


def _named(address: str) -> set[str]:
    """The states an address names: by its letters before the postcode, and by the postcode."""
    stated, ends, code = STATED.findall(address), ENDS.search(address), POSTCODE.search(address)
    letters = {f"US-{one}" for one, _ in stated[-1:]} | ({f"US-{ends.group(1)}"} if ends else set())
    codes = [one for _, one in stated[-1:]] or ([code.group(1)] if code else [])
    by_code = {one.id for one in _states() for digits in codes if digits[:3] in one.postcodes}
    return (letters & {one.id for one in _states()}) | by_code


@cache
def _states() -> tuple[_State, ...]:
    plain = tomllib.loads(FILE.read_text(encoding="utf-8"))["state"]
    return tuple(_State(
        one["id"], one["name"], tuple(_box(each) for each in one["boxes"]), frozenset(_codes(one["postcodes"])),
        tuple((zone["name"], _box(zone["box"]) if "box" in zone else None) for zone in one["zones"])) for one in plain)


def _box(numbers: list[float]) -> Box:
    south, west, north, east = numbers
    return south, west, north, east


def _codes(ranges: list[str]) -> list[str]:
    """`600-629` is every first three digits from 600 to 629."""
    spans = [one.split("-") for one in ranges]
    return [f"{number:03d}" for first, last in spans for number in range(int(first), int(last) + 1)]


def _inside(box: Box, lat: float, lon: float) -> bool:
    south, west, north, east = box
    return south <= lat <= north and west <= lon <= east
