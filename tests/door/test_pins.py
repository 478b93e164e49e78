"""The van on a map by WhatsApp: exactly where the page would show it, never where the page would not."""

from datetime import timedelta
from pathlib import Path

import aiohttp
import msgspec
import pytest
from aiohttp import web

from bot.context import Context
from bot.page_facts import spotted
from integrations.roads import open_roads
from simulator.app import WORLD
from store import models
from tests.door.stage import Stage
from tests.door.test_whatsapp import ANA, chats, world
from tracking.vans import Known, Vans

__all__ = ["world"]
HOME, NEIGHBOUR = (41.90, -87.65), (41.95, -87.70)
VAN = (41.9104, -87.6601)


async def on_the_road(stage: Stage, tmp_path: Path, others: int = 0, van: tuple[float, float] = VAN) -> str:
    """Ana's delivery is on a van that stands at `van`, with so many stops before hers; the outbox knows the vans."""
    ids = [await stage.delivery(f"+1312555{200 + one:04d}", name="Ben Hill", item="desk") for one in range(others)]
    ids.append(await stage.delivery(ANA))
    for one in ids:
        lat, lon = HOME if one == ids[-1] else NEIGHBOUR
        await models.Delivery.filter(id=one).update(lat=lat, lon=lon)
    driver = await stage.driver("+13125550999")
    vans = Vans(alone=True)
    async with aiohttp.ClientSession() as http:
        await vans.begin(await open_roads("", tmp_path, http))
    stage.door.touched = (vans.touched,)
    context = Context(stage.door.settings, stage.clock, stage.keys, stage.door, vans)

    async def spot(delivery: str):  # type: ignore[no-untyped-def] # noqa: ANN202 as the outbox has it
        return await spotted(delivery, context)

    stage.outbox.spot = spot
    await stage.run(driver, *ids)
    await stands(stage, van)
    while await stage.outbox.send_due():
        pass
    return ids[-1]


async def stands(stage: Stage, van: tuple[float, float]) -> None:
    """The van's tracker was believed at this moment."""
    driver = await models.Driver.get()
    await models.VanRow.update_or_create(driver_id=driver.id, defaults={
        "at": stage.clock.now().timestamp(), "lat": van[0], "lon": van[1], "received": stage.clock.now().timestamp(),
        "state": msgspec.json.encode(Known()).decode()})


async def sends(stage: Stage, seconds: float = 6) -> None:
    """What is due goes out, and what is due some seconds later."""
    await stage.outbox.send_due()
    stage.clock.world += timedelta(seconds=seconds)
    await stage.outbox.send_due()


def pins(world: web.Application) -> list[tuple[str, str, tuple[float, float]]]:
    """Every place the provider took: for which phone, with which words, where."""
    return [(one.text("to"), one.text("body"), place) for one in world[WORLD].ledger.entries
            if one.kind == "accepted" and (place := one.place("place"))]


async def test_who_asks_on_whatsapp_where_it_is_gets_the_answer_and_then_the_van_on_a_map(
        stage: Stage, world: web.Application, tmp_path: Path) -> None:
    await on_the_road(stage, tmp_path, others=1)
    await chats(stage, "where is it?")
    await sends(stage)
    answer, pin = (await models.Message.filter(outgoing=True, channel="whatsapp").order_by("id"))[-2:]
    assert (answer.wordings, pin.wordings) == (["whereabouts/under_way"], ["whereabouts/pin"])
    assert (pin.state, pin.why) == ("accepted", "")
    ((to, words, place),) = pins(world)
    assert (to, words) == (f"whatsapp:{ANA}", "Your van is about here right now.")
    assert place == (41.91, -87.66)  # a street: rounded as the page rounds it, never the van itself
    await sends(stage, 60)
    assert len(pins(world)) == 1


@pytest.mark.parametrize(("others", "van", "why"), [
    (4, VAN, "too many stops come before"),
    (1, NEIGHBOUR, "the van is at somebody else's door"),
    (1, (41.9512, -87.7005), "the van is close to somebody else's door"),
])
async def test_where_the_page_shows_no_van_no_pin_goes(stage: Stage, world: web.Application, tmp_path: Path,
                                                       others: int, van: tuple[float, float], why: str) -> None:
    await on_the_road(stage, tmp_path, others, van)
    await chats(stage, "where is it?")
    await sends(stage)
    assert await models.Message.filter(channel="whatsapp", outgoing=True, state="queued").count() == 0
    assert pins(world) == [], why


async def test_an_old_position_is_not_sent(stage: Stage, world: web.Application, tmp_path: Path) -> None:
    await on_the_road(stage, tmp_path)
    stage.clock.world += timedelta(seconds=301)
    await chats(stage, "where is it?")
    await sends(stage)
    assert pins(world) == []


async def test_a_pin_that_was_queued_is_dropped_when_the_van_may_not_be_shown_any_more(
        stage: Stage, world: web.Application, tmp_path: Path) -> None:
    delivery = await on_the_road(stage, tmp_path)
    await chats(stage, "where is it?")
    await stage.outbox.send_due()
    pin = await models.Message.get(wordings=["whereabouts/pin"])
    await models.Delivery.filter(id=delivery).update(status="arrived")
    stage.clock.world += timedelta(seconds=6)
    await stage.outbox.send_due()
    await pin.refresh_from_db()
    assert (pin.state, pin.why, pins(world)) == ("dropped", "the van may not be shown now", [])
    assert await models.Case.all().count() == 0


async def test_by_text_the_words_stand_alone(stage: Stage, world: web.Application, tmp_path: Path) -> None:
    await on_the_road(stage, tmp_path)
    await stage.says(ANA, "where is it?")
    await sends(stage)
    assert pins(world) == []
    assert await models.Message.filter(outgoing=True, state="queued").count() == 0


async def test_a_pin_that_whatsapp_refuses_is_not_texted_and_calls_nobody(stage: Stage, world: web.Application,
                                                                          tmp_path: Path) -> None:
    await on_the_road(stage, tmp_path)
    await chats(stage, "where is it?")
    await stage.outbox.send_due()
    await models.Way.filter(channel="whatsapp").update(heard_at=None)
    await sends(stage)
    pin = await models.Message.get(wordings=["whereabouts/pin"])
    assert pin.state == "rejected"
    await stage.settle()
    assert (pins(world), await models.Case.all().count()) == ([], 0)
    assert await models.Message.filter(outgoing=True, channel="sms", wordings=["whereabouts/pin"]).count() == 0
