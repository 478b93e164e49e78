"""The one door: what comes in is noted once, decided in order, kept whole, and reaches the right people."""

from datetime import timedelta

import pytest

from domain import events
from store import models
from tests.door.stage import NOON, Stage

ANA, BO, MARCO, LI = "+13125550111", "+13125550112", "+13125550113", "+13125550114"


async def test_an_order_is_told_to_its_customer(stage: Stage) -> None:
    """Brand, item, window, link and a way out."""
    await stage.delivery(ANA)
    [text] = await stage.new_texts(ANA)
    assert "Bloom" in text
    assert "lamp" in text
    assert "2-4 pm" in text
    assert "https://t.example/t/link" in text


async def test_a_webhook_that_comes_twice_is_heard_once(stage: Stage) -> None:
    """The provider's id is the key."""
    await stage.delivery(ANA)
    assert await stage.says(ANA, "where is it?", sid="SM" + "a" * 32)
    assert not await stage.says(ANA, "where is it?", sid="SM" + "a" * 32)
    assert len(await stage.new_texts(ANA)) == 2


async def test_a_code_goes_to_the_driver_at_the_door_and_nowhere_else(stage: Stage) -> None:
    """Asked at the gate, answered, shown; masked in everything that is kept."""
    delivery = await stage.delivery(ANA)
    await stage.run(await stage.driver(MARCO), delivery)
    await stage.says(MARCO, "1")
    await stage.new_texts(MARCO)
    await stage.says(MARCO, "5")
    assert "gate" in (await stage.new_texts(ANA))[-1]
    await stage.says(ANA, "gate code 4417#")
    texts = await stage.new_texts(MARCO)
    assert any("4417#" in one for one in texts)
    words = await models.Message.get(outgoing=False, participant__theirs=ANA).select_related("participant")
    assert "4417" not in await stage.keys.read(words.participant, "messages", words.id, words.sealed_body or b"")
    await stage.says(MARCO, "8")
    assert (await stage.new_texts(ANA))[-1] == "Thank you, your driver is in."


async def test_a_delivery_goes_from_stop_to_stop_by_numbered_texts(stage: Stage) -> None:
    """Arrived, delivered, next; the second customer hears that they are next."""
    first, second = await stage.delivery(ANA), await stage.delivery(BO, "Bo Lind", "desk")
    await stage.run(await stage.driver(MARCO), first, second)
    assert "Next: Ana" in (await stage.new_texts(MARCO))[-1]
    await stage.says(MARCO, "1")
    await stage.says(MARCO, "2")
    texts = await stage.new_texts(MARCO)
    assert "Done: Ana." in " ".join(texts)
    assert "Next: Bo" in texts[-1]
    assert "you are next" in (await stage.new_texts(BO))[-1]
    assert (await models.Delivery.get(id=first)).status == "delivered"


async def test_words_that_could_be_meant_for_two_are_asked_about_and_then_delivered(stage: Stage) -> None:
    """Never the last sender: the driver between two stops is asked, the words wait."""
    first, second = await stage.delivery(ANA), await stage.delivery(BO, "Bo Lind", "desk")
    await stage.run(await stage.driver(MARCO), first, second)
    await stage.new_texts(ANA), await stage.new_texts(BO), await stage.new_texts(MARCO)
    await stage.says(MARCO, "please move the blue car")
    [which] = await stage.new_texts(MARCO)
    assert "11 Ana" in which
    assert "12 Bo" in which
    assert await stage.new_texts(ANA) == await stage.new_texts(BO) == []
    await stage.says(MARCO, "12")
    assert await stage.new_texts(BO) == ["Marco says: please move the blue car"]
    assert await stage.new_texts(ANA) == []


async def test_a_customer_of_two_deliveries_is_asked_which_by_item_and_day(stage: Stage) -> None:
    """Names never appear in a question to a customer."""
    await stage.delivery(ANA, item="lamp")
    await stage.delivery(ANA, item="desk", hours=50)
    await stage.new_texts(ANA)
    await stage.says(ANA, "where is it?")
    [which] = await stage.new_texts(ANA)
    assert "11 lamp" in which
    await stage.says(ANA, "12")
    [answer] = await stage.new_texts(ANA)
    assert "desk" in answer


