"""The world's own API: phones, texts, the stream, the ledger, the clock."""

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from simulator.app import create_world
from simulator.ledger import InUse
from tests.simulator.conftest import ANA, MARCO, OURS, Place, Worlds

Json = dict[str, object]


async def ask(world: Place, path: str, body: object = None, status: int = 200) -> Json:
    method = "GET" if body is None else "POST"
    async with world.http.request(method, world.url + path, json=body) as answer:
        assert answer.status == status, await answer.text()
        found: Json = json.loads(await answer.text())
        return found


async def events(response: aiohttp.ClientResponse) -> AsyncIterator[tuple[str, Json]]:
    kind = ""
    async for line in response.content:
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if name == "event":
            kind = value
        elif name == "data":
            yield kind, json.loads(value)


async def test_a_phone_is_introduced_changed_and_listed(world: Place) -> None:
    made = await ask(world, "/world/phones", {"number": ANA, "name": "Ana Ruiz", "delivery": "d1"})
    assert (made["role"], made["trouble"], made["automatic"]) == ("customer", 0, False)
    await ask(world, "/world/phones", {"number": ANA, "trouble": 30003, "traits": {"code": "1"}})
    found = await ask(world, "/world/phones")
    assert found == {"numbers": [OURS], "phones": [
        {"number": ANA, "name": "Ana Ruiz", "role": "customer", "delivery": "d1", "trouble": 30003,
         "automatic": False, "traits": {"code": "1"}, "email": "", "language": ""}]}


async def test_a_way_that_is_none_or_has_nothing_to_answer_is_refused_with_what_was_expected(world: Place) -> None:
    path = f"/world/phones/{ANA}/say"
    assert await ask(world, path, {"text": "hello", "by": "pigeon"}, 400) == {
        "error": "by: expected sms, whatsapp or email"}
    assert await ask(world, path, {"text": "hello", "by": "email"}, 400) == {
        "error": f"{ANA} got no mail that could be answered"}
    said = await ask(world, path, {"text": "hello", "by": "whatsapp"})
    assert said["to"] == "whatsapp:+14155550100"


async def test_what_is_said_and_heard_stands_on_the_phone_also_after_a_restart(worlds: Worlds) -> None:
    world = await worlds()
    said = await ask(world, f"/world/phones/{ANA}/say", {"text": "where is it?", "canary": "xabado", "for": MARCO})
    assert said["to"] == OURS
    await world.send(Body="On the van")
    await world.until(lambda: len(world.phones.thread(ANA)) == 2)
    entry = next(row for row in world.parts.ledger.entries if row.kind == "inbound")
    assert (entry.text("canary"), entry.text("for")) == ("xabado", MARCO)
    await world.parts.close()
    again = await worlds()
    thread = (await ask(again, f"/world/phones/{ANA}/thread"))["thread"]
    assert isinstance(thread, list)
    assert [(one["text"], one["mine"], one["ours"]) for one in thread] == [
        ("where is it?", True, OURS), ("On the van", False, OURS)]


async def test_a_text_under_way_when_the_world_stopped_still_arrives(worlds: Worlds) -> None:
    world = await worlds()
    world.parts.clock.hold()
    sent = await world.send(Body="hold on")
    await world.parts.close()
    again = await worlds()
    assert again.phones.thread(ANA) == []
    again.parts.clock.release()
    await again.until(lambda: len(again.phones.thread(ANA)) == 1)
    assert again.kinds(sent["sid"]).count("status delivered") == 1


