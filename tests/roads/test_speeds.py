"""How fast a van drives a way, by its tags."""

import pytest

from integrations.roads.speeds import AT_MOST, CLASSES, KEPT, is_cut, limit, speeds

ROAD = {"highway": "secondary"}


@pytest.mark.parametrize(("said", "expected"), [
    ("50", 50), ("30 mph", 48.28032), ("30mph", 48.28032), ("10 knots", 18.52), ("60 km/h", 60), ("FR:urban", 50),
    ("DE:zone:30", 30), ("de:rural", 90), ("none", 130), ("walk", 7), ("50; 40", 40), ("signals", None), ("", None),
    ("fast", None), ("0", None), ("-50", None), ("5O", None), ("50;fast", 50),
])
def test_a_posted_limit_is_read_in_kilometres_an_hour_or_not_at_all(said: str, expected: float | None) -> None:
    assert limit(said) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(("tags", "expected"), [
    (ROAD, (58, 58)),
    (ROAD | {"maxspeed": "50"}, (50 * KEPT, 50 * KEPT)),
    (ROAD | {"maxspeed:forward": "30", "maxspeed": "70"}, (30 * KEPT, 70 * KEPT)),
    ({"highway": "motorway", "maxspeed": "none"}, (AT_MOST, 0)),
    ({"highway": "residential", "maxspeed": "90"}, (CLASSES["residential"],) * 2),
    ({"highway": "service", "service": "driveway"}, (8, 8)),
    (ROAD | {"oneway": "-1"}, (0, 58)),
    (ROAD | {"vehicle:forward": "no"}, (0, 58)),
    (ROAD | {"access": "private"}, None),
    (ROAD | {"access": "private", "motor_vehicle": "delivery"}, (58, 58)),
    (ROAD | {"motor_vehicle": "no", "access": "yes"}, None),
    (ROAD | {"area": "yes"}, None),
    ({"highway": "track"}, None),
    ({"highway": "track", "motor_vehicle": "yes"}, (12, 12)),
    ({"highway": "pedestrian"}, None),
    ({"highway": "construction"}, None),
    ({"building": "yes"}, None),
])
def test_a_way_is_as_fast_as_its_tags_say_in_either_direction(tags: dict[str, str],
                                                             expected: tuple[float, float] | None) -> None:
    assert speeds(tags) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(("tags", "stops"), [
    ({"barrier": "bollard"}, True), ({"barrier": "block", "access": "yes"}, False), ({"barrier": "gate"}, False),
    ({"barrier": "gate", "motor_vehicle": "no"}, True), ({"barrier": "cattle_grid"}, False),
    ({"barrier": "toll_booth"}, False), ({"barrier": "cycle_barrier", "bicycle": "yes"}, True), ({}, False),
    ({"access": "no"}, False),
])
def test_a_barrier_stops_a_van_unless_its_tags_let_it_through(tags: dict[str, str], *, stops: bool) -> None:
    assert is_cut(tags) is stops
