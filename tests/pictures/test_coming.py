"""A picture from its provider to whoever can use it: once, whatever dies in between, and honestly when it cannot be."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.forgetting import forget_copies
from bot.pictures.going import pictures_whose_time_is_up
from bot.pictures.opening import FULL, SMALL, opened
from bot.subject_export import exported
from bot.subjects import erase, subject_of
from domain import events
from domain.pictures import Unreadable
from simulator.app import TWILIO
from simulator.pictures import Attached, door
from store import models
from store.atomic import atomic
from store.queries.pictures import claim_pictures, settle_picture
from tests.door.stage import Stage
from tests.pictures import hostile
from tests.pictures.conftest import ANA, BO, CHAT, MARCO, Scene

NOT_ONE = Attached("image/jpeg", b"\xff\xd8\xff" + b"no picture" * 99)


async def on_the_road(stage: Stage) -> str:
    """Ana's delivery under way, with Marco."""
    delivery = await stage.delivery(ANA)
    await stage.run(await stage.driver(MARCO), delivery)
    await stage.new_texts(MARCO)
    await stage.new_texts(ANA)
    return delivery


async def test_a_customers_picture_is_cleaned_kept_and_shown_to_the_driver_on_the_road(scene: Scene) -> None:
    stage = scene.stage
    delivery = await on_the_road(stage)
    raw = hostile.phone()
    await scene.sends(ANA, Attached("image/jpeg", raw), text="this door, the grey one")
    await scene.fetches()
    [row] = await scene.rows()
    assert (row.state, row.conversation_id, row.role, row.proof) == ("kept", delivery, "customer", False)
    full, small = await opened(row, FULL, stage.keys), await opened(row, SMALL, stage.keys)
    assert hostile.PLACE not in full + small
    assert full != raw
    told = await stage.new_texts(MARCO)
    assert told[0] == "Ana says: this door, the grey one"
    assert told[1].startswith("Ana sends a picture: https://t.example/p/m")
    assert "I passed your picture on to Marco." in await stage.new_texts(ANA)


async def test_the_bytes_are_sealed_and_nothing_of_the_original_is_kept(scene: Scene) -> None:
    await scene.stage.delivery(ANA)
    await scene.sends(ANA, Attached("image/jpeg", hostile.phone()))
    await scene.fetches()
    kept = await models.PictureBytes.get()
    for sealed in (bytes(kept.sealed_full), bytes(kept.sealed_small)):
        assert b"JFIF" not in sealed
        assert hostile.MARK not in sealed


async def test_with_no_van_under_way_a_person_sees_it_and_the_customer_is_told_so(scene: Scene) -> None:
    await scene.stage.delivery(ANA)
    await scene.stage.new_texts(ANA)
    await scene.sends(ANA)
    assert await scene.stage.new_texts(ANA) == []
    await scene.fetches()
    assert await scene.stage.new_texts(ANA) == ["Thank you. A person at Bloom looks at your picture and answers here."]
    assert (await models.Case.get()).reason == "sent a picture"


async def test_one_that_cannot_be_opened_is_said_so_and_a_person_sees_that_there_was_one(scene: Scene) -> None:
    await scene.stage.delivery(ANA)
    await scene.stage.new_texts(ANA)
    await scene.sends(ANA, NOT_ONE)
    await scene.fetches()
    [row] = await scene.rows()
    assert (row.state, row.why) == ("refused", "damaged")
    [text] = await scene.stage.new_texts(ANA)
    assert text.startswith("I could not open that. Could you put it in words?")
    assert await models.Case.filter(reason="sent a picture or a recording").exists()
    assert "not kept: damaged" in (await models.Entry.get(kind="picture")).text


async def test_pictures_of_one_message_are_told_of_together_and_the_bad_one_apart(scene: Scene) -> None:
    await on_the_road(scene.stage)
    await scene.sends(ANA, door("a"), NOT_ONE, door("b"))
    await scene.fetches()
    assert sorted(row.state for row in await scene.rows()) == ["kept", "kept", "refused"]
    assert [one.partition(":")[0] for one in await scene.stage.new_texts(MARCO)] == ["Ana sends 2 pictures"]
    assert len(await scene.stage.new_texts(ANA)) == 2


async def test_a_recording_is_no_picture_and_is_answered_at_once(scene: Scene) -> None:
    await scene.stage.delivery(ANA)
    await scene.stage.new_texts(ANA)
    await scene.sends(ANA, Attached("audio/amr", b"#!AMR"))
    assert await scene.rows() == []
    assert len(await scene.stage.new_texts(ANA)) == 1


async def test_a_webhook_that_comes_again_and_a_sweep_bring_the_picture_once(scene: Scene) -> None:
    await scene.stage.delivery(ANA)
    sid = await scene.sends(ANA)
    since = datetime.now(UTC) - timedelta(hours=1)
    [said] = [one async for one in scene.stage.outbox.channels["sms"].received(since)]
    assert (said.sid, said.media, said.files) == (sid, ("image/jpeg",), ((await scene.rows())[0].reference,))
    assert not await scene.stage.door.said(said)
    await scene.fetches()
    assert len(await scene.rows()) == 1


