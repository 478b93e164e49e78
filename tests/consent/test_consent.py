"""Consent at the door: by number and by brand, what the carrier did, and that a refusal is heard at once."""

from datetime import timedelta

import pytest

from bot import consents
from domain import events
from domain.people import ConversationId
from integrations.channel import Said
from store import models
from store.atomic import atomic
from store.ids import new_id
from store.queries.locks import participant
from tests.door.stage import OURS, ZONE, Stage
from tests.hours.test_held import Wire, sends

ANA, ACME = "+13125550111", "Acme Beds"
OTHER_NUMBER = "+13125550200"


@pytest.fixture
def wire(stage: Stage) -> Wire:
    """Where texts go."""
    made = Wire()
    stage.outbox.channels["sms"] = made
    return made


def ours_confirms(stage: Stage) -> None:
    """The carrier leaves opt-outs to us, as a short code does."""
    stage.door.settings = stage.door.settings.model_copy(update={"twilio_confirms_stop": False})


async def another_brand(stage: Stage, number: str = OURS) -> models.Depot:
    """A second brand of the same installation."""
    return await models.Depot.create(
        id=new_id(), name="Acme South", brand=ACME, time_zone=str(ZONE), default_region="US", language="en",
        number=number, support={}, windows=[], created_at=stage.clock.now())


async def order(stage: Stage, depot: models.Depot, item: str) -> str:
    """An order with a brand."""
    before, stage.depot = stage.depot, depot
    try:
        return await stage.delivery(ANA, item=item)
    finally:
        stage.depot = before


async def who(ours: str = OURS) -> models.Participant:
    return await models.Participant.get(theirs=ANA, ours=ours)


async def bodies(stage: Stage, wire: Wire) -> list[str]:
    await sends(stage)
    said = [one.body for one in wire.out]
    wire.out.clear()
    return said


async def moves(stage: Stage, *deliveries: str) -> None:
    """The merchant changes each order, which is told."""
    for one in deliveries:
        await stage.happen(one, events.Cancelled(stage.clock.now()))


async def test_stop_to_one_brand_is_not_stop_to_the_other(stage: Stage, wire: Wire) -> None:
    ours_confirms(stage)
    beds = await order(stage, await another_brand(stage), "bed")
    lamp = await stage.delivery(ANA, item="lamp")  # Bloom wrote last
    await bodies(stage, wire)
    await stage.says(ANA, "stop")
    assert await bodies(stage, wire) == ["Bloom: done, you get no more texts from us. START brings them back."]
    await moves(stage, beds, lamp)
    assert [one.split(":")[0] for one in await bodies(stage, wire)] == [ACME]
    assert (await who()).refused == ["Bloom"]


@pytest.mark.parametrize("text", ["STOP Acme", "stop acme beds please", "Acme stop!"])
async def test_a_brand_that_is_named_is_the_one_that_stops(stage: Stage, wire: Wire, text: str) -> None:
    beds = await order(stage, await another_brand(stage), "bed")
    lamp = await stage.delivery(ANA, item="lamp")
    await stage.says(ANA, text)
    await bodies(stage, wire)
    await moves(stage, beds, lamp)
    assert [one.split(":")[0] for one in await bodies(stage, wire)] == ["Bloom"]
    assert (await who()).refused == [ACME]


@pytest.mark.parametrize("text", ["STOP ALL", "stopall", "stop everyone", "please stop texting me, all of you"])
async def test_whoever_says_all_means_all(stage: Stage, wire: Wire, text: str) -> None:
    ours_confirms(stage)
    beds = await order(stage, await another_brand(stage), "bed")
    lamp = await stage.delivery(ANA, item="lamp")
    await stage.says(ANA, text)
    await bodies(stage, wire)
    await moves(stage, beds, lamp)
    assert await bodies(stage, wire) == []
    assert (await who()).opted_out


async def test_where_the_carrier_blocks_the_number_the_ledger_says_the_whole_number(stage: Stage, wire: Wire) -> None:
    beds = await order(stage, await another_brand(stage), "bed")
    lamp = await stage.delivery(ANA, item="lamp")
    await stage.says(ANA, "STOP")
    row = await models.Consent.all().first()
    assert row is not None
    assert (row.allowed, row.brand, row.source) == (False, "", "words")
    await moves(stage, beds, lamp)
    assert await bodies(stage, wire) == []


async def test_a_brand_with_a_number_of_its_own_is_not_touched(stage: Stage, wire: Wire) -> None:
    acme = await another_brand(stage, OTHER_NUMBER)
    await stage.delivery(ANA, item="lamp")
    await stage.says(ANA, "STOP")
    await atomic(lambda: participant("sms", ANA, OTHER_NUMBER, stage.clock.now()))
    assert not (await who(OTHER_NUMBER)).opted_out
    assert acme.number == OTHER_NUMBER


async def test_other_words_mean_the_brand_that_wrote_last_even_where_the_carrier_knows_stop(
        stage: Stage, wire: Wire) -> None:
    await order(stage, await another_brand(stage), "bed")
    await stage.delivery(ANA, item="lamp")
    await stage.says(ANA, "please stop texting me")
    assert (await who()).refused == ["Bloom"]
    assert not (await who()).opted_out


