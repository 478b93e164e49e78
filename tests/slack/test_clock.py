"""Nothing that needs a person sits unseen: who is called when, and what the customer hears."""

from datetime import timedelta
from typing import Any

import pytest

from bot import cases, replies
from bot.cases import No
from bot.sla import look_at_cases
from store import models
from store.atomic import atomic
from tests.door.stage import Stage

ANA = "+13125550111"
SUPPORT = {"phone": "+13125550177", "duty": [{"slack_user_id": "U0KIM"}, {"slack_user_id": "U0LEE"}]}


@pytest.fixture
def stage(stage: Stage) -> Stage:
    """With Slack."""
    stage.door.settings = stage.door.settings.model_copy(update={
        "slack_bot_token": "xoxb-1", "slack_signing_secret": ("s" * 32,), "slack_support_channel": "C0SUPPORT"})
    return stage


async def asks(stage: Stage, **support: Any) -> models.Case:
    """Ana asks for a person."""
    stage.depot.support = SUPPORT | support
    await stage.depot.save()
    await stage.delivery(ANA)
    await stage.says(ANA, "a human please")
    await stage.new_texts(ANA)
    await look_at_cases(stage.door)
    return await models.Case.get()


async def passes(stage: Stage, minutes: float) -> models.Case:
    for _ in range(round(minutes * 2)):
        stage.clock.world += timedelta(seconds=30)
        await look_at_cases(stage.door)
        await stage.settle()
    return await models.Case.get()


async def called(kind: str = "call") -> list[str]:
    return [one.seen for one in await models.SlackPost.filter(kind=kind).order_by("id")]


async def test_the_first_is_called_at_once_then_the_next_then_everybody_for_ever(stage: Stage) -> None:
    row = await asks(stage)
    assert await called() == ["U0KIM"]
    assert (row.due_at - row.opened_at) == timedelta(minutes=5)
    await passes(stage, 2.5)
    assert await called() == ["U0KIM"]
    await passes(stage, 1)
    assert await called() == ["U0KIM", "U0LEE"]
    await passes(stage, 9)
    assert await called() == ["U0KIM", "U0LEE", "everybody", "everybody", "everybody"]


async def test_the_customer_hears_once_by_when_somebody_answers(stage: Stage) -> None:
    await asks(stage)
    await passes(stage, 20)
    texts = await stage.new_texts(ANA)
    assert len(texts) == 1
    assert "A person at Bloom answers you here by 12:13 pm" in texts[0]


async def test_out_of_hours_the_customer_hears_from_when_and_the_clock_runs_from_then(stage: Stage) -> None:
    row = await asks(stage, hours="mon-fri 14-18")
    assert await called() == []
    assert await stage.new_texts(ANA) == [
        "Nobody is at the desk right now. A person at Bloom answers you here today from 2 pm."]
    row = await passes(stage, 125)
    assert (await called())[0] == "U0KIM"
    assert row.due_at == row.opened_at + timedelta(hours=2, minutes=5)


@pytest.mark.parametrize(("language", "asks_for", "hours", "when"), [
    ("en", "a human please", "mon-fri 9-17", "here tomorrow from 9 am."),
    ("en", "a human please", "mon 9-17", "here Mon 30 Nov from 9 am."),
    ("es", "quiero hablar con una persona", "mon-fri 9-17", "le responde mañana desde las 9:00."),
    ("pl", "proszę o kontakt z człowiekiem", "mon 9-17", "odpowie tutaj pon. 30.11 od 9:00.")])
async def test_at_night_the_customer_hears_the_day_in_their_own_language(
        stage: Stage, language: str, asks_for: str, hours: str, when: str) -> None:
    stage.clock.world += timedelta(hours=6)
    stage.depot.support = SUPPORT | {"hours": hours}
    await stage.depot.save()
    await stage.delivery(ANA)
    await models.Participant.all().update(language=language)
    await stage.says(ANA, asks_for)
    await stage.new_texts(ANA)
    await look_at_cases(stage.door)
    [text] = await stage.new_texts(ANA)
    assert text.endswith(when)


async def test_a_claimed_case_without_an_answer_is_reminded_of_and_then_open_again(stage: Stage) -> None:
    row = await asks(stage)
    await atomic(lambda: cases.claim(stage.door, row.id, "U0KIM"))
    row = await passes(stage, 4)
    assert (row.state, await called("remind")) == ("claimed", [])
    await passes(stage, 6)
    assert len(await called("remind")) >= 1
    row = await passes(stage, 8)
    assert (row.state, row.agent) == ("open", "")
    assert "everybody" in await called() or "U0LEE" in await called()
    assert (await models.Delivery.get()).agent == ""


async def test_a_drivers_trouble_that_somebody_only_claimed_does_not_sit_unseen(stage: Stage) -> None:
    await asks(stage)
    await models.Case.all().update(queue="dispatch", reason="driver: trouble with the vehicle", level=0, look_at=None)
    row = await models.Case.get()
    await atomic(lambda: cases.claim(stage.door, row.id, "U0KIM"))
    await passes(stage, 14)
    assert await called("remind") == []
    row = await passes(stage, 7)
    assert (row.state, row.agent, len(await called("remind")) >= 1) == ("claimed", "U0KIM", True)


