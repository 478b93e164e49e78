"""Nothing that can be posted breaks a source: any bytes end as a batch, `Malformed` or `TooMany`, and nothing else."""

import json
import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.position import Batch
from tests.tracking.sources.posting import NOON, post
from tracking.sources import sources
from tracking.sources.posted import MOST, Malformed, Posted, TooMany

SOURCES = sorted(sources())
EVERY = pytest.mark.parametrize("source", SOURCES)
EXAMPLES = 150
quick = settings(max_examples=EXAMPLES, deadline=None, database=None,
                 suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.just(10 ** 400), st.just(1e308),
    st.just("1e308"), st.just("NaN"), st.just("\x00"), st.just(-0.0), st.just([]), st.just({}), st.just([[[[{}]]]]),
    st.just("9999-12-31T23:59:59.999999-23:59"), st.just("0001-01-01T00:00:00+23:59"), st.just("\ud800"))
NAMES = st.sampled_from(
    "lat lon time device speed_mps heading accuracy_m battery _type tst vel cog acc batt topic tid location coords "
    "timestamp latitude longitude position fixTime valid speed course accuracy attributes batteryLevel device_id event "
    "uniqueId level id deviceid bearing hacc cell".split())
JSON: st.SearchStrategy[Any] = st.recursive(
    ODD, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=8), max_leaves=20)
Place = Callable[[dict[str, object]], object]


def app(fix: dict[str, object]) -> object:
    coords = {"latitude": fix.pop("lat"), "longitude": fix.pop("lon")}
    return {"coords": coords, **fix}


SHAPES: dict[str, tuple[str, Place, Callable[[list[object]], object]]] = {
    "generic": ("time", lambda fix: fix, lambda items: items),
    "owntracks": ("tst", lambda fix: {"_type": "location", **fix}, lambda items: items),
    "traccar": ("timestamp", app, lambda items: {"location": items}),
}


def sound(batch: Batch) -> None:
    """Every number is one, within the earth and its calendar; every refusal says what was expected."""
    for fix in batch.fixes:
        assert -90 <= fix.lat <= 90
        assert -180 <= fix.lon <= 180
        assert 0 <= fix.at < 253_402_300_800
        numbers = (fix.at, fix.lat, fix.lon, fix.speed, fix.heading, fix.accuracy, fix.battery)
        assert all(type(one) is float and math.isfinite(one) for one in numbers if one is not None)
        assert fix.speed is None or fix.speed >= 0
        assert fix.heading is None or 0 <= fix.heading < 360
        assert fix.battery is None or 0 <= fix.battery <= 1
    assert all(one.expected and one.example and one.item >= 0 for one in batch.refused)
    batch.device.encode()
    assert batch.device.isprintable()


def survives(source: str, body: bytes, query: dict[str, str] | None = None) -> None:
    try:
        batch = sources()[source].parse(Posted(body, query or {}, NOON))
    except Malformed:
        return
    sound(batch)
    assert sources()[source].answer(batch, len(batch.fixes)).status == 200


@EVERY
@quick
@given(body=st.binary(max_size=200))
def test_any_bytes_are_survived(source: str, body: bytes) -> None:
    survives(source, body)


@EVERY
@quick
@given(body=JSON)
def test_any_json_is_survived(source: str, body: object) -> None:
    survives(source, json.dumps(body).encode())


@EVERY
@quick
@given(query=st.dictionaries(NAMES, ODD.map(str) | st.text(max_size=12), max_size=8))
def test_any_query_is_survived(source: str, query: dict[str, str]) -> None:
    survives(source, b"", query)


@pytest.mark.parametrize("source", sorted(SHAPES))
@quick
@given(junk=st.lists(JSON, max_size=3), at=st.integers(0, 3))
def test_junk_in_a_batch_never_costs_a_good_fix(source: str, junk: list[object], at: int) -> None:
    time, place, wrap = SHAPES[source]
    good = place({"lat": 41.8781, "lon": -87.6298, time: NOON})
    at = min(at, len(junk))
    batch = post(source, wrap([*junk[:at], good, *junk[at:]]))
    sound(batch)
    assert (NOON, 41.8781, -87.6298) in {(fix.at, fix.lat, fix.lon) for fix in batch.fixes}
    assert at not in {one.item for one in batch.refused}
    assert len(batch.fixes) + len(batch.refused) <= len(junk) + 1


