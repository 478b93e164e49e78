"""The world's own streets: the drawn town is one place, its ways follow streets, and a real city reads the same."""

import random
from itertools import pairwise
from pathlib import Path

import osmium
import pytest
from osmium.osm.mutable import Node, Way

from simulator.roads.homes import dock, homes, rounds
from simulator.roads.path import way
from simulator.roads.reading import Address, NoStreets, read
from simulator.roads.streets import Kerb, Streets, connected, metres
from simulator.town import draw

CITY = Path(__file__).parents[2] / "../shared/data/osm/porto-centre.osm.pbf"
Place = tuple[Streets, tuple[Address, ...]]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return read(draw(tmp_path_factory.mktemp("town") / "town.osm.pbf"))


def test_every_crossing_of_the_town_can_be_driven_to_from_every_other(town: Place) -> None:
    streets, _ = town
    assert len(connected(streets.out)) == len(streets.places) > 1200


def test_the_town_is_eight_kilometres_or_more_and_has_streets_of_several_classes(town: Place) -> None:
    streets, addresses = town
    lats, lons = [one[0] for one in streets.places], [one[1] for one in streets.places]
    assert metres((min(lats), lons[0]), (max(lats), lons[0])) > 8_000
    assert metres((lats[0], min(lons)), (lats[0], max(lons))) > 8_000
    assert {street.kind for out in streets.out for street in out} == {"primary", "secondary", "tertiary", "residential"}
    assert len(addresses) > 5_000
    assert len(streets.lights) > 20


def test_the_same_seed_draws_the_same_town(tmp_path: Path, town: Place) -> None:
    again, addresses = read(draw(tmp_path / "again.osm.pbf"))
    other, _ = read(draw(tmp_path / "other.osm.pbf", seed=2))
    assert (again.places, addresses) == (town[0].places, town[1])
    assert other.places != again.places


def test_the_river_is_crossed_by_bridges_alone(tmp_path: Path) -> None:
    wet = [dict(one.tags) for one in osmium.FileProcessor(str(draw(tmp_path / "town.osm.pbf")))
           if one.is_way() and "bridge" in one.tags]
    assert 5 < len(wet) < 60
    assert {one["highway"] for one in wet} <= {"primary", "secondary", "tertiary"}


@pytest.mark.parametrize("where", ["town", "city"])
def test_ways_follow_streets_from_kerb_to_kerb_and_never_against_a_one_way(where: str, town: Place) -> None:
    if where == "city" and not CITY.exists():
        pytest.skip(f"the real city is not here: {CITY.name}")
    streets, addresses = town if where == "town" else read(CITY)
    dice = random.Random(3)
    some = homes(streets, addresses, 30, 5, streets.where(dock(streets)))
    for _ in range(60):
        one, other = dice.sample(some, 2)
        found = way(streets, one.kerb, other.kerb)
        assert metres(found[0].one, streets.where(one.kerb)) < 0.5
        assert metres(found[-1].other, streets.where(other.kerb)) < 0.5
        assert all(metres(first.other, second.one) < 0.5 for first, second in pairwise(found))
        assert all(streets.street(piece.start, piece.end) is not None for piece in found)


def square() -> Streets:
    """Four crossings in a ring that may be driven one way round only, a hundred metres a side."""
    from simulator.roads.streets import Street  # noqa: PLC0415 used here alone

    side = 100 / 111_195
    places = [(0.0, 0.0), (0.0, side), (side, side), (side, 0.0)]
    return Streets(places, [(Street((at + 1) % 4, 100.0, 10.0, "residential"),) for at in range(4)])


def test_behind_one_on_a_one_way_street_is_all_the_way_round() -> None:
    ring = square()
    assert sum(one.length for one in way(ring, Kerb(0, 1, 0.25), Kerb(0, 1, 0.75))) == pytest.approx(50, abs=0.1)
    assert sum(one.length for one in way(ring, Kerb(0, 1, 0.75), Kerb(0, 1, 0.25))) == pytest.approx(350, abs=0.5)
    assert way(ring, Kerb(0, 1, 0.5), Kerb(0, 1, 0.5)) == ()


def test_doorsteps_are_apart_near_their_kerb_and_not_by_the_dock(town: Place) -> None:
    streets, addresses = town
    start = streets.where(dock(streets))
    some = homes(streets, addresses, 48, 7, start)
    assert len({one.text for one in some}) == 48
    assert all(metres(one.door, streets.where(one.kerb)) <= 40 for one in some)
    assert all(metres(one.door, start) > 300 for one in some)
    assert all(metres(one.door, other.door) >= 40 for one in some for other in some if one is not other)
    assert sorted(one.text for part in rounds(some, 4, start) for one in part) == sorted(one.text for one in some)


def test_a_file_that_is_no_map_and_one_without_streets_are_refused_with_a_line(tmp_path: Path) -> None:
    broken, empty = tmp_path / "broken.osm.pbf", tmp_path / "empty.osm.pbf"
    broken.write_bytes(b"no map at all")
    with osmium.SimpleWriter(str(empty)) as file:
        for number, spot in enumerate(((24.9, 60.1), (24.91, 60.1)), 1):
            file.add_node(Node(id=number, location=spot))
        file.add_way(Way(id=1, nodes=[1, 2], tags={"highway": "residential", "oneway": "yes"}))
    for one in (broken, empty, tmp_path / "missing.osm.pbf"):
        with pytest.raises(NoStreets, match=one.name):
            read(one)


def test_a_place_that_is_too_small_says_so(town: Place) -> None:
    with pytest.raises(NoStreets, match="too small"):
        homes(town[0], town[1][:5], 48, 1, (0.0, 0.0))