@pytest.mark.parametrize("queue", ["support", "dispatch"])
async def test_what_somebody_only_claimed_comes_to_the_next_in_line_though_nobody_asks_again(stage: Stage,
                                                                                            queue: str) -> None:
    """A low rating, a text that did not arrive, a van in trouble: whoever it is about waits for nothing they wrote."""
    await asks(stage)
    await models.Message.filter(outgoing=False).delete()
    await models.Case.all().update(queue=queue, reason="a text to the customer did not arrive", look_at=None)
    row = await models.Case.get()
    await atomic(lambda: cases.claim(stage.door, row.id, "U0KIM"))
    await passes(stage, 16)
    assert ((await models.Case.get()).called, len(await called("remind")) >= 1) == ("U0KIM", True)
    row = await passes(stage, 16)
    assert (row.state, row.agent) == ("open", "")
    assert "U0LEE" in await called()


async def test_a_note_says_that_somebody_is_at_it(stage: Stage) -> None:
    await asks(stage)
    await models.Message.filter(outgoing=False).delete()
    row = await models.Case.get()
    await atomic(lambda: cases.claim(stage.door, row.id, "U0KIM"))
    for _ in range(4):
        await passes(stage, 12)
        await atomic(lambda: cases.note(stage.door, row.id, "U0KIM", "on the phone with the depot"))
    row = await passes(stage, 1)
    assert (row.state, row.agent, await called("remind")) == ("claimed", "U0KIM", [])


async def test_who_left_slack_without_an_account_here_is_not_called(stage: Stage) -> None:
    asked: list[tuple[str, ...]] = []

    async def absent(people: tuple[str, ...]) -> frozenset[str]:
        asked.append(people)
        return frozenset({"U0KIM"})

    stage.door.absent = absent
    await asks(stage)
    assert (await called(), asked[0]) == (["U0LEE"], ("U0KIM", "U0LEE"))


STRANGER = "+13125550133"


@pytest.mark.parametrize(("hours", "minutes", "text"), [
    ("mon-fri 14-18", 0, "Nobody is at the desk right now. A person at Bloom answers you here today from 2 pm."),
    ("", 20 * 60, "Sorry that it takes a moment. A person at Bloom answers you here by")])
async def test_a_phone_that_nothing_is_open_for_hears_once_when_to_expect_a_person(
        stage: Stage, hours: str, minutes: int, text: str) -> None:
    stage.depot.support = SUPPORT | {"hours": hours}
    await stage.depot.save()
    await stage.says(STRANGER, "is my old order lost?")
    assert "a person reads what you wrote" in (await stage.new_texts(STRANGER))[0]
    await look_at_cases(stage.door)
    await passes(stage, minutes)
    [told] = await stage.new_texts(STRANGER)
    assert told.startswith(text)
    await stage.says(STRANGER, "hello?")
    await passes(stage, 10)
    assert await stage.new_texts(STRANGER) == []


async def test_an_answer_in_time_ends_the_reminding(stage: Stage) -> None:
    row = await asks(stage)
    await atomic(lambda: cases.claim(stage.door, row.id, "U0KIM"))
    await atomic(lambda: replies.reply(stage.door, row.id, "U0KIM", "Hello Ana"))
    await models.PendingReply.all().update(send_at=stage.clock.machine() - timedelta(seconds=1))
    assert await replies.send_replies(stage.door) == 1
    assert await replies.send_replies(stage.door) == 0
    row = await passes(stage, 60)
    assert row.state == "claimed"
    assert await called("remind") == []
    assert [one for one in await stage.new_texts(ANA) if "Hello Ana" in one] == ["Hello Ana"]


async def test_a_customer_who_writes_again_is_not_forgotten(stage: Stage) -> None:
    row = await asks(stage)
    await atomic(lambda: cases.claim(stage.door, row.id, "U0KIM"))
    await atomic(lambda: replies.reply(stage.door, row.id, "U0KIM", "Hello Ana"))
    await passes(stage, 30)
    assert await called("remind") == []
    await stage.says(ANA, "and now?")
    await passes(stage, 11)
    assert len(await called("remind")) >= 1


async def test_a_snoozed_case_comes_back_to_whoever_has_it(stage: Stage) -> None:
    row = await asks(stage)
    await atomic(lambda: cases.claim(stage.door, row.id, "U0KIM"))
    until = stage.clock.now() + timedelta(minutes=30)
    await atomic(lambda: cases.snooze(row.id, "U0KIM", until))
    await passes(stage, 29)
    assert await called("remind") == []
    row = await passes(stage, 2)
    assert len(await called("remind")) == 1
    assert row.snoozed_until is None


async def test_every_refusal_says_why(stage: Stage) -> None:
    row = await asks(stage)
    for work, why in ((lambda: cases.claim(stage.door, "01J", "U0KIM"), "gone"),
                      (lambda: replies.reply(stage.door, row.id, "U0KIM", "x"), "yours_first")):
        with pytest.raises(No) as no:
            await atomic(work)
        assert no.value.why == why
    await atomic(lambda: cases.claim(stage.door, row.id, "U0KIM"))
    for work, why in ((lambda: cases.claim(stage.door, row.id, "U0LEE"), "taken"),
                      (lambda: cases.resolve(stage.door, row.id, "U0LEE"), "taken"),
                      (lambda: cases.hand_back(stage.door, row.id, "U0LEE"), "taken")):
        with pytest.raises(No) as no:
            await atomic(work)
        assert (no.value.why, no.value.who) == (why, "U0KIM")
    await atomic(lambda: cases.resolve(stage.door, row.id, "U0KIM"))
    with pytest.raises(No) as no:
        await atomic(lambda: cases.claim(stage.door, row.id, "U0LEE"))
    assert no.value.why == "resolved"
    assert (await models.Delivery.get()).agent == ""
