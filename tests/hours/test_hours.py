"""Quiet hours: a million moments in every zone, each row to the second, and places that leave doubt."""

import os
import random
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest

from flows.hours import MARGIN, Class, Ground, Open, Place, Shut, may_send, place_of
from flows.hours.rows import Row, rows

CASES = 1_000_000 if os.environ.get("PORCHLIGHT_MANY") else 40_000
SECOND = timedelta(seconds=1)
ZONES = sorted(zone for zone in available_timezones() if not zone.startswith(("Etc/", "posix/", "right/")))
NAMED = sorted({one.jurisdiction for one in rows()} - {"*"})
FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


def quiet(at: datetime, zone: str, jurisdiction: str, hour_class: Class) -> bool:
    """The oracle: what the wall clock there shows, and the rows read one by one."""
    wall = at.astimezone(ZoneInfo(zone))
    return not all(opens <= wall.time() < closes for opens, closes in read(jurisdiction, hour_class, wall.weekday()))


@cache
def read(jurisdiction: str, hour_class: Class, weekday: int) -> list[tuple[time, time]]:
    """Its own rows for that day, else its country's, else everybody's."""
    mine = [one for one in rows() if one.hour_class is hour_class and weekday in one.days]
    for named in (jurisdiction, jurisdiction.split("-", maxsplit=1)[0], "*"):
        if found := [(one.opens, one.closes) for one in mine if one.jurisdiction == named]:
            return found
    return []


def near_a_change(dice: random.Random) -> datetime:
    """Half of the moments lie about the days on which clocks change."""
    if dice.random() < 0.5:
        return FIRST + (LAST - FIRST) * dice.random()
    year, month = dice.randrange(2020, 2040), dice.choice((3, 4, 9, 10, 11))
    return datetime(year, month, 1, tzinfo=UTC) + timedelta(seconds=dice.randrange(30 * 86_400))


def test_no_generated_moment_is_inside_quiet_hours() -> None:
    dice, sent = random.Random(6), 0
    for _ in range(CASES):
        zone, jurisdiction = dice.choice(ZONES), dice.choice(NAMED)
        if jurisdiction == "US":  # alone it means any of its states, which have a test of their own
            jurisdiction = "DE"
        hour_class, now = dice.choice(list(Class)), near_a_change(dice)
        answer = may_send(hour_class, now, Place(frozenset({jurisdiction}), (zone,)))
        moments = (now, answer.until - SECOND) if isinstance(answer, Open) else (answer.at,)
        sent += isinstance(answer, Open)
        asked = (hour_class.value, jurisdiction, zone, now)
        assert not any(quiet(at, zone, jurisdiction, hour_class) for at in moments), asked
        if isinstance(answer, Open):
            assert answer.until - now >= MARGIN, asked
        else:
            assert now < answer.at, asked
    assert sent > CASES / 4


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.jurisdiction}-{min(row.days)}-{row.hour_class}")
def test_a_row_opens_and_closes_to_the_second(row: Row) -> None:
    zone = ZoneInfo("Europe/Paris" if row.jurisdiction in {"FR", "*"} else "America/New_York")
    jurisdiction = {"*": "DE", "US": "US-GA"}.get(row.jurisdiction, row.jurisdiction)
    place = Place(frozenset({jurisdiction}), (str(zone),))
    monday = date(2026, 11, 23)
    for day in (monday + timedelta(days=number) for number in row.days):
        opens = datetime.combine(day, row.opens, zone).astimezone(UTC)
        closes = datetime.combine(day, row.closes, zone).astimezone(UTC)
        assert may_send(row.hour_class, opens - SECOND, place) == Shut(opens)
        assert may_send(row.hour_class, opens, place) == Open(closes)
        assert may_send(row.hour_class, closes - MARGIN - SECOND, place) == Open(closes)
        for late in (closes - MARGIN, closes - SECOND, closes):
            assert isinstance(may_send(row.hour_class, late, place), Shut)


def test_every_row_says_where_it_is_from_and_when_it_was_read() -> None:
    assert all(len(one.source) > 20 and one.read >= date(2026, 1, 1) for one in rows())


def test_an_answer_to_fresh_words_comes_at_any_hour_and_a_late_one_lets_them_sleep() -> None:
    place = Place(frozenset({"US-IL"}), ("America/Chicago",))
    night = datetime(2026, 11, 24, 3, 0, tzinfo=ZoneInfo("America/Chicago")).astimezone(UTC)
    fresh = may_send(Class.ANSWER, night, place, night - timedelta(minutes=59))
    assert fresh == Open(night + timedelta(minutes=1))
    six = datetime(2026, 11, 24, 6, 0, tzinfo=ZoneInfo("America/Chicago")).astimezone(UTC)
    assert may_send(Class.ANSWER, night, place, night - timedelta(hours=1)) == Shut(six)
    assert may_send(Class.URGENT, night, place, night) == Shut(six)
    assert may_send(Class.ANSWER, night, place, night + SECOND) == Shut(six)


def test_a_country_of_unknown_state_keeps_the_hours_of_all_its_states() -> None:
    place = Place(frozenset({"US"}), ("America/New_York",))
    for day in range(7):
        for minute in range(0, 1440, 5):
            at = datetime(2026, 11, 23 + day, tzinfo=ZoneInfo("America/New_York")) + timedelta(minutes=minute)
            if isinstance(may_send(Class.ORDINARY, at, place), Open):
                states = [one for one in NAMED if one.startswith("US-")]
                assert not any(quiet(at, "America/New_York", one, Class.ORDINARY) for one in states)


def test_hours_that_several_zones_may_mean_suit_all_of_them() -> None:
    place = Place(frozenset({"US-OH"}), ("America/New_York", "America/Chicago"))
    eight = datetime(2026, 11, 24, 8, 0, tzinfo=ZoneInfo("America/New_York")).astimezone(UTC)
    nine = eight + timedelta(hours=1)
    assert may_send(Class.ORDINARY, eight, place) == Shut(nine)
    nine_in_the_evening = datetime.combine(date(2026, 11, 24), time(21), ZoneInfo("America/New_York")).astimezone(UTC)
    assert may_send(Class.ORDINARY, nine, place) == Open(nine_in_the_evening)


def test_the_ground_of_a_depot_outside_of_the_states_is_its_country() -> None:
    ground = Ground("FR", "Europe/Paris")
    assert place_of("12 rue de la Paix, 75002 Paris", 48.87, 2.33, ground) == Place(
        frozenset({"FR"}), ("Europe/Paris",))


def test_a_depots_own_hours_only_make_them_narrower_and_only_for_what_can_wait() -> None:
    noon = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("America/Chicago"))
    own = Place(frozenset({"US-IL"}), ("America/Chicago",), (time(7), time(12, 30)))
    assert may_send(Class.ORDINARY, noon, own) == Open((noon + timedelta(minutes=30)).astimezone(UTC))
    assert may_send(Class.ORDINARY, noon + timedelta(minutes=20), own) == Shut(
        (noon + timedelta(hours=21)).astimezone(UTC))
    assert isinstance(may_send(Class.URGENT, noon + timedelta(hours=9), own), Open)
