"""Whatever somebody sends: an answer, soon, the same each time, and never an empty or backward interval."""

from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.understand.flat import flatten
from flows.understand.times import named, whens
from flows.understand.times.lexicon import lexicon
from flows.understand.times.lexing import tokens
from flows.understand.times.runs import LONGEST, MOST, runs
from flows.understand.words import LANGUAGES

ZONES = ("America/Chicago", "Europe/Berlin", "Australia/Lord_Howe", "UTC")
WORDS = sorted({word for words in LANGUAGES.values() for word in lexicon(words).words})
moments = st.datetimes(datetime(2020, 1, 1), datetime(2050, 1, 1)).map(  # noqa: DTZ001 # the zone comes beside it
    lambda one: one.replace(second=0, microsecond=0))
pieces = st.one_of(st.sampled_from(WORDS), st.integers(0, 10**5).map(str), st.sampled_from("-/.:,h&@'\n?"),
                   st.text(max_size=6))


@settings(max_examples=120, deadline=None)
@given(st.lists(pieces, max_size=12), st.sampled_from(sorted(LANGUAGES)), moments, st.sampled_from(ZONES))
def test_any_words_give_intervals_that_last_and_are_read_alike_twice(
        words: list[str], language: str, moment: datetime, zone: str) -> None:
    flat, now = flatten(" ".join(words)), moment.replace(tzinfo=ZoneInfo(zone))
    found = named(flat, flat.text, now, LANGUAGES[language])
    assert found == named(flat, flat.text, now, LANGUAGES[language])
    for one in found:
        assert (one.start is None) == (one.end is None) == one.unwanted
        assert one.start is None or one.end is None or one.start < one.end
        assert one.past == (one.end is not None and one.end <= now)
        assert 0 <= one.begin < one.stop <= len(flat.text)


@pytest.mark.parametrize("text", [
    "1 " * 5000, "1" * 10_000, "a" * 10_000, "after " * 2000, "monday 3 " * 1200, "12/" * 3000, "1:1:" * 2500,
    "not " * 2500 + "tomorrow", "h" * 5000 + "1h" * 2500, "entre y " * 1200, "in " * 3000 + "2 hours",
    "next " * 2000 + "week", "half " * 2000 + "5", ". " * 5000 + "5pm"])
def test_the_work_is_bounded_by_the_length_of_runs_and_their_number(text: str) -> None:
    """Every shape is tried on at most so many tokens so often: what grows with the text is one pass over it."""
    flat, now = flatten(text), datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("UTC"))
    for words in LANGUAGES.values():
        found = list(runs(tokens(flat.text, lexicon(words))))
        assert len(found) <= MOST, words.code
        assert all(len(run) <= LONGEST for run in found), words.code
        assert len(whens(flat, flat.text, now, words)) <= MOST, words.code


def test_words_of_days_in_any_order_are_read_or_left_alone() -> None:
    """A weekday beside a place in a row ("Tuesday, second floor") once was no answer at all."""
    now = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("UTC"))
    for words in LANGUAGES.values():
        kinds = {token[0]: word for word, token in lexicon(words).words.items() if token[0] in "WQMDUNnf"}
        for pair in product((*kinds.values(), "3", "15."), repeat=2):
            flat = flatten(" ".join(pair))
            assert len(named(flat, flat.text, now, words)) <= len(pair), (words.code, pair)
