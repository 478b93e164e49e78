"""A person's data: given out whole, taken away whole, at the provider too; and their refusal outlives them."""

import asyncio
import json
import sys
import tomllib
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from babel.dates import format_datetime

from bot import consents
from bot.forgetting import forget_copies
from bot.speaking import languages
from bot.subject_export import exported
from bot.subject_page import ROOT, page
from bot.subjects import subject_of
from domain import events
from integrations.twilio.channel import TwilioChannel
from integrations.twilio.transport import session
from simulator.app import create_world
from simulator.settings import Account, WorldSettings
from store import models
from store.atomic import atomic
from store.connect import sqlite_path
from store.queries.locks import participant
from tests.door.stage import OURS, Stage

ANA, CANARY = "+13125550111", "Zaunkoenig"
ACCOUNT = Account(service_sid="", numbers=(OURS,))
KEY = "k" * 40


@pytest.fixture
async def world(stage: Stage, tmp_path: Path) -> AsyncIterator[str]:
    """The provider on loopback; the stage sends through it. Its address."""
    app = create_world(WorldSettings(tmp_path / "world.jsonl", "http://127.0.0.1:9", account=ACCOUNT))
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    settings = stage.door.settings.model_copy(update={
        "twilio_account_sid": ACCOUNT.sid, "twilio_auth_token": (ACCOUNT.token,), "twilio_from": OURS,
        "twilio_api_url": url, "public_url": "http://127.0.0.1:9"})
    stage.outbox.settings = stage.door.settings = settings
    async with session() as http:
        stage.outbox.channels["sms"] = TwilioChannel(settings, http)
        yield url
    await runner.cleanup()


async def talked(stage: Stage) -> str:
    """A delivery that was talked about and is over."""
    delivery = await stage.delivery(ANA, name=f"{CANARY} Ruiz")
    await models.Delivery.filter(id=delivery).update(address=f"1 {CANARY} St", customer_email=f"{CANARY}@a.example")
    await stage.run(await stage.driver("+13125550199"), delivery)
    await stage.says(ANA, f"please leave it with {CANARY} at number 4, code 4417#")
    await stage.says(ANA, "no more texts please")
    await stage.happen(delivery, events.Delivered(stage.clock.now()))
    while await stage.outbox.send_due():
        await stage.settle()
    return delivery


