"""Pictures in Slack: a customer's stands in the stop's thread once, a driver's becomes the proof of that stop."""

import io

from PIL import Image

from bot.context import CONTEXT
from bot.pictures.opening import FULL, opened, proof_of
from simulator.pictures import Attached, door
from simulator.slack.desk import Post
from simulator.twilio.faults import Fault, Rule
from store import models
from tests.pictures import hostile
from tests.slack.conftest import ACCOUNT, ANA, Place
from tests.slack.stage import until
from tests.slack.test_drivers import BO, DM, at_door, card, day

__all__ = ["day"]
OURS = ACCOUNT.numbers[0]


async def shared(place: Place, thread: str) -> list[Post]:
    return [one for one in place.posts(DM) if one.files and one.thread == thread and one.user != "U0MARCO"]


async def test_a_customers_picture_stands_in_the_stops_thread_with_words_and_without_its_place(day: Place) -> None:
    shown, raw = await card(day), hostile.phone()
    await day.twilio.attach(ANA, OURS, "this door please", Attached("image/jpeg", raw))
    [post] = await until(lambda: shared(day, shown.ts))
    assert post.text == "Ana sends a picture."
    [file] = post.files
    body = day.slack.api.files[file["id"]].body
    assert hostile.PLACE not in body
    assert Image.open(io.BytesIO(body)).format == "JPEG"
    await until(lambda: models.Message.filter(sid__startswith="files:", state="delivered").exists())


async def test_where_slacks_answer_is_lost_the_picture_still_stands_there_once(day: Place) -> None:
    shown = await card(day)
    day.slack.faults.set([Rule(Fault.ERROR_AFTER, times=1)])
    await day.twilio.attach(ANA, OURS, "", door("a"), door("b"))
    posts = await until(lambda: shared(day, shown.ts))
    assert [len(one.files) for one in posts] == [2]
    await until(lambda: models.Message.filter(sid__startswith="files:", state="delivered").exists())
    assert len(await shared(day, shown.ts)) == 1


async def test_a_photo_of_the_form_becomes_the_proof_of_that_stop_alone(day: Place) -> None:
    marco, there = day.slack.hands("U0MARCO"), await at_door(day)
    form = (await marco.press(there, "Delivered")).view
    assert form is not None
    day.slack.api.files["F0MINE"] = Attached("image/jpeg", hostile.phone())
    await marco.submit(form, how="recipient", files=({"id": "F0MINE", "mimetype": "image/jpeg", "name": "a.jpg"},))
    ana, bo = await models.Delivery.get(tracking_number="BF-1"), await models.Delivery.get(tracking_number="BF-2")
    [proof] = await until(lambda: proof_of(ana.id))
    body = await opened(proof, FULL, day.app[CONTEXT].keys)
    assert hostile.PLACE not in body
    assert await proof_of(bo.id) == []
    told = await until(lambda: _photo_told(day, ANA))
    assert "/t/" in told
    assert not [one for one in await day.texts(BO) if "Photo" in one]


async def _photo_told(place: Place, phone: str) -> str:
    return next((one for one in await place.texts(phone) if "Photo: " in one), "")


async def test_a_photo_that_cannot_be_opened_is_said_to_the_driver(day: Place) -> None:
    marco, there = day.slack.hands("U0MARCO"), await at_door(day)
    form = (await marco.press(there, "Delivered")).view
    assert form is not None
    day.slack.api.files["F0BAD"] = Attached("image/jpeg", b"\xff\xd8\xff nothing")
    await marco.submit(form, how="recipient", files=({"id": "F0BAD", "mimetype": "image/jpeg", "name": "a.jpg"},))
    await day.slack.wait(DM, "I could not open that.")
    assert not [one for one in await day.texts(ANA) if "Photo" in one]
