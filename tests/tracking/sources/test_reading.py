"""Units, times and names, as every source reads them."""

from datetime import UTC

import pytest

from tests.tracking.sources.posting import NOON, post
from tracking.sources.reading import KMH, KNOT, LONGEST_NAME, Wrong, named, seconds

PLACE = {"lat": 41.8781, "lon": -87.6298}


@pytest.mark.parametrize("said", [
    1_795_529_100, 1_795_529_100.0, 1_795_529_100_000, "1795529100", "1795529100000", "2026-11-24T14:05:00Z",
    "2026-11-24 14:05:00+00:00", "2026-11-24T14:05:00.000+0000", "2026-11-24T08:05:00-06:00",
    "2026-11-24T19:50:00+05:45", "20261124T140500Z",
])
def test_a_time_is_told_by_its_form_and_size(said: float | str) -> None:
    assert seconds(said, "time") == NOON


def test_parts_of_a_second_are_kept() -> None:
    assert seconds("2026-11-24T14:05:00.250Z", "time") == seconds(1_795_529_100_250, "time") == NOON + 0.25


@pytest.mark.parametrize("said", [
    "2026-11-24T14:05:00", "2026-11-24", "14:05", "", "now", "NaN", "inf", "1e9", "-5", "0x10", "٣٤",
    "1960-01-01T00:00:00Z", -1, float("nan"), float("inf"), 1e300, "2026-11-24T14:05:00+99:00",
])
def test_a_time_that_could_mean_several_or_none_is_refused(said: float | str) -> None:
    with pytest.raises(Wrong) as fault:
        seconds(said, "time")
    assert fault.value.field == "time"


def test_a_date_before_the_week_counter_rolled_over_is_left_to_admission() -> None:
    assert seconds("2007-04-10T14:05:00Z", "time") == 1_176_213_900


@pytest.mark.parametrize("said", ["2026-11-24 14:05:00", "2026-11-24T08:05:00-06:00", "1795529100"])
def test_a_zone_named_by_the_protocol_is_for_text_without_an_offset_alone(said: str) -> None:
    assert seconds(said, "time", UTC) == NOON


def test_a_knot_is_a_sea_mile_and_kmh_a_kilometre_in_an_hour() -> None:
    assert pytest.approx(0.514444, abs=1e-6) == KNOT
    assert pytest.approx(10.0) == 36 * KMH


@pytest.mark.parametrize(("source", "body", "query", "speed"), [
    ("generic", {**PLACE, "time": NOON, "speed_mps": 36}, "", 36.0),
    ("owntracks", {"_type": "location", **PLACE, "tst": NOON, "vel": 36}, "", 10.0),
    ("osmand", None, "lat=41.8781&lon=-87.6298&speed=36", 18.52),
    ("traccar", {"location": {"timestamp": NOON, "coords": {"latitude": 41.8, "longitude": -87.6, "speed": 36}}}, "",
     36.0),
    ("traccar", {"position": {"fixTime": NOON, "latitude": 41.8, "longitude": -87.6, "speed": 36}}, "", 18.52),
])
def test_thirty_six_is_another_speed_for_every_vendor(source: str, body: object, query: str, speed: float) -> None:
    (fix,) = post(source, body, query).fixes
    assert fix.speed == pytest.approx(speed)


@pytest.mark.parametrize(("said", "battery"), [(0, 0.0), (0.5, 0.5), (1, 1.0), (2, 0.02), (100, 1.0), (-1, None)])
def test_the_plain_form_takes_a_battery_as_a_share_or_in_percent(said: float, battery: float | None) -> None:
    (fix,) = post("generic", {**PLACE, "time": NOON, "battery": said}).fixes
    assert fix.battery == battery


@pytest.mark.parametrize("said", [-1, 0, 65_535])
def test_a_strange_accuracy_is_handed_on_for_admission_to_judge(said: float) -> None:
    (fix,) = post("generic", {**PLACE, "time": NOON, "accuracy_m": said}).fixes
    assert fix.accuracy == said


def test_accuracy_zero_is_how_traccar_says_that_it_has_none() -> None:
    (fix,) = post("osmand", None, "lat=41.8781&lon=-87.6298&accuracy=0").fixes
    assert fix.accuracy is None


def test_north_is_zero_however_it_is_written() -> None:
    (fix,) = post("generic", {**PLACE, "time": NOON, "heading": 360}).fixes
    assert fix.heading == 0


@pytest.mark.parametrize("field", ["speed_mps", "heading", "accuracy_m", "battery"])
@pytest.mark.parametrize("bad", ["8", True, [], {}, 1e308])
def test_a_field_that_may_be_left_out_must_be_right_where_it_is_said(field: str, bad: object) -> None:
    (refused,) = post("generic", {**PLACE, "time": NOON, field: bad}).refused
    assert refused.field == field


def test_a_name_is_plain_printable_text_of_bounded_length() -> None:
    assert named("van\x00-7\ud800\n") == "van-7"
    assert named(48) == "48"
    assert named(None) == ""
    assert len(named("v" * 1_000)) == LONGEST_NAME


def test_a_form_and_an_address_are_one_and_the_address_is_believed() -> None:
    batch = post("osmand", b"id=van-7&lat=41.8&lon=-87.6", "token=secret&lat=42.5")
    assert [(fix.lat, fix.lon) for fix in batch.fixes] == [(42.5, -87.6)]
    assert batch.device == "van-7"