async def command(stage: Stage, *arguments: str) -> tuple[int, str]:
    """Run `porchlight subject` in a process of its own; its code and what it printed."""
    settings = stage.door.settings
    environment = {
        "DATABASE_URL": settings.database_url, "SECRET_KEYS": KEY, "TWILIO_ACCOUNT_SID": ACCOUNT.sid,
        "TWILIO_AUTH_TOKEN": ACCOUNT.token, "TWILIO_FROM": OURS, "TWILIO_API_URL": settings.twilio_api_url,
        "PATH": "/usr/bin:/bin"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "subject", *arguments, env=environment, cwd=Path(__file__).parents[2],
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
    out, err = await process.communicate()
    return process.returncode or 0, (out + err).decode()


async def held_at_provider(url: str) -> str:
    """Everything the provider still lists."""
    auth = aiohttp.BasicAuth(ACCOUNT.sid, ACCOUNT.token)
    async with aiohttp.ClientSession(auth=auth) as http, http.get(
            f"{url}/2010-04-01/Accounts/{ACCOUNT.sid}/Messages.json?PageSize=100") as answer:
        return await answer.text()


async def test_an_export_holds_what_was_said_ordered_and_refused(stage: Stage, world: str, tmp_path: Path) -> None:
    delivery = await talked(stage)
    code, printed = await command(stage, "export", ANA, "--to", str(tmp_path / "out"))
    assert code == 0, printed
    files = {Path(line).suffix: Path(line) for line in printed.split() if line.startswith("/")}
    data = json.loads(files[".json"].read_text(encoding="utf-8"))
    assert data["deliveries"][0]["id"] == delivery
    assert CANARY in data["deliveries"][0]["name"]
    assert any(CANARY in one["text"] and one["direction"] == "from you" for one in data["messages"])
    assert [one["words"] for one in data["consents"]] == ["no more texts please"]
    assert "4417" not in json.dumps(data)
    page = files[".html"].read_text(encoding="utf-8")
    assert CANARY in page
    assert "no more texts please" in page
    assert ANA not in " ".join(path.name for path in files.values())


@pytest.mark.parametrize("language", languages())
async def test_the_page_of_an_export_speaks_the_persons_language_and_leaves_their_own_words(
        stage: Stage, world: str, language: str) -> None:
    delivery = await talked(stage)
    await models.Delivery.filter(id=delivery).update(language=language)
    await stage.says(ANA, "all")
    await models.Participant.filter(theirs=ANA).update(language="")
    found = await subject_of(ANA)
    who = found.participants[0]
    await models.Way.create(id="way", participant=who, channel="email", theirs="ana@a.example", ours="b@b.example",
                            created_at=stage.clock.now())
    data = await exported(found, stage.keys, stage.clock.now())
    words = tomllib.loads((ROOT / "subject" / f"{language}.toml").read_text(encoding="utf-8"))
    parts = {name: rows for name, rows in data.items() if isinstance(rows, list)}
    assert parts.keys() <= words["parts"].keys()
    assert {name for rows in parts.values() for row in rows for name in row} <= words["names"].keys()
    shown = unescape(page(data, found.language))
    assert found.language == language
    assert all(text in shown for text in (*words["parts"].values(), words["values"]["delivered"]))
    assert "<td>all</td>" in shown
    assert format_datetime(stage.clock.now(), "medium", locale=language) in shown
    assert "ana@a.example" in shown


async def test_after_an_erasure_nothing_of_them_is_left_anywhere(stage: Stage, world: str) -> None:
    delivery = await talked(stage)
    await models.Case.create(id="case", conversation_id=delivery, queue="support", reason="asks", priority=2,
                             opened_at=stage.clock.now(), dedupe="case")
    await models.CaseNote.create(id="note", case_id="case", agent="Kim", sealed_words=stage.keys.seal(
        "case_notes|note", f"{CANARY} rang".encode()), at=stage.clock.now())
    assert CANARY in await held_at_provider(world)
    url = stage.door.settings.database_url
    code, printed = await command(stage, "erase", ANA, "--json")
    assert code == 0, printed
    receipt = json.loads(next(line for line in printed.splitlines() if line.startswith("{")))
    assert receipt["provider_deleted"] > 0
    assert receipt["provider_left"] == 0
    assert not await models.CaseNote.all().exists()
    assert not await models.Message.exclude(sealed_body=None, sealed_values=None).exists()
    held = await held_at_provider(world)
    assert CANARY not in held
    assert ANA not in held
    if url.startswith("sqlite"):
        path = sqlite_path(url)
        raw = b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))
        for secret in (CANARY, ANA, ANA.lstrip("+")):
            assert secret.encode() not in raw


async def test_a_refusal_outlives_the_person_and_a_new_order_does_not_undo_it(stage: Stage, world: str) -> None:
    await talked(stage)
    code, printed = await command(stage, "erase", ANA)
    assert code == 0, printed
    assert not await models.Participant.filter(theirs=ANA).exists()

    async def again() -> models.Participant:
        who = await participant("sms", ANA, OURS, stage.clock.now())
        await consents.remembered(who, stage.keys, stage.clock.now())
        return who

    who = await atomic(again)
    assert who.opted_out
    row = await models.Consent.filter(participant_id=who.id).get()
    assert (row.allowed, row.source) == (False, "before erasure")


async def test_who_is_still_to_be_delivered_to_or_drives_is_not_erased(stage: Stage, world: str) -> None:
    await stage.delivery(ANA)
    await stage.driver("+13125550199")
    for phone in (ANA, "+13125550199"):
        code, printed = await command(stage, "erase", phone)
        assert code == 1
        assert "first" in printed
        assert phone not in printed
    assert await models.Delivery.filter(customer_phone=ANA).exists()


async def test_what_the_provider_will_not_delete_yet_is_tried_again(stage: Stage, world: str) -> None:
    await stage.delivery(ANA)
    await stage.outbox.send_due()
    row = await models.Message.get(outgoing=True)
    await models.Forgetting.create(id=row.id, subject="s", channel="whatsapp", sid=row.sid, asked_at=stage.clock.now())
    assert await forget_copies(stage.outbox.channels, stage.clock) == 1
    await models.Forgetting.all().update(channel="sms")
    for _ in range(200):
        if not await forget_copies(stage.outbox.channels, stage.clock):
            break
        await asyncio.sleep(0.05)
    done = await models.Forgetting.get(id=row.id)
    assert done.done_at is not None
    assert done.tries >= 2
