"""`porchlight migrate`: bring the database to this version's schema; `--check` only says whether it is."""

import argparse
import asyncio

from bot.settings import load
from store.migrate import migrate, pending

NEEDED = 4


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register it."""
    one = commands.add_parser("migrate", help="bring the database to this version's schema")
    one.add_argument("--check", action="store_true", help="change nothing; exit 4 when a migration is needed")
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    url = load().database_url
    if args.check:
        needed = asyncio.run(pending(url))
        print("a migration is needed: porchlight migrate" if needed else "the schema is up to date")
        return NEEDED if needed else 0
    for name in asyncio.run(migrate(url)):
        print(f"applied {name}")
    return 0
