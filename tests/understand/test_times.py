"""Days and hours: half-open, local, whole across the nights when clocks change."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.understand import understand
from flows.understand.flat import flatten
from flows.understand.times import named, whens
from flows.understand.words import LANGUAGES

CHICAGO = ZoneInfo("America/Chicago")
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=CHICAGO)
BERLIN = ZoneInfo("Europe/Berlin")


def _read(text: str, now: datetime, language: str = "en") -> tuple[str, str] | None:
    flat = flatten(text)
    found = [one for one in whens(flat, flat.text, now, LANGUAGES[language]) if one.start and one.end]
    if not found or found[0].start is None or found[0].end is None:
        return None
    return found[0].start.isoformat(), found[0].end.isoformat()


@pytest.mark.parametrize(("text", "start", "end"), [
    ("sunday", "2026-03-08T00:00:00-06:00", "2026-03-09T00:00:00-05:00"),
    ("sunday between 1 am and 4 am", "2026-03-08T01:00:00-06:00", "2026-03-08T04:00:00-05:00"),
    ("sunday at 2:30 am", "2026-03-08T03:30:00-05:00", "2026-03-08T03:00:00-05:00"),
])
def test_a_night_that_loses_an_hour_is_an_hour_shorter(text: str, start: str, end: str) -> None:
    """A time that no clock shows begins with the hour that clocks skip to; an interval that this empties is none."""
    friday = datetime(2026, 3, 6, 9, 0, tzinfo=CHICAGO)
    assert _read(text, friday) == ((start, end) if start < end else None)


def test_a_night_that_has_an_hour_twice_is_whole() -> None:
    friday = datetime(2026, 10, 30, 9, 0, tzinfo=CHICAGO)
    assert _read("sunday before 1:30 am", friday) == ("2026-11-01T00:00:00-05:00", "2026-11-01T01:30:00-06:00")
    assert _read("sunday", friday) == ("2026-11-01T00:00:00-05:00", "2026-11-02T00:00:00-06:00")


@pytest.mark.parametrize(("text", "now", "start", "end"), [
    ("sonntag zwischen 1 und 4 uhr morgens", "2026-03-27T09:00", "2026-03-29T01:00:00+01:00",
     "2026-03-29T04:00:00+02:00"),
    ("sonntag um 2:30 uhr morgens", "2026-03-27T09:00", None, None),
    ("sonntag", "2026-03-27T09:00", "2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00"),
    ("sonntag vor 2:30 uhr morgens", "2026-10-23T09:00", "2026-10-25T00:00:00+02:00", "2026-10-25T02:30:00+01:00"),
    ("sonntag", "2026-10-23T09:00", "2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"),
    ("in 2 stunden", "2026-10-25T01:30", "2026-10-25T02:30:00+01:00", "2026-10-25T03:30:00+01:00"),
    ("in 2 stunden", "2026-03-29T01:30", "2026-03-29T04:30:00+02:00", "2026-03-29T05:30:00+02:00"),
])
def test_berlin_changes_its_clocks_too(text: str, now: str, start: str | None, end: str | None) -> None:
    read = _read(text, datetime.fromisoformat(now).replace(tzinfo=BERLIN), "de")
    assert read == ((start, end) if start else None)


def test_a_zone_behind_an_hour_is_whose_clocks_are_meant() -> None:
    summer = datetime(2026, 7, 14, 9, 0, tzinfo=CHICAGO)
    assert _read("tomorrow 3pm PST", summer) == ("2026-07-15T17:00:00-05:00", "2026-07-15T18:00:00-05:00")
    assert _read("tomorrow 3pm CST", summer) == ("2026-07-15T15:00:00-05:00", "2026-07-15T16:00:00-05:00")


def test_what_is_over_is_named_but_never_wished_for() -> None:
    flat = flatten("it was due yesterday. you wrote 2 hours ago")
    assert [one.past for one in named(flat, flat.text, TUESDAY, LANGUAGES["en"])] == [True, True]
    assert whens(flat, flat.text, TUESDAY, LANGUAGES["en"]) == ()


def test_minutes_from_now_are_real_minutes() -> None:
    just_before = datetime(2026, 3, 8, 1, 50, tzinfo=CHICAGO)
    assert _read("in 20 minutes", just_before) == ("2026-03-08T03:10:00-05:00", "2026-03-08T03:25:00-05:00")


@pytest.mark.parametrize(("text", "language", "start", "end"), [
    ("halb fünf", "de", "16:30", "17:00"), ("viertel nach drei", "de", "15:15", "15:45"),
    ("half vijf", "nl", "16:30", "17:00"), ("half past three", "en", "15:30", "16:00"),
    ("a las tres y media", "es", "15:30", "16:00"), ("a las cinco menos cuarto", "es", "16:45", "17:15"),
    ("à 15h30", "fr", "15:30", "16:00"), ("às três e meia", "pt", "15:30", "16:00"),
    ("alle tre e mezza", "it", "15:30", "16:00"), ("3-5pm", "en", "15:00", "17:00"), ("10-2", "en", "10:00", "14:00"),
    ("between noon and 3", "en", "12:00", "15:00"), ("not before 4", "en", "16:00", "00:00"),
    ("no later than 4", "en", "09:00", "16:00"), ("4ish", "en", "16:00", "17:00"),
    ("after lunch", "en", "14:00", "00:00"),
])
def test_an_hour_is_read_in_every_language(text: str, language: str, start: str, end: str) -> None:
    read = _read(text, TUESDAY, language)
    assert read is not None
    assert (read[0][11:16], read[1][11:16]) == (start, end)


@pytest.mark.parametrize("text", ["4417", "$40", "312 555 0123", "40%", "I am coming", "good morning", "version 2.5.1",
                                  "may I ask", "25:70", "31/31"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert _read(text, TUESDAY) is None


def test_nothing_that_is_asked_for_lies_in_the_past() -> None:
    late = TUESDAY + timedelta(hours=11)
    for text in ("at 3pm", "this morning", "before 5", "at 9:30", "today"):
        read = _read(text, late)
        assert read is None or datetime.fromisoformat(read[1]) > late, text


@pytest.mark.parametrize("text", ["not tomorrow", "can't do tomorrow", "tomorrow doesn't work",
                                  "any day but not tomorrow", "mañana no puedo", "morgen passt nicht"])
def test_a_day_that_is_not_wanted_is_no_wish(text: str) -> None:
    slots = understand(text, "reschedule_offer", TUESDAY).slots
    assert slots.start is None
    assert slots.end is None
