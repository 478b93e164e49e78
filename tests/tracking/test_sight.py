"""What a customer may see of the van."""

import random
from typing import Any

import pytest

from domain.position import Position
from tracking.sight import AREA, HOUSE, STREET, VEIL, Place, Spot, Surroundings, Unseen, metres, sight, veil

NOW = 1_790_000_000.0
HOME = (60.1700, 24.9400)
SECRET = b"s" * 32


def van(lat: float = 60.1650, lon: float = 24.9300, at: float = NOW - 10, *, sure: bool = True) -> Position:
    return Position(at, lat, lon, 8.0, 359.7, 8.0, sure)


def around(status: str = "out_for_delivery", before: int | None = 0, veils: tuple[Place, ...] = (),
           start: Place | None = None, left: float | None = None) -> Surroundings:
    return Surroundings(status, before, veils, start, left)


def test_a_customer_who_is_next_sees_the_van_to_the_house() -> None:
    spot = sight(van(60.165_012_3, 24.930_056_7), around(), NOW)
    assert spot == Spot(60.1650, 24.9301, 0, NOW - 10, 10)


@pytest.mark.parametrize(("position", "where", "why"), [
    (None, around(), Unseen.SILENT),
    (van(at=NOW - 301), around(), Unseen.SILENT),
    (van(at=NOW + 61), around(), Unseen.SILENT),
    (van(sure=False), around(), Unseen.SILENT),
    (van(), around("scheduled"), Unseen.FAR),
    (van(), around("arrived"), Unseen.HERE),
    (van(), around("delivered"), Unseen.FAR),
    (van(), around(before=None), Unseen.FAR),
    (van(), around(before=4), Unseen.FAR),
    (van(), around(before=1, left=3601), Unseen.FAR),
    (van(), around(before=1, veils=((60.1665, 24.9320),)), Unseen.ELSEWHERE),
    (van(), around(start=(60.1660, 24.9310)), Unseen.ELSEWHERE),
], ids=["no van", "old", "from tomorrow", "unsure", "not on the road", "at the door", "over", "not started",
        "too many stops", "too many minutes", "at somebody else's door", "where the shift began"])
def test_otherwise_nobody_sees_it_and_the_page_knows_why(position: Position | None, where: Surroundings, why: Unseen
                                                        ) -> None:
    assert sight(position, where, NOW) is why


@pytest.mark.parametrize(("before", "left", "grain"), [
    (3, None, AREA), (2, 60, AREA), (3, 3600, AREA), (1, None, STREET), (1, 1800, STREET), (1, 1801, AREA),
    (0, None, HOUSE), (0, 900, HOUSE), (0, 901, STREET), (0, 1801, AREA), (0, 9000, AREA),
])
def test_it_is_told_more_exactly_as_stops_and_minutes_run_down(before: int, left: float | None, grain: Any) -> None:
    position = van(60.163_21, 24.932_17)
    spot = sight(position, around(before=before, left=left), NOW)
    assert isinstance(spot, Spot)
    assert spot.within == grain.within
    assert metres((spot.lat, spot.lon), (position.lat, position.lon)) <= grain.within
    assert (spot.heading is None) == (grain is AREA)


@pytest.mark.parametrize("lat", [0.0, 41.2, -60.0, 84.0])
def test_a_place_is_never_told_further_off_than_is_said(lat: float) -> None:
    dice = random.Random(7)
    for before, grain in ((0, HOUSE), (1, STREET), (3, AREA)):
        for _ in range(300):
            here = (lat + dice.random() / 20, dice.uniform(-179, 179))
            spot = sight(van(*here), around(before=before), NOW)
            assert isinstance(spot, Spot)
            assert metres((spot.lat, spot.lon), here) <= grain.within


def test_a_door_is_veiled_the_same_way_every_day_and_another_way_for_another_secret() -> None:
    middles = {veil(HOME, bytes([one]) * 32) for one in range(200)}
    assert len(middles) == 200
    assert max(metres(one, HOME) for one in middles) <= VEIL
    assert max(metres(one, HOME) for one in middles) > VEIL / 2
    assert {veil(HOME, SECRET) for _ in range(5)} == {veil(HOME, SECRET)}


def test_whoever_watches_all_day_never_sees_it_near_another_door() -> None:
    dice = random.Random(4)
    for _ in range(200):
        doors = [(60.16 + dice.random() / 50, 24.92 + dice.random() / 25) for _ in range(12)]
        veils = tuple(veil(door, SECRET) for door in doors)
        for _ in range(100):
            here = (60.16 + dice.random() / 50, 24.92 + dice.random() / 25)
            spot = sight(van(*here), around(before=0, veils=veils), NOW)
            assert isinstance(spot, Unseen) or min(metres((spot.lat, spot.lon), door) for door in doors) > 180


def test_distances_hold_across_the_date_line() -> None:
    assert metres((0.0, 179.999), (0.0, -179.999)) == pytest.approx(222.4, rel=0.01)
    assert metres((60.0, 24.0), (60.0, 24.001)) == pytest.approx(55.6, rel=0.01)
