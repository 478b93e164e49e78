"""WhatsApp beside texts: one conversation, in and outside the window, and a text only when nothing was taken."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot import approved, sweep, ways
from bot.commands.templates import samples
from bot.receipts import settle
from domain.message import Receipt, State
from integrations.channel import Said
from integrations.twilio.channel import TwilioChannel
from integrations.twilio.content import ContentApi
from integrations.twilio.transport import session
from integrations.twilio.whatsapp_channel import WhatsAppChannel
from simulator.app import TWILIO, WORLD, create_world
from simulator.settings import Account, WorldSettings
from store import models
from store.atomic import atomic
from tests.door.stage import OURS, Stage

ANA, CHAT = "+13125550111", "+14155550100"
ACCOUNT = Account(service_sid="", numbers=(OURS,))


@pytest.fixture
async def world(stage: Stage, tmp_path: Path) -> AsyncIterator[web.Application]:
    """The provider on loopback, with texts and WhatsApp switched on; its webhooks find nobody."""
    app = create_world(WorldSettings(tmp_path / "world.jsonl", "http://127.0.0.1:9", account=ACCOUNT))
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    settings = stage.door.settings.model_copy(update={
        "twilio_account_sid": ACCOUNT.sid, "twilio_auth_token": (ACCOUNT.token,), "twilio_from": OURS,
        "twilio_whatsapp_from": CHAT, "public_url": "http://127.0.0.1:9",
        "twilio_api_url": f"http://127.0.0.1:{runner.addresses[0][1]}"})
    stage.outbox.settings = stage.door.settings = settings
    async with session() as http:
        stage.outbox.channels |= {"sms": TwilioChannel(settings, http), "whatsapp": WhatsAppChannel(settings, http)}
        yield app
    await runner.cleanup()


def accepted(world: web.Application) -> list[tuple[str, str]]:
    """Everything the provider took: the channel, and whether it was a template."""
    took = [one for one in world[WORLD].ledger.entries if one.kind == "accepted"]
    return [("whatsapp" if one.text("to").startswith("whatsapp:") else "sms",
             "template" if one.text("template") else "free") for one in took]


async def chats(stage: Stage, text: str, sid: str = "SM" + "c" * 32) -> None:
    """Ana writes on WhatsApp."""
    await stage.door.said(Said("whatsapp", sid, ANA, CHAT, text, stage.clock.now()))
    await stage.settle()


async def prefers_whatsapp(stage: Stage) -> str:
    """A delivery whose customer asked for WhatsApp, told."""
    delivery = await stage.delivery(ANA)
    await models.Delivery.filter(id=delivery).update(channel="whatsapp")
    row = await models.Delivery.get(id=delivery).select_related("customer")
    await atomic(lambda: ways.offer(row.customer, "", "whatsapp", stage.door.settings, stage.clock.now()))
    return delivery


async def approve(stage: Stage) -> None:
    """Every template is submitted and approved."""
    async with session() as http:
        api = ContentApi(stage.door.settings, http)
        for one in approved.specs().values():
            sid = await api.make(one.name, one.language, one.text, samples(one), one.buttons)
            await api.submit(sid, one.name, one.category)
        await approved.keep([one async for one in api.held()], stage.clock.now())


async def why(delivery: str) -> list[str]:
    """What staff read of the choices."""
    return [one.text async for one in models.Entry.filter(conversation_id=delivery, kind="channel").order_by("id")]


async def test_a_question_on_whatsapp_is_answered_there_about_the_same_delivery(stage: Stage,
                                                                                world: web.Application) -> None:
    delivery = await stage.delivery(ANA)
    await stage.outbox.send_due()
    await chats(stage, "where is it?")
    await stage.outbox.send_due()
    assert accepted(world) == [("sms", "free"), ("whatsapp", "free")]
    (line,) = await why(delivery)
    assert "by WhatsApp: they wrote there last, window open until Tue 12:00, a text would cost" in line
    assert await models.Participant.all().count() == 1


async def test_a_question_that_is_noted_a_moment_after_it_came_is_answered_where_it_was_asked(
        stage: Stage, world: web.Application) -> None:
    """Between a webhook and its durable note there is always a moment; on no way may it turn into a text of theirs."""
    await stage.delivery(ANA)
    await stage.outbox.send_due()
    at = stage.clock.now() - timedelta(seconds=2)
    said = Said("whatsapp", "SM" + "d" * 32, ANA, CHAT, "where is it?", at)
    await stage.door.said(said)
    await stage.settle()
    await stage.outbox.send_due()
    assert accepted(world) == [("sms", "free"), ("whatsapp", "free")]
    await ways.heard_at(replace(said, at=at - timedelta(seconds=1)))
    assert [(one.channel, one.heard_at) for one in await ways.of(await models.Participant.get())] == [
        ("sms", None), ("whatsapp", at - timedelta(seconds=1))]


async def test_outside_the_window_an_approved_template_opens_the_conversation(stage: Stage,
                                                                              world: web.Application) -> None:
    await approve(stage)
    delivery = await prefers_whatsapp(stage)
    await stage.outbox.send_due()
    assert accepted(world) == [("whatsapp", "template")]
    row = await models.Message.get(outgoing=True).select_related("participant")
    body = await stage.keys.read(row.participant, "messages", row.id, row.sealed_body or b"")
    assert body.startswith("Hello from Bloom. Your lamp comes tomorrow")
    assert "approved template" in (await why(delivery))[0]


async def test_a_flow_whose_template_is_missing_is_not_started_on_whatsapp_but_by_text(stage: Stage,
                                                                                       world: web.Application) -> None:
    delivery = await prefers_whatsapp(stage)
    await stage.outbox.send_due()
    assert accepted(world) == [("sms", "free")]
    assert "no window is open and no approved template fits" in (await why(delivery))[0]


async def test_a_whatsapp_that_was_never_taken_is_texted_once_and_its_late_words_change_nothing(
        stage: Stage, world: web.Application) -> None:
    await approve(stage)
    delivery = await prefers_whatsapp(stage)
    await stage.outbox.send_due()
    row = await models.Message.get(outgoing=True)
    now, sid = stage.clock.now(), row.sid or ""
    for state, code in ((State.FAILED, 63024), (State.FAILED, 63024), (State.ACCEPTED, None), (State.SENT, None)):
        await atomic(lambda state=state, code=code: settle(row.id, 1, Receipt(sid, state, code), now))  # type: ignore[misc]
    await stage.outbox.send_due()
    await stage.outbox.send_due()
    assert [one[0] for one in accepted(world)] == ["whatsapp", "sms"]
    assert "not by WhatsApp: it did not take it" in (await why(delivery))[1]
    await stage.says(ANA, "where is it?")
    await stage.outbox.send_due()
    assert [one[0] for one in accepted(world)] == ["whatsapp", "sms", "sms"]


async def test_a_whatsapp_that_arrived_after_all_keeps_the_text_from_going_out(stage: Stage,
                                                                               world: web.Application) -> None:
    await approve(stage)
    await prefers_whatsapp(stage)
    await stage.outbox.send_due()
    row = await models.Message.get(outgoing=True)
    now, sid = stage.clock.now(), row.sid or ""
    await atomic(lambda: settle(row.id, 1, Receipt(sid, State.FAILED, 63003), now))
    await atomic(lambda: settle(row.id, 1, Receipt(sid, State.READ), now))
    await stage.outbox.send_due()
    assert [one[0] for one in accepted(world)] == ["whatsapp"]
    assert (await models.Message.get(outgoing=True)).state == "read"


@pytest.mark.parametrize("code", [30008, 63018, 63032])
async def test_a_whatsapp_that_may_have_been_taken_is_never_texted_too(stage: Stage, world: web.Application,
                                                                       code: int) -> None:
    await approve(stage)
    await prefers_whatsapp(stage)
    await stage.outbox.send_due()
    row = await models.Message.get(outgoing=True)
    late, sid = (State.UNDELIVERED if code == 63032 else State.FAILED), row.sid or ""
    await atomic(lambda: settle(row.id, 1, Receipt(sid, State.DELIVERED), stage.clock.now()))
    await atomic(lambda: settle(row.id, 1, Receipt(sid, late, code), stage.clock.now()))
    await stage.outbox.send_due()
    assert [one[0] for one in accepted(world)] == ["whatsapp"]


async def test_a_landline_is_never_texted_twice(stage: Stage, world: web.Application) -> None:
    delivery = await stage.delivery(ANA)
    await stage.outbox.send_due()
    row = await models.Message.get(outgoing=True)
    sid = row.sid or ""
    await atomic(lambda: settle(row.id, 1, Receipt(sid, State.UNDELIVERED, 30006), stage.clock.now()))
    await stage.delivery(ANA, item="desk")
    await stage.outbox.send_due()
    assert accepted(world) == [("sms", "free")]
    second = await models.Message.filter(outgoing=True).exclude(conversation_id=delivery).get()
    assert (second.state, second.why) == ("rejected", "not by text: nothing arrives there (30006)")


async def test_one_person_gets_one_whatsapp_in_six_seconds(stage: Stage, world: web.Application) -> None:
    await stage.delivery(ANA)
    await chats(stage, "where is it?")
    await stage.outbox.send_due()
    await stage.outbox.send_due()
    assert [one[0] for one in accepted(world)] == ["whatsapp"]
    stage.clock.world += timedelta(seconds=6)
    await stage.outbox.send_due()
    assert [one[0] for one in accepted(world)] == ["whatsapp", "whatsapp"]


async def test_the_window_is_kept_by_the_providers_clock_once_it_tells(stage: Stage, world: web.Application) -> None:
    await stage.delivery(ANA)
    sid = await world[TWILIO].say(f"whatsapp:{ANA}", f"whatsapp:{CHAT}", "hello there, all well?", 0)
    stage.clock.world = world[WORLD].clock.now() + timedelta(minutes=5)
    await chats(stage, "hello there, all well?", sid)
    assert (await models.Way.get()).heard_at == stage.clock.now()
    assert await sweep.sweep(stage.door, stage.outbox.channels["whatsapp"]) == 0
    heard = (await models.Way.get()).heard_at
    assert heard is not None
    assert stage.clock.now() - heard >= timedelta(minutes=4, seconds=58)


async def test_a_stop_on_whatsapp_stops_texts_too(stage: Stage, world: web.Application) -> None:
    await stage.delivery(ANA)
    await chats(stage, "STOP")
    await stage.outbox.send_due()
    assert ("sms", "free") not in accepted(world)
    assert (await models.Participant.get()).opted_out
