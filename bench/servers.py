"""The servers that are measured, each in a process of its own: `python -m bench.servers NAME PORT [DATABASE]`."""

import asyncio
import itertools
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import msgspec
import uvloop
from aiohttp import web
from twilio.request_validator import RequestValidator

from bench.fleet import seed_vans
from bench.forms import OURS, SID, TOKEN
from bench.seed import seed
from bot.app import create_app
from bot.commands.serve import settled
from bot.settings import Settings
from integrations.twilio.signature import verified
from store import models
from store.journal import Journal
from store.migrate import migrate

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def settings(port: int, database: str) -> Settings:
    """A service of nobody's."""
    return Settings(port=port, database_url=database, secret_keys=("b" * 40,), twilio_account_sid=SID,  # type: ignore[call-arg]
                    twilio_auth_token=(TOKEN,), twilio_from=OURS, twilio_api_url="http://127.0.0.1:9",
                    automatic_answers_per_hour=1_000_000, sweep_seconds=3600, _env_file=None)


async def bare(request: web.Request) -> web.Response:
    """Reads the body and answers: the limit of everything else."""
    await request.read()
    return web.Response(text="<Response/>", content_type="application/xml")


async def decodes(request: web.Request) -> web.Response:
    """Decodes the JSON of the body, as fast as anything does, and answers with some."""
    return web.Response(body=msgspec.json.encode({"kept": len(msgspec.json.decode(await request.read()))}),
                        content_type="application/json")


def verifies(url: str) -> Handler:
    """Checks Twilio's signature with the SDK's own validator and stores nothing."""
    validator = RequestValidator(TOKEN)

    async def handler(request: web.Request) -> web.Response:
        form = await request.post()
        if not validator.validate(url + request.raw_path, form, request.headers.get("X-Twilio-Signature", "")):
            raise web.HTTPForbidden
        return web.Response(text="<Response/>", content_type="application/xml")

    return handler


def ours_only(url: str) -> Handler:
    """Our own strict check, and nothing stored."""
    async def handler(request: web.Request) -> web.Response:
        verified(url + request.raw_path, await request.read(), request.headers, (TOKEN,))
        return web.Response(text="<Response/>", content_type="application/xml")

    return handler


def keeps(database: str) -> web.Application:
    """A body in the journal, durable before the answer: the store's part of a GPS fix."""
    app, numbers = web.Application(), itertools.count()
    journal = Journal(database, apart=True)

    async def handler(request: web.Request) -> web.Response:
        body = await request.read()
        await journal.note(f"n{next(numbers)}", "said", "bench", body, datetime.now(UTC))
        return web.Response(status=204)

    async def start(_app: web.Application) -> None:
        await migrate(database)
        await journal.start()

    app.router.add_post("/{tail:.*}", handler)
    app.on_startup.append(start)
    return app


def service(port: int, database: str, *, working: bool) -> web.Application:
    """The whole service; `/bench/acted` says how many notes were acted on."""
    app = create_app(settings(port, database), working=working, apart=True)

    async def acted(_request: web.Request) -> web.Response:
        return web.json_response({"acted": await models.Note.filter(open=False).count(),
                                  "open": await models.Note.filter(open=True).count(),
                                  "replies": await models.Message.filter(outgoing=True, kind="answer").count()})

    app.router.add_get("/bench/acted", acted)
    return app


def plain(handler: Handler) -> web.Application:
    """One handler behind a router."""
    app = web.Application()
    app.router.add_post("/{tail:.*}", handler)
    return app


async def main(name: str, port: int, database: str) -> None:
    """Serve until the pipe closes."""
    url = f"http://127.0.0.1:{port}"
    if name == "gps":
        await migrate(database)
        await seed_vans(settings(port, database))
    if name in {"turn", "webhook"}:
        await migrate(database)
        await seed(settings(port, database), 500)
    app = {"bare": lambda: plain(bare), "json": lambda: plain(decodes), "verify": lambda: plain(verifies(url)),
           "own": lambda: plain(ours_only(url)),
           "journal": lambda: keeps(database), "webhook": lambda: service(port, database, working=False),
           "gps": lambda: service(port, database, working=True),
           "turn": lambda: service(port, database, working=True)}[name]()
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    settled()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1], int(sys.argv[2]), "".join(sys.argv[3:])))
