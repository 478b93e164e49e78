"""`porchlight audit verify`: read the whole audit log and say whether it is as it was written."""

import argparse
import asyncio
import json

from bot.settings import Settings, load
from bot.staff.audit import Verdict, verify
from store.connect import connect, disconnect
from store.crypt import Keys


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register it."""
    one = commands.add_parser("audit", help="the audit log: verify")
    what = one.add_subparsers(dest="what", metavar="WHAT", required=True)
    check = what.add_parser("verify", help="exit 1 when a row was edited, deleted or moved")
    check.add_argument("--json", action="store_true")
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    found = asyncio.run(_verify(load()))
    if args.json:
        print(json.dumps({"whole": found.whole, "rows": found.rows, "broken": found.broken or None,
                          "why": found.why or None}))
    else:
        print(f"{found.rows} rows, as they were written" if found.whole else f"the audit log was changed: {found.why}")
    return 0 if found.whole else 1


async def _verify(settings: Settings) -> Verdict:
    await connect(settings.database_url)
    try:
        return await verify(Keys(settings.secret_keys))
    finally:
        await disconnect()