async def test_what_dies_while_fetching_is_fetched_again_and_told_once(scene: Scene) -> None:
    await scene.stage.delivery(ANA)
    await scene.stage.new_texts(ANA)
    await scene.sends(ANA)
    machine = scene.stage.clock.machine()
    [dead] = await claim_pictures(machine, 4, timedelta(seconds=-1))  # its lease is over: the worker was killed
    await scene.fetches()
    assert len(await scene.stage.new_texts(ANA)) == 1
    dead.state = "lost"
    assert not await atomic(lambda: settle_picture(dead))  # it wakes up again, and changes nothing
    assert [row.state for row in await scene.rows()] == ["kept"]


async def test_two_workers_have_each_picture_once(scene: Scene) -> None:
    await scene.stage.delivery(ANA)
    await scene.sends(ANA, *(door(str(number)) for number in range(6)))
    await asyncio.gather(scene.job.fetch_due(), scene.job.fetch_due(), scene.job.fetch_due())
    await scene.fetches()
    assert [row.attempt for row in await scene.rows()] == [1] * 6
    assert await models.Note.filter(kind="PicturesCame").count() == 1


async def test_what_cannot_be_had_is_tried_again_and_in_the_end_said(scene: Scene) -> None:
    await scene.stage.delivery(ANA)
    await scene.stage.new_texts(ANA)
    await scene.sends(ANA)
    [row] = await scene.rows()
    scene.world[TWILIO].album.delete(row.reference.partition("/")[2])
    for _ in range(7):
        await scene.job.fetch_due()
        await models.Picture.filter(id=row.id).update(retry_at=None)
    await scene.stage.settle()
    [row] = await scene.rows()
    assert (row.state, row.attempt, row.why) == ("lost", 6, "it is not there")
    assert len(await scene.stage.new_texts(ANA)) == 1


async def test_the_provider_is_asked_to_forget_what_we_keep(scene: Scene) -> None:
    await scene.stage.delivery(ANA)
    await scene.sends(ANA, door("a"), door("b"))
    await scene.fetches()
    assert await forget_copies(scene.stage.outbox.channels, scene.stage.clock) == 0
    assert len(scene.told("media_deleted")) == 2
    assert scene.told("deleted") == []


async def test_a_strangers_picture_is_kept_for_the_person_who_looks(scene: Scene) -> None:
    await scene.sends("+13125550777", text="is this my parcel?")
    await scene.fetches()
    [row] = await scene.rows()
    assert (row.state, row.conversation_id) == ("kept", "")
    assert await models.Case.filter(reason__contains="nothing open").exists()


async def test_a_month_later_it_is_gone_and_the_row_says_that_there_was_one(scene: Scene) -> None:
    await scene.stage.delivery(ANA)
    await scene.sends(ANA)
    await scene.fetches()
    scene.stage.clock.world += timedelta(days=29)
    assert await pictures_whose_time_is_up(scene.stage.clock.now()) == 0
    scene.stage.clock.world += timedelta(days=2)
    assert await pictures_whose_time_is_up(scene.stage.clock.now()) == 1
    [row] = await scene.rows()
    assert row.state == "gone"
    assert await models.PictureBytes.all().count() == 0
    with pytest.raises(Unreadable):
        await opened(row, FULL, scene.stage.keys)


async def test_an_export_holds_their_pictures_and_an_erasure_takes_them_and_the_proofs_of_their_door(
        scene: Scene) -> None:
    stage = scene.stage
    delivery, other = await on_the_road(stage), await stage.delivery(BO)
    await scene.sends(ANA)
    await scene.sends(BO)
    await stage.happen(delivery, events.Arrived(stage.clock.now()))
    await scene.sends(MARCO)
    await scene.fetches()
    await stage.happen(delivery, events.Delivered(stage.clock.now()))
    mine = (await exported(await subject_of(ANA), stage.keys, stage.clock.now()))["pictures"]
    assert [(one["direction"], one["proof"], bool(one["jpeg"])) for one in mine] == [
        ("from you", False, True), ("from the driver", True, True)]
    late = await scene.sends(ANA, door("late"))
    assert late
    await atomic(lambda: _erase(stage))
    await scene.fetches()
    left = await scene.rows()
    assert {row.state for row in left if row.conversation_id == delivery} == {"gone"}
    assert [row.state for row in left if row.conversation_id == other] == ["kept"]
    assert await models.PictureBytes.all().count() == 1


async def _erase(stage: Stage) -> None:
    await erase(await subject_of(ANA), stage.keys, stage.clock.now())


async def test_a_whatsapp_picture_comes_the_same_way(scene: Scene) -> None:
    await scene.stage.delivery(ANA)
    await scene.sends(f"whatsapp:{ANA}", ours=f"whatsapp:{CHAT}")
    await scene.fetches()
    [row] = await scene.rows()
    assert (row.state, row.source) == ("kept", "whatsapp")
