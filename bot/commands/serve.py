"""`porchlight serve` and `porchlight worker`: the service, and the worker alone (PostgreSQL only)."""

import argparse
import asyncio
import contextlib
import gc
import signal

import uvloop
from aiohttp import web

from bot.app import create_app
from bot.context import CONTEXT
from bot.logs import configure
from bot.settings import BadSettings, Settings, load
from store.connect import only_server
from store.migrate import migrate

Commands = argparse._SubParsersAction  # type: ignore[type-arg]  # noqa: SLF001 argparse gives it no public name


def add(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Register both."""
    serve = commands.add_parser("serve", help="serve webhooks, API and pages; on SQLite the worker too")
    serve.add_argument("--port", type=int, help="instead of PORT")
    serve.set_defaults(run=_serve)
    worker = commands.add_parser("worker", help="run the worker alone, beside serve, on PostgreSQL")
    worker.set_defaults(run=_worker)


def _serve(args: argparse.Namespace) -> int:
    settings = _ready()
    with _alone(settings):
        app = create_app(settings, apart=True)
        uvloop.run(_run(app, args.port if args.port is not None else settings.port))
    return 0


def _worker(_args: argparse.Namespace) -> int:
    settings = _ready()
    with _alone(settings):
        uvloop.run(_run(create_app(settings, apart=True), None))
    return 0


def _ready() -> Settings:
    settings = load()
    if not settings.secret_keys:
        msg = "SECRET_KEYS: expected at least one key of 32 characters or more; for example from: openssl rand -hex 32"
        raise BadSettings(msg)
    configure(settings.log_level)
    return settings


def _alone(settings: Settings) -> contextlib.AbstractContextManager[None]:
    """On SQLite one process serves: the second is refused with one line."""
    if settings.database_url.startswith("sqlite://"):
        return only_server(settings.database_url)
    return contextlib.nullcontext()


async def _run(app: web.Application, port: int | None) -> None:
    await migrate(app_database(app))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=10)
    await runner.setup()
    settled()
    if port is not None:
        await web.TCPSite(runner, port=port).start()
    ended = asyncio.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(one, ended.set)
    await ended.wait()
    await runner.cleanup()


def settled() -> None:
    """Spare the garbage collector what was made at the start: a city's streets and every class stay for good.

    What a request makes is gone when its count falls to nothing; cycles are looked for every 10,000 objects, not 700.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def app_database(app: web.Application) -> str:
    """The address of the database an app was made for."""
    return app[CONTEXT].settings.database_url
