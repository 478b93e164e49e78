"""How fast a van drives a way, by its tags, in either direction; 0 where it may not."""

import re
from collections.abc import Mapping

# Free speeds in km/h where no limit is posted: what a van does on such a road in town, corners and parked cars
# included, not what the law would let it do.
CLASSES: dict[str, float] = {
    "motorway": 110, "motorway_link": 65, "trunk": 95, "trunk_link": 55, "primary": 68, "primary_link": 50,
    "secondary": 58, "secondary_link": 45, "tertiary": 50, "tertiary_link": 40, "unclassified": 40, "residential": 33,
    "living_street": 12, "road": 33, "service": 18, "track": 12,
}
NAMES = tuple(CLASSES)
# The legal limit behind a country's word. Countries differ by 10 or 20; a class's own speed bounds the result below.
WORDS = {"urban": 50, "rural": 90, "trunk": 100, "motorway": 120, "living_street": 10, "walk": 7, "none": 130,
         "zone30": 30, "zone:30": 30, "zone20": 20, "zone:20": 20, "bicycle_road": 30}
MILE, KNOT = 1.609344, 1.852
KEPT = 0.95  # of a posted limit, on average over a stretch: nobody drives the limit from corner to corner
AT_MOST = 110.0  # a laden van on a free motorway
SLOW_TYPES = {"parking_aisle": 8.0, "driveway": 8.0, "alley": 10.0, "drive-through": 5.0}

CLOSED = {"no", "private", "agricultural", "forestry", "emergency", "military", "official", "bus", "psv", "hgv",
          "agricultural;forestry", "permit", "residents"}
MODES = ("motorcar", "motor_vehicle", "vehicle", "access")  # the more specific decides
# What stops a van where nothing else is written. A gate does not: vans are let in, and drivers ask for its code.
BARRIERS = {"bollard", "block", "chain", "jersey_barrier", "cycle_barrier",
            "motorcycle_barrier", "barrier_board", "rising_bollard", "wall", "fence", "debris", "log", "planter",
            "kissing_gate", "stile", "turnstile", "full-height_turnstile", "bus_trap", "sump_buster", "yes"}
_LIMIT = re.compile(r"(\d+(?:\.\d+)?)\s*(mph|knots|km/h|kmh|kph)?\Z")

Tags = Mapping[str, str]


def may_drive(tags: Tags) -> bool | None:
    """Whether the tags let an ordinary vehicle through; None where they say nothing."""
    for mode in MODES:
        if said := tags.get(mode):
            return said not in CLOSED
    return None


def is_cut(tags: Tags) -> bool:
    """Whether a point on the road stops a van: a barrier whose tags do not let it through."""
    if "barrier" not in tags:
        return False
    allowed = may_drive(tags)
    return tags["barrier"] in BARRIERS if allowed is None else not allowed


def limit(said: str) -> float | None:
    """A posted limit in km/h: "50", "30 mph", "FR:urban", "50; 40" (the lower); None where it cannot be read."""
    found = [one for part in said.lower().split(";") if (one := _one(part.strip())) is not None]
    return min(found, default=None)


def _one(said: str) -> float | None:
    number = _LIMIT.match(said)
    if number is not None:
        value = float(number[1]) * {"mph": MILE, "knots": KNOT}.get(number[2], 1.0)
        return value or None
    word = WORDS.get(said) or WORDS.get(said.partition(":")[2])
    return float(word) if word else None


def speeds(tags: Tags) -> tuple[float, float] | None:
    """Free speeds in km/h along the way as drawn and against it, 0 where closed; None where no van drives at all."""
    kind = tags.get("highway", "")
    if kind not in CLASSES or may_drive(tags) is False or tags.get("area") == "yes":
        return None
    if kind == "track" and may_drive(tags) is None:
        return None  # a field path: only where somebody wrote that it may be driven
    ahead = _speed(tags, kind, "forward")
    back = _speed(tags, kind, "backward")
    way = _direction(tags, kind)
    return (ahead if way >= 0 else 0.0, back if way <= 0 else 0.0)


def _speed(tags: Tags, kind: str, side: str) -> float:
    if any(tags.get(f"{mode}:{side}") in CLOSED for mode in MODES):
        return 0.0
    usual = SLOW_TYPES.get(tags.get("service", ""), CLASSES[kind]) if kind == "service" else CLASSES[kind]
    posted = limit(tags.get(f"maxspeed:{side}") or tags.get("maxspeed") or "")
    if posted is None:
        return usual
    if kind in {"service", "residential", "living_street", "track"}:
        return min(usual, posted * KEPT)  # small streets are slow by their shape, whatever the sign allows
    return min(posted * KEPT, AT_MOST)


def _direction(tags: Tags, kind: str) -> int:
    said = tags.get("oneway:motorcar") or tags.get("oneway:motor_vehicle") or tags.get("oneway") or ""
    if said in {"yes", "true", "1"}:
        return 1
    if said in {"-1", "reverse"}:
        return -1
    if said in {"no", "false", "0"}:
        return 0
    implied = kind in {"motorway", "motorway_link"} or tags.get("junction") in {"roundabout", "circular"}
    return 1 if implied else 0