BAD: list[tuple[str, object]] = [
    ("lat", "NaN"), ("lat", "Infinity"), ("lat", "-Infinity"), ("lat", "1e308"), ("lat", "1e999"), ("lat", "90.0001"),
    ("lat", '"41.8"'), ("lat", "null"), ("lat", "true"), ("lat", "{}"), ("lat", "[41.8]"), ("lat", "9" * 5_000),
    ("lon", "180.0001"), ("lon", "-1e308"), ("lon", "false"), ("lon", '""'),
]
OF_TIME = ["NaN", "-1", "1e308", "true", "{}", '"yesterday"', '""', '"2026-11-24T14:05:00"', '"2026-13-01T00:00:00Z"',
           '"99999-01-01T00:00:00Z"', "9" * 5_000]


@pytest.mark.parametrize("source", sorted(SHAPES))
@pytest.mark.parametrize(("field", "bad"), [*BAD, *(("time", bad) for bad in OF_TIME)],
                         ids=lambda value: str(value)[:24])
def test_a_bad_item_is_refused_with_its_index_field_and_an_example(source: str, field: str, bad: str) -> None:
    time, place, wrap = SHAPES[source]
    good = place({"lat": 41.8781, "lon": -87.6298, time: NOON})
    marked = place({"lat": 41.8781, "lon": -87.6298, time: NOON, (time if field == "time" else field): "?"})
    batch = post(source, json.dumps(wrap([good, marked, good])).replace('"?"', bad).encode())
    sound(batch)
    assert len(batch.fixes) == 2
    (refused,) = batch.refused
    assert refused.item == 1
    assert refused.field.rpartition(".")[2].startswith(time if field == "time" else field)


@pytest.mark.parametrize("source", sorted(SHAPES))
@pytest.mark.parametrize("field", ["lat", "lon"])
def test_a_missing_field_is_named(source: str, field: str) -> None:
    time, place, wrap = SHAPES[source]
    item = json.dumps(place({"lat": 41.8, "lon": -87.6, time: NOON}))
    gone = json.loads(item.replace(f'"{field}', '"x'))
    (refused,) = post(source, wrap([gone])).refused
    assert refused.field.rpartition(".")[2].startswith(field)


@pytest.mark.parametrize("source", sorted(SHAPES))
def test_nowhere_is_refused_as_no_place(source: str) -> None:
    time, place, wrap = SHAPES[source]
    (refused,) = post(source, wrap([place({"lat": 0, "lon": -0.0, time: NOON})])).refused
    assert "0,0" in refused.expected


@pytest.mark.parametrize("source", sorted(SHAPES))
@pytest.mark.parametrize("spoilt", [False, True], ids=["all good", "one spoilt"])
def test_a_thousand_fixes_are_taken_and_one_more_is_too_many(source: str, spoilt: bool) -> None:  # noqa: FBT001
    time, place, wrap = SHAPES[source]
    items = [place({"lat": 41.8, "lon": -87.6, time: NOON + second}) for second in range(MOST - spoilt)]
    items += [{"lat": "x"}] * spoilt
    batch = post(source, wrap(items))
    assert (len(batch.fixes), len(batch.refused)) == (MOST - spoilt, int(spoilt))
    with pytest.raises(TooMany) as fault:
        post(source, wrap([*items, items[0]]))
    assert (fault.value.items, fault.value.limit) == (MOST + 1, MOST)


@EVERY
def test_a_body_nested_without_end_is_malformed(source: str) -> None:
    for opening in (b"[", b'{"lat":', b'{"x":[{"location":'):
        with pytest.raises(Malformed):
            post(source, opening * 50_000)


@pytest.mark.parametrize("source", sorted(SHAPES))
@quick
@given(lat=st.floats(-91, 91), lon=st.floats(-181, 181), at=st.floats(-1, 2e12))
def test_the_quick_way_and_the_slow_way_read_a_fix_alike(source: str, lat: float, lon: float, at: float) -> None:
    time, place, wrap = SHAPES[source]
    item = place({"lat": lat, "lon": lon, time: at})
    alone, beside_junk = post(source, wrap([item])), post(source, wrap([item, None]))
    assert alone.fixes == beside_junk.fixes
    assert alone.refused == beside_junk.refused[:len(alone.refused)]
