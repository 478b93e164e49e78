"""Twilio's own client library talks to the emulator and notices nothing."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from twilio.base.exceptions import TwilioException, TwilioRestException

from simulator.settings import Account
from simulator.twilio.faults import Fault
from tests.simulator.conftest import ANA, MARCO, OURS, Place, Worlds

SERVICE = Account().service_sid


async def test_a_text_is_accepted_and_fetched_again(world: Place) -> None:
    client = world.client()
    sent = await asyncio.to_thread(client.messages.create, to=ANA, from_=OURS, body="Your sofa is near")
    assert (sent.status, sent.direction, sent.num_segments, sent.error_code) == ("queued", "outbound-api", "1", None)
    await world.until(lambda: "status delivered" in world.kinds(sent.sid))
    again = await asyncio.to_thread(client.messages(sent.sid).fetch)
    assert (again.status, again.body, again.to, again.from_) == ("delivered", "Your sofa is near", ANA, OURS)
    assert again.date_created is not None
    assert again.date_created.date().isoformat() == "2026-11-24", "the world's day, not ours"


async def test_the_messaging_service_chooses_the_number_a_phone_knows(worlds: Worlds) -> None:
    second = "+13125550101"
    world = await worlds(account=Account(numbers=(OURS, second)))
    await world.twilio.say(ANA, second, "hello")
    client = world.client()
    sent = await asyncio.to_thread(client.messages.create, to=ANA, messaging_service_sid=SERVICE, body="hello Ana")
    assert (sent.status, sent.from_) == ("accepted", None)
    await world.until(lambda: "status delivered" in world.kinds(sent.sid))
    assert (await asyncio.to_thread(client.messages(sent.sid).fetch)).from_ == second


async def test_lists_follow_their_pages_and_what_comes_in_between_shifts_nothing(world: Place) -> None:
    for number in range(7):
        await world.send(Body=f"text {number}")
    await world.send(To=MARCO, Body="another phone")
    client = world.client()
    first = await asyncio.to_thread(client.messages.page, to=ANA, page_size=3)
    seen = [one.body for one in first]
    await world.send(Body="came in between")
    second = await asyncio.to_thread(first.next_page)
    assert second is not None
    seen += [one.body for one in second]
    third = await asyncio.to_thread(second.next_page)
    assert third is not None
    seen += [one.body for one in third]
    assert seen == [f"text {number}" for number in reversed(range(7))]
    assert await asyncio.to_thread(third.next_page) is None
    every = await asyncio.to_thread(client.messages.list, to=ANA, page_size=3)
    assert len(every) == 8


async def test_date_filters_leave_out_what_was_not_sent_yet(worlds: Worlds) -> None:
    world = await worlds()
    world.fault(Fault.BACKLOG, seconds=20000, times=1)
    await world.send(Body="held up")
    sent = await world.send(Body="goes out")
    await world.until(lambda: "status delivered" in world.kinds(sent["sid"]))
    await world.twilio.say(ANA, OURS, "received")
    client = world.client()
    now = world.parts.clock.now()

    async def bodies(**filters: object) -> list[str]:
        return [one.body or "" for one in await asyncio.to_thread(client.messages.list, **filters)]

    assert await bodies() == ["received", "goes out", "held up"]
    assert await bodies(date_sent_after=now - timedelta(hours=1)) == ["received", "goes out"]
    assert await bodies(date_sent=datetime(2026, 11, 24, tzinfo=UTC).date()) == ["received", "goes out"]
    assert await bodies(date_sent_after=now + timedelta(hours=1)) == []
    assert await bodies(date_sent_before=now + timedelta(hours=1), from_=OURS) == ["goes out"]
    assert await bodies(to=OURS) == ["received"]


async def test_a_text_is_cancelled_while_it_waits_and_not_after(world: Place) -> None:
    client = world.client()
    when = world.parts.clock.now() + timedelta(hours=2)
    later = await asyncio.to_thread(client.messages.create, to=ANA, messaging_service_sid=SERVICE, body="later",
                                    send_at=when, schedule_type="fixed")
    assert later.status == "scheduled"
    off = await asyncio.to_thread(client.messages(later.sid).update, status="canceled")
    assert off.status == "canceled"
    gone = await world.send(Body="gone")
    await world.until(lambda: "status delivered" in world.kinds(gone["sid"]))
    with pytest.raises(TwilioRestException) as refused:
        await asyncio.to_thread(client.messages(str(gone["sid"])).update, status="canceled")
    assert (refused.value.status, refused.value.code) == (409, 30409)
    assert world.phones.thread(ANA)[-1].text == "gone"
    assert "status delivered" not in world.kinds(later.sid)


async def test_a_body_is_emptied_and_a_text_forgotten_only_after_its_end(world: Place) -> None:
    client = world.client()
    world.fault(Fault.BACKLOG, seconds=3000, times=1)
    waiting = await world.send(Body="the code is 4417")
    with pytest.raises(TwilioRestException) as early:
        await asyncio.to_thread(client.messages(str(waiting["sid"])).update, body="")
    assert early.value.code == 20009
    sent = await world.send(Body="the code is 4417")
    await world.until(lambda: "status delivered" in world.kinds(sent["sid"]))
    empty = await asyncio.to_thread(client.messages(str(sent["sid"])).update, body="")
    assert empty.body == ""
    assert world.phones.thread(ANA)[-1].text == "the code is 4417", "a phone keeps what it got"
    assert await asyncio.to_thread(client.messages(str(sent["sid"])).delete)
    with pytest.raises(TwilioRestException) as gone:
        await asyncio.to_thread(client.messages(str(sent["sid"])).fetch)
    assert (gone.value.status, gone.value.code) == (404, 20404)


@pytest.mark.parametrize(("asked", "code"), [
    ({"to": "+1312"}, 21211), ({"to": "Ana"}, 21211), ({"to": "+15005550001"}, 21211), ({"to": ""}, 21604),
    ({"to": "+15005550009"}, 21614), ({"to": "+15005550004"}, 21610), ({"to": OURS}, 21266),
    ({"from_": "+13125550555"}, 21606), ({"from_": "Bloom"}, 21212), ({"from_": "+15005550008"}, 21611),
    ({"from_": ""}, 21603), ({"messaging_service_sid": "MG" + "f" * 32}, 21701), ({"body": " "}, 21602),
    ({"body": "x" * 1601}, 21617), ({"status_callback": "nowhere"}, 21609), ({"validity_period": 36001}, 30400),
    ({"validity_period": 0}, 30400), ({"media_url": ["ftp://a/b"]}, 21620), ({"schedule_type": "fixed"}, 35118),
])
async def test_what_cannot_be_sent_is_refused_with_twilios_code(world: Place, asked: dict[str, object],
                                                                code: int) -> None:
    client = world.client()
    with pytest.raises(TwilioRestException) as refused:
        await asyncio.to_thread(client.messages.create, **{"to": ANA, "from_": OURS, "body": "hello", **asked})
    assert refused.value.code == code
    assert 400 <= refused.value.status < 430
    assert [row.count("code") for row in world.parts.ledger.entries] == [code], "noted, and nothing accepted"


async def test_wrong_credentials_are_refused_on_every_route(world: Place) -> None:
    client = world.client(token="wrong")
    with pytest.raises(TwilioException, match="20003"):
        await asyncio.to_thread(client.messages.list)
    for ask in (client.messages("SM" + "0" * 32).fetch, client.api.account.fetch,
                lambda: client.messages.create(to=ANA, from_=OURS, body="hello")):
        with pytest.raises(TwilioRestException) as refused:
            await asyncio.to_thread(ask)
        assert (refused.value.status, refused.value.code) == (401, 20003)
    assert world.kinds() == []


async def test_too_many_requests_name_the_time_to_wait(world: Place) -> None:
    world.fault(Fault.TOO_MANY, seconds=7, times=1)
    account = world.settings.account
    path = f"{world.url}/2010-04-01/Accounts/{account.sid}/Messages.json"
    form = {"To": ANA, "From": OURS, "Body": "hello"}
    async with world.http.post(path, data=form, headers=world.auth) as answer:
        assert (answer.status, answer.headers["Retry-After"]) == (429, "7")
        assert (await answer.json())["code"] == 20429
    assert world.kinds() == ["refused"]
    assert (await world.send())["status"] == "queued", "it struck once"
