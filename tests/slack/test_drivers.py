"""A driver's day in Slack: a schedule, a thread a stop, a code that is gone afterwards, words that stay inside."""

import asyncio

import pytest

from bot.context import CONTEXT
from simulator.slack.desk import Post
from simulator.slack.place import words
from simulator.slack.settings import direct
from store import models
from tests.slack.conftest import ANA, SUPPORT, Place
from tests.slack.stage import depot, hear, order, until

BO = "+13125550124"
DM = direct("U0MARCO")
PHOTO = {"id": "F0PHOTO", "mimetype": "image/png", "name": "door.png"}


@pytest.fixture
async def day(place: Place) -> Place:
    """Marco drives to Ana, then to Bo."""
    await depot(place)
    first = await order(place)
    second = await order(place, "BF-2", BO, "Bo Lind")
    driver = await place.call("POST", "/drivers", {"name": "Marco Bell", "phone": "+13125550999",
                                                   "slack_user_id": "U0MARCO"})
    run = await place.call("POST", "/runs", {"driver_id": driver["id"], "date": "2031-11-25",
                                             "stops": [first, second]})
    await hear(place, ANA, "sofa")
    await place.call("POST", f"/runs/{run['id']}/start")
    return place


async def card(place: Place, name: str = "Ana") -> Post:
    """A stop's card."""
    return await place.slack.wait(DM, f"{name},", "", lambda one: one.text.startswith(("1.", "2.")))


async def at_door(place: Place) -> Post:
    shown = await card(place)
    await place.slack.hands("U0MARCO").press(shown, "Arrived")
    return await place.slack.wait(DM, "You are there since", "")


async def test_the_morning_brings_a_schedule_and_the_first_stop_and_no_text(day: Place) -> None:
    schedule = await day.slack.wait(DM, "2 stops today, 2 to go", "")
    assert "Ana, 1 Main St" in words(schedule)
    assert "Bo, 1 Main St" in words(schedule)
    shown = await card(day)
    for part in ("1. Ana, 2-4 pm", "1 Main St", "3-seat sofa", "On the way."):
        assert part in words(shown)
    assert ANA not in words(shown)
    assert [one["text"] for one in shown.buttons()] == ["Arrived", "Could not deliver", "Running late", "Message Ana"]
    assert await day.texts("+13125550999") == []


async def test_arrived_and_delivered_to_a_neighbour_with_a_photo_tell_the_customer_and_bring_the_next(
        day: Place) -> None:
    marco, there = day.slack.hands("U0MARCO"), await at_door(day)
    assert [one["text"] for one in there.buttons()] == ["Delivered", "Could not deliver", "Show the code",
                                                        "Message Ana"]
    form = (await marco.press(there, "Delivered")).view
    assert form is not None
    await marco.submit(form, how="third_party", to="Mr Lindqvist", files=(PHOTO,))
    done = await day.slack.wait(DM, "Delivered at", "")
    assert list(done.buttons()) == []
    assert "Mr Lindqvist" in await hear(day, ANA, "Lindqvist")
    await card(day, "Bo")
    await day.slack.wait(DM, "2 stops today, 1 to go", "")
    proof = await models.Proof.get()
    assert (proof.reference, proof.kind) == ("F0PHOTO", "image/png")
    # A stale button, pressed by hand on what stood there before, is answered kindly and changes nothing.
    await marco.act(there, next(there.buttons()))
    assert (await models.Delivery.get(tracking_number="BF-1")).status == "delivered"


async def test_could_not_deliver_takes_one_of_the_fields_reasons(day: Place) -> None:
    marco, shown = day.slack.hands("U0MARCO"), await card(day)
    form = (await marco.press(shown, "Could not deliver")).view
    assert form is not None
    options = [one["value"] for one in form.view["blocks"][0]["element"]["options"]]
    assert options == ["not_home", "no_access", "refused", "unable_to_locate", "damaged", "not_on_vehicle", "unsafe",
                       "other"]
    await marco.submit(form, reason="no_access")
    await day.slack.wait(DM, "Not delivered: no way in.", "")
    await hear(day, ANA, "could not get in")
    assert (await models.Delivery.get(tracking_number="BF-1")).reason == "no_access"


