"""A refusal of e-mail: it holds for the address at every delivery, its page takes it back, it outlives an erasure."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot import mailroom, refusals, subjects
from bot.api.deliveries import create_row
from bot.api.shapes import NewDelivery
from bot.app import create_app
from bot.context import CONTEXT, Context
from bot.mail_links import LEAVE, sign
from bot.subject_export import exported
from store import models
from store.atomic import atomic
from store.crypt import Keys
from tests.api.conftest import order, settings
from tests.door.mailing import BOX, Office, mailed, reply
from tests.door.stage import Stage

ANA, BRUNO = "+13125550123", "+13125550124"



@pytest.fixture
async def client(database_url: str, aiohttp_client: Callable[..., Awaitable[TestClient[Any, Any]]]
                 ) -> TestClient[Any, Any]:
    """The service, with e-mail switched on; nobody listens at its mail server."""
    mails = {"smtp_url": "smtp://127.0.0.1:9", "mail_from": "hello@bloom.example"}
    ours = settings(database_url).model_copy(update=mails)
    made = await aiohttp_client(create_app(ours, working=False))
    await models.Depot.create(id="d", name="Bloom North", brand="Bloom", time_zone="America/Chicago", windows=[],
                              default_region="US", language="en", number=ours.twilio_from, support={},
                              created_at=made.server.app[CONTEXT].clock.now())  # type: ignore[union-attr]
    return made


async def ordered(context: Context, number: str, phone: str, email: str = BOX) -> models.Way:
    """An order by the API for a phone with an address; that way."""
    body = order(number, phone)
    body["customer"] |= {"email": email}
    row = await atomic(lambda: create_row(context, NewDelivery.model_validate(body)))
    return await models.Way.get(participant_id=row.customer_id, channel="email",  # type: ignore[attr-defined]
                                theirs=email.casefold())


def link(context: Context, way: models.Way) -> str:
    return f"/unsubscribe/{sign(context.keys.token_key, LEAVE, way.id)}"


async def erased(context: Context, phone: str) -> None:
    """Everything of theirs is over, and goes."""
    await models.Delivery.filter(customer_phone=phone).update(status="delivered")
    found = await subjects.subject_of(phone)
    await atomic(lambda: subjects.erase(found, context.keys, context.clock.now()))


async def ledger() -> list[tuple[bool, str, str]]:
    return [(row.allowed, row.source, row.topic) async for row in models.Consent.all().order_by("id")]


async def test_one_click_holds_for_the_address_at_everybodys_deliveries_before_and_after(
        client: TestClient[Any, Any]) -> None:
    context = client.server.app[CONTEXT]  # type: ignore[union-attr]
    ana, bruno = await ordered(context, "BF-1", ANA), await ordered(context, "BF-2", BRUNO)
    assert (ana.allowed, bruno.allowed) == (True, True)
    for _ in range(2):
        assert (await client.post(link(context, ana), data=b"List-Unsubscribe=One-Click")).status == 200
    assert not await models.Way.filter(allowed=True).exists()
    assert not (await ordered(context, "BF-3", "+13125550125", BOX.upper())).allowed
    assert (await ordered(context, "BF-4", ANA, "other@example.com")).allowed
    assert await ledger() == [(False, "link in a mail", "email")] * 2 + [(False, "refused before", "email")]
    assert not await models.Participant.filter(opted_out=True).exists()


async def test_a_refusal_outlives_the_erasure_of_its_person_and_holds_for_another_phone(
        client: TestClient[Any, Any]) -> None:
    context = client.server.app[CONTEXT]  # type: ignore[union-attr]
    way = await ordered(context, "BF-1", ANA)
    await client.post(link(context, way))
    await erased(context, ANA)
    assert not await models.Way.all().exists()
    assert BOX not in repr([[*row.values()] for row in await models.Tombstone.all().values()])
    for number, phone in (("BF-2", ANA), ("BF-3", BRUNO)):
        assert not (await ordered(context, number, phone)).allowed
    assert (await ledger())[1:] == [(False, "before erasure", "email"), (False, "refused before", "email")]


async def test_who_had_refused_nothing_gets_mails_again_after_an_erasure(client: TestClient[Any, Any]) -> None:
    context = client.server.app[CONTEXT]  # type: ignore[union-attr]
    await ordered(context, "BF-1", ANA)
    await erased(context, ANA)
    assert (await ordered(context, "BF-2", ANA)).allowed


async def test_the_page_takes_a_refusal_back_and_the_hash_of_it_goes(client: TestClient[Any, Any]) -> None:
    context = client.server.app[CONTEXT]  # type: ignore[union-attr]
    await client.post(link(context, await ordered(context, "BF-1", ANA)))
    await erased(context, ANA)
    way = await ordered(context, "BF-2", ANA)
    assert (await client.get(f"{link(context, way)}?back")).status == 200
    assert not (await models.Way.get(id=way.id)).allowed
    assert (await client.post(f"{link(context, way)}?back")).status == 200
    assert (await models.Way.get(id=way.id)).allowed
    await erased(context, ANA)
    assert (await ordered(context, "BF-3", BRUNO)).allowed


async def test_an_old_key_still_knows_what_was_refused_under_it(client: TestClient[Any, Any]) -> None:
    context = client.server.app[CONTEXT]  # type: ignore[union-attr]
    await client.post(link(context, await ordered(context, "BF-1", ANA)))
    await erased(context, ANA)
    way = await ordered(context, "BF-2", ANA, "new@example.com")
    way.theirs = BOX
    await way.save()
    newer = Keys(("n" * 40, *context.settings.secret_keys))
    await way.fetch_related("participant")
    await atomic(lambda: refusals.remembered(way.participant, newer, context.clock.now()))
    assert not (await models.Way.get(id=way.id)).allowed


async def test_a_stranger_who_only_wrote_a_mail_is_found_and_erased_by_their_address(
        client: TestClient[Any, Any]) -> None:
    context = client.server.app[CONTEXT]  # type: ignore[union-attr]
    raw = b"From: Eve <Eve@Example.com>\r\nMessage-ID: <e@example.com>\r\n\r\nWho are you?"
    assert await mailroom.heard(context.door, raw)
    while await context.door.act():
        pass
    found = await subjects.subject_of("eve@example.com")
    told = (await exported(found, context.keys, context.clock.now()))["messages"]
    assert (told[0]["text"], told[0]["direction"]) == ("Who are you?", "from you")
    await erased(context, "eve@example.com")
    assert not await models.Way.all().exists()
    assert not await models.Participant.filter(theirs__contains="eve").exists()
    assert (await subjects.subject_of("eve@example.com")).empty


async def test_stop_by_mail_is_about_mails_and_start_by_mail_brings_them_back(stage: Stage, office: Office) -> None:
    await mailed(stage)
    for number, (text, allowed) in enumerate((("unsubscribe me please", False), ("START", True))):
        raw = reply(office.took[0], text, Message_ID=f"<{number}@example.com>")
        assert await mailroom.heard(stage.door, raw)
        await stage.settle()
        assert (await models.Way.get()).allowed is allowed, text
