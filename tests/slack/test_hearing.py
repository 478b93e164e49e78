"""Who is heard: only Slack itself, only members of ours, each thing once, within a second, and nothing in the log."""

import asyncio
import json
import logging
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.logs import Line
from simulator.slack.post import signature
from simulator.slack.settings import Member, Team
from store import models
from store.atomic import atomic
from tests.slack.conftest import SUPPORT, Place, Start
from tests.slack.stage import until

SECRET_WORDS = "gate code 4711 for Ana"


@pytest.fixture
def log() -> Iterator[list[str]]:
    """Everything that would be written to the log, at every level, as it would be written."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(Line(plain=True).format(record) + str(record.args))

    keep = Keep(logging.DEBUG)
    loud = [logging.getLogger(), logging.getLogger("slack_bolt"), logging.getLogger("slack_bolt.porchlight")]
    before = [one.level for one in loud]
    for one in loud:
        one.addHandler(keep)
    logging.getLogger().setLevel(logging.INFO)
    yield lines
    for one, level in zip(loud, before, strict=True):
        one.removeHandler(keep)
        one.setLevel(level)


def event(text: str = SECRET_WORDS, name: str = "Ev1", **more: Any) -> dict[str, Any]:
    said = {"type": "message", "user": "U0KIM", "text": text, "ts": "1.1", "channel": SUPPORT, "team": "T0WORLD"}
    return {"type": "event_callback", "team_id": "T0WORLD", "api_app_id": "A0PORCHLIGHT", "event_id": name,
            "event_time": 1, "event": said | more}


def pressed(user: str, team: str) -> bytes:
    """A button, as a form."""
    said = {"type": "block_actions", "user": {"id": user, "team_id": team}, "team": {"id": team},
            "channel": {"id": SUPPORT}, "container": {"message_ts": "1.1", "channel_id": SUPPORT},
            "trigger_id": "1.2.3", "actions": [{"type": "button", "action_id": "a", "value": "1.claim.0"}]}
    return urlencode({"payload": json.dumps(said)}).encode()


async def post(place: Place, raw: bytes, **headers: str) -> int:
    seconds = str(int(time.time()))
    sent = {"Content-Type": "application/json", "X-Slack-Request-Timestamp": seconds,
            "X-Slack-Signature": signature(Team().secret, seconds, raw)} | {
                name.replace("_", "-"): text for name, text in headers.items()}
    async with place.http.post(f"{place.url}/webhooks/slack", data=raw,
                               headers={name: text for name, text in sent.items() if text}) as answer:
        return answer.status


FORGERIES = [
    {"X_Slack_Signature": ""}, {"X_Slack_Request_Timestamp": ""}, {"X_Slack_Signature": "v0="},
    {"X_Slack_Signature": "v0=" + "0" * 64}, {"X_Slack_Signature": "v1=" + "0" * 64},
    {"X_Slack_Signature": "v0=" + "a" * 4000},
    {"X_Slack_Request_Timestamp": "abc"}, {"X_Slack_Request_Timestamp": "-1"},
    {"X_Slack_Request_Timestamp": "1e9"}, {"X_Slack_Request_Timestamp": "9" * 40},
    {"X_Slack_Request_Timestamp": "1531420618"}, {"X_Slack_Request_Timestamp": str(int(time.time()) + 4000)},
    {"X_Slack_Signature": "v0=é" + "0" * 63}, {"X_Slack_Request_Timestamp": "１２３４５６７８９０"},
]


async def test_what_slack_did_not_sign_just_now_is_refused_and_leaves_no_word_in_the_log(
        place: Place, log: list[str]) -> None:
    for headers in FORGERIES:
        assert await post(place, json.dumps(event()).encode(), **headers) == 403, headers
    assert await models.Note.all().count() == 0
    assert "4711" not in "\n".join(log)


async def test_a_body_that_was_changed_after_it_was_signed_is_refused(place: Place) -> None:
    raw, seconds = json.dumps(event()).encode(), str(int(time.time()))
    good = signature(Team().secret, seconds, raw)
    assert await post(place, raw + b" ", X_Slack_Signature=good, X_Slack_Request_Timestamp=seconds) == 403
    assert await post(place, raw, X_Slack_Signature=good, X_Slack_Request_Timestamp=seconds) == 200


ODD = [b"", b"null", b"[]", b"{", b"{}", b'{"type": 7}', b'{"type": "event_callback"}', b"\xff\xfe", b"[" * 5000,
       b'{"type": "event_callback", "event": {"type": "message", "user": "U0KIM", "text": "x"}}',
       b'{"type": "event_callback", "event": {"type": "message", "user": {}, "text": []}, "event_id": "Ev9"}',
       b'{"type": "block_actions", "user": "x", "actions": [{}]}', b'{"type": "view_submission", "view": []}',
       b'{"type": "block_actions", "user": {"id": "U0KIM"}, "team": null, "actions": [{"value": 1}]}',
       b'{"type":"url_verification"}']


async def test_what_makes_no_sense_is_answered_and_never_breaks_anything(place: Place, log: list[str]) -> None:
    for raw in ODD:
        for kind in ("application/json", "application/x-www-form-urlencoded", "text/plain", ""):
            sent = b"payload=" + raw if kind.endswith("urlencoded") else raw
            assert await post(place, sent, Content_Type=kind) in {200, 400}, (raw, kind)
    assert "Traceback" not in "\n".join(log)


async def test_the_same_event_ten_times_is_noted_once(place: Place) -> None:
    raw = json.dumps(event()).encode()
    for number in range(10):
        headers = {"X_Slack_Retry_Num": str(number), "X_Slack_Retry_Reason": "http_timeout"} if number else {}
        assert await post(place, raw, **headers) == 200
    assert await models.Note.filter(kind="slack_wrote").count() == 1


async def test_an_acknowledgement_comes_within_a_second(place: Place) -> None:
    await place.slack.hands("U0KIM").say(SUPPORT, "good morning")
    while not (answered := place.ledger("slack_answered")):
        await place.slack.note("tick")
    assert answered[0]["http"] == 200
    assert answered[0]["seconds"] < 1


@pytest.mark.parametrize(("held", "status"), [(1.5, 200), (3.5, 503)])
async def test_a_press_is_acknowledged_once_it_is_noted_though_the_database_was_busy(place: Place, held: float,
                                                                                    status: int) -> None:
    """Slack never brings a press again: "not now" for one that is noted is untrue, and it would be pressed twice."""
    await post(place, json.dumps(event()).encode())  # who Kim is has been asked
    busy = asyncio.create_task(atomic(lambda: asyncio.sleep(held)))
    await asyncio.sleep(0.05)
    assert await post(place, pressed("U0KIM", "T0WORLD"), Content_Type="application/x-www-form-urlencoded") == status
    assert busy.done() == (status == 200)
    await busy
    await until(models.Note.filter(kind="slack_pressed").exists)


STRANGERS = (Member("U0GUEST", "Guest", guest=True), Member("U0BOT2", "Bot", bot=True),
             Member("U0GONE", "Gone", deleted=True), Member("U0OTHER", "Other", team="T0OTHER"),
             Member("U0SHARED", "Shared", stranger=True))


@pytest.mark.parametrize("user", [one.id for one in STRANGERS] + ["U0NOBODY"])
async def test_strangers_guests_bots_and_those_who_left_are_not_heard(start: Start, user: str) -> None:
    place = await start(Team(members=(*Team().members, *STRANGERS)))
    team = "T0OTHER" if user == "U0OTHER" else "T0WORLD"
    said = event(name="Ev2", user=user, team=team)
    assert await post(place, json.dumps(said).encode()) == 200
    assert await post(place, pressed(user, team), Content_Type="application/x-www-form-urlencoded") == 200
    assert await models.Note.all().count() == 0


async def test_a_member_whose_body_names_another_workspace_is_a_stranger(place: Place) -> None:
    assert await post(place, json.dumps(event(user="U0KIM", team="T0OTHER")).encode()) == 200
    assert await models.Note.all().count() == 0


async def test_every_recorded_payload_of_slacks_own_is_answered(place: Place, shared_data: Path,
                                                                log: list[str]) -> None:
    rows = [json.loads(line) for line in (shared_data / "webhooks/slack_payloads.jsonl").read_text().splitlines()]
    assert len(rows) == 64
    for row in rows:
        raw = row["http_body"].encode()
        assert await post(place, raw, Content_Type=row["content_type"]) in {200, 400}, row["name"]
        old = {"X_Slack_Signature": row["x_slack_signature"], "X_Slack_Request_Timestamp": row["timestamp"]}
        assert await post(place, raw, Content_Type=row["content_type"], **old) == 403, row["name"]
    assert await models.Note.all().count() == 0
    assert "Hello World" not in "\n".join(log)


async def test_while_slack_is_off_there_is_nothing_to_knock_at(start: Start) -> None:
    place = await start(slack_bot_token="")
    assert await post(place, json.dumps(event()).encode()) == 404
