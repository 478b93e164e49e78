"""What of a tracker is believed."""

import math
import random
from itertools import pairwise
from time import perf_counter

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.position import Fix, Position
from tests.tracking.fixes import NOW, believed, fed, fix, verdicts
from tracking.admit import DAY, ROLLOVER, UNKNOWN, Trust, Verdict, admit

HOSTILE = (math.nan, math.inf, -math.inf, 0.0, -0.0, 1e308, -1e308, 5e-324, 90.0000001, -180.1, 65_535.0, 2**63, 1e12)


def test_a_first_good_fix_is_believed_as_it_is() -> None:
    _, position, verdict = admit(UNKNOWN, fix(), NOW + 2)
    assert (position, verdict) == (Position(NOW, 60.17, 24.94, 8.0, 90.0, 8.0, sure=True), Verdict.BELIEVED)


@pytest.mark.parametrize(("ahead", "verdict", "at"), [
    (59.0, Verdict.BELIEVED, NOW), (60.0, Verdict.BELIEVED, NOW), (61.0, Verdict.FUTURE, None),
    (DAY, Verdict.FUTURE, None), (80 * 365 * DAY, Verdict.FUTURE, None),
])
def test_a_fix_up_to_a_minute_ahead_is_of_now_and_a_later_one_is_refused(
        ahead: float, verdict: Verdict, at: float | None) -> None:
    _, position, said = admit(UNKNOWN, fix(ahead), NOW)
    assert (said, position and position.at) == (verdict, at)


def test_an_older_fix_is_history_and_the_live_position_stays() -> None:
    trust, told = fed([fix(20), fix(10), fix(30)])
    assert verdicts(told) == [Verdict.BELIEVED, Verdict.KEPT, Verdict.BELIEVED]
    assert told[1][1] is not None
    assert trust.last is not None
    assert trust.last.at == NOW + 30


def test_the_same_fix_twice_is_one() -> None:
    assert verdicts(fed([fix(), fix()])[1]) == [Verdict.BELIEVED, Verdict.DOUBLED]


@pytest.mark.parametrize(("lat", "lon"), [
    (0.0, 0.0), (0.0, -0.0), (1e-6, 1e-6), (0.0009, -0.0009), (math.nan, 24.0), (60.0, math.nan), (math.inf, 24.0),
    (60.0, -math.inf), (90.1, 24.0), (-91.0, 24.0), (60.0, 180.5), (1e308, 1e308),
])
def test_a_place_that_is_none_is_refused(lat: float, lon: float) -> None:
    assert admit(UNKNOWN, Fix(NOW, lat, lon), NOW) == (UNKNOWN, None, Verdict.NOWHERE)


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 9.0), (0.0011, 0.0), (51.5, 0.0), (-90.0, 0.0), (90.0, 180.0),
                                          (-33.0, -180.0)])
def test_a_place_on_the_equator_the_meridian_or_an_edge_is_a_place(lat: float, lon: float) -> None:
    assert admit(UNKNOWN, Fix(NOW, lat, lon), NOW)[2] is Verdict.BELIEVED


@pytest.mark.parametrize("at", [math.nan, math.inf, -math.inf, 1e308])
def test_a_time_that_is_none_is_refused(at: float) -> None:
    assert admit(UNKNOWN, Fix(at, 60.0, 24.0), NOW) == (UNKNOWN, None, Verdict.NOWHERE)


@pytest.mark.parametrize(("accuracy", "sure"), [
    (None, True), (0.5, True), (200.0, True), (200.1, False), (0.0, False), (-1.0, False), (65_535.0, False),
    (math.nan, False), (math.inf, False), (1e308, False),
])
def test_a_fix_of_bad_accuracy_is_kept_and_never_sure(accuracy: float | None, sure: bool) -> None:  # noqa: FBT001
    _, position, verdict = admit(UNKNOWN, fix(accuracy=accuracy), NOW + 2)
    assert position is not None
    assert (verdict, position.sure) == (Verdict.BELIEVED, sure)


