"""A case without a delivery, or about a driver, is answered from its card to whoever it is about."""

from simulator.slack.place import words
from store import models
from tests.slack.conftest import ANA, DISPATCH, SUPPORT, Place
from tests.slack.stage import depot, hear, order, until
from tests.slack.test_drivers import DM, card, day

__all__ = ["day"]
WHO = "+13125559876"


async def test_a_phone_that_nobody_knows_is_answered_and_what_it_writes_stands_in_the_thread(place: Place) -> None:
    await depot(place)
    await order(place)
    await place.twilio.say(WHO, "+13125550100", "is my old order lost?")
    shown, kim = await place.slack.wait(SUPPORT, "words from a phone", ""), place.slack.hands("U0KIM")
    assert "is my old order lost?" in words(shown)
    assert WHO not in words(shown)
    await kim.press(shown, "Claim")
    claimed = await place.slack.wait(SUPPORT, "<@U0KIM> has it", "")
    assert [one["text"] for one in claimed.buttons()] == ["Reply to customer", "Note", "Snooze", "Resolve"]
    form = (await kim.press(shown, "Reply to customer")).view
    assert form is not None
    await kim.submit(form, text="Hello, Kim here. Which number is on it?")
    await hear(place, WHO, "Kim here")
    await place.twilio.say(WHO, "+13125550100", "number 7, of last year")
    await place.slack.wait(SUPPORT, "number 7, of last year", shown.ts)
    await kim.press(shown, "Resolve")
    await place.slack.wait(SUPPORT, "Resolved by <@U0KIM>", "")
    await place.twilio.say(WHO, "+13125550100", "any news of that order?")
    await place.slack.wait(SUPPORT, "any news of that order?", "", lambda one: one.ts != shown.ts)
    assert sum("Kim here" in one for one in await place.texts(WHO)) == 1
    assert not any("Kim here" in one for one in await place.texts(ANA))


async def test_a_drivers_problem_is_answered_to_the_driver_with_one_button(day: Place) -> None:
    shown = await card(day)
    await day.slack.hands("U0MARCO").say(DM, "flat tyre, the van does not start", thread=shown.ts)
    case, kim = await day.slack.wait(DISPATCH, "trouble with the vehicle", ""), day.slack.hands("U0KIM")
    await kim.press(case, "Claim")
    claimed = await day.slack.wait(DISPATCH, "has it", "")
    assert [one["text"] for one in claimed.buttons()][:2] == ["Message Marco", "Reply to Ana"]
    form = (await kim.press(case, "Message Marco")).view
    assert form is not None
    assert "What Marco reads" in str(form.view)
    assert "Or start from" not in str(form.view), "what is said to customers is not said to him"
    await kim.submit(form, text="A tow truck is on its way, GIBBON")
    await day.slack.wait(DM, "GIBBON", shown.ts)
    await day.slack.wait(DISPATCH, "to Marco: A tow truck", case.ts)
    assert not any("GIBBON" in one for one in await day.texts())


async def test_a_driver_with_nothing_open_is_written_to_in_slack(place: Place) -> None:
    await depot(place)
    await place.call("POST", "/drivers", {"name": "Marco Bell", "phone": "+13125550999", "slack_user_id": "U0MARCO"})
    await place.twilio.say("+13125550999", "+13125550100", "the van does not start this morning")
    shown, kim = await place.slack.wait(SUPPORT, "words from a phone", ""), place.slack.hands("U0KIM")
    assert "Marco, who drives" in words(shown)
    await kim.press(shown, "Claim")
    await place.slack.wait(SUPPORT, "has it", "")
    form = (await kim.press(shown, "Message Marco")).view
    assert form is not None
    await kim.submit(form, text="A tow truck is on its way, OKAPI")
    await place.slack.wait("D0MARCO", "OKAPI")

    async def answered() -> bool:
        return (await models.Case.get()).answered_at is not None

    await until(answered)
