"""What the customer's page says: honest about when, how late, and how old."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from tracking.page import live, moved, view
from tracking.parts import parts
from tracking.sight import Spot, Unseen
from tracking.telling import WORDS, Expected, Facts, age, late, why, words
from tracking.telling import when as when_

NOW = datetime(2031, 11, 25, 20, 0, tzinfo=UTC)
HOME = (41.88, -87.63)
ROAD = Facts("out_for_delivery", NOW - timedelta(hours=1), NOW + timedelta(hours=1), ZoneInfo("America/Chicago"), "en",
             "3-seat sofa", "1 Main St", "BF-1", "", confirmed=False, rated=False, before=2, now=NOW, home=HOME)
SAID = words("en")


def plain(text: str) -> str:
    """With the narrow space before AM and PM as a plain one."""
    return text.replace("\u202f", " ")


def expects(first: float, last: float) -> Facts:
    """An estimate from so many minutes on to so many."""
    now = NOW.timestamp()
    return structs.replace(ROAD, expected=Expected(now + first * 60, now + (first + last) * 30, now + last * 60))


@pytest.mark.parametrize(("facts", "text"), [
    (expects(12, 33), "We expect it between 2:10 PM and 2:35 PM"),
    (expects(-20, 7), "We expect it between 2:00 PM and 2:10 PM"),
    (expects(-40, -1), "Tuesday 25 November, 1:00 PM – 3:00 PM"),
    (ROAD, "Tuesday 25 November, 1:00 PM – 3:00 PM"),
    (structs.replace(ROAD, end=NOW - timedelta(minutes=1)),
     "Later than planned (1:00 PM – 1:59 PM). We do not know the new time yet."),
    (expects(11 * 60, 12 * 60), "Wednesday 26 November, 1:00 AM – 2:00 AM"),
    (structs.replace(expects(12, 33), status="arrived"), ""),
    (structs.replace(expects(12, 33), status="scheduled"), "Tuesday 25 November, 1:00 PM – 3:00 PM"),
    (structs.replace(expects(12, 33), status="delivered", ended=NOW), "Tuesday 25 November, 2:00 PM"),
    (structs.replace(ROAD, status="attempt_failed"), ""),
], ids=["an estimate", "one that began", "one whose time is over", "none", "none, and late", "tomorrow", "at the door",
        "not on its way", "delivered", "missed"])
def test_when_it_comes_is_said_as_far_as_it_is_known(facts: Facts, text: str) -> None:
    assert plain(when_(facts, SAID)) == text


def test_late_is_said_once_even_the_earliest_time_is_after_the_window() -> None:
    assert late(expects(50, 90), SAID) == ""
    assert plain(late(expects(65, 90), SAID)) == "That is later than the 1:00 PM – 3:00 PM we told you. We are sorry."
    assert late(structs.replace(expects(65, 90), status="arrived"), SAID) == ""


def made_of(left: float, standing: float | None, **more: Any) -> Facts:
    """An estimate that is so many minutes away, so many of which the van stands."""
    now = NOW.timestamp()
    found = Expected(now + left * 50, now + left * 60, now + left * 80, None if standing is None else standing * 60)
    return structs.replace(ROAD, expected=found, **more)


@pytest.mark.parametrize(("facts", "text"), [
    (made_of(37, 24), "About 10 min of driving and 25 min at the stops before you."),
    (made_of(37, 1), "About 35 min of driving."),
    (made_of(21, 50), "About 20 min at the stops before you."),
    (made_of(37, 24, before=0), "About 35 min of driving."),
    (made_of(7, 2), ""),
    (made_of(37, None), ""),
    (made_of(37, 24, status="arrived"), ""),
    (made_of(37, 24, status="scheduled"), ""),
    (made_of(-37, 24), ""),
], ids=["both", "driving", "stops", "next", "soon", "not known", "at the door", "not on its way", "over"])
def test_a_time_says_what_it_is_made_of(facts: Facts, text: str) -> None:
    assert why(facts, SAID) == view(facts).why == text
    if facts.status in {"out_for_delivery", "arrived"}:
        assert live(facts).why == text


@given(st.floats(0, 50_000), st.floats(0, 50_000))
def test_the_parts_add_up_to_the_time_that_is_left(left: float, standing: float) -> None:
    one = parts(left, standing)
    assert one.driving + one.stops == round(left / 300) * 5
    assert min(one.driving, one.stops) >= 0
    assert one.stops <= round(standing / 300) * 5


@pytest.mark.parametrize("language", sorted(one.stem for one in WORDS.glob("*.toml")))
def test_every_language_gives_the_reasons_with_their_minutes(language: str) -> None:
    both = why(made_of(61, 24, language=language), words(language))
    assert re.findall(r"\d+", both) == ["35", "25"]
    assert re.findall(r"\d+", why(made_of(61, 0, language=language), words(language))) == ["60"]
    assert re.findall(r"\d+", why(made_of(61, 99, language=language), words(language))) == ["60"]


@pytest.mark.parametrize(("facts", "text"), [
    (structs.replace(ROAD, van=Spot(1, 2, None, NOW.timestamp() - 14)), "Position from just now"),
    (structs.replace(ROAD, van=Spot(1, 2, None, NOW.timestamp() - 39)), "Position 30 seconds old"),
    (structs.replace(ROAD, van=Spot(1, 2, None, NOW.timestamp() - 60)), "Position 1 minute old"),
    (structs.replace(ROAD, van=Spot(1, 2, None, NOW.timestamp() - 239)), "Position 3 minutes old"),
    (structs.replace(ROAD, van=Spot(1, 2, None, NOW.timestamp(), 400)), "Position from just now, to within 400 m"),
    (structs.replace(ROAD, van=Unseen.FAR), "The map opens here when your driver is near."),
    (structs.replace(ROAD, van=Unseen.ELSEWHERE), "Your driver is near another stop. The map comes back on the way."),
    (structs.replace(ROAD, van=Unseen.HERE), "Your driver is at your door."),
    (structs.replace(ROAD, van=Unseen.SILENT), "No fresh position from the van just now. The time above stands."),
    (structs.replace(ROAD, van=Unseen.SILENT, heard=NOW.timestamp() - 725),
     "No position from the van for 12 minutes. The time above is the last we know."),
    (structs.replace(ROAD, van=Unseen.FAR, home=None), ""),
])
def test_the_age_or_why_there_is_none(facts: Facts, text: str) -> None:
    assert age(facts, SAID) == text


def test_the_stream_says_what_the_page_says() -> None:
    facts = structs.replace(expects(65, 90), van=Spot(41.88, -87.64, 90, NOW.timestamp() - 5))
    page, stream = view(facts), moved(facts, live(ROAD))
    assert (stream.eta, stream.late, stream.stops, stream.status) == (page.when, page.late, page.stops, page.headline)
    assert page.live == stream


def test_only_what_is_allowed_leaves_by_the_stream() -> None:
    facts = structs.replace(ROAD, van=Spot(41.88, -87.64, 90, NOW.timestamp() - 5), told=((NOW, "secret 4417#"),))
    text = live(facts).to_json(NOW.timestamp()).decode()
    assert text == ('{"van":{"lat":41.88,"lon":-87.64,"heading":90,"at":1953403195.0,"age":5,"within":10},'
                    '"home":{"lat":41.88,"lon":-87.63},"eta":{"text":"' + view(facts).when + '","late":"","why":""},'
                    '"stops":"2 stops before you","age":"Position from just now","status":"On the van","stage":"road",'
                    '"silent":null}')


def test_a_van_that_nobody_may_see_leaves_no_place_in_the_stream() -> None:
    for unseen in Unseen:
        assert b'"van":null' in live(structs.replace(ROAD, van=unseen, heard=NOW.timestamp())).to_json(NOW.timestamp())


@pytest.mark.parametrize("language", sorted(one.stem for one in WORDS.glob("*.toml")))
def test_every_language_fills_its_words_with_values_that_are_given(language: str) -> None:
    for name, text in words(language).items():
        english = SAID.get(name, SAID["before_other"])
        given = set(re.findall(r"{(\w+)}", english)) | ({"span"} if name == "expected" else set())
        assert set(re.findall(r"{(\w+)}", text)) <= given, name
