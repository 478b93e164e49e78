"""A place shared on WhatsApp: the driver gets it as words and a link, staff see it, and nothing else is masked less."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import navigation
from integrations.channel import Said
from store import models
from tests.door.stage import Stage

ANA, MARCO, CHAT = "+13125550111", "+13125550199", "+14155550100"


async def shares(stage: Stage, text: str, place: tuple[float, float]) -> None:
    await stage.door.said(Said("whatsapp", "SM" + "d" * 32, ANA, CHAT, text, stage.clock.now(), place=place))
    await stage.settle()


async def test_a_place_reaches_the_driver_with_how_far_it_is_and_a_link_of_ours(stage: Stage) -> None:
    delivery = await stage.delivery(ANA)
    await models.Delivery.filter(id=delivery).update(lat=41.8781, lon=-87.6298)
    await stage.run(await stage.driver(MARCO), delivery)
    await stage.new_texts(MARCO)
    await stage.new_texts(ANA)
    await shares(stage, "", (41.8790, -87.6298))
    assert await stage.new_texts(MARCO) == [
        "Ana shares a place, 100 m from the door: https://t.example/at/41.8790,-87.6298"]
    assert await stage.new_texts(ANA) == ["I showed Marco the place on the map."]


async def test_words_beside_a_place_are_passed_on_too_and_staff_read_both(stage: Stage) -> None:
    delivery = await stage.delivery(ANA)
    await stage.run(await stage.driver(MARCO), delivery)
    await stage.new_texts(MARCO)
    await shares(stage, "the bell is broken, I wait here", (41.8790, -87.6298))
    [told] = await stage.new_texts(MARCO)
    assert "Ana shares a place: https://t.example/at/41.8790,-87.6298" in told
    assert "I wait here" in told
    row = await models.Message.filter(outgoing=False).order_by("-id").first().select_related("participant")
    assert row is not None
    body = await stage.keys.read(row.participant, "messages", row.id, row.sealed_body or b"")
    assert body.endswith("[41.8790, -87.6298]")


async def test_digits_that_only_look_like_a_place_are_masked_on_their_way(stage: Stage) -> None:
    await stage.run(await stage.driver(MARCO), await stage.delivery(ANA))
    await stage.new_texts(MARCO)
    await stage.says(ANA, "ring me on [31.2555, 012.3456] please")
    assert all("2555" not in one for one in await stage.new_texts(MARCO))


@pytest.mark.parametrize(("path", "status"), [
    ("/at/41.8790,-87.6298", 302), ("/at/91.0000,0.0000", 404), ("/at/41.8790,-181.0000", 404),
    ("/at/41.87,-87.62", 404), ("/at/41.8790,-87.6298/../x", 404), ("/at/https://evil.example", 404)])
async def test_the_link_leads_to_one_map_and_nowhere_else(path: str, status: int) -> None:
    app = web.Application()
    app.add_routes(navigation.routes)
    async with TestClient(TestServer(app)) as client:
        answer = await client.get(path, allow_redirects=False)
        assert answer.status == status
        if status == 302:
            assert answer.headers["Location"] == "https://www.google.com/maps/search/?api=1&query=41.8790,-87.6298"