def test_a_speed_and_a_heading_that_cannot_be_are_left_out() -> None:
    _, position, _ = admit(UNKNOWN, Fix(NOW, 60.0, 24.0, -1.0, 361.0), NOW)
    assert position == Position(NOW, 60.0, 24.0)
    _, position, _ = admit(UNKNOWN, Fix(NOW, 60.0, 24.0, math.inf, 360.0), NOW)
    assert position == Position(NOW, 60.0, 24.0, None, 0.0)
    assert [one.speed for speed in (99.0, 101.0) if (one := admit(UNKNOWN, Fix(NOW, 60.0, 24.0, speed), NOW)[1])] == [
        99.0, None]


def test_a_receiver_that_lost_1024_weeks_is_put_right_to_the_second() -> None:
    _, position, verdict = admit(UNKNOWN, fix(-ROLLOVER - 30), NOW)
    assert (verdict, position and position.at) == (Verdict.BELIEVED, NOW - 30)


@pytest.mark.parametrize("off", [-0.99, 0.5])
def test_it_is_put_right_where_that_lands_within_a_day(off: float) -> None:
    _, position, verdict = admit(UNKNOWN, fix(off * 86_400 - ROLLOVER), NOW)
    assert verdict is (Verdict.BELIEVED if off < 0 else Verdict.FUTURE)
    assert (position is None) is (off > 0)


@pytest.mark.parametrize("at", [NOW - ROLLOVER - 1.01 * 86_400, NOW - ROLLOVER + 1.01 * 86_400,
                                NOW - 4000 * DAY, 0.0, -5.0])
def test_a_date_of_ten_years_ago_that_no_rollover_explains_is_refused(at: float) -> None:
    assert admit(UNKNOWN, Fix(at, 60.0, 24.0), NOW)[1:] == (None, Verdict.ANCIENT)


def test_a_jump_faster_than_200_km_an_hour_is_a_candidate_and_no_more() -> None:
    trust, told = fed([fix(), fix(10, 5000), fix(20, 100)])
    assert verdicts(told) == [Verdict.BELIEVED, Verdict.JUMPED, Verdict.BELIEVED]
    assert told[1][1] is not None
    assert not told[1][1].sure
    assert trust.rivals == ()


def test_three_agreeing_fixes_make_a_jump_true() -> None:
    _, told = fed([fix(), fix(10, 50_000), fix(20, 50_100), fix(30, 50_200), fix(40, 50_300)])
    assert verdicts(told)[1:] == [Verdict.JUMPED, Verdict.JUMPED, Verdict.BELIEVED, Verdict.BELIEVED]
    assert told[3][1] is not None
    assert told[3][1].sure


def test_two_agreeing_fixes_a_minute_apart_make_a_jump_true() -> None:
    assert verdicts(fed([fix(), fix(10, 50_000), fix(70, 50_100)])[1])[1:] == [Verdict.JUMPED, Verdict.BELIEVED]
    assert verdicts(fed([fix(), fix(10, 50_000), fix(69, 50_100)])[1])[1:] == [Verdict.JUMPED, Verdict.JUMPED]


@pytest.mark.parametrize(("metres", "verdict"), [(5704, Verdict.BELIEVED), (5708, Verdict.JUMPED)])
def test_200_km_an_hour_and_150_metres_of_noise_are_the_limit(metres: float, verdict: Verdict) -> None:
    assert verdicts(fed([fix(), fix(100, metres)])[1]) == [Verdict.BELIEVED, verdict]


@pytest.mark.parametrize(("metres", "verdict"), [(149, Verdict.BELIEVED), (151, Verdict.JUMPED)])
def test_noise_within_a_moment_is_no_jump(metres: float, verdict: Verdict) -> None:
    trust, _, _ = admit(UNKNOWN, fix(), NOW)
    assert admit(trust, fix(0.001, metres), NOW + 1)[2] is verdict


def test_jumps_that_do_not_agree_are_never_true() -> None:
    _, told = fed([fix(), *(fix(10 * n, 50_000 * n) for n in range(1, 9))])
    assert set(verdicts(told)[1:]) == {Verdict.JUMPED}


