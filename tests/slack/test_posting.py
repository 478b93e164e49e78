"""A post goes out once, whatever Slack answers; a change is drawn however often Slack refuses; the pace is kept."""

import asyncio
import json
from dataclasses import replace
from itertools import pairwise

import pytest

from bot.__main__ import main
from bot.commands.slack import _run
from bot.slack_doctor import findings
from integrations.slack.channel import Pace
from simulator.slack.desk import Post
from simulator.slack.place import words
from simulator.slack.settings import Team
from simulator.twilio.faults import Fault, Rule
from store import models
from tests.slack.conftest import ANA, SUPPORT, TEAM, Place, Start
from tests.slack.stage import depot, hear, order, until

HUMAN = "I want to talk to a person please"


async def asks(place: Place) -> None:
    await depot(place)
    await order(place)
    await hear(place, ANA, "sofa")
    await place.twilio.say(ANA, "+13125550100", HUMAN)


def cards(place: Place) -> list[Post]:
    return [one for one in place.posts(SUPPORT, "asks for a person") if not one.thread]


@pytest.mark.parametrize("rule", [Rule(Fault.ERROR_AFTER, times=2), Rule(Fault.ERROR_BEFORE, times=2),
                                  Rule(Fault.TOO_MANY, seconds=1, times=2)], ids=lambda rule: rule.fault)
async def test_a_post_stands_there_once_whatever_slack_answers(place: Place, rule: Rule) -> None:
    place.slack.faults.set([rule])
    await asks(place)
    await place.slack.wait(SUPPORT, "asks for a person", "", seconds=40)
    await place.slack.wait(SUPPORT, "<@U0KIM>", seconds=40)
    await until(lambda: models.SlackPost.filter(dirty=False, kind="case").exists(), 40)
    await asyncio.sleep(2)
    assert len(cards(place)) == 1
    row = await models.SlackPost.get(kind="case")
    assert (row.ts, row.state) == (cards(place)[0].ts, "shown")


async def test_an_operator_sees_for_how_long_something_waits_to_be_shown(place: Place) -> None:
    async def behind() -> float:
        async with place.http.get(f"{place.url}/readyz") as answer:
            return float((await answer.json())["cards_behind_s"])

    assert await behind() == 0
    place.slack.faults.set([Rule(Fault.ERROR_BEFORE)])
    await asks(place)
    await until(lambda: models.SlackPost.filter(kind="case").exists())
    await until(behind)
    place.slack.faults.set([])
    await place.slack.wait(SUPPORT, "<@U0KIM>", seconds=40)

    async def shown() -> bool:
        return await behind() == 0

    await until(shown)


async def test_a_card_that_somebody_deleted_is_posted_anew(place: Place) -> None:
    await asks(place)
    old = await place.slack.wait(SUPPORT, "asks for a person", "")
    del place.slack.desk.posts[SUPPORT, old.ts]
    row = await models.Case.get()
    await place.call("POST", f"/cases/{row.id}/claim", {"agent": "kim"})
    new = await place.slack.wait(SUPPORT, "kim has it", "")
    assert new.ts != old.ts


async def test_what_the_api_does_is_drawn_too(place: Place) -> None:
    await asks(place)
    await place.slack.wait(SUPPORT, "asks for a person", "")
    row = await models.Case.get()
    await place.call("POST", f"/cases/{row.id}/claim", {"agent": "kim"})
    await place.slack.wait(SUPPORT, "kim has it", "")
    await place.call("POST", f"/cases/{row.id}/resolve", {"agent": "kim"})
    done = await place.slack.wait(SUPPORT, "Resolved by kim", "")
    assert list(done.buttons()) == []


async def test_one_message_a_second_and_channel_even_when_many_need_a_person_at_once(start: Start) -> None:
    place = await start(Team(burst=1))
    await depot(place, duty=[])
    for number in range(4):
        await order(place, f"BF-{number}", f"+1312555010{number}", f"Customer{number} X")
        await place.twilio.say(f"+1312555010{number}", "+13125550100", HUMAN)
    await until(lambda: len(cards(place)) == 4, 40)
    stamps = [float(one.ts.partition(".")[0]) for one in place.posts(SUPPORT)]
    assert all(later - earlier >= 1 for earlier, later in pairwise(stamps))
    assert place.ledger("slack_refused") == []


def test_a_channel_is_left_alone_for_a_second_after_each_post() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    pace.wrote("C1")
    assert pace.wait("C1") is not None
    assert pace.wait("C2") is None
    now[0] = 1.06
    assert pace.wait("C1") is None


