"""What the vendors' own tests and documents post, kept beside the checkout, reads to the right place in our units."""

import json
from collections import Counter
from datetime import UTC
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl

import pytest

from domain.position import Batch
from tests.tracking.sources.posting import NOON
from tracking.sources import sources
from tracking.sources.posted import Malformed, Posted
from tracking.sources.reading import seconds
from tracking.sources.token import token

FILE = Path(__file__).parents[3] / "../shared/data/webhooks/gps_fixtures.jsonl"
LINES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()] if FILE.exists() else []
SOURCE = {"traccar-client-json": "traccar", "osmand-query": "osmand", "traccar-forward-event": "traccar",
          "traccar-forward-position": "traccar", "owntracks": "owntracks"}
QUIET = {"osmand query 1", "event deviceOffline, no position", "HA transition enter", "HA transition leave",
         "HA beacon transition at 0,0", "HA lwt", "HA unsupported type", "HA waypoints", "owntracks empty body"}
MALFORMED = {"traccar webhook no data", "HA bad json"}
REFUSED = {"traccar webhook no latitude"}
NAMELESS = {"osmand query 2", "traccar webhook no device", "traccar webhook no data"}
PLACED = [line for line in LINES if line["name"] not in QUIET | MALFORMED | REFUSED]
pytestmark = pytest.mark.skipif(not LINES, reason="the vendors' payloads are not beside this checkout")


def asked(line: dict[str, Any]) -> dict[str, str]:
    return dict(parse_qsl(line.get("query", "").removeprefix("/?")))


def read(line: dict[str, Any]) -> Batch:
    body = line["raw"] if "raw" in line else json.dumps(line["body"]) if "body" in line else ""
    return sources()[SOURCE[line["protocol"]]].parse(
        Posted(body.encode(), asked(line), NOON, line.get("headers", {})))


def lines(names: set[str]) -> list[dict[str, Any]]:
    return [line for line in LINES if line["name"] in names]


def said(line: dict[str, Any]) -> dict[str, Any]:
    """Read the fix by hand, as the vendor wrote it: place, time, speed in its unit with that unit in metres a second.

    Source of the units: the notes beside the fixtures, which quote the vendors' decoders.
    """
    body, query = line.get("body", {}), {name: value[0] for name, value in parse_qs(line.get("query", "")[2:]).items()}
    if location := body.get("location"):
        return {**location["coords"], "time": location["timestamp"], "unit": 1.0}
    if position := body.get("position"):
        return {**position, "time": position["fixTime"], "unit": 0.514444}
    if body:
        return {"latitude": body["lat"], "longitude": body["lon"], "time": body.get("tst"), "speed": body.get("vel"),
                "unit": 1 / 3.6}
    lat, lon = query["location"].split(",") if "location" in query else (query["lat"], query["lon"])
    return {"latitude": float(lat), "longitude": float(lon), "time": query.get("timestamp"), "unit": 0.514444,
            "speed": float(query["speed"]) if "speed" in query else None}


def test_there_are_as_many_as_were_collected() -> None:
    assert len(LINES) == 37
    assert Counter(SOURCE[line["protocol"]] for line in LINES) == {"owntracks": 15, "osmand": 15, "traccar": 7}
    assert {line["name"] for line in LINES} >= QUIET | MALFORMED | REFUSED | NAMELESS


@pytest.mark.parametrize("line", PLACED, ids=[line["name"] for line in PLACED])
def test_a_place_is_read_in_our_units(line: dict[str, Any]) -> None:
    batch, wrote = read(line), said(line)
    (fix,) = batch.fixes
    assert batch.refused == ()
    assert (fix.lat, fix.lon) == (wrote["latitude"], wrote["longitude"])
    assert fix.at == (seconds(str(wrote["time"]), "time", UTC) if wrote["time"] is not None else NOON)
    speed = wrote.get("speed")
    assert fix.speed == (None if speed is None or speed < 0 else pytest.approx(speed * wrote["unit"], abs=1e-4))


@pytest.mark.parametrize("line", PLACED, ids=[line["name"] for line in PLACED])
def test_what_the_collector_wrote_beside_a_place_holds(line: dict[str, Any]) -> None:
    (fix,), expect = read(line).fixes, line["expect"]
    found = {"lat": fix.lat, "lon": fix.lon, "accuracy_m": fix.accuracy, "speed_mps": fix.speed, "battery": fix.battery,
             "heading": fix.heading, "bearing": fix.heading, "battery_pct": fix.battery and fix.battery * 100}
    for name in found.keys() & expect.keys():
        assert found[name] == (None if expect[name] is None else pytest.approx(expect[name], abs=1e-3)), name
    when = expect.get("time") or expect.get("fix_time")
    assert when is None or fix.at == pytest.approx(seconds(when, "time"), abs=0.5)


@pytest.mark.parametrize("name", sorted(QUIET))
def test_a_message_without_a_place_is_taken_quietly(name: str) -> None:
    (line,) = lines({name})
    assert (read(line).fixes, read(line).refused) == ((), ())


@pytest.mark.parametrize("name", sorted(MALFORMED))
def test_a_body_that_is_none_is_malformed(name: str) -> None:
    (line,) = lines({name})
    with pytest.raises(Malformed):
        read(line)


def test_a_fix_without_a_latitude_is_refused_by_name() -> None:
    (line,) = lines(REFUSED)
    assert [(one.item, one.field) for one in read(line).refused] == [(0, "lat")]


@pytest.mark.parametrize("name", sorted(NAMELESS))
def test_a_tracker_that_names_itself_in_no_way_shows_no_token(name: str) -> None:
    (line,) = lines({name})
    assert token({}, asked(line)) == ""


def test_a_device_is_named_as_its_vendor_names_it() -> None:
    named = {line["name"]: line["expect"].get("device_id") or line["expect"].get("device") for line in LINES}
    named["owntracks headers"] = "owntracks/jjolie/myphone"  # the topic the same app has over MQTT
    assert {line["name"]: read(line).device for line in LINES if named[line["name"]]} == {
        name: device for name, device in named.items() if device}