async def test_stop_is_kept_and_start_undoes_it(stage: Stage) -> None:
    """The carrier confirms it; we say nothing more until they ask for it."""
    await stage.delivery(ANA)
    await stage.says(ANA, "STOP")
    assert (await models.Participant.get(theirs=ANA)).opted_out
    await stage.says(ANA, "START")
    assert not (await models.Participant.get(theirs=ANA)).opted_out
    assert await models.Consent.all().count() == 2


async def test_another_window_is_offered_held_and_taken(stage: Stage) -> None:
    """Only what the depot has room for; the place is taken before we say done."""
    delivery = await stage.delivery(ANA)
    await stage.new_texts(ANA)
    await stage.says(ANA, "can u do tmrw after 6")
    [offer] = await stage.new_texts(ANA)
    assert "1 " in offer
    assert await models.HeldSlot.all().count() == 3
    await stage.says(ANA, "2")
    [done] = await stage.new_texts(ANA)
    assert done.startswith("Done.")
    assert await models.HeldSlot.all().count() == 0
    assert (await models.Delivery.get(id=delivery)).promised == 2
    assert await models.Case.filter(queue="dispatch").count() == 1


async def test_the_day_before_asks_whether_the_window_is_good(stage: Stage) -> None:
    """At five in the evening, once."""
    delivery = await stage.delivery(ANA)
    await stage.new_texts(ANA)
    await stage.passes(timedelta(hours=5, minutes=1))
    [question] = await stage.new_texts(ANA)
    assert "1 = good" in question
    await stage.says(ANA, "1")
    assert (await models.Delivery.get(id=delivery)).confirmed


async def test_a_takeover_silences_us_but_keeps_what_was_told(stage: Stage) -> None:
    """A code told to an agent's conversation is in the vault all the same."""
    delivery = await stage.delivery(ANA)
    await stage.happen(delivery, events.AgentTookOver("kim"))
    await stage.new_texts(ANA)
    await stage.says(ANA, "gate code 4417#")
    assert await stage.new_texts(ANA) == []
    assert (await models.Delivery.get(id=delivery)).code_id


async def test_one_question_at_a_time_on_a_phone(stage: Stage) -> None:
    """The second delivery's question waits until the first is answered."""
    await stage.delivery(ANA, item="lamp")
    await stage.delivery(ANA, item="desk", hours=27)
    await stage.new_texts(ANA)
    await stage.passes(timedelta(hours=5, minutes=2))
    [first] = await stage.new_texts(ANA)
    assert "lamp" in first
    await stage.says(ANA, "1")
    texts = await stage.new_texts(ANA)
    assert any("desk" in one and "1 = good" in one for one in texts)


async def test_a_stranger_gets_one_honest_answer_and_a_person_reads(stage: Stage) -> None:
    """Nothing is open for them."""
    await stage.says(LI, "hello is this the pizza place")
    assert "no open delivery" in (await stage.new_texts(LI))[0]
    await stage.says(LI, "hello?? anybody")
    assert await stage.new_texts(LI) == []
    assert await models.Case.all().count() == 1


async def test_two_machines_do_not_talk_all_night(stage: Stage) -> None:
    """After so many automatic answers in an hour a person looks instead."""
    await stage.delivery(ANA)
    for _ in range(40):
        await stage.says(ANA, "where is it?")
    assert len(await stage.new_texts(ANA)) <= stage.door.settings.automatic_answers_per_hour
    assert await models.Case.filter(reason__contains="another machine").exists()


