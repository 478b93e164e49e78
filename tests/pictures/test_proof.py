"""The photo of what was delivered: taken at one door, shown at that door's page and to nobody else."""

from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from bot.app import create_app
from bot.context import CONTEXT
from bot.links import hashed
from bot.pictures import links
from bot.pictures.opening import FULL, opened, proof_of
from domain import events
from simulator.pictures import Attached, door
from store import models
from tests.door.stage import Stage
from tests.pictures import hostile
from tests.pictures.conftest import ANA, BO, CHAT, MARCO, Scene

TOKENS = {ANA: "A" * 22, BO: "B" * 22}


async def two_stops(stage: Stage) -> tuple[str, str]:
    """Ana's and Bo's deliveries on one run of Marco's, each with a link."""
    ids = (await stage.delivery(ANA, "Ana Ruiz"), await stage.delivery(BO, "Bo Lind", "desk"))
    for phone, one in zip((ANA, BO), ids, strict=True):
        await models.Delivery.filter(id=one).update(
            link_hash=hashed(TOKENS[phone]), sealed_link=stage.keys.seal(f"deliveries|{one}", TOKENS[phone].encode()))
    await stage.run(await stage.driver(MARCO), *ids)
    return ids


async def hands_over(scene: Scene, delivery: str, *files: Attached, fetched: bool = True) -> None:
    """Marco arrives, sends a photo by text, and it is delivered."""
    await scene.stage.happen(delivery, events.Arrived(scene.stage.clock.now()))
    await scene.sends(MARCO, *files)
    if fetched:
        await scene.fetches()
    await scene.stage.happen(delivery, events.Delivered(scene.stage.clock.now(), "safe_place"))
    await scene.stage.settle()


async def test_a_drivers_photo_at_the_door_is_kept_as_proof_of_that_delivery(scene: Scene) -> None:
    ana, bo = await two_stops(scene.stage)
    await scene.stage.new_texts(MARCO)
    await hands_over(scene, ana, Attached("image/jpeg", hostile.phone()))
    [row] = await proof_of(ana)
    assert await proof_of(bo) == []
    assert hostile.PLACE not in await opened(row, FULL, scene.stage.keys)
    proof = await models.Proof.get()
    assert (proof.delivery_id, proof.source, proof.reference) == (ana, "sms", row.reference.partition("/")[2])
    assert "Photo kept for Ana." in await scene.stage.new_texts(MARCO)
    assert row.owner_id == (await models.Delivery.get(id=ana)).customer_id  # type: ignore[attr-defined]


async def test_a_photo_away_from_any_door_is_for_a_dispatcher_and_proves_nothing(scene: Scene) -> None:
    ana, _ = await two_stops(scene.stage)
    await scene.sends(MARCO, text="Ana: look at this road")
    await scene.fetches()
    assert await proof_of(ana) == []
    assert await models.Case.filter(reason="driver sent a picture").exists()


async def test_the_customer_is_told_of_the_photo_and_the_link_is_their_own(scene: Scene) -> None:
    ana, bo = await two_stops(scene.stage)
    await scene.stage.new_texts(ANA)
    await scene.stage.new_texts(BO)
    await hands_over(scene, ana)
    [told] = [one for one in await scene.stage.new_texts(ANA) if "is there" in one]
    assert told.endswith(f"Photo: https://t.example/t/{TOKENS[ANA]}")
    await hands_over(scene, bo, Attached("image/jpeg", b"\xff\xd8\xff none"))
    [told] = [one for one in await scene.stage.new_texts(BO) if "is there" in one]
    assert "Photo" not in told


async def sent(scene: Scene, phone: str) -> dict[str, object]:
    """The delivered notice as the provider took it."""
    await scene.stage.outbox.send_due()
    took = reversed(scene.told("accepted"))
    return next(one for one in took if one["to"] == phone and "is there" in str(one["body"]))


async def by_message(scene: Scene) -> tuple[str, str]:
    await models.Depot.all().update(proof_photo="message")
    return await two_stops(scene.stage)


