"""To whom, about what: the law of addressing as a table."""

from dataclasses import dataclass

import pytest

from domain.people import ConversationId, Role
from flows.engine.addressing import (
    About,
    Address,
    Candidate,
    Chosen,
    Desk,
    Former,
    Matter,
    Nobody,
    OpenQuestion,
    OpenStop,
    Which,
    Words,
    address,
    quoted,
)


@dataclass(frozen=True, slots=True)
class Ear:
    """What was understood, in one role."""

    intents: tuple[str, ...]
    option: int | None = None


A, B, C = ConversationId("a"), ConversationId("b"), ConversationId("c")
ANA, BO = OpenStop(A, "Ana Ruiz"), OpenStop(B, "Bo Lind")
LAMP, DESK = Matter(A, "lamp (Tue 24 Nov)"), Matter(B, "desk (Wed 25 Nov)")


def driver(text: str, *intents: str, customer: tuple[str, ...] = ()) -> Words:
    return Words(text, Ear(customer) if customer else None, Ear(intents or ("message",)))


def customer(text: str, *intents: str) -> Words:
    return Words(text, Ear(intents or ("other",)), None)


CASES: list[tuple[str, Words, Desk, Address]] = [
    ("nothing open", customer("hello"), Desk(), Nobody()),
    ("the only delivery", customer("where is it?", "eta"), Desk(matters=(LAMP,)), About(A, Role.CUSTOMER)),
    ("a quoted item", customer("where is my desk", "eta"), Desk(matters=(LAMP, DESK)), About(B, Role.CUSTOMER)),
    ("the open question", customer("1", "select_option"),
     Desk(OpenQuestion(B, Role.CUSTOMER), (LAMP, DESK)), About(B, Role.CUSTOMER)),
    ("a complaint is about what has ended", customer("it is broken", "damaged"),
     Desk(matters=(LAMP, Matter(C, "rug", ended=True))), About(C, Role.CUSTOMER)),
    ("a wish is about what is to come", customer("another day", "reschedule"),
     Desk(matters=(LAMP, Matter(C, "rug", ended=True))), About(A, Role.CUSTOMER)),
    ("the only stop", driver("which floor?"), Desk(stops=(ANA,)), About(A, Role.DRIVER)),
    ("a quoted name", driver("bo move the car"), Desk(stops=(ANA, BO)), About(B, Role.DRIVER)),
    ("the stop arrived at", driver("which floor?"), Desk(stops=(ANA, OpenStop(B, "Bo Lind", arrived=True))),
     About(B, Role.DRIVER)),
    ("the only stop within 150 m", driver("which floor?"),
     Desk(stops=(OpenStop(A, "Ana", metres=150.1), OpenStop(B, "Bo", metres=150.0))), About(B, Role.DRIVER)),
    ("words from the menu shown last", driver("1", "arrived"), Desk(stops=(OpenStop(A, "Ana", menu=True), BO)),
     About(A, Role.DRIVER)),
    ("an answer to the open question", driver("8", "accept"), Desk(OpenQuestion(B, Role.DRIVER), (), (ANA, BO)),
     About(B, Role.DRIVER)),
    ("a number where words are free", driver("32", "failed"),
     Desk(OpenQuestion(B, Role.DRIVER, free=True), (), (ANA, BO)), About(B, Role.DRIVER)),
    ("a stop somebody else has now", driver("ana is not home", "failed"), Desk(stops=(BO,), former=(ANA,)), Former(A)),
    ("a menu number is never a customer's answer", driver("2", "delivered"),
     Desk(OpenQuestion(C, Role.CUSTOMER), (Matter(C, "rug"),), (OpenStop(A, "Ana", arrived=True),)),
     About(A, Role.DRIVER)),
    ("a driver's own parcel", driver("5", "message", customer=("rating",)),
     Desk(matters=(Matter(C, "rug", ended=True),), stops=(ANA,)), About(C, Role.CUSTOMER)),
]


@pytest.mark.parametrize(("words", "desk", "about"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_who_is_meant(words: Words, desk: Desk, about: Address) -> None:
    assert address(words, desk) == about


def test_a_driver_between_two_stops_is_asked_with_their_names() -> None:
    asked = address(driver("please move the car"), Desk(stops=(ANA, BO)))
    assert asked == Which((Candidate(A, Role.DRIVER, "Ana Ruiz"), Candidate(B, Role.DRIVER, "Bo Lind")))


def test_a_customer_of_two_deliveries_is_asked_by_item_and_day() -> None:
    asked = address(customer("where is it?", "eta"), Desk(matters=(LAMP, DESK)))
    assert isinstance(asked, Which)
    assert [one.label for one in asked.options] == ["lamp (Tue 24 Nov)", "desk (Wed 25 Nov)"]


def test_there_are_at_most_three_candidates() -> None:
    many = tuple(OpenStop(ConversationId(f"c{number}"), f"Name{number}") for number in range(9))
    asked = address(driver("which floor?"), Desk(stops=many))
    assert isinstance(asked, Which)
    assert len(asked.options) == 3


WHICH = (Candidate(A, Role.DRIVER, "Ana Ruiz"), Candidate(B, Role.DRIVER, "Bo Lind"))


@pytest.mark.parametrize(("text", "place"), [("11", 0), ("12", 1), ("12.", 1), ("Bo", 1), ("the one for ana", 0)])
def test_our_own_which_one_is_answered_by_its_number_or_a_name(text: str, place: int) -> None:
    assert address(driver(text, "other"), Desk(stops=(ANA, BO), which=WHICH)) == Chosen(WHICH[place])


def test_a_small_number_of_a_driver_is_a_menus_and_never_ours() -> None:
    desk = Desk(stops=(OpenStop(A, "Ana", menu=True), BO), which=WHICH)
    assert address(driver("1", "arrived"), desk) == About(A, Role.DRIVER)


@pytest.mark.parametrize(("label", "text", "named"), [
    ("Ana Ruiz", "ana is here", True), ("Ana Ruiz", "banana", False), ("lamp (Tue 24 Nov)", "my LAMP", True),
    ("lamp (Tue 24 Nov)", "on the 24", False), ("3-seat sofa", "the sofa please", True), ("", "anything", False),
])
def test_a_label_is_quoted_by_a_word_of_its_own(label: str, text: str, *, named: bool) -> None:
    assert quoted(label, text) is named
