"""People who answer like people, and drivers who follow the numbers our texts print."""

import random
from collections.abc import Iterable
from datetime import timedelta
from itertools import count

import pytest

from simulator.canary import Canaries, canary
from simulator.people import CUSTOMER, DRIVER, Habit, Person, offered, person
from tests.simulator.conftest import ANA, MARCO, OURS, Place

DOOR = "Next: Ana R., 12 Oak St, 2:00 to 4:00 PM. Note: 2nd floor. 1 arrived 3 could not 4 late 5 code"
REASON = "Ana R., why not? 31 not home 32 no access 33 refused 34 not found 35 damaged 36 not on van 37 unsafe 38 other"
GATE = "Bloom: Marco is at the gate. How does it open? A code or a word is enough."


def answers(habits: Iterable[Habit], text: str, people: int = 60, **traits: str) -> set[str]:
    """Everything that many people with these habits answer to one text."""
    words = count(1)
    said = (person(f"+1312555{index:04}", "", traits, 7, habits).react(text, lambda: canary(next(words)))
            for index in range(people))
    return {reply.text for reply in said if reply}


@pytest.mark.parametrize(("text", "label", "number"), [
    (DOOR, "arrived", "1"), (DOOR, "could not", "3"), (REASON, "no access", "32"), (REASON, "delivered", ""),
    ("Did it open? 8 = yes, 9 = no.", "yes", "8"), ("¿Abrió? 8 = sí, 9 = no.", "yes|sí", "8"),
    ("Which one do you mean? 11 Ana 12 Bo", "Bo", "12"), ("2) late 20", "late", "2"),
])
def test_a_number_is_found_before_its_label(text: str, label: str, number: str) -> None:
    assert offered(text, label, random.Random(1)) == number


@pytest.mark.parametrize(("text", "numbers"), [
    ("We could come:\n1 Wed 25 Nov, 8:00 AM to 12:00 PM\n2 Thu 26 Nov, 12:00 to 4:00 PM\nReply with the number",
     {"1", "2"}),
    ("Which one do you mean? 11 Ana 12 Bo", {"11", "12"}), ("We come at 2:00", set()),
])
def test_any_number_means_one_that_is_offered(text: str, numbers: set[str]) -> None:
    assert {offered(text, "?", random.Random(seed)) for seed in range(40)} - {""} == numbers


def test_drivers_follow_the_menus_they_are_sent() -> None:
    assert answers(DRIVER, DOOR) == {"1", "4"}
    assert answers(DRIVER, "At Ana R. 2 delivered 3 could not 5 code") == {"2", "3"}
    assert answers(DRIVER, REASON) == {"31", "32", "33"}
    assert answers(DRIVER, "Ana R.: delivered? 8 = yes, 9 = no.") == {"8"}
    assert answers(DRIVER, "Ana asks for Thu instead of today. 8 = leave it for then, 9 = nearly there.") == {"8", "9"}
    assert answers(DRIVER, "Siguiente: Ana R. 1 llegué 3 no pude 4 tarde 5 código") == {"1", "4"}
    assert answers(DRIVER, "Done: Ana R.") == set()


def test_customers_tell_the_code_they_know_and_else_something_about_the_door() -> None:
    assert answers(CUSTOMER, GATE, code="4417#") >= {"The code is 4417#"}
    assert all("4417" not in text for text in answers(CUSTOMER, GATE))
    assert len(answers(CUSTOMER, GATE)) > 20, "each with a word of its own"


def test_the_same_seed_gives_the_same_person_whatever_others_do() -> None:
    def life(others: int) -> list[tuple[str, timedelta] | None]:
        somebody = person(ANA, "customer", {"code": "4417#"}, 3)
        for number in range(others):
            person(f"+1312555{number:04}", "customer", {}, 3).react(GATE, lambda: "xa")
        replies = [somebody.react(text, lambda: "xa") for text in (GATE, "How did we do? 1 to 5", GATE)]
        return [(reply.text, reply.after) if reply else None for reply in replies]

    assert life(0) == life(25)
    assert any(life(0))


def test_a_habit_has_its_chance_its_pace_and_its_end() -> None:
    habits = (Habit("ping", ("pong",), (5, 9), most=2), Habit("ping", ("peng",), chance=0.0), Habit("", ("hm",)))
    somebody = Person(ANA, habits, {}, 1)
    replies = [somebody.react("ping", lambda: "xa") for _ in range(3)]
    assert [reply.text for reply in replies if reply] == ["pong", "pong", "hm"]
    assert all(reply and timedelta(seconds=5) <= reply.after <= timedelta(seconds=9) for reply in replies[:2])


def test_no_canary_comes_twice() -> None:
    words = {canary(number) for number in range(50_000)}
    assert len(words) == 50_000
    assert all(word.isascii() and word.isalpha() and len(word) == 10 for word in words)


async def test_a_canary_of_an_earlier_run_is_not_given_again(world: Place) -> None:
    first = Canaries().fresh()
    await world.twilio.say(ANA, OURS, f"mind the {first}", 0, canary=first)
    canaries = Canaries()
    world.parts.ledger.watch(canaries.hear)
    assert canaries.fresh() != first


async def test_an_automatic_person_answers_and_the_ledger_knows_for_whom(world: Place) -> None:
    await world.parts.ledger.note("phone", number=ANA, name="Ana", role="customer", automatic=True,
                                  traits={"code": "4417#", "driver": MARCO})
    texts = ["Bloom: Marco is at the gate. How does it open?"] * 4
    for text in texts:
        await world.send(Body=text)
    await world.until(lambda: any(row.kind == "inbound" for row in world.parts.ledger.entries))
    said = next(row for row in world.parts.ledger.entries if row.kind == "inbound")
    assert (said.text("from"), said.text("to"), said.text("for")) == (ANA, OURS, MARCO)
    assert said.text("body") == "The code is 4417#" or said.text("canary") in said.text("body")


async def test_somebody_who_is_not_automatic_stays_silent(world: Place) -> None:
    await world.parts.ledger.note("phone", number=ANA, name="Ana", role="customer")
    await world.send(Body=GATE)
    await world.until(lambda: len(world.phones.thread(ANA)) == 1)
    assert "inbound" not in world.kinds()