async def test_start_brings_back_what_was_stopped(stage: Stage, wire: Wire) -> None:
    ours_confirms(stage)
    lamp = await stage.delivery(ANA, item="lamp")
    await stage.says(ANA, "STOP")
    await bodies(stage, wire)
    await stage.says(ANA, "start")
    assert await bodies(stage, wire) == [
        "Bloom: welcome back, texts about your delivery are on again. Reply STOP to opt out."]
    await moves(stage, lamp)
    assert len(await bodies(stage, wire)) == 1
    assert [one.allowed for one in await models.Consent.all().order_by("id")] == [False, True]


async def test_the_ledger_keeps_the_words_and_where_they_came_from(stage: Stage) -> None:
    await stage.delivery(ANA)
    await stage.says(ANA, "no more texts please")
    row, person = await models.Consent.get(), await who()
    assert await stage.keys.read(person, "consents", row.id, row.sealed_words or b"") == "no more texts please"
    assert await models.Message.filter(id=row.evidence, outgoing=False).exists()
    assert row.at == stage.clock.now()


@pytest.mark.parametrize(("kind", "text", "allowed"), [("stop", "BASTA YA", False), ("start", "CONMIGO", True)])
async def test_what_a_carrier_with_its_own_keywords_answered_we_keep_and_do_not_answer(
        stage: Stage, wire: Wire, kind: str, text: str, *, allowed: bool) -> None:
    ours_confirms(stage)
    await stage.delivery(ANA)
    await bodies(stage, wire)
    await stage.door.said(Said("sms", "SM" + "9" * 32, ANA, OURS, text, stage.clock.now(), (), kind))
    await stage.settle()
    assert await bodies(stage, wire) == []
    assert [one.allowed for one in await models.Consent.all()] == [allowed]
    assert (await who()).opted_out is not allowed


async def test_the_same_from_somebody_with_nothing_open(stage: Stage, wire: Wire) -> None:
    ours_confirms(stage)
    await stage.door.said(Said("sms", "SM" + "8" * 32, ANA, OURS, "BASTA YA", stage.clock.now(), (), "stop"))
    await stage.door.said(Said("sms", "SM" + "7" * 32, ANA, OURS, "AYUDA YA", stage.clock.now(), (), "help"))
    await stage.settle()
    assert await bodies(stage, wire) == []
    assert (await who()).opted_out


async def test_help_is_answered_after_a_stop(stage: Stage, wire: Wire) -> None:
    await stage.delivery(ANA)
    await stage.says(ANA, "STOP")
    await bodies(stage, wire)
    await stage.says(ANA, "HELP")
    assert len(await bodies(stage, wire)) == 1


async def test_a_stop_is_never_asked_back_about(stage: Stage, wire: Wire) -> None:
    ours_confirms(stage)
    await stage.delivery(ANA, item="lamp")
    await stage.delivery(ANA, item="desk")
    await bodies(stage, wire)
    await stage.says(ANA, "stop")
    assert await bodies(stage, wire) == ["Bloom: done, you get no more texts from us. START brings them back."]
    assert (await who()).opted_out


async def test_a_driver_with_several_stops_is_not_asked_which_one_he_means(stage: Stage, wire: Wire) -> None:
    ours_confirms(stage)
    marco = "+13125550199"
    first, second = await stage.delivery(ANA), await stage.delivery("+13125550112", item="desk")
    await stage.run(await stage.driver(marco), first, second)
    await bodies(stage, wire)
    await stage.says(marco, "STOP")
    assert (await models.Participant.get(theirs=marco)).opted_out


async def test_one_confirmation_however_often_they_say_it(stage: Stage, wire: Wire) -> None:
    ours_confirms(stage)
    await stage.delivery(ANA)
    await bodies(stage, wire)
    await stage.says(ANA, "STOP")
    await stage.says(ANA, "STOP")
    await stage.says(ANA, "unsubscribe")
    assert len(await bodies(stage, wire)) == 1


async def test_a_text_goes_to_the_conversation_whose_brand_is_named(stage: Stage) -> None:
    acme = await another_brand(stage)
    bed = await order(stage, acme, "bed")
    await stage.delivery(ANA, item="lamp")
    await stage.says(ANA, "STOP Acme")
    entries = await models.Entry.filter(kind="consent")
    assert [one.conversation_id for one in entries] == [bed]
    assert "opted out of Acme Beds" in entries[0].text
    assert ConversationId(bed)


@pytest.mark.parametrize(("text", "brand", "carrier", "meant"), [
    ("STOP", "Bloom", True, ""),
    ("STOP", "Bloom", False, "Bloom"),
    ("stop texting me", "Bloom", True, "Bloom"),
    ("stop, acme", "Bloom", True, ACME),
    ("STOP ALL", "Bloom", False, ""),
    ("arrêtez tous", "Bloom", False, ""),
    ("stop bloom and acme", "Bloom", False, "Bloom"),
])
def test_whom_an_opt_out_means(text: str, brand: str, meant: str, *, carrier: bool) -> None:
    assert consents.scope(text, brand, ["Bloom", ACME], carrier=carrier) == meant


async def test_a_refusal_between_gathering_and_sending_wins(stage: Stage, wire: Wire) -> None:
    await stage.delivery(ANA)
    stage.clock.world += timedelta(minutes=1)
    await stage.says(ANA, "no me escriban más")
    assert await bodies(stage, wire) == []