async def test_running_late_tells_this_customer_and_the_next(day: Place) -> None:
    marco = day.slack.hands("U0MARCO")
    form = (await marco.press(await card(day), "Running late")).view
    assert form is not None
    await marco.submit(form, minutes="30")
    await hear(day, ANA, "late")
    await hear(day, BO, "late")


async def test_words_in_the_thread_stay_inside_until_he_says_they_go(day: Place) -> None:
    marco, shown = day.slack.hands("U0MARCO"), await card(day)
    await marco.say(DM, "what a rude customer, ZEBRA", thread=shown.ts)
    kept = await day.slack.wait(DM, "ZEBRA", shown.ts, lambda one: one.user != "U0MARCO")
    await marco.press(kept, "No, just for us")
    await day.slack.wait(DM, "Ana got nothing", shown.ts)
    await marco.say(DM, "the lift is broken, OKAPI, I wait downstairs", thread=shown.ts)
    asked = await day.slack.wait(DM, "OKAPI", shown.ts, lambda one: one.user != "U0MARCO")
    await marco.press(asked, "Send to Ana")
    assert "Marco says:" in await hear(day, ANA, "OKAPI")
    await day.slack.wait(DM, "Sent to Ana.", shown.ts)
    await marco.act(asked, next(asked.buttons()))
    form = (await marco.press(shown, "Message Ana")).view
    assert form is not None
    await marco.submit(form, text="Two minutes, IBEX")
    await hear(day, ANA, "IBEX")
    texts = await day.texts()
    assert not any("ZEBRA" in one for one in texts)
    assert [sum(word in one for one in texts) for word in ("OKAPI", "IBEX")] == [1, 1]


async def test_words_that_a_text_may_mean_are_taken_as_if_texted(day: Place) -> None:
    marco, shown = day.slack.hands("U0MARCO"), await card(day)
    await marco.say(DM, "late 25", thread=shown.ts)
    await hear(day, ANA, "late")
    await marco.say(DM, "done", thread=shown.ts)
    asked = await day.slack.wait(DM, "Ana: delivered?", shown.ts)
    await marco.press(asked, "Yes")
    await day.slack.wait(DM, "Delivered at", "")
    await hear(day, ANA, "handed over")


async def test_the_code_is_shown_at_the_door_once_logged_and_gone_afterwards(day: Place) -> None:
    marco = day.slack.hands("U0MARCO")
    await day.twilio.say(ANA, "+13125550100", "the gate code is 4417#")
    shown = await day.slack.wait(DM, "There is a code for the door", "")
    assert "4417" not in str(day.ledger("slack_posted")) + str(day.ledger("slack_updated"))
    there = await at_door(day)
    await day.slack.wait(DM, 'Press "Show the code"', shown.ts)
    assert "4417" not in str(day.ledger("slack_posted"))
    await marco.press(there, "Show the code")
    code = await day.slack.wait(DM, "4417#", shown.ts)
    assert [one["text"] for one in code.buttons()] == ["It opened", "Still closed"]
    await marco.press(code, "It opened")
    await hear(day, ANA, "your driver is in")
    assert await models.Entry.filter(kind="code shown").count() == 1
    assert await models.Code.filter(shown_at=None).count() == 0
    form = (await marco.press(there, "Delivered")).view
    assert form is not None
    await marco.submit(form)
    await day.slack.wait(DM, "It is gone", shown.ts)
    assert not any("4417" in words(one) for one in day.slack.desk.posts.values())


