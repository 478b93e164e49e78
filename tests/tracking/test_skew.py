"""A tracker's wrong clock, and what only looks like one."""

import pytest

from tests.tracking.fixes import NOW, believed, fed, fix, verdicts
from tracking.admit import UNKNOWN, Verdict, admit
from tracking.skew import skew


def test_a_clock_nine_minutes_ahead_is_put_right_after_three_uploads() -> None:
    _, told = fed([fix(30 * n, 100 * n) for n in range(10)], late=-540.0)
    assert verdicts(told) == [Verdict.FUTURE] * 2 + [Verdict.BELIEVED] * 8
    assert [one.at for one in believed(told)] == [NOW + 30 * n - 540 for n in range(2, 10)]


def test_a_clock_nine_minutes_behind_is_put_right_after_eight_uploads() -> None:
    _, told = fed([fix(30 * n, 100 * n) for n in range(30)], late=540.0)
    assert set(verdicts(told)) == {Verdict.BELIEVED}
    assert [one.at - NOW - 30 * n for n, one in enumerate(believed(told))] == [0.0] * 7 + [540.0] * 23


@pytest.mark.parametrize("late", [-660.0, -3600.0, 700.0, 3600.0])
def test_a_clock_more_than_ten_minutes_wrong_is_not_put_right(late: float) -> None:
    _, told = fed([fix(30 * n, 100 * n) for n in range(30)], late=late)
    as_they_say = [NOW + 30 * n for n in range(30)]
    assert [one.at for one in believed(told)] == (as_they_say if late > 0 else [])


@pytest.mark.parametrize("late", [-540.0, 540.0])
def test_a_clock_that_is_put_right_is_believed_again_after_three_uploads(late: float) -> None:
    trust, _ = fed([fix(30 * n, 100 * n) for n in range(20)], late=late)
    start = 600 + late
    _, told = fed([fix(start + 30 * n, 2000 + 100 * n) for n in range(10)], trust=trust)
    assert verdicts(told)[2:] == [Verdict.BELIEVED] * 8
    assert believed(told)[-1].at == NOW + start + 270


@pytest.mark.parametrize("pace", [0.0, 0.05, 1.0, 4.0])
def test_a_backlog_is_late_and_no_wrong_clock(pace: float) -> None:
    """However fast it is uploaded, at once or a fix at a time: ten minutes of fixes, ten seconds apart."""
    trust, told = UNKNOWN, []
    for n in range(60):
        told.append(admit(trust, fix(10 * n, 50 * n), NOW + 600 + pace * n))
        trust = told[-1][0]
    assert trust.clock.skew == 0.0
    assert [one.at for one in believed(told)] == [NOW + 10 * n for n in range(60)]


def test_a_tracker_that_saves_up_five_minutes_at_a_time_has_no_wrong_clock() -> None:
    trust, told = UNKNOWN, []
    for n in range(300):
        told.append(admit(trust, fix(10 * n, 50 * n), NOW + 300 * (1 + n // 30)))
        trust = told[-1][0]
    assert [one.at for one in believed(told)] == [NOW + 10 * n for n in range(300)]


def test_a_median_of_late_fixes_does_not_make_a_clock_wrong_when_some_came_on_time() -> None:
    assert skew((400.0, 3.0, 420.0, 410.0, 2.0, 300.0, 405.0, 395.0, 2.5, 410.0)) == 0.0
    assert skew((-540.0, -538.0, 200.0)) == -538.0
    assert skew((541.0, 540.0, 542.0, 580.0, 540.5, 545.0, 541.0, 543.0)) == 540.0


@pytest.mark.parametrize(("late", "put_right"), [
    (29.0, 0.0), (31.0, 31.0), (-29.0, 0.0), (-31.0, -31.0), (599.0, 599.0), (601.0, 0.0), (-601.0, 0.0)])
def test_a_clock_is_put_right_from_half_a_minute_to_ten_minutes(late: float, put_right: float) -> None:
    assert skew((late,) * 8) == put_right


def test_twenty_uploads_are_remembered_and_those_of_twenty_seconds_are_one() -> None:
    trust, _ = fed([fix(20 * n) for n in range(50)])
    assert trust.clock.lags == (2.0,) * 20
    trust, _ = fed([fix(n) for n in range(40)])
    assert trust.clock.lags == (2.0,) * 2
