"""A message's state under callbacks that repeat and overtake each other."""

from functools import reduce
from itertools import product

import pytest

from domain.message import State
from integrations.twilio.states import WORDS, later, rank, state

REPORTED = sorted(set(WORDS.values()))
NEVER_LEFT = [one for one in State if one not in REPORTED]


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_whatever_order_callbacks_come_in_the_highest_rank_stands(length: int) -> None:
    checked = 0
    for told in product(REPORTED, repeat=length):
        assert reduce(later, told) == max(told, key=rank)
        checked += 1
    assert checked == len(REPORTED) ** length


def test_reporting_everything_ten_times_changes_nothing() -> None:
    for told in product(REPORTED, repeat=3):
        assert reduce(later, told * 10) == reduce(later, told)


@pytest.mark.parametrize("old", NEVER_LEFT)
@pytest.mark.parametrize("new", REPORTED)
def test_any_report_outranks_a_message_we_thought_had_never_left(old: State, new: State) -> None:
    assert later(old, new) is new
    assert later(new, old) is new


@pytest.mark.parametrize("end", [State.FAILED, State.UNDELIVERED, State.CANCELED])
def test_an_end_stands_against_a_late_sent_but_not_against_a_delivered(end: State) -> None:
    assert later(end, State.SENT) is end
    assert later(State.SENT, end) is end
    assert later(end, State.DELIVERED) is State.DELIVERED
    assert later(State.DELIVERED, end) is State.DELIVERED


@pytest.mark.parametrize(("word", "expected"), [
    ("queued", State.ACCEPTED), ("accepted", State.ACCEPTED), ("sending", State.ACCEPTED), ("sent", State.SENT),
    ("delivered", State.DELIVERED), ("read", State.READ), ("undelivered", State.UNDELIVERED),
    ("failed", State.FAILED), ("canceled", State.CANCELED),
])
def test_each_status_word_has_our_word(word: str, expected: State) -> None:
    assert state(word) is expected


def test_a_word_nobody_knows_yet_undoes_nothing() -> None:
    assert later(State.DELIVERED, state("teleported")) is State.DELIVERED
    assert later(State.SUBMITTING, state("teleported")) is State.ACCEPTED