async def test_nobody_but_the_driver_of_the_stop_can_do_anything_there(day: Place) -> None:
    await day.twilio.say(ANA, "+13125550100", "the gate code is 4417#")
    there = await at_door(day)
    for user in ("U0NADIA", "U0KIM"):
        hands = day.slack.hands(user)
        for label in ("Show the code", "Delivered"):
            done = await hands.press(there, label)
            assert done.view is None or "submit" not in done.view.view
    await until(lambda: len(day.slack.desk.whispers) >= 2)
    assert all("4417" not in words(one) for one in day.slack.desk.posts.values())
    assert (await models.Delivery.get(tracking_number="BF-1")).status == "arrived"


async def test_a_run_that_is_handed_over_takes_the_stop_off_the_old_drivers_slack(day: Place) -> None:
    shown = await card(day)
    nadia = await day.call("POST", "/drivers", {"name": "Nadia Orr", "phone": "+13125550998",
                                                "slack_user_id": "U0NADIA"})
    run = await models.Run.get()
    await day.call("PATCH", f"/runs/{run.id}", {"driver_id": nadia["id"]})
    await day.slack.wait(DM, "Not on your run any more", "")
    await day.slack.wait(direct("U0NADIA"), "1. Ana", "")
    await day.slack.hands("U0MARCO").act(shown, next(shown.buttons()))
    await until(lambda: day.slack.desk.whispers)
    assert "with someone else now" in day.slack.desk.whispers[-1]["text"]


async def test_what_can_wait_waits_until_the_van_stands_and_the_customer_is_told(day: Place) -> None:
    shown = await card(day)
    driver = await models.Driver.get()
    await models.VanRow.create(driver_id=driver.id, at=day.app[CONTEXT].clock.now().timestamp(), lat=41.8, lon=-87.6,
                               speed=14.0, received=0.0, state="{}")
    await day.twilio.say(ANA, "+13125550100", "please ring twice, LEMUR")
    await until(lambda: models.Message.filter(state="waiting").exists())
    await hear(day, ANA, "driver will know")
    await asyncio.sleep(1.5)
    assert not any("LEMUR" in words(one) for one in day.slack.posts(DM, thread=shown.ts))
    await models.VanRow.filter(driver_id=driver.id).update(speed=0.0)
    await day.slack.wait(DM, "LEMUR", shown.ts)


async def test_a_driver_nobody_added_is_told_what_to_do(place: Place) -> None:
    await depot(place)
    await place.slack.hands("U0NADIA").say("", "hello?")
    await until(lambda: place.slack.desk.whispers)
    assert "U0NADIA" in place.slack.desk.whispers[0]["text"]


async def test_words_of_the_office_reach_the_driver_from_a_case(day: Place) -> None:
    shown = await card(day)
    await day.slack.hands("U0MARCO").say(DM, "flat tyre, the van does not start", thread=shown.ts)
    case = await day.slack.wait("C0DISPATCH", "trouble with the vehicle", "")
    kim = day.slack.hands("U0KIM")
    await kim.press(case, "Claim")
    await day.slack.wait("C0DISPATCH", "has it", "")
    form = (await kim.press(case, "Reply to Ana")).view
    assert form is not None
    await kim.submit(form, to="driver", text="A tow truck is on its way, GIBBON")
    await day.slack.wait(DM, "GIBBON", shown.ts)
    assert not any("GIBBON" in one for one in await day.texts())
    assert day.slack.posts(SUPPORT) == []


async def test_a_driver_whom_slack_does_not_know_is_a_dispatchers_matter_at_once(place: Place) -> None:
    await depot(place)
    first = await order(place)
    driver = await place.call("POST", "/drivers", {"name": "Olaf", "phone": "+13125550997",
                                                   "slack_user_id": "U0UNKNOWN"})
    run = await place.call("POST", "/runs", {"driver_id": driver["id"], "date": "2031-11-25", "stops": [first]})
    await place.call("POST", f"/runs/{run['id']}/start")
    await place.slack.wait("C0DISPATCH", "a text to the driver did not arrive", "")
