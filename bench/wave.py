"""C1: a wave of durable messages (claim, render, post, keep the result) against a bare HTTP client, same emulator."""

import asyncio
import time
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
import msgspec
from aiohttp import web

from bench.seed import seed
from bench.servers import settings
from bot.clock import Clock
from bot.outbox import Outbox
from bot.saying import Letter, Part
from domain.message import Kind
from integrations.twilio.channel import TwilioChannel
from integrations.twilio.transport import session
from store import models
from store.connect import connect, disconnect
from store.crypt import Keys
from store.ids import new_id
from store.migrate import migrate

COUNT = 1500
AT_ONCE = 64


class Emulator:
    """Accepts messages and remembers what it accepted."""

    def __init__(self) -> None:
        """Empty."""
        self.seen: list[str] = []

    async def accept(self, request: web.Request) -> web.Response:
        """As Twilio answers a create."""
        form = await request.post()
        self.seen.append(str(form["To"]))
        sid = f"SM{len(self.seen):032x}"
        return web.json_response({"sid": sid, "status": "queued", "to": form["To"], "body": form["Body"],
                                  "account_sid": request.match_info["account"], "error_code": None}, status=201)


async def wave(folder: Path) -> tuple[float, float, int]:
    """Messages a second through the outbox, posts a second by the bare client, and how many went out twice."""
    emulator, app = Emulator(), web.Application()
    app.router.add_post("/2010-04-01/Accounts/{account}/Messages.json", emulator.accept)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    limit = await _bare(port)
    emulator.seen.clear()
    ours = await _outbox(folder, port)
    await runner.cleanup()
    return ours, limit, len(emulator.seen) - len(set(emulator.seen))


async def _bare(port: int) -> float:
    url = f"http://127.0.0.1:{port}/2010-04-01/Accounts/AC0/Messages.json"
    gate, started = asyncio.Semaphore(AT_ONCE), time.perf_counter()

    async def post(http: aiohttp.ClientSession, number: int) -> None:
        form = {"To": f"+1312{number:07d}", "From": "+13125550100", "Body": "Your parcel comes today.",
                "StatusCallback": "http://127.0.0.1/x"}
        async with gate, http.post(url, data=urlencode(form).encode(), headers={
                "Content-Type": "application/x-www-form-urlencoded"}) as answer:
            await answer.json()

    async with aiohttp.ClientSession() as http:
        await asyncio.gather(*(post(http, number) for number in range(COUNT)))
    return COUNT / (time.perf_counter() - started)


async def _outbox(folder: Path, port: int) -> float:
    url = f"sqlite://{folder / 'wave.db'}"
    await migrate(url)
    made = settings(0, url).model_copy(update={"twilio_api_url": f"http://127.0.0.1:{port}"})
    await seed(made, COUNT)
    await connect(url)
    keys = Keys(made.secret_keys)
    await _queue(keys)
    async with session() as http:
        outbox = Outbox(made, Clock(), keys, {"sms": TwilioChannel(made, http)})
        started = time.perf_counter()
        while await outbox.send_due():
            pass
        spent = time.perf_counter() - started
    accepted = await models.Message.filter(state="accepted").count()
    await disconnect()
    return accepted / spent


async def _queue(keys: Keys) -> None:
    rows = []
    for delivery in await models.Delivery.all().select_related("customer"):
        row = new_id()
        part = Part("notices/next", {}, Kind.NOTICE, (), 3600.0)
        letter = Letter((part,), {"brand": "Bench", "driver": "Marco"})
        rows.append(models.Message(
            id=row, conversation_id=delivery.id, participant=delivery.customer, outgoing=True, role="customer",
            kind="notice", wordings=["notices/next"], language="en", guards=[], dedupe=row, state="queued",
            sealed_values=keys.seal_json(f"messages|{row}", msgspec.to_builtins(letter)), promised=1,
            due_at=delivery.created_at, created_at=delivery.created_at))
    await models.Message.bulk_create(rows)