async def test_the_doctor_finds_a_wrong_token_missing_scopes_and_a_channel_we_are_not_in(start: Start) -> None:
    place = await start()
    assert all(good for good, _ in await findings(place.settings))
    wrong = place.settings.model_copy(update={"slack_bot_token": "xoxb-wrong"})
    assert [text for good, text in await findings(wrong) if not good] == [
        "SLACK_BOT_TOKEN: Slack refuses: invalid_auth"]
    lost = place.settings.model_copy(update={"slack_support_channel": "C0NOWHERE", "slack_app_token": "xapp-wrong"})
    bad = [text for good, text in await findings(lost) if not good]
    assert ["SLACK_SUPPORT_CHANNEL" in bad[0], "SLACK_APP_TOKEN" in bad[1]] == [True, True]
    place.slack.api.team = replace(TEAM, scopes=("chat:write",))
    assert any("the app lacks channels:history" in text for good, text in await findings(place.settings) if not good)
    off = place.settings.model_copy(update={"slack_bot_token": ""})
    assert [good for good, _ in await findings(off)] == [False]


@pytest.mark.parametrize(("name", "value"), [
    ("SLACK_BOT_TOKEN", "xoxp-1"), ("SLACK_APP_TOKEN", "xoxb-1"), ("SLACK_SIGNING_SECRET", "too short"),
    ("SLACK_SUPPORT_CHANNEL", "#support"), ("SLACK_API_URL", "slack.com"), ("UNDO_SECONDS", "900")])
def test_a_wrong_setting_stops_the_start_with_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str,
                                                       capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SECRET_KEYS", "k" * 40)
    monkeypatch.setenv(name, value)
    assert main(["serve"]) == 2
    line = capsys.readouterr().err
    assert line.startswith(f"porchlight: {name}: expected ")
    assert "for example" in line


def test_the_manifest_is_printed_for_an_address_that_slack_can_reach(
        monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import argparse  # noqa: PLC0415 small

    monkeypatch.setenv("PUBLIC_URL", "http://localhost:8080")
    assert _run(argparse.Namespace(what="manifest", socket=False)) == 2
    monkeypatch.setenv("PUBLIC_URL", "https://track.example.com")
    capsys.readouterr()
    assert _run(argparse.Namespace(what="manifest", socket=False)) == 0
    assert json.loads(capsys.readouterr().out)["settings"]["interactivity"]["is_enabled"] is True


async def test_socket_mode_needs_no_address_of_ours(start: Start) -> None:
    place = await start(slack_app_token=TEAM.app_token, slack_signing_secret=())
    await until(lambda: place.slack.postman.sockets)
    place.slack.postman.url = "http://127.0.0.1:9/nowhere"
    await asks(place)
    card = await place.slack.wait(SUPPORT, "asks for a person", "")
    kim = place.slack.hands("U0KIM")
    done = await kim.press(card, "Claim")
    assert done.answer.good
    assert done.answer.seconds < 1
    await place.slack.wait(SUPPORT, "<@U0KIM> has it", "")
    form = (await kim.press(card, "Reply to Ana")).view
    assert form is not None
    await kim.submit(form, text="Over the socket, Ana")
    await hear(place, ANA, "Over the socket")
    await kim.say(SUPPORT, "note by socket", thread=card.ts)
    await until(lambda: models.CaseNote.all().exists())


async def test_where_is_a_driver_is_answered_at_once_and_to_members_only(place: Place) -> None:
    await depot(place)
    driver = await place.call("POST", "/drivers", {"name": "Marco Bell", "phone": "+13125550999"})
    kim = place.slack.hands("U0KIM")
    assert (await kim.ask(SUPPORT, "/where", "marco")).body["text"] == "Marco Bell: no position yet."
    assert (await kim.ask(SUPPORT, "/where", "nobody")).body["text"] == "I know no driver of that name."
    await models.VanRow.create(driver_id=driver["id"], at=1_795_000_000.0, lat=41.8, lon=-87.6, speed=12.0,
                               received=0.0, state="{}")
    told = (await kim.ask(SUPPORT, "/where", "marco")).body["text"]
    assert told.startswith("Marco Bell: seen at ")
    assert "driving" in told
    assert (await place.slack.hands("U0NOBODY").ask(SUPPORT, "/where", "marco")).body == {}


async def test_nothing_of_a_customer_can_mention_a_channel_or_hide_a_link(place: Place) -> None:
    await depot(place)
    await order(place, name="<!channel> Ruiz")
    await place.twilio.say(ANA, "+13125550100", f"{HUMAN} <!here> <https://evil.example|click>")
    card = await place.slack.wait(SUPPORT, "asks for a person", "")
    assert "<!channel>" not in words(card)
    assert "<!here>" not in words(card)
    assert "<https://evil" not in words(card)


async def test_a_post_that_was_made_before_the_plug_was_pulled_is_found_and_not_made_again(start: Start) -> None:
    place = await start()
    await asks(place)
    card = await place.slack.wait(SUPPORT, "asks for a person", "")
    await until(lambda: models.SlackPost.filter(kind="call", state="shown").exists())
    # As a kill -9 between the post and its commit leaves it.
    await models.SlackPost.filter(kind="case").update(ts="", state="submitting", dirty=True, lease_until=None)
    await until(lambda: models.SlackPost.filter(kind="case", ts=card.ts, state="shown").exists())
    await asyncio.sleep(1.5)
    assert len(cards(place)) == 1
