"""What was understood is shown with each message, and staff set it right: kept, audited, given out as examples."""

import json
import sys
from asyncio import create_subprocess_exec, subprocess
from os import environ
from pathlib import Path

from bot.context import CONTEXT
from domain.people import Role
from integrations.channel import Said
from store import models
from tests.api.conftest import DEPOT, OURS, Caller, order

ROOT = Path(__file__).parents[2]
PHONE = "+13125550123"


async def _said(call: Caller, text: str) -> str:
    """A customer with a delivery writes this. The message's id."""
    await call("POST", "/depots", DEPOT)
    await call("POST", "/deliveries", order(phone=PHONE))
    door = call.http.server.app[CONTEXT].door  # type: ignore[attr-defined]
    await door.said(Said("sms", "SM1", PHONE, OURS, text, door.clock.now()))
    while await door.act():
        pass
    return (await models.Message.filter(outgoing=False, role=Role.CUSTOMER).get()).id


async def test_a_message_shows_what_was_understood_and_what_had_been_asked(call: Caller) -> None:
    row = await _said(call, "gate code 4417#")
    _, shown = await call("GET", f"/messages/{row}")
    assert shown["understood"]["intents"] == ["access_code"]
    assert shown["understood"]["context"] == "none"
    assert "4417" not in json.dumps(shown)


async def test_a_correction_holds_and_tells_who_when_before_and_after(call: Caller) -> None:
    row = await _said(call, "the blue one would be nicer for us, ring me on +1 312 555 0142")
    _, before = await call("GET", f"/messages/{row}")
    body = {"agent": "kim", "intents": ["wrong_item", "human"], "language": "en"}
    status, after = await call("POST", f"/messages/{row}/understood", body)
    assert status == 200
    assert after["understood"]["intents"] == ["wrong_item", "human"]
    assert after["understood"]["corrected"] is True
    _, kept = await call("GET", "/corrections")
    (one,) = kept["items"]
    assert (one["agent"], one["before"]) == ("kim", before["understood"]["intents"])
    assert one["intents"] == ["wrong_item", "human"]
    assert (one["context"], one["lang"], one["slots"]) == ("none", "en", {})
    assert "the blue one would be nicer" in one["text"]
    assert "0142" not in one["text"]
    told = await models.Entry.filter(kind="understood").get()
    assert "kim" in told.text
    assert "wrong_item, human" in told.text


async def test_what_cannot_be_corrected_is_said_and_nothing_is_kept(call: Caller) -> None:
    row = await _said(call, "where is it?")
    status, problem = await call("POST", f"/messages/{row}/understood", {"agent": "kim", "intents": ["wheres"]})
    assert status == 422
    assert problem["errors"][0]["field"] == "intents"
    sent = await models.Message.filter(outgoing=True).first()
    assert sent is not None
    assert (await call("POST", f"/messages/{sent.id}/understood", {"agent": "kim", "intents": ["eta"]}))[0] == 409
    assert (await call("POST", "/messages/none/understood", {"agent": "kim", "intents": ["eta"]}))[0] == 404
    assert await models.Correction.all().count() == 0


async def test_corrections_are_exported_as_examples_and_shredded_words_are_not(
        call: Caller, database_url: str) -> None:
    row = await _said(call, "hmpf, four times now")
    await call("POST", f"/messages/{row}/understood", {"agent": "kim", "intents": ["complaint"]})
    lines = await _exported(database_url)
    found = [(one["text"], one["intents"], one["context"]) for one in lines]
    assert found == [("hmpf, four times now", ["complaint"], "none")]
    who = (await models.Message.get(id=row).select_related("participant")).participant
    await call.http.server.app[CONTEXT].door.keys.shred(who)  # type: ignore[attr-defined]
    assert await _exported(database_url) == []


async def _exported(database_url: str) -> list[dict[str, object]]:
    settings = environ | {"DATABASE_URL": database_url, "SECRET_KEYS": "k" * 40}
    run = await create_subprocess_exec(sys.executable, "-m", "bot", "understand", "--corrections",
                                       cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, _ = await run.communicate()
    assert run.returncode == 0
    return [json.loads(line) for line in out.decode().splitlines()]
