"""`porchlight key NAME`: make an API key. It is printed once and kept only as a hash."""

import argparse
import asyncio

from bot.api.keyring import DEFAULT, SCOPES, make
from bot.clock import Clock
from bot.settings import load
from store.atomic import atomic
from store.connect import connect, disconnect
from store.migrate import migrate


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register it."""
    one = commands.add_parser("key", help="make an API key and print it once")
    one.add_argument("name", help="whose it is, such as warehouse")
    one.add_argument("--scopes", default=",".join(DEFAULT), help="comma-separated, or 'all'")
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    scopes = SCOPES if args.scopes == "all" else tuple(args.scopes.split(","))
    unknown = set(scopes) - set(SCOPES)
    if unknown:
        print(f"porchlight: --scopes: expected some of {', '.join(SCOPES)}")
        return 2
    print(asyncio.run(_make(args.name, scopes)))
    return 0


async def _make(name: str, scopes: tuple[str, ...]) -> str:
    url = load().database_url
    await migrate(url)  # often the first command there is
    await connect(url)
    try:
        _, secret = await atomic(lambda: make(name, scopes, Clock().machine()))
    finally:
        await disconnect()
    return secret
