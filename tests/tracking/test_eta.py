"""When a van comes, how sure that is, and who hears of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from domain.events import Delayed, DriverNear, EtaMoved, Event
from tracking.ahead import NOTHING, Ahead
from tracking.doorstep import Doorstep
from tracking.eta import Estimate, crossings, estimates, looked, moved

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC).timestamp()
MINUTE, HOUR = 60.0, 3600.0
HOME = (60.17, 24.94)


def door(name: str, end: float = 4 * HOUR, service: float = 300.0) -> Doorstep:
    return Doorstep(name, HOME, service, NOW, NOW + end)


def run(*doors: Doorstep, leg: float | None = 600.0) -> Ahead:
    return Ahead("run", doors, (leg,) * (len(doors) - 1))


def told(ahead: Ahead, reach: float | None, now: float = NOW, age: float = 0.0) -> list[tuple[str, Event]]:
    return [(one.delivery, one.event) for one in crossings(ahead, reach, now, age)]


def kept(ahead: Ahead, reach: float | None, now: float = NOW, age: float = 0.0) -> Ahead:
    """The run once what its estimates say is kept, and nobody has to hear that it is near."""
    found = {one.delivery: one for one in estimates(ahead, reach, now, age)}
    return replace(ahead, stops=tuple(
        structs.replace(step, near_told=True, eta=(it.earliest, it.likely, it.latest))
        if (it := found.get(step.delivery))
        else step for step in ahead.stops))


def kinds(found: list[tuple[str, Event]]) -> list[tuple[str, str]]:
    return [(name, type(event).__name__) for name, event in found]


def clock(after: float) -> datetime:
    return datetime.fromtimestamp(NOW + after, UTC)


def test_the_first_door_is_as_far_as_its_road_and_the_next_a_service_and_a_leg_more() -> None:
    found = estimates(run(door("A"), door("B"), door("C")), 900.0, NOW, 0.0)
    assert [(one.delivery, one.likely - NOW) for one in found] == [("A", 900.0), ("B", 1800.0), ("C", 2700.0)]


def test_an_interval_is_a_tenth_early_and_a_quarter_late_and_a_minute_to_park() -> None:
    assert estimates(run(door("A")), 1000.0, NOW, 0.0) == (Estimate("A", NOW + 900, NOW + 1000, NOW + 1310),)


def test_over_straight_lines_it_is_a_quarter_early_and_three_fifths_late() -> None:
    ahead = replace(run(door("A")), rough=True)
    assert estimates(ahead, 1000.0, NOW, 0.0) == (Estimate("A", NOW + 750, NOW + 1000, NOW + 1660),)


def test_services_vary_each_for_itself() -> None:
    """Two of 300 and 400 s are as doubtful as one of 500 s: three tenths early, half of it late."""
    found = estimates(run(door("A"), door("B", service=400.0), door("C"), leg=0.0), 0.0, NOW, 0.0)[2]
    assert found == Estimate("C", NOW + 700 - 150, NOW + 700, NOW + 700 + 250 + 60, 700)


def width(one: Estimate) -> float:
    return one.latest - one.earliest


def test_rough_roads_an_old_position_and_long_services_make_it_wider() -> None:
    ahead = run(door("A"), door("B"))
    plain = estimates(ahead, 1000.0, NOW, 0.0)
    for wider in (estimates(replace(ahead, rough=True), 1000.0, NOW, 0.0), estimates(ahead, 1000.0, NOW, 300.0)):
        assert all(width(one) > width(other) for one, other in zip(wider, plain, strict=True))
    slow = estimates(run(door("A", service=1200.0), door("B")), 1000.0, NOW, 0.0)
    assert width(slow[0]) == width(plain[0])
    assert width(slow[1]) > width(plain[1])


def test_half_of_a_positions_age_has_been_driven_since() -> None:
    assert estimates(run(door("A")), 1000.0, NOW, 60.0)[0].likely == NOW + 970


def test_at_a_door_the_rest_of_its_service_comes_first_and_a_minute_at_least() -> None:
    at_door = run(structs.replace(door("A"), arrived=NOW - 100), door("B"))
    assert [(one.delivery, one.likely) for one in estimates(at_door, 0.0, NOW, 0.0)] == [("B", NOW + 200 + 600)]
    overtime = run(structs.replace(door("A"), arrived=NOW - 4000), door("B"))
    assert estimates(overtime, 0.0, NOW, 0.0)[0].likely == NOW + 60 + 600


def test_a_door_that_was_left_and_never_closed_does_not_hold_the_van() -> None:
    left = run(structs.replace(door("A"), arrived=NOW - 1000), door("B"))
    assert estimates(left, 400.0, NOW, 0.0)[0].likely == NOW + 200


def test_at_a_door_out_of_order_the_way_leads_back_to_the_first() -> None:
    ahead = run(door("A"), door("B"), structs.replace(door("C"), arrived=NOW), door("D"))
    assert [(one.delivery, one.likely - NOW) for one in estimates(ahead, 700.0, NOW, 0.0)] == [
        ("A", 1000.0), ("B", 1900.0), ("D", 3400.0)]


def test_between_two_doors_he_is_at_the_way_leads_on_from_the_later() -> None:
    ahead = run(structs.replace(door("A"), arrived=NOW - 60), structs.replace(door("B"), arrived=NOW), door("C"))
    assert [(one.delivery, one.likely - NOW) for one in estimates(ahead, 500.0, NOW, 0.0)] == [("C", 900.0)]


@pytest.mark.parametrize(("ahead", "reach"), [
    (NOTHING, 100.0), (run(door("A")), None), (run(structs.replace(door("A"), arrived=NOW)), 0.0),
    (run(structs.replace(door("A"), arrived=NOW), door("B"), leg=None), None),
])
def test_where_the_way_is_unknown_nothing_is_said(ahead: Ahead, reach: float | None) -> None:
    assert estimates(ahead, reach, NOW, 0.0) == ()


def test_behind_a_door_on_no_map_nothing_is_said() -> None:
    ahead = Ahead("run", (door("A"), door("B"), door("C")), (600.0, None))
    assert [one.delivery for one in estimates(ahead, 100.0, NOW, 0.0)] == ["A", "B"]


seconds = st.floats(0.0, 7200.0)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(seconds, seconds), min_size=1, max_size=9), seconds, seconds, st.booleans())
def test_an_interval_holds_its_likely_time_and_never_begins_in_the_past(
        ways: list[tuple[float, float]], reach: float, age: float, rough: bool) -> None:  # noqa: FBT001
    stops = tuple(door(str(number), service=service) for number, (service, _) in enumerate(ways))
    found = estimates(Ahead("run", stops, tuple(leg for _, leg in ways[1:]), rough), reach, NOW, age)
    assert len(found) == len(ways)
    assert all(NOW <= one.earliest <= one.likely < one.latest for one in found)
    assert all(one.likely <= other.likely and one.latest <= other.latest for one, other in pairwise(found))


def test_the_first_estimate_is_told_in_whole_minutes_rounded_outward() -> None:
    estimate = Estimate("A", NOW + 119, NOW + 151, NOW + 181)
    assert moved(estimate, door("A")) == EtaMoved(clock(60), clock(180), clock(240))


@pytest.mark.parametrize(("likely", "latest", "says"), [
    (0.0, 0.0, False), (119.0, 119.0, False), (-119.0, -119.0, False), (120.0, 120.0, True), (-120.0, -120.0, True),
    (0.0, 299.0, False), (0.0, 300.0, True), (0.0, -300.0, True),
])
def test_two_minutes_at_the_likely_time_or_five_at_the_end_are_a_change(
        likely: float, latest: float, says: bool) -> None:  # noqa: FBT001
    step = structs.replace(door("A"), eta=(NOW + 500, NOW + 600, NOW + 900))
    assert (moved(Estimate("A", NOW + 400, NOW + 600 + likely, NOW + 900 + latest), step) is not None) is says


def test_far_ahead_it_takes_three_minutes() -> None:
    step = structs.replace(door("A"), eta=(NOW + 5000, NOW + 6000, NOW + 7000))
    assert moved(Estimate("A", NOW + 5000, NOW + 6170, NOW + 7170), step) is None
    assert moved(Estimate("A", NOW + 5000, NOW + 6180, NOW + 7180), step) is not None


def test_on_schedule_nobody_hears_anything() -> None:
    ahead = kept(run(*map(door, "ABCDEFGH")), 1000.0)
    assert told(ahead, 1000.0 - 90, NOW + 90) == []


def test_everybody_hears_when_the_van_loses_three_minutes() -> None:
    ahead = kept(run(*map(door, "ABC")), 1000.0)
    assert kinds(told(ahead, 1000.0, NOW + 180)) == [(name, "EtaMoved") for name in "ABC"]


def test_ten_minutes_away_is_near_and_eleven_are_not() -> None:
    ahead = run(door("A"), door("B"))
    assert ("A", DriverNear(10)) in told(ahead, 600.0)
    assert ("A", DriverNear(3)) in told(ahead, 170.0)
    assert ("A", DriverNear(1)) in told(ahead, 0.0)
    assert kinds(told(ahead, 660.0)) == [("A", "EtaMoved"), ("B", "EtaMoved")]


CLOSE = run(door("A"), door("B"), leg=60.0)
NOT_NEAR: list[tuple[str, Callable[[], list[tuple[str, Event]]]]] = [
    ("it was told", lambda: told(run(structs.replace(door("A"), near_told=True)), 300.0)),
    ("the driver is there", lambda: told(run(structs.replace(door("A"), arrived=NOW), door("B"), leg=60.0), 0.0)),
    ("nobody knows the way", lambda: told(CLOSE, None)),
    ("the position is six minutes old", lambda: told(CLOSE, 600.0, age=360.0)),
    ("it was half an hour a moment ago",
     lambda: told(run(structs.replace(door("A"), eta=(NOW, NOW + 1800, NOW + 2000))), 300.0)),
]


@pytest.mark.parametrize(("why", "found"), NOT_NEAR, ids=[why for why, _ in NOT_NEAR])
def test_nobody_hears_that_the_van_is_near_when(why: str, found: Callable[[], list[tuple[str, Event]]]) -> None:
    assert "DriverNear" not in [kind for _, kind in kinds(found())], why


def test_only_the_next_door_hears_that_the_van_is_near() -> None:
    assert [name for name, kind in kinds(told(CLOSE, 60.0)) if kind == "DriverNear"] == ["A"]


def test_near_is_said_once_the_estimate_has_moved_there_and_not_again() -> None:
    ahead = run(structs.replace(door("A"), eta=(NOW, NOW + 1800, NOW + 2000)))
    assert kinds(told(ahead, 300.0)) == [("A", "EtaMoved")]
    ahead = replace(kept(ahead, 300.0), stops=(structs.replace(kept(ahead, 300.0).stops[0], near_told=False),))
    assert kinds(told(ahead, 295.0)) == [("A", "DriverNear")]
    assert told(kept(ahead, 295.0), 290.0) == []


def test_a_promise_missed_by_ten_minutes_is_broken_aloud_once_in_fives() -> None:
    ahead = kept(run(door("A", end=20 * MINUTE)), 20 * MINUTE)
    assert told(ahead, 29 * MINUTE)[0][1] == EtaMoved(clock(26 * MINUTE), clock(29 * MINUTE), clock(38 * MINUTE))
    late, estimate = told(ahead, 32 * MINUTE)
    assert late == ("A", Delayed(15, clock(25 * MINUTE), clock(45 * MINUTE)))
    assert estimate == ("A", EtaMoved(clock(28 * MINUTE), clock(32 * MINUTE), clock(41 * MINUTE)))
    anew = kept(run(door("A", end=45 * MINUTE)), 32 * MINUTE)
    assert told(anew, 32 * MINUTE) == []
    assert [kind for _, kind in kinds(told(anew, 54 * MINUTE))] == ["EtaMoved"]
    assert [kind for _, kind in kinds(told(anew, 56 * MINUTE))] == ["Delayed", "EtaMoved"]


def test_while_it_may_still_come_in_time_it_is_not_late() -> None:
    """Two hours off and eleven minutes late by the likely time, but in time with some luck."""
    ahead = run(door("A", end=110 * MINUTE))
    assert kinds(told(ahead, 121 * MINUTE)) == [("A", "EtaMoved")]


def test_every_later_door_hears_of_its_own_broken_promise() -> None:
    ahead = kept(run(door("A", end=HOUR), door("B", end=20 * MINUTE), leg=30 * MINUTE), 10 * MINUTE)
    assert kinds(told(ahead, 10 * MINUTE)) == [("B", "Delayed")]


@given(doors=st.lists(st.tuples(st.floats(600, 4 * HOUR), st.floats(60, 900)), min_size=1, max_size=5),
       times=st.tuples(st.floats(0, 1200), st.floats(0, HOUR), st.floats(-400, 400), st.floats(0, 600)),
       age=st.floats(0, 400), flags=st.tuples(st.booleans(), st.booleans(), st.booleans()))
def test_the_bounds_of_a_run_say_nothing_only_where_a_look_at_each_door_says_nothing(
        doors: list[tuple[float, float]], times: tuple[float, float, float, float], age: float,
        flags: tuple[bool, bool, bool]) -> None:
    (leg, was, shift, passed), (rough, told, came) = times, flags
    drawn = run(*(door(str(number), *one) for number, one in enumerate(doors)), leg=leg)
    ahead = kept(replace(drawn, rough=rough), was)
    first = structs.replace(ahead.stops[0], near_told=told, arrived=NOW if came else None)
    ahead, reach = replace(ahead, stops=(first, *ahead.stops[1:])), max(0.0, was - passed + shift)
    assert crossings(ahead, reach, NOW + passed, age) == tuple(looked(ahead, reach, NOW + passed, age))


def test_most_fixes_need_no_look_at_each_door() -> None:
    ahead = kept(run(door("A"), door("B")), 1800.0)
    assert ahead.calm.holds(1790.0, NOW + 10, 0.0)
    assert not ahead.calm.holds(1930.0, NOW, 0.0)
    assert not run(door("A")).calm.holds(1800.0, NOW, 0.0), "nobody was told anything yet"