@pytest.mark.parametrize(("path", "body", "word"), [
    ("/world/phones", {"number": "312"}, "E.164"), ("/world/phones", {"number": ANA, "traits": []}, "traits"),
    (f"/world/phones/{ANA}/say", {"text": " "}, "text"), (f"/world/phones/{ANA}/say", {"text": 7}, "text"),
    (f"/world/phones/{ANA}/say", {"text": "x", "media": 11}, "media"),
    (f"/world/phones/{ANA}/say", {"text": "x", "to": MARCO}, "numbers"),
    ("/world/phones/ana/say", {"text": "x"}, "E.164"),
    ("/world/faults", {"rules": [{"fault": "rain"}]}, "reset_after"), ("/world/phones", [1], "object"),
    ("/world/service", {"api_key": "a\nb"}, "api_key"),
])
async def test_what_makes_no_sense_is_refused_in_one_sentence(world: Place, path: str, body: object, word: str) -> None:
    assert word in str((await ask(world, path, body, 400))["error"])
    assert world.kinds() == []


async def test_no_other_site_can_text_for_anybody(world: Place) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        async with world.http.post(f"{world.url}/world/phones/{ANA}/say", data=b'{"text":"hi"}',
                                   headers={"Content-Type": kind}) as answer:
            assert answer.status == 415
    assert world.kinds() == []


async def test_the_stream_tells_what_happens_and_what_was_missed(world: Place) -> None:
    await world.twilio.say(ANA, OURS, "one")
    await world.twilio.say(ANA, OURS, "two")
    first = world.phones.thread(ANA)[0].number
    async with world.http.get(f"{world.url}/world/events", headers={"Last-Event-ID": str(first)}) as response:
        assert response.content_type == "text/event-stream"
        heard = events(response)
        kind, missed = await anext(heard)
        assert (kind, missed["phone"]) == ("message", ANA)
        assert isinstance(missed["bubble"], dict)
        assert missed["bubble"]["text"] == "two"
        await ask(world, "/world/phones", {"number": MARCO, "name": "Marco", "role": "driver"})
        kind, phone = await anext(heard)
        assert (kind, phone["name"]) == ("phone", "Marco")
        await world.send(To=MARCO, Body="next stop")
        kind, news = await asyncio.wait_for(anext(heard), 5)
        assert (kind, news["phone"]) == ("message", MARCO)


async def test_the_ledger_is_read_from_a_number_on(world: Place) -> None:
    await world.twilio.say(ANA, OURS, "one")
    await world.until(lambda: len(world.kinds()) == 2)
    found = await ask(world, "/world/ledger?after=1")
    assert found["last"] == 2
    assert isinstance(found["entries"], list)
    assert [(one["n"], one["kind"], one["http"]) for one in found["entries"]] == [(2, "inbound_answered", 200)]
    assert "after" in str((await ask(world, "/world/ledger?after=x", status=400))["error"])


async def test_the_clock_is_read_held_and_released_and_the_ledger_knows_for_how_long(world: Place) -> None:
    assert (await ask(world, "/world/clock"))["speed"] == 100.0
    assert (await ask(world, "/world/clock/hold", {}))["held"] is True
    await asyncio.sleep(0.1)
    released = await ask(world, "/world/clock/release", {})
    assert released["held"] is False
    assert 0.1 <= float(str(released["stood"])) < 5
    assert world.kinds() == ["clock_held", "clock_released"]


async def test_the_services_timeline_is_fetched_with_a_key_the_browser_never_sees(world: Place) -> None:
    assert "no key" in str((await ask(world, "/world/deliveries"))["why"])
    assert world.service.keys == []
    await ask(world, "/world/service", {"api_key": "pk_secret"})
    world.service.timeline.append({"at": "2026-11-24T14:00:00-06:00", "kind": "Arrived", "text": "at the gate"})
    found = await ask(world, "/world/deliveries")
    one = await ask(world, "/world/deliveries/d1")
    assert world.service.keys == ["Bearer pk_secret"]
    assert isinstance(one["delivery"], dict)
    assert one["delivery"]["timeline"] == world.service.timeline
    assert "pk_secret" not in json.dumps([found, one])
    assert "pk_secret" not in world.settings.ledger.read_text()


async def test_a_second_world_on_one_ledger_does_not_start(world: Place) -> None:
    with pytest.raises(InUse):
        create_world(world.settings)