def test_unsure_fixes_do_not_agree_with_anything() -> None:
    _, told = fed([fix(), *(fix(10 * n, 50_000, accuracy=900.0) for n in range(1, 9))])
    assert set(verdicts(told)[1:]) == {Verdict.JUMPED}


def test_a_motorway_and_noise_at_a_door_are_no_jumps() -> None:
    _, told = fed([fix(n, 50 * n) for n in range(60)])
    assert set(verdicts(told)) == {Verdict.BELIEVED}
    _, told = fed([fix(n, 120 * (n % 2)) for n in range(60)])
    assert set(verdicts(told)) == {Verdict.BELIEVED}


def test_what_is_known_of_a_tracker_survives_being_stored() -> None:
    trust, _ = fed([fix(), fix(10, 50_000), fix(20, 50_100)], late=40.0)
    assert msgspec.convert(msgspec.to_builtins(trust), Trust) == trust
    assert msgspec.json.decode(msgspec.json.encode(trust), type=Trust) == trust


@settings(max_examples=60, deadline=None)
@given(st.permutations([fix(10 * n, 60 * n) for n in range(40)]), st.floats(-70.0, 700.0))
def test_any_shuffled_track_is_lived_through_forward_in_time(fixes: list[Fix], late: float) -> None:
    _, told = fed(fixes, late)
    assert all(one.at < other.at for one, other in pairwise(believed(told)))
    _, told = fed([Fix(one.at, one.lat, one.lon) for one in fixes], NOW + 390 - fixes[-1].at)
    assert all(one.at <= other.at for one, other in pairwise(believed(told)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(fix, st.integers(-300, 50), st.sampled_from([0, 40, 300, 9000, 9050]),
                          st.sampled_from([8.0, 900.0])), max_size=30), st.integers(0, 600))
def test_a_batch_posted_ten_times_moves_the_van_once(batch: list[Fix], apart: float) -> None:
    received = NOW
    trust, once = UNKNOWN, []
    for one in batch:
        once.append(admit(trust, one, received))
        trust = once[-1][0]
    for again in range(1, 10):
        for one in batch:
            trust, _, verdict = admit(trust, one, received + apart * again)
            assert verdict in {Verdict.DOUBLED, Verdict.KEPT}


numbers = st.one_of(st.floats(), st.sampled_from(HOSTILE))
hostile = st.builds(Fix, numbers, numbers, numbers, *[st.none() | numbers] * 3)


@settings(max_examples=200, deadline=None)
@given(st.lists(hostile, max_size=10))
def test_hostile_numbers_neither_crash_nor_become_a_place(fixes: list[Fix]) -> None:
    trust = UNKNOWN
    for one in fixes:
        trust, position, _ = admit(trust, one, NOW)
        assert position is None or is_a_place(position)
    assert msgspec.json.decode(msgspec.json.encode(trust), type=Trust) == trust


def is_a_place(position: Position) -> bool:
    said = [one for one in (position.speed, position.heading, position.accuracy) if one is not None]
    return (-90 <= position.lat <= 90 and -180 <= position.lon <= 180 and (position.lat, position.lon) != (0, 0)
            and NOW - 3653 * DAY < position.at <= NOW and all(math.isfinite(one) for one in said))


def test_a_hundred_thousand_hostile_fixes_are_judged_in_a_few_seconds() -> None:
    dice = random.Random(7)
    pools = [(*HOSTILE, NOW, NOW - 5, NOW + 30), (*HOSTILE, 60.17, 60.2), (*HOSTILE, 24.94), (*HOSTILE, None)]
    trust, counted, began = UNKNOWN, dict.fromkeys(Verdict, 0), perf_counter()
    for n in range(100_000):
        at, lat, lon, speed = (dice.choice(pool) for pool in pools)
        trust, position, verdict = admit(trust, Fix((at or 0.0) + n / 1e6, lat or 0.0, lon or 0.0, speed), NOW)
        counted[verdict] += 1
        assert position is None or is_a_place(position)
    assert counted[Verdict.NOWHERE] > 50_000
    assert counted[Verdict.BELIEVED] > 10
    assert perf_counter() - began < 10
