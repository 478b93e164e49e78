"""What a customer may see of the van."""

import random

import pytest

from domain.position import Position
from tracking.sight import Place, Surroundings, metres, sight

NOW = 1_790_000_000.0
HOME = (60.1700, 24.9400)


def van(lat: float = 60.1650, lon: float = 24.9300, at: float = NOW - 10, *, sure: bool = True) -> Position:
    return Position(at, lat, lon, 8.0, 359.7, 8.0, sure)


def around(status: str = "out_for_delivery", before: int | None = 0, others: tuple[Place, ...] = (),
           start: Place | None = None) -> Surroundings:
    return Surroundings(status, before, others, start)


def test_a_customer_who_is_next_sees_the_van_rounded() -> None:
    spot = sight(van(60.165_012_3, 24.930_056_7), around(), NOW)
    assert spot is not None
    assert (spot.lat, spot.lon, spot.heading, spot.at) == (60.1650, 24.9301, 0, NOW - 10)


@pytest.mark.parametrize(("position", "where"), [
    (None, around()),
    (van(at=NOW - 301), around()),
    (van(at=NOW + 61), around()),
    (van(sure=False), around()),
    (van(), around("scheduled")),
    (van(), around("arrived")),
    (van(), around("delivered")),
    (van(), around(before=None)),
    (van(), around(before=4)),
    (van(), around(before=1, others=((60.1655, 24.9305),))),
    (van(), around(start=(60.1660, 24.9310))),
], ids=["no van", "old", "from tomorrow", "unsure", "not on the road", "at the door", "over", "not started",
        "far from the front", "at somebody else's door", "where the shift began"])
def test_otherwise_nobody_sees_it(position: Position | None, where: Surroundings) -> None:
    assert sight(position, where, NOW) is None


def test_whoever_watches_all_day_never_sees_it_near_another_door() -> None:
    dice = random.Random(4)
    for _ in range(200):
        doors = tuple((60.16 + dice.random() / 50, 24.92 + dice.random() / 25) for _ in range(12))
        for _ in range(100):
            here = (60.16 + dice.random() / 50, 24.92 + dice.random() / 25)
            spot = sight(van(*here), around(before=2, others=doors), NOW)
            assert spot is None or min(metres((spot.lat, spot.lon), door) for door in doors) > 180


def test_distances_hold_across_the_date_line() -> None:
    assert metres((0.0, 179.999), (0.0, -179.999)) == pytest.approx(222.4, rel=0.01)
    assert metres((60.0, 24.0), (60.0, 24.001)) == pytest.approx(55.6, rel=0.01)
