"""`porchlight import FILE.csv`: deliveries out of a file, with a line-by-line report."""

import argparse
import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from bot.api.deliveries import create_row
from bot.api.importing import imported
from bot.api.problems import Problem
from bot.clock import Clock
from bot.context import Context
from bot.receive import Door
from bot.settings import load
from store.atomic import atomic
from store.connect import connect, disconnect
from store.crypt import Keys
from store.journal import Journal
from tracking.vans import Vans


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register it."""
    one = commands.add_parser("import", help="import deliveries from a CSV file")
    one.add_argument("file", type=Path)
    one.add_argument("--json", action="store_true", help="print the report for a machine")
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    try:
        text = args.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        print(f"porchlight: cannot read {args.file}: {error}", file=sys.stderr)
        return 1
    try:
        report = asyncio.run(_import(text))
    except Problem as problem:
        print(f"porchlight: {problem.detail}", file=sys.stderr)
        return 1
    print(json.dumps(report) if args.json else _lines(report))
    return 1 if report["failed"] else 0


async def _import(text: str) -> dict[str, Any]:
    settings = load()
    keys = Keys(settings.secret_keys)
    await connect(settings.database_url)
    try:
        clock = Clock(settings.world_clock_file)
        context = Context(settings, clock, keys, Door(settings, clock, keys, Journal(settings.database_url)),
                          Vans(alone=False))
        return await atomic(lambda: imported(text, lambda body: create_row(context, body)))
    finally:
        await disconnect()


def _lines(report: dict[str, Any]) -> str:
    rows = [f"{report['created']} created, {report['failed']} not"]
    for line in report["lines"]:
        rows += [f"line {line['line']}: {one['field']}: expected {one['expected']}"
                 + (f", for example {one['example']}" if one["example"] else "") for one in line.get("errors", [])]
    return "\n".join(rows)
