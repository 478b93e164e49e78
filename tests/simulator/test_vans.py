"""Vans and their trackers: how they drive, what they post, and that the service reads each format to its place."""

import random
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

import pytest

from simulator.roads.path import way
from simulator.roads.streets import Kerb, Street, Streets, metres
from simulator.vans.formats import FORMATS, LISTS, Fix, Post
from simulator.vans.tracker import Tracker
from simulator.vans.traffic import Jam, Roads, around
from simulator.vans.van import CYCLE, GREEN, Van, is_red
from tracking.sources import sources
from tracking.sources.posted import Posted
from tracking.sources.token import token

ZONE = ZoneInfo("Europe/Helsinki")
EIGHT = datetime(2026, 11, 24, 8, 0, tzinfo=ZONE).timestamp()
NORTH = 1 / 111_195.0
SECRET = "t-secret-of-the-van"


def street(lights: frozenset[int] = frozenset()) -> Streets:
    """Straight north for a kilometre, a crossing every hundred metres, both ways, 12 m/s."""
    places = [(60.0 + at * 100 * NORTH, 24.9) for at in range(11)]
    out = [tuple(Street(to, 100.0, 12.0, "secondary") for to in (at - 1, at + 1) if 0 <= to <= 10) for at in range(11)]
    return Streets(places, out, lights)


def driven(van: Van, most: int = 2000) -> list[tuple[float, float, float]]:
    """(second, metres north, speed) until it stands."""
    rows = []
    for _ in range(most):
        came = van.step()
        rows.append((van.at - EIGHT, (van.place[0] - 60.0) / NORTH, van.speed))
        if came:
            return rows
    raise AssertionError("it never came")


def test_a_van_speeds_up_drives_and_brakes_to_a_stand_at_its_kerb() -> None:
    van = Van(street(), Kerb(0, 1, 0.0), EIGHT)
    van.go("door", Kerb(9, 10, 0.5), EIGHT + 20)
    rows = driven(van)
    assert [speed for second, _, speed in rows if second < 20] == [0.0] * 19
    assert all(later[2] - earlier[2] <= 1.41 for earlier, later in pairwise(rows))
    assert max(speed for _, _, speed in rows) == pytest.approx(12.0)
    assert 100 < rows[-1][0] < 125
    assert rows[-1][1] == pytest.approx(950, abs=1)
    assert van.stands


def test_a_red_light_holds_a_van_until_it_is_green() -> None:
    streets = street(frozenset({5}))
    arrives = next(at for at in range(int(CYCLE)) if is_red(5, EIGHT + at + 45) and is_red(5, EIGHT + at + 50))
    van = Van(streets, Kerb(0, 1, 0.0), EIGHT + arrives)
    van.go("door", Kerb(9, 10, 0.5), EIGHT)
    rows = driven(van)
    stood = [second for second, north, speed in rows if speed == 0.0 and abs(north - 500) < 3]
    assert 1 <= len(stood) <= CYCLE - GREEN + 1
    assert all(is_red(5, EIGHT + second) for second in stood)


def test_a_van_that_is_sent_elsewhere_turns_from_where_it_is() -> None:
    van = Van(street(), Kerb(0, 1, 0.0), EIGHT)
    van.go("far", Kerb(9, 10, 0.5), EIGHT)
    for _ in range(40):
        van.step()
    here = van.place
    van.go("near", Kerb(1, 2, 0.0), van.at)
    assert metres(here, van.place) < 1.0
    assert driven(van)[-1][1] == pytest.approx(100, abs=1)


def test_a_van_that_is_there_already_stands_there_again_at_once() -> None:
    van = Van(street(), Kerb(3, 4, 0.5), EIGHT)
    van.go("second parcel", Kerb(3, 4, 0.5), EIGHT + 10)
    assert len(driven(van)) == 10


def test_traffic_is_thickest_in_the_rush_hour_and_in_the_middle() -> None:
    roads = around([(60.0, 24.0), (60.1, 24.2)], ZONE, 1)
    middle, edge = roads.middle, (60.0, 24.0)
    assert roads.free(middle, EIGHT) < roads.free(middle, EIGHT + 4 * 3600)
    assert roads.free(middle, EIGHT) < roads.free(edge, EIGHT) + 0.12
    assert all(0.3 < roads.free((60.0 + at / 300, 24.1), EIGHT + at * 600) <= 1.0 for at in range(60))


