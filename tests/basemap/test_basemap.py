"""The street map: what of an extract becomes tiles, where the sea is, and how it is drawn."""

import json
from pathlib import Path

import pytest
from pmtiles.reader import MmapSource, Reader
from shapely import Point, from_geojson

from integrations.basemap import BasemapError, build, extent, style
from integrations.basemap.features import features
from integrations.basemap.sea import Box, sea
from tests.basemap.places import extract

BAY: Box = (24.90, 60.10, 25.00, 60.20)
LAYERS = {"roads", "rails", "streams", "water", "green", "land", "buildings", "addresses", "places"}


def town(to: Path) -> Path:
    square = [(24.94, 60.16), (24.95, 60.16), (24.95, 60.17), (24.94, 60.17), (24.94, 60.16)]
    return extract(to, BAY, [
        ([(24.91, 60.15), (24.99, 60.15)], {"highway": "residential", "name": "Long Street"}),
        ([(24.91, 60.16), (24.99, 60.16)], {"highway": "proposed"}),
        (square, {"building": "yes", "addr:housenumber": "12"}),
        (square, {"leisure": "park", "name": "The Green"}),
        ([(24.91, 60.155), (24.99, 60.155)], {"railway": "tram"}),
    ], (((24.92, 60.18), {"place": "suburb", "name": "Old Town"}), ((24.93, 60.18), {"addr:housenumber": "7b"})))


def test_streets_houses_numbers_and_names_are_drawn_and_what_is_not_built_yet_is_not(tmp_path: Path) -> None:
    drawn = [(one.layer, one.tags) for one in features(town(tmp_path / "town.osm.pbf"))]
    assert ("roads", {"kind": "minor", "name": "Long Street"}) in drawn
    assert ("green", {"kind": "park", "name": "The Green"}) in drawn
    assert ("places", {"kind": "suburb", "name": "Old Town"}) in drawn
    assert sorted(tags["number"] for layer, tags in drawn if layer == "addresses") == ["12", "7b"]
    assert [layer for layer, _ in drawn if layer == "roads"] == ["roads"]


def test_the_sea_is_on_the_right_of_the_shore_and_an_island_is_land(tmp_path: Path) -> None:
    shore = [(24.80, 60.15), (25.10, 60.15)]  # eastwards: land to the north
    island = [(24.94, 60.12), (24.96, 60.12), (24.96, 60.13), (24.94, 60.13), (24.94, 60.12)]  # land within
    coast = {"natural": "coastline"}
    pbf = extract(tmp_path / "bay.osm.pbf", BAY, [(shore, coast), (island, coast)])
    water = [from_geojson(one) for one in sea(pbf, BAY)]
    wet = [any(one.contains(Point(*at)) for one in water) for at in ((24.92, 60.11), (24.92, 60.19), (24.95, 60.125))]
    assert wet == [True, False, False]


def test_a_lagoon_drawn_the_other_way_round_is_sea(tmp_path: Path) -> None:
    lagoon = [(24.94, 60.12), (24.94, 60.13), (24.96, 60.13), (24.96, 60.12), (24.94, 60.12)]
    pbf = extract(tmp_path / "lagoon.osm.pbf", BAY, [(lagoon, {"natural": "coastline"})])
    water = [from_geojson(one) for one in sea(pbf, BAY)]
    assert len(water) == 1
    assert water[0].contains(Point(24.95, 60.125))


def test_a_shore_that_ends_inside_the_box_drowns_nobody(tmp_path: Path) -> None:
    pbf = extract(tmp_path / "end.osm.pbf", BAY, [([(24.92, 60.15), (24.95, 60.15)], {"natural": "coastline"})])
    assert list(sea(pbf, BAY)) == []


def test_a_shore_that_the_extract_lost_just_before_its_edge_still_holds_the_sea(tmp_path: Path) -> None:
    shore = [(24.901, 60.15), (24.95, 60.15), (24.999, 60.15)]
    pbf = extract(tmp_path / "cut.osm.pbf", BAY, [(shore, {"natural": "coastline"})])
    water = [from_geojson(one) for one in sea(pbf, BAY)]
    assert [any(one.contains(Point(*at)) for one in water) for at in ((24.95, 60.11), (24.95, 60.19))] == [True, False]


def test_tiles_are_built_once_for_an_extract_and_anew_when_it_changes(tmp_path: Path) -> None:
    pbf, said = town(tmp_path / "town.osm.pbf"), []
    made = build(pbf, tmp_path / "tiles", said.append)
    assert made.suffix == ".pmtiles"
    lines = len(said)
    assert lines == 3
    assert build(pbf, tmp_path / "tiles", said.append) == made
    assert len(said) == lines
    pbf.unlink()
    extract(pbf, BAY, [([(24.91, 60.15), (24.99, 60.15)], {"highway": "residential"})])
    assert build(pbf, tmp_path / "tiles", said.append) != made
    assert len(said) == 2 * lines


def test_the_tiles_hold_the_layers_that_the_style_draws(tmp_path: Path) -> None:
    made = build(town(tmp_path / "town.osm.pbf"), tmp_path / "tiles")
    with made.open("rb") as file:
        reader = Reader(MmapSource(file))
        held = {one["id"] for one in reader.metadata()["vector_layers"]}
        assert reader.header()["max_zoom"] == 15
    assert held == {"roads", "rails", "green", "buildings", "addresses", "places"}
    for dark in (False, True):
        used = {one["source-layer"] for one in style("/map/t.pmtiles", dark=dark)["layers"] if "source" in one}
        assert used == LAYERS


def test_the_style_asks_for_nothing_but_the_tiles(tmp_path: Path) -> None:
    drawn = style("/map/t.pmtiles")
    assert drawn["sources"]["ground"] == {"type": "vector", "url": "pmtiles:///map/t.pmtiles",
                                          "attribution": "© OpenStreetMap contributors"}
    assert not {"glyphs", "sprite"} & set(drawn)
    assert "http" not in json.dumps(drawn)


def test_an_extract_says_what_it_covers(tmp_path: Path) -> None:
    assert extent(town(tmp_path / "town.osm.pbf")) == pytest.approx(BAY)


def test_what_is_no_extract_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "no.osm.pbf").write_bytes(b"not a map")
    with pytest.raises(BasemapError, match=r"no\.osm\.pbf is no extract"):
        build(tmp_path / "no.osm.pbf", tmp_path / "tiles")
    with pytest.raises(BasemapError, match="cannot be read"):
        build(tmp_path / "absent.osm.pbf", tmp_path / "tiles")
    assert not list((tmp_path / "tiles").glob("*"))
