"""Sending: once, in order, never against somebody's will, and never again without evidence."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot import sweep
from bot.resolve import resolve_unknown
from bot.ticks import Worker
from integrations.twilio.channel import TwilioChannel
from integrations.twilio.transport import session
from simulator.app import PHONES, TWILIO, WORLD, create_world
from simulator.settings import Account, WorldSettings
from simulator.twilio.faults import Fault, Rule
from store import models
from store.atomic import atomic
from store.queries import sending
from tests.door.stage import OURS, Stage

ANA = "+13125550111"
ACCOUNT = Account(service_sid="", numbers=(OURS,))


@pytest.fixture
async def world(stage: Stage, tmp_path: Path) -> AsyncIterator[web.Application]:
    """The provider on loopback; its webhooks find nobody, as while we are down."""
    app = create_world(WorldSettings(tmp_path / "world.jsonl", "http://127.0.0.1:9", account=ACCOUNT))
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    settings = stage.door.settings.model_copy(update={
        "twilio_account_sid": ACCOUNT.sid, "twilio_auth_token": (ACCOUNT.token,), "twilio_from": OURS,
        "twilio_api_url": url, "public_url": "http://127.0.0.1:9", "unknown_lookups": (0.0, 0.0, 0.0)})
    stage.outbox.settings = stage.door.settings = settings
    async with session() as http:
        stage.outbox.channels["sms"] = TwilioChannel(settings, http)
        yield app
    await runner.cleanup()


def accepted(world: web.Application, phone: str = ANA) -> list[str]:
    return [one.text("body") for one in world[WORLD].ledger.entries
            if one.kind == "accepted" and one.text("to") == phone]


async def states(phone: str = ANA) -> list[str]:
    rows = await models.Message.filter(outgoing=True, participant__theirs=phone).order_by("id")
    return [row.state for row in rows]


async def test_what_is_due_goes_out_once(stage: Stage, world: web.Application) -> None:
    await stage.delivery(ANA)
    assert await stage.outbox.send_due() == 1
    assert await stage.outbox.send_due() == 0
    assert len(accepted(world)) == 1
    assert (await states())[0] in {"accepted", "queued", "sent", "delivered"}


async def test_two_workers_at_once_send_each_message_once(stage: Stage, world: web.Application) -> None:
    for number in range(1, 9):
        await stage.delivery(f"+131255501{number:02d}")
    await asyncio.gather(stage.outbox.send_due(), stage.outbox.send_due(), stage.outbox.send_due())
    bodies = [one.text("to") for one in world[WORLD].ledger.entries if one.kind == "accepted"]
    assert len(bodies) == len(set(bodies)) == 8


async def test_a_stop_between_claim_and_send_wins(stage: Stage, world: web.Application) -> None:
    await stage.delivery(ANA)
    rows = await sending.claim_due_messages(stage.clock.now(), stage.clock.machine(), 10, timedelta(seconds=60))
    await stage.says(ANA, "STOP")
    for row in rows:
        await stage.outbox._send(row)
    assert accepted(world) == []
    assert await states() == ["dropped"]


async def test_an_answer_that_got_lost_is_found_and_not_sent_again(stage: Stage, world: web.Application) -> None:
    world[WORLD].faults.set((Rule(Fault.RESET_AFTER, times=1),))
    await stage.delivery(ANA)
    await stage.outbox.send_due()
    assert await states() == ["unknown"]
    await resolve_unknown(stage.outbox)
    assert len(accepted(world)) == 1
    assert (await states())[0] in {"accepted", "queued", "sent", "delivered"}


async def test_what_certainly_did_not_go_out_is_tried_again(stage: Stage, world: web.Application) -> None:
    world[WORLD].faults.set((Rule(Fault.TOO_MANY, times=1, seconds=0.0),))
    await stage.delivery(ANA)
    await stage.outbox.send_due()
    assert await states() == ["queued"]
    stage.clock.world += timedelta(minutes=2)
    await stage.outbox.send_due()
    assert len(accepted(world)) == 1


async def test_no_trace_after_every_lookup_sends_it_once_more(stage: Stage, world: web.Application) -> None:
    world[WORLD].faults.set((Rule(Fault.RESET_BEFORE, times=1),))
    await stage.delivery(ANA)
    await stage.outbox.send_due()
    for _ in range(3):
        assert await states() == ["unknown"]
        await resolve_unknown(stage.outbox)
    await stage.outbox.send_due()
    assert len(accepted(world)) == 1


async def test_a_worker_that_died_while_submitting_leaves_an_unknown(stage: Stage, world: web.Application) -> None:
    await stage.delivery(ANA)
    await models.Message.all().update(state="submitting", attempt=1, submitted_at=stage.clock.machine(),
                                      lease_until=stage.clock.machine() - timedelta(seconds=1))
    await resolve_unknown(stage.outbox)
    assert accepted(world) == []
    await resolve_unknown(stage.outbox)
    await resolve_unknown(stage.outbox)
    await stage.outbox.send_due()
    assert len(accepted(world)) == 1


async def test_what_came_while_we_were_away_is_swept_once(stage: Stage, world: web.Application) -> None:
    await stage.delivery(ANA)
    await world[WORLD].ledger.note("phone", number=ANA, name="Ana", role="customer")
    await world[TWILIO].say(ANA, OURS, "where is it?", 0)
    await world[TWILIO].say(ANA, OURS, "", 1)
    channel = stage.outbox.channels["sms"]
    stage.clock.world = world[WORLD].clock.now()
    assert await sweep.sweep(stage.door, channel) == 2
    assert await sweep.sweep(stage.door, channel) == 0
    assert world[PHONES].get(ANA) is not None


async def test_messages_to_one_phone_keep_their_order(stage: Stage, world: web.Application) -> None:
    await stage.delivery(ANA, item="lamp")
    await stage.delivery(ANA, item="desk")
    assert await stage.outbox.send_due() == 1
    assert await stage.outbox.send_due() == 1
    assert ["lamp" in one for one in accepted(world)] == [True, False]


async def test_what_became_too_late_to_be_true_is_never_sent(stage: Stage, world: web.Application) -> None:
    await stage.delivery(ANA)
    stage.clock.world += timedelta(hours=7)
    await stage.outbox.send_due()
    assert accepted(world) == []
    assert await states() == ["expired"]


async def test_a_row_is_fenced_by_its_attempt(stage: Stage, world: web.Application) -> None:
    await stage.delivery(ANA)
    row = await models.Message.get(outgoing=True)
    await models.Message.filter(id=row.id).update(attempt=2, state="accepted")
    await atomic(lambda: stage.outbox._unknown(row.id, 1, "an old answer"))
    assert await states() == ["accepted"]


async def test_a_slow_worker_whose_lease_ran_out_sends_nothing_after_another_did(stage: Stage, world: web.Application
                                                                               ) -> None:
    await stage.delivery(ANA)
    machine = stage.clock.machine()
    [slow] = await sending.claim_due_messages(stage.clock.now(), machine - timedelta(hours=1), 10, timedelta(seconds=1))
    await sending.give_up_leases(machine)
    assert await stage.outbox.send_due() == 1
    await stage.outbox._send(slow)
    assert len(accepted(world)) == 1


async def test_a_worker_does_not_spin_on_a_text_that_waits_behind_one_of_unknown_outcome(stage: Stage) -> None:
    await stage.delivery(ANA)
    await stage.delivery(ANA)
    first = await models.Message.filter(outgoing=True).order_by("id").first()
    assert first is not None
    await models.Message.filter(id=first.id).update(state="unknown", lease_until=stage.clock.now() + timedelta(hours=1))
    worker, rounds = Worker(stage.door, stage.outbox), 0
    once = worker.round

    async def counted() -> int:
        nonlocal rounds
        rounds += 1
        return await once()

    worker.round = counted  # type: ignore[method-assign]
    await worker.start()
    await asyncio.sleep(1)
    await worker.stop()
    assert await models.Message.filter(outgoing=True, state="queued").count() >= 1
    assert 1 <= rounds <= 20, "ten looks a second at what cannot be helped, and a few at the start"


async def test_what_speaks_of_an_older_promise_is_settled_with_its_reason_and_never_posted(
        stage: Stage, world: web.Application) -> None:
    delivery = await stage.delivery(ANA)
    await models.Delivery.filter(id=delivery).update(promised=2)
    while await stage.outbox.send_due():
        pass
    row = await models.Message.get(conversation_id=delivery, outgoing=True)
    assert (row.state, row.why, row.attempt) == ("dropped", "it speaks of an older promise", 0)
    assert accepted(world) == []