async def drain(scene: Scene) -> None:
    """Everything queued before leaves first."""
    while await scene.stage.outbox.send_due():
        pass


async def test_where_the_depot_wants_it_the_photo_goes_along_by_mms_in_countries_that_have_it(scene: Scene) -> None:
    ana, _ = await by_message(scene)
    await drain(scene)
    await hands_over(scene, ana)
    took = await sent(scene, ANA)
    [url] = took["media_urls"]  # type: ignore[misc]
    [row] = await proof_of(ana)
    now = scene.stage.clock.now()
    assert links.read(scene.stage.keys.token_keys, str(url).rpartition("/")[2], now) == ("p", row.id)
    assert links.read(scene.stage.keys.token_keys, str(url).rpartition("/")[2], now + timedelta(hours=5)) is None


@pytest.mark.parametrize("shows", ["page", "off"])
async def test_where_the_depot_does_not_no_photo_goes_along(scene: Scene, shows: str) -> None:
    ana, _ = await by_message(scene)
    await models.Depot.all().update(proof_photo=shows)
    await drain(scene)
    await hands_over(scene, ana)
    took = await sent(scene, ANA)
    assert took["media_urls"] == []
    assert ("Photo" in str(took["body"])) == (shows == "page")


async def test_a_phone_of_another_country_gets_the_link_alone(scene: Scene) -> None:
    ana, _ = await by_message(scene)
    row = await models.Delivery.get(id=ana).select_related("customer")
    await models.Participant.filter(id=row.customer.id).update(theirs="+442071838750")
    await drain(scene)
    await hands_over(scene, ana)
    took = await sent(scene, "+442071838750")
    assert took["media_urls"] == []
    assert f"/t/{TOKENS[ANA]}" in str(took["body"])


async def test_on_whatsapp_the_photo_goes_along_while_the_window_is_open(scene: Scene) -> None:
    ana, _ = await by_message(scene)
    await scene.sends(f"whatsapp:{ANA}", text="thanks, see you", ours=f"whatsapp:{CHAT}")
    await scene.fetches()
    await drain(scene)
    scene.stage.clock.world += timedelta(seconds=10)
    await hands_over(scene, ana)
    for _ in range(4):
        await scene.stage.outbox.send_due()
        scene.stage.clock.world += timedelta(seconds=10)
    took = next(one for one in reversed(scene.told("accepted")) if "is there" in str(one["body"]))
    assert (took["to"], took["media"]) == (f"whatsapp:{ANA}", 1)


async def test_the_word_that_it_is_there_waits_a_little_for_its_photo_and_not_for_ever(scene: Scene) -> None:
    ana, bo = await two_stops(scene.stage)
    await drain(scene)
    await hands_over(scene, ana, fetched=False)
    await scene.stage.outbox.send_due()
    assert not [one for one in scene.told("accepted") if "is there" in str(one["body"])]
    await scene.fetches()
    scene.stage.clock.world += timedelta(seconds=5)
    assert f"/t/{TOKENS[ANA]}" in str((await sent(scene, ANA))["body"])
    await hands_over(scene, bo, fetched=False)
    scene.stage.clock.world += timedelta(seconds=60)
    await drain(scene)
    assert "Photo" not in str((await sent(scene, BO))["body"])


@pytest.fixture
async def page(scene: Scene, db: str) -> AsyncIterator[str]:
    """The service's pages over the same database."""
    app = create_app(scene.stage.door.settings, working=False)
    app.cleanup_ctx.clear()
    app[CONTEXT].clock.now = scene.stage.clock.now  # type: ignore[method-assign]
    server = TestServer(app)
    await server.start_server()
    yield str(server.make_url("/")).rstrip("/")
    await server.close()


async def got(http: aiohttp.ClientSession, url: str) -> tuple[int, bytes, dict[str, str]]:
    async with http.get(url, allow_redirects=False) as answer:
        return answer.status, await answer.read(), dict(answer.headers)


