"""A conversation that needs a person finds one in Slack, and ends well."""

import asyncio

from simulator.slack.desk import Post
from simulator.slack.place import words
from store import models
from tests.slack.conftest import ANA, SUPPORT, Place, Start
from tests.slack.stage import depot, hear, order, until

HUMAN = "I want to talk to a person please"


async def opened(place: Place, text: str = HUMAN, **support: object) -> Post:
    """A case's card."""
    await depot(place, **support)
    await order(place)
    await hear(place, ANA, "sofa")
    await place.twilio.say(ANA, "+13125550100", text)
    return await place.slack.wait(SUPPORT, "asks for a person", "")


async def test_a_card_says_who_what_when_and_why_and_calls_the_first_on_duty(place: Place) -> None:
    card = await opened(place)
    shown = words(card)
    for part in ("Now: asks for a person", "Ana", "BF-1", "3-seat sofa", "2-4 pm", HUMAN):
        assert part in shown
    assert ANA not in shown
    assert [one["text"] for one in card.buttons()] == ["Claim", "Note"]
    call = await place.slack.wait(SUPPORT, "<@U0KIM>", card.ts)
    assert "this needs a person" in words(call)


async def test_claim_reply_and_resolve_reach_the_customer_once_and_silence_the_bot(place: Place) -> None:
    card, kim = await opened(place), place.slack.hands("U0KIM")
    await kim.press(card, "Claim")
    await place.slack.wait(SUPPORT, "<@U0KIM> has it", "")
    await place.twilio.say(ANA, "+13125550100", "are you there?")
    await place.slack.wait(SUPPORT, "are you there?", card.ts)
    form = (await kim.press(card, "Reply to Ana")).view
    assert form is not None
    await kim.submit(form, text="Hello Ana, Kim here. It comes at three.")
    assert await hear(place, ANA, "Kim here") == "Hello Ana, Kim here. It comes at three."
    await place.slack.wait(SUPPORT, "Sent.", card.ts)
    await kim.press(card, "Resolve")
    await place.slack.wait(SUPPORT, "Resolved by <@U0KIM>", "")
    row = await models.Case.get()
    assert (row.state, row.agent, row.live) == ("resolved", "U0KIM", False)
    assert row.answered_at is not None
    assert (await models.Delivery.get()).agent == ""
    assert sum("Kim here" in one for one in await place.texts()) == 1
    assert not any("are you there" in one for one in await place.texts())


async def test_what_is_taken_back_in_time_never_leaves(start: Start) -> None:
    place = await start(undo_seconds=3.0)
    card, kim = await opened(place), place.slack.hands("U0KIM")
    await kim.press(card, "Claim")
    await place.slack.wait(SUPPORT, "has it", "")
    form = (await kim.press(card, "Reply to Ana")).view
    assert form is not None
    await kim.submit(form, text="Wrong window, wrong customer")
    pending = await place.slack.wait(SUPPORT, "Wrong window", card.ts)
    await kim.press(pending, "Undo")
    await place.slack.wait(SUPPORT, "Taken back. Ana got nothing.", card.ts)
    await asyncio.sleep(3.5)
    assert not any("Wrong window" in one for one in await place.texts())


async def test_words_in_the_thread_are_notes_and_never_reach_the_customer(place: Place) -> None:
    card, kim = await opened(place), place.slack.hands("U0KIM")
    await kim.press(card, "Claim")
    await place.slack.wait(SUPPORT, "has it", "")
    await kim.say(SUPPORT, "this customer is a pain, ZEBRA", thread=card.ts)
    form = (await kim.press(card, "Note")).view
    assert form is not None
    await kim.submit(form, text="called the warehouse, OKAPI")
    await place.slack.wait(SUPPORT, "OKAPI", card.ts)
    async def two() -> bool:
        return await models.CaseNote.all().count() == 2

    await until(two)
    await asyncio.sleep(0.7)
    assert not any("ZEBRA" in one or "OKAPI" in one for one in await place.texts())


async def test_two_who_claim_at_once_are_told_who_has_it(place: Place) -> None:
    card = await opened(place)
    await place.slack.hands("U0KIM").press(card, "Claim")
    await place.slack.hands("U0LEE").act(card, next(card.buttons()))
    await until(lambda: place.slack.desk.whispers)
    [told] = place.slack.desk.whispers
    assert (told["user"], told["text"]) == ("U0LEE", "<@U0KIM> has this one.")
    lee = (await place.slack.hands("U0LEE").press(await place.slack.wait(SUPPORT, "has it", ""), "Reply to Ana")).view
    assert lee is not None
    assert "<@U0KIM> has this one." in str(lee.view)
    assert "submit" not in lee.view


async def test_a_canned_answer_fills_the_form_in_the_customers_language(place: Place) -> None:
    card, kim = await opened(place, canned=[{"name": "Lift", "text": "{{name}}, is there a lift? {{secret}}"}]
                             ), place.slack.hands("U0KIM")
    await kim.press(card, "Claim")
    await place.slack.wait(SUPPORT, "has it", "")
    form = (await kim.press(card, "Reply to Ana")).view
    assert form is not None
    await kim.choose(form, "canned", "own0")
    await until(lambda: "Ana, is there a lift? {{secret}}" in str(place.slack.desk.views[form.id].view))
    await kim.submit(form)
    await hear(place, ANA, "Ana, is there a lift?")


async def test_snooze_and_hand_back_keep_the_case_with_whoever_has_it(place: Place) -> None:
    card, kim = await opened(place), place.slack.hands("U0KIM")
    await kim.press(card, "Claim")
    await place.slack.wait(SUPPORT, "has it", "")
    form = (await kim.press(card, "Snooze")).view
    assert form is not None
    await kim.submit(form, until="15")
    await place.slack.wait(SUPPORT, "Snoozed until", "")
    await kim.press(card, "Hand back")
    await place.slack.wait(SUPPORT, "The assistant answers.", "")
    assert (await models.Delivery.get()).agent == ""
    assert (await models.Case.get()).agent == "U0KIM"
    await kim.press(card, "Take over")
    await place.slack.wait(SUPPORT, "The assistant is silent.", "")


async def test_a_press_from_another_channel_does_nothing(start: Start) -> None:
    place = await start(slack_dispatch_channel="")
    card = await opened(place)
    elsewhere = Post("C0DISPATCH", card.ts, card.user, card.text, card.blocks)
    await place.slack.hands("U0LEE").act(elsewhere, next(card.buttons()))
    await until(lambda: place.slack.desk.whispers)
    assert (await models.Case.get()).state == "open"
