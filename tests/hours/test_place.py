"""Which law holds at a door: by its address, its point, its depot; by all that may be meant where those leave doubt."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import hours
from flows.hours import Ground, place_of
from store import models

CHICAGO = Ground("US", "America/Chicago")


@pytest.mark.parametrize(("address", "states"), [
    ("1 Main St, Chicago IL 60601", {"US-IL"}),
    ("1 Main St, Chicago, IL, 60601-1234", {"US-IL"}),
    ("9 State Line Ave, Texarkana AR 71854", {"US-AR"}),
    ("9 State Line Ave, Texarkana, TX 75501, USA", {"US-TX"}),
    ("1 Main St, Providence, RI", {"US-RI"}),
    ("1 Main St, 02903", {"US-RI"}),
    ("1 Main St, Chicago IL 75201", {"US-IL", "US-TX"}),
    ("IN 46320 Corp, 5 Elm St, Boston MA 02108", {"US-MA"}),
    ("1 Main St", {"US"}),
])
def test_an_address_names_its_state(address: str, states: set[str]) -> None:
    assert place_of(address, None, None, CHICAGO).jurisdictions == states


def test_the_depot_s_own_jurisdiction_holds_only_where_the_door_says_nothing() -> None:
    ground = Ground("US", "America/Chicago", "US-IL")
    assert place_of("1 Main St", None, None, ground).jurisdictions == {"US-IL"}
    assert place_of("1 Main St, Gary IN 46402", None, None, ground).jurisdictions == {"US-IN"}
    assert place_of("1 Main St", 47.61, -122.33, ground).jurisdictions == {"US-WA"}


def test_an_address_that_its_point_gainsays_counts_with_all_states_around_the_point() -> None:
    place = place_of("1 Main St, Chicago IL 60601", 39.1141, -94.6275, CHICAGO)
    assert place.jurisdictions == {"US-IL", "US-KS", "US-MO"}


def test_a_zone_is_the_state_s_own_and_the_depot_s_where_the_state_is_cut() -> None:
    assert place_of("1 Main St, Newark NJ 07102", None, None, CHICAGO).zones == ("America/New_York",)
    assert place_of("1 Main St, Dallas TX 75201", None, None, CHICAGO).zones == ("America/Chicago",)
    assert place_of("1 Main St, El Paso TX 79901", 31.7619, -106.485, CHICAGO).zones == ("America/Denver",)


def test_of_every_known_point_the_true_state_is_among_those_kept(shared_data: Path) -> None:
    lines = (shared_data / "boundaries" / "jurisdiction_points.jsonl").read_text(encoding="utf-8").splitlines()
    points = [json.loads(line) for line in lines]
    for one in points:
        if str(one["jurisdiction"]).startswith("US-"):
            found = place_of("", one["lat"], one["lon"], CHICAGO).jurisdictions
            assert one["jurisdiction"] in found, one["name"]
            assert len(found) <= 3


def test_no_state_reaches_out_of_its_boxes(shared_data: Path) -> None:
    drawn = json.loads((shared_data / "boundaries" / "us_ca_mx_states.geojson").read_text(encoding="utf-8"))
    for state in drawn["features"]:
        name = state["properties"]["id"]
        if name.startswith("US-"):
            for lon, lat in corners(state["geometry"]["coordinates"]):
                assert name in place_of("", lat, lon, CHICAGO).jurisdictions, (name, lat, lon)


def corners(nested: list) -> Iterator[tuple[float, float]]:  # type: ignore[type-arg] GeoJSON nests as deep as it likes
    """Every corner of a polygon or of several."""
    if isinstance(nested[0], float | int):
        yield nested[0], nested[1]
    else:
        for one in nested:
            yield from corners(one)


@pytest.mark.parametrize(("zone", "region", "jurisdiction", "country"), [
    ("America/Chicago", "US", "", "US"),
    ("Europe/Helsinki", "US", "", "FI"),  # American numbers, a door in Finland
    ("UTC", "FR", "", "FR"),
    ("UTC", "FR", "US-TX", "US"),
])
def test_a_depot_stands_where_its_clock_is(zone: str, region: str, jurisdiction: str, country: str) -> None:
    depot = models.Depot(time_zone=zone, default_region=region, jurisdiction=jurisdiction)
    assert hours.country(depot) == country
