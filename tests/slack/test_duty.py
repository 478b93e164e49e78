"""Hours as people write them, and how long a wait is in them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.duty import ALWAYS, after, desk, hours, is_open, opens

ZONE = ZoneInfo("America/Chicago")
FRIDAY = datetime(2026, 11, 27, 16, 50, tzinfo=ZONE)


@pytest.mark.parametrize("text", ["mon-fri 9-17", "Mon-Fri 9:00-17:00", "monday - friday 9am - 5pm",
                                  "mon-fri 09.00-17.00", "mon,tue,wed,thu,fri 9 to 17", "mon-fri 9h-17h"])
def test_hours_are_read_as_people_write_them(text: str) -> None:
    kept = hours(text)
    assert is_open(kept, FRIDAY)
    assert not is_open(kept, FRIDAY + timedelta(minutes=10))
    assert not is_open(kept, FRIDAY + timedelta(days=1))


def test_no_hours_are_always_and_days_may_be_left_out() -> None:
    assert hours("") == ALWAYS
    assert is_open(hours("8-20"), datetime(2026, 11, 29, 19, 59, tzinfo=ZONE))
    assert is_open(hours("mon-fri 9-17; sat 9:30-13"), datetime(2026, 11, 28, 9, 30, tzinfo=ZONE))


@pytest.mark.parametrize("text", ["whenever", "mon-fri", "17-9", "xyz 9-17", "mon-fri 9-25", "9-17 mon-fri"])
def test_what_cannot_be_read_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="mon-fri 9-17"):
        hours(text)


def test_a_wait_runs_in_open_hours_only() -> None:
    kept = hours("mon-fri 9-17; sat 9-13")
    assert after(kept, FRIDAY, timedelta(minutes=15)) == datetime(2026, 11, 28, 9, 5, tzinfo=ZONE)
    assert after(kept, FRIDAY, timedelta(hours=5)) == datetime(2026, 11, 30, 9, 50, tzinfo=ZONE)
    assert opens(kept, FRIDAY + timedelta(hours=3)) == datetime(2026, 11, 28, 9, 0, tzinfo=ZONE)
    assert opens(kept, FRIDAY) == FRIDAY


def test_the_night_the_clocks_change_opens_at_the_wall_clocks_nine() -> None:
    eve = datetime(2026, 3, 7, 20, 0, tzinfo=ZONE)
    assert opens(hours("9-17"), eve) == datetime(2026, 3, 8, 9, 0, tzinfo=ZONE)
    assert opens(hours("9-17"), datetime(2026, 10, 31, 20, 0, tzinfo=ZONE)) == datetime(2026, 11, 1, 9, 0, tzinfo=ZONE)


@given(st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)), st.integers(1, 600))  # noqa: DTZ001 zoned below
def test_a_wait_is_never_shorter_than_it_says_and_ends_while_somebody_is_there(start: datetime, minutes: int) -> None:
    kept, local = hours("mon-sat 8-18"), start.replace(tzinfo=ZONE)
    end = after(kept, local, timedelta(minutes=minutes))
    assert end.timestamp() >= local.timestamp() + 60 * minutes
    assert end.tzinfo is UTC
    assert is_open(kept, end.astimezone(ZONE) - timedelta(seconds=1))


def test_who_is_on_duty_depends_on_their_own_hours_and_keeps_their_order() -> None:
    duty = [{"slack_user_id": "U1", "hours": "mon-fri 9-12"}, {"slack_user_id": "U2"},
            {"slack_user_id": "U3", "hours": "fri 12-20"}]
    support = {"hours": "mon-fri 9-17", "duty": duty}
    assert desk(support, "America/Chicago", FRIDAY).people == ("U2", "U3")
    assert desk(support, "America/Chicago", FRIDAY - timedelta(hours=6)).people == ("U1", "U2")
    assert desk(support, "America/Chicago", FRIDAY).here
    assert not desk(support, "America/Chicago", FRIDAY + timedelta(hours=1)).here