async def test_a_reassigned_stop_is_answered_to_the_old_driver_and_asked_of_the_new(stage: Stage) -> None:
    """His late words are never relayed."""
    delivery = await stage.delivery(ANA)
    marco, li = await stage.driver(MARCO), await stage.driver(LI, "Li Wen")
    run = await stage.run(marco, delivery)
    await stage.new_texts(MARCO), await stage.new_texts(ANA)
    await models.Run.filter(id=run.id).update(driver_id=li.id)
    await stage.happen(delivery, events.Reassigned(events.DriverId(marco.id)))
    assert "someone else" in (await stage.new_texts(MARCO))[0]
    assert "Next: Ana" in (await stage.new_texts(LI))[-1]
    await stage.says(MARCO, "tell her I am nearly there")
    assert "someone else" in (await stage.new_texts(MARCO))[0]
    assert await stage.new_texts(ANA) == []


async def test_a_menu_number_after_a_which_one_is_still_the_menus(stage: Stage) -> None:
    """The driver asked something unclear, then simply arrives: his 1 is an arrival, the words keep waiting."""
    first, second = await stage.delivery(ANA), await stage.delivery(BO, "Bo Lind", "desk")
    await stage.run(await stage.driver(MARCO), first, second)
    await stage.says(MARCO, "please move the blue car")
    await stage.says(MARCO, "1")
    assert "At Ana." in (await stage.new_texts(MARCO))[-1]
    await stage.says(MARCO, "12")
    assert "Marco says: please move the blue car" in await stage.new_texts(BO)


@pytest.mark.parametrize("event", [
    events.Cancelled(NOON), events.TakenOffRun(), events.Rebooked(NOON, NOON + timedelta(hours=2)),
])
async def test_a_next_stop_that_is_taken_off_is_told_to_the_driver_and_the_following_customer(
    stage: Stage, event: events.Event,
) -> None:
    """He drives on to the following one, and its customer hears that they are next."""
    first, second = await stage.delivery(ANA), await stage.delivery(BO, "Bo Lind", "desk")
    await stage.run(await stage.driver(MARCO), first, second)
    await stage.new_texts(MARCO), await stage.new_texts(BO)
    await stage.happen(first, event)
    await stage.settle()
    texts = await stage.new_texts(MARCO)
    assert "Ana" in texts[0]
    assert "off your run" in texts[0]
    assert "Next: Bo" in texts[-1]
    assert "you are next" in (await stage.new_texts(BO))[-1]


async def test_another_language_holds_from_the_very_answer_on(stage: Stage) -> None:
    """Also what that very message is answered with."""
    await stage.delivery(ANA)
    await stage.new_texts(ANA)
    await stage.says(ANA, "español por favor")
    row = await models.Message.filter(outgoing=True, participant__theirs=ANA).order_by("-id").first()
    assert row is not None
    assert row.language == "es"


async def test_which_one_is_asked_in_the_language_of_the_order(stage: Stage) -> None:
    """Nobody asked for a language: the orders say which, also where no single one of them is meant."""
    for item in ("lamp", "rug"):
        delivery = await stage.delivery(ANA, item=item)
        await models.Delivery.filter(id=delivery).update(language="de")
    await stage.new_texts(ANA)
    await stage.says(ANA, "wo ist es?")
    assert (await stage.new_texts(ANA))[-1].startswith("Um welche Lieferung geht es?")


async def test_words_that_cannot_be_acted_on_cost_nobody_else_theirs(stage: Stage) -> None:
    """They share a transaction with others at first; after three tries a person reads them, the others were heard."""
    delivery = await stage.delivery(ANA)
    await stage.new_texts(ANA)
    for number in range(2):
        await stage.door.journal.note(f"bad{number}", "said", f"nobody{number}", b"not sealed", stage.clock.now())
    await stage.says(ANA, "gate code 4417#")
    await stage.door.journal.note("gone", "NoSuchEvent", delivery, b"{}", stage.clock.now())
    await stage.settle()
    assert (await models.Delivery.get(id=delivery)).code_id
    for _ in range(3):
        await stage.settle()
    assert not await models.Note.filter(open=True).exists()
    assert await models.Note.filter(parked="failed three times", attempts=3).count() == 3
    assert await models.Case.filter(queue="support").count() == 3