async def test_each_customer_sees_their_own_photo_and_never_anothers(scene: Scene, page: str,
                                                                    http: aiohttp.ClientSession) -> None:
    ana, bo = await two_stops(scene.stage)
    await hands_over(scene, ana, door("ana's"))
    await hands_over(scene, bo, door("bo's"), door("bo's too"))
    own = {phone: [await opened(row, FULL, scene.stage.keys) for row in await proof_of(one)]
           for phone, one in ((ANA, ana), (BO, bo))}
    assert len({body for bodies in own.values() for body in bodies}) == 3
    for phone, bodies in own.items():
        status, text, _ = await got(http, f"{page}/t/{TOKENS[phone]}")
        assert (status, text.count(b"/photo/")) == (200, len(bodies))
        for number in range(1, 5):
            status, body, headers = await got(http, f"{page}/t/{TOKENS[phone]}/photo/{number}")
            if number > len(bodies):
                assert status == 404
                continue
            assert (status, body) == (200, bodies[number - 1])
            assert headers["Content-Type"] == "image/jpeg"
            assert headers["Content-Disposition"].startswith("attachment")
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert "sandbox" in headers["Content-Security-Policy"]
            assert "no-store" in headers["Cache-Control"]
            assert "Set-Cookie" not in headers


async def test_before_it_is_delivered_after_its_window_and_where_the_depot_keeps_it_there_is_no_photo(
        scene: Scene, page: str, http: aiohttp.ClientSession) -> None:
    ana, _ = await two_stops(scene.stage)
    url = f"{page}/t/{TOKENS[ANA]}/photo/1"
    await scene.stage.happen(ana, events.Arrived(scene.stage.clock.now()))
    await scene.sends(MARCO)
    await scene.fetches()
    assert (await got(http, url))[0] == 404
    await scene.stage.happen(ana, events.Delivered(scene.stage.clock.now()))
    assert (await got(http, url))[0] == 200
    await models.Depot.all().update(proof_photo="off")
    assert (await got(http, url))[0] == 404
    await models.Depot.all().update(proof_photo="page")
    scene.stage.clock.world += timedelta(hours=49)
    assert (await got(http, url))[0] == 404


async def test_a_customers_own_picture_is_no_proof_and_not_on_the_page(scene: Scene, page: str,
                                                                      http: aiohttp.ClientSession) -> None:
    ana, _ = await two_stops(scene.stage)
    await scene.sends(ANA)
    await scene.fetches()
    await scene.stage.happen(ana, events.Delivered(scene.stage.clock.now()))
    assert (await got(http, f"{page}/t/{TOKENS[ANA]}/photo/1"))[0] == 404


async def test_a_drivers_link_shows_that_message_alone_and_only_while_it_holds(scene: Scene, page: str,
                                                                             http: aiohttp.ClientSession) -> None:
    await two_stops(scene.stage)
    await scene.sends(ANA, door("one"), door("two"))
    await scene.sends(BO, door("three"))
    await scene.fetches()
    first = (await scene.rows())[0]
    token = links.shown_at(first.message_id, scene.stage.keys, "", scene.stage.clock.now())
    status, text, _ = await got(http, page + token)
    assert (status, text.count(b"<img")) == (200, 2)
    assert [(await got(http, f"{page}{token}/{number}"))[0] for number in (1, 2, 3)] == [200, 200, 404]
    for wrong in (token[:-1] + ("A" if token[-1] != "A" else "B"), token.replace("/p/m", "/p/p"), token.lower()):
        assert (await got(http, page + wrong))[0] in {404, 429}
    await models.Delivery.filter(id=first.conversation_id).update(
        ended_at=scene.stage.clock.now() - timedelta(hours=3))
    assert (await got(http, page + token))[0] == 404
    await models.Delivery.filter(id=first.conversation_id).update(ended_at=None)
    scene.stage.clock.world += timedelta(hours=13)
    assert (await got(http, page + token))[0] == 404

