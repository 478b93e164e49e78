"""Buttons and lists in WhatsApp's window: what is pressed counts as its number typed, and words do where they must."""

from datetime import timedelta

import pytest
from aiohttp import web

from bot import approved, pressing, resolve
from bot.linting import keywords
from bot.speaking import languages as spoken
from domain import events
from integrations.twilio import inbound
from integrations.twilio.content import BUTTON, BUTTONS, LIST, ContentApi, ContentError, Pressable, fits
from integrations.twilio.transport import session
from simulator.app import TWILIO, WORLD
from simulator.twilio.faults import Fault, Rule
from simulator.twilio.webhooks import inbound_form
from store import models
from tests.door.stage import Stage
from tests.door.test_whatsapp import ACCOUNT, ANA, CHAT, world

__all__ = ["world"]


async def made(stage: Stage) -> None:
    """What `porchlight templates submit` leaves of buttons and lists."""
    async with session() as http:
        api = ContentApi(stage.door.settings, http)
        for one in pressing.choices().values():
            await api.make_pressable(one.name, one.language, one.made)
        names = frozenset(one.name for one in pressing.choices().values())
        await approved.keep([one async for one in api.held()], stage.clock.now(), names)


async def taps(stage: Stage, world: web.Application, body: str, **fields: str) -> None:
    """Ana presses; WhatsApp's own fields come by the webhook."""
    sid = await world[TWILIO].tap(f"whatsapp:{ANA}", f"whatsapp:{CHAT}", body, **fields)
    message = world[TWILIO].messages.get(sid)
    assert message is not None
    form = inbound_form(ACCOUNT, message, "http://127.0.0.1:9", "") | fields
    await stage.door.said(inbound.parse(form, ACCOUNT.sid, stage.clock.now()))
    await stage.settle()


async def goes(stage: Stage) -> None:
    """Everything queued leaves, at WhatsApp's pace."""
    for _ in range(6):
        await stage.outbox.send_due()
        stage.clock.world += timedelta(seconds=7)


def last(world: web.Application) -> tuple[str, dict[str, object]]:
    """The last message the provider took, and the content it was made of ({} for words)."""
    took = next(one for one in world[TWILIO].messages.newest() if not one.inbound)
    held = world[TWILIO].contents.held.get(took.template)
    return took.body, held.types if held else {}


async def test_windows_are_a_list_in_whatsapp_and_a_row_that_is_pressed_is_taken(stage: Stage,
                                                                                world: web.Application) -> None:
    await made(stage)
    delivery = await stage.delivery(ANA)
    await taps(stage, world, "can it come another day?")
    await goes(stage)
    body, types = last(world)
    assert body.startswith("We could come at one of these times.")
    assert len(types[LIST]["items"]) == 3  # type: ignore[index]
    row = await models.Message.filter(outgoing=True).order_by("-id").first().select_related("participant")
    assert row is not None
    shown = await stage.keys.read(row.participant, "messages", row.id, row.sealed_body or b"")
    assert len(shown.partition("\n\n")[2].splitlines()) == 3
    await taps(stage, world, "the second row", ListId="2", ListTitle="x", MessageType="interactive")
    assert (await models.Delivery.get(id=delivery)).promised == 2
    assert shown.splitlines()[-2].startswith("2 ")


@pytest.mark.parametrize("answer", ["tap", "typed", "words"])
async def test_the_window_is_confirmed_by_a_button_its_number_or_words_alike(stage: Stage, world: web.Application,
                                                                            answer: str) -> None:
    await made(stage)
    delivery = await stage.delivery(ANA)
    await stage.passes(timedelta(hours=5, minutes=30))
    await taps(stage, world, "hello there")
    await stage.settle()
    await goes(stage)
    fields = {"ButtonPayload": "1", "ButtonText": "Good"} if answer == "tap" else {}
    await taps(stage, world, {"tap": "Good", "typed": "1", "words": "yes that is good"}[answer], **fields)
    assert (await models.Delivery.get(id=delivery)).confirmed


async def test_a_rating_is_a_list_and_its_row_is_the_score(stage: Stage, world: web.Application) -> None:
    await made(stage)
    delivery = await stage.delivery(ANA)
    await taps(stage, world, "thanks, see you then")
    await stage.happen(delivery, events.Delivered(stage.clock.now()))
    await goes(stage)
    await stage.passes(timedelta(hours=3))
    await goes(stage)
    body, types = last(world)
    assert body == "Bloom: how did we do? A word more is welcome too."
    assert [one["id"] for one in types[LIST]["items"]] == ["1", "2", "3", "4", "5"]  # type: ignore[index]
    await taps(stage, world, "5", ListId="5", ListTitle="5")
    assert (await models.RatingRow.get()).score == 5


async def test_where_none_are_made_and_by_text_the_numbers_stand_in_the_words(stage: Stage,
                                                                             world: web.Application) -> None:
    await stage.delivery(ANA)
    await taps(stage, world, "can it come another day?")
    await goes(stage)
    body, types = last(world)
    assert types == {}
    assert "Reply with the number" in body


async def test_a_list_whose_answer_was_lost_is_found_again_and_not_sent_twice(stage: Stage,
                                                                            world: web.Application) -> None:
    await made(stage)
    await stage.delivery(ANA)
    await goes(stage)
    await taps(stage, world, "can it come another day?")
    world[WORLD].faults.set([Rule(Fault.RESET_AFTER, times=1)])
    await goes(stage)
    assert await models.Message.filter(state="unknown").count() == 1
    await resolve.resolve_unknown(stage.outbox)
    assert await models.Message.filter(state="unknown").count() == 0
    lists = [one for one in world[TWILIO].messages.newest() if not one.inbound and one.template]
    assert len(lists) == 1


async def test_every_button_and_list_in_every_language_is_what_twilio_takes(stage: Stage,
                                                                            world: web.Application) -> None:
    await made(stage)
    assert len(world[TWILIO].contents.held) == len(pressing.choices())
    held = world[TWILIO].contents.held.values()
    assert all(one.in_window for one in held)
    async with session() as http:
        api = ContentApi(stage.door.settings, http)
        for kind, rows in ((BUTTONS, (("x" * (BUTTON + 1), ""),)), (LIST, (("a", ""),)), (LIST, (("a", "b"),) * 11)):
            with pytest.raises(ContentError):
                await api.make_pressable("wrong", "en", Pressable(kind, "text", "open", rows, ()))


def test_what_whatsapp_would_cut_or_refuse_does_not_fit() -> None:
    assert fits(BUTTONS, "text", [("Good", ""), ("Another time", "")])
    assert not fits(BUTTONS, "text", [("a", ""), ("b", ""), ("c", ""), ("d", "")])
    assert not fits(LIST, "text", [("x" * 25, "more")])
    assert not fits(LIST, "text", [("x", "y" * 73)])
    assert not fits(LIST, "text", [("x", "")])
    assert not fits(LIST, "x" * 1025, [("x", "y")])
    assert not fits(LIST, "text", [])


def test_every_language_we_write_has_its_buttons_and_lists() -> None:
    languages = {one.language for one in pressing.choices().values()}
    assert languages == set(spoken())


def test_nothing_that_is_pressed_is_a_word_that_carriers_take_for_themselves() -> None:
    for one in pressing.choices().values():
        for text in (one.made.text, one.made.button, *(part for row in one.made.rows for part in row)):
            assert not keywords.shouted(text), one.name
            assert not keywords.invited(text, "reply|choose"), one.name
            assert text.strip(" .?!").casefold() not in keywords.STOP | keywords.START | keywords.HELP, one.name