def test_a_jam_lets_a_van_roll_a_few_metres_a_minute_and_ends() -> None:
    jam = Jam(Roads((60.0, 24.9), 1e6, ZONE), EIGHT + 600)
    van = Van(street(), Kerb(0, 1, 0.0), EIGHT, jam.free)
    van.go("door", Kerb(9, 10, 0.5), EIGHT)
    rows = driven(van)
    stuck = max(north for second, north, _ in rows if second <= 600)
    assert 20 < stuck < 300
    assert rows[-1][0] > 650


FIX = Fix(1_795_500_000.0, 60.1699, 24.9384, 8.5, 271.0, 6.0, 0.64)


def posted(post: Post) -> Posted:
    query = dict(parse_qsl(urlsplit(post.path).query))
    return Posted(post.body, query, FIX.at + 2, post.headers)


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_service_reads_each_tracker_to_the_right_place_time_and_speed(name: str) -> None:
    request = posted(FORMATS[name](SECRET, "Marco", [FIX]))
    (found,) = sources()[name].parse(request).fixes
    assert token(request.headers, request.query) == SECRET
    assert (found.at, found.lat, found.lon) == (FIX.at, FIX.lat, FIX.lon)
    assert found.speed == pytest.approx(FIX.speed, abs=0.15)
    assert found.heading == pytest.approx(FIX.heading)
    assert found.accuracy == pytest.approx(FIX.accuracy)
    assert found.battery == pytest.approx(FIX.battery)


@pytest.mark.parametrize("name", sorted(LISTS))
def test_what_waited_is_read_as_a_batch_in_order(name: str) -> None:
    fixes = [Fix(FIX.at + 20 * at, FIX.lat + at * NORTH, FIX.lon, 3.0, 0.0, 5.0) for at in range(7)]
    batch = sources()[name].parse(posted(FORMATS[name](SECRET, "Marco", fixes)))
    assert [one.at for one in batch.fixes] == [one.at for one in fixes]
    assert batch.refused == ()


def watching(**about: object) -> Tracker:
    return Tracker("generic", SECRET, "Marco", 20.0, random.Random(1), **about)  # type: ignore[arg-type]


def seen(tracker: Tracker, seconds: int, speed: float = 8.0) -> Tracker:
    for second in range(seconds):
        tracker.see(EIGHT + second, (60.17, 24.94), speed, 90.0)
    return tracker


def test_a_tracker_sees_every_so_many_seconds_near_the_truth() -> None:
    tracker = seen(watching(), 2000)
    assert tracker.taken == 100
    assert all(metres((one.lat, one.lon), (60.17, 24.94)) < 40 for one in tracker.kept)
    assert sum(metres((one.lat, one.lon), (60.17, 24.94)) for one in tracker.kept) / len(tracker.kept) > 1.0


def test_what_was_not_acknowledged_is_kept_and_what_was_is_gone() -> None:
    tracker = seen(watching(), 400)
    count = len(tracker.kept)
    first = tracker.waiting(several=True)
    assert tracker.waiting(several=True) == first
    assert tracker.waiting(several=False) == first[:1]
    while len(tracker.kept) == count:  # the answer may get lost on the way
        tracker.acknowledged(3)
    assert len(tracker.kept) == count - 3
    assert not set(first[:3]) & set(tracker.kept)


Trouble = Callable[[], Tracker]


def test_in_a_tunnel_and_switched_off_it_sees_nothing() -> None:
    for about in ({"gaps": [(EIGHT + 100, EIGHT + 300)]}, {"silent": [(EIGHT + 100, EIGHT + 300)]}):
        times = [one.at - EIGHT for one in seen(watching(**about), 600).kept]
        assert times
        assert not [one for one in times if 100 <= one < 300]


def test_a_wrong_clock_shifts_every_time_and_a_jump_is_one_fix_alone() -> None:
    assert min(one.at for one in seen(watching(skew=-180.0), 100).kept) == EIGHT - 180
    far = seen(watching(jumps=[(EIGHT + 90, (60.20, 24.94))]), 400).kept
    assert len([one for one in far if one.lat > 60.19]) == 1


def test_ways_of_the_street_are_what_they_look_like() -> None:
    assert sum(one.length for one in way(street(), Kerb(0, 1, 0.0), Kerb(9, 10, 0.5))) == pytest.approx(950, abs=1)
