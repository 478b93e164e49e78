"""`porchlight understand`: JSON lines in, what was meant out, one line each. `--explain` says why."""

import argparse
import asyncio
import json
import sys
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.corrections import example
from bot.settings import load
from flows.understand import Understood, understand
from store import models
from store.connect import connect, disconnect
from store.crypt import Keys

CONTEXTS = ("none", "confirm_window", "reschedule_offer", "rating_request", "driver_relay", "driver_menu",
            "driver_reason", "driver_which", "driver_free")
SLOTS = ("code", "rating", "option", "time_phrase", "instruction", "unit", "address", "phone", "language", "reason",
         "minutes", "name")
EXAMPLE = '{"text": "where is it?", "context": "none"}'


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register it."""
    one = commands.add_parser("understand", help="what people meant: JSON lines on stdin, one answer each")
    one.add_argument("--explain", action="store_true", help="say why")
    one.add_argument("--corrections", action="store_true",
                     help="print what staff corrected as training examples instead, phone numbers and codes masked")
    one.add_argument("--json", action="store_true", help="it always is; for symmetry")
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    if args.corrections:
        return asyncio.run(_corrections())
    bad = 0
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            print(json.dumps(_answer(json.loads(line), explain=args.explain), ensure_ascii=False), flush=True)
        except (ValueError, KeyError, TypeError) as error:
            bad += 1
            print(f"line {number}: {error}; expected a JSON object, for example {EXAMPLE}", file=sys.stderr)
    return 1 if bad else 0


async def _corrections() -> int:
    """Every correction that still has its text, the oldest first."""
    settings = load()
    keys = Keys(settings.secret_keys)
    await connect(settings.database_url)
    try:
        for row in await models.Correction.all().order_by("id"):
            if (one := await example(keys, row))["text"]:
                print(json.dumps(one, ensure_ascii=False))
    finally:
        await disconnect()
    return 0


def _answer(asked: dict[str, Any], *, explain: bool) -> dict[str, Any]:
    text, context = asked["text"], asked.get("context", "none")
    language = asked.get("lang")
    if not isinstance(text, str) or context not in CONTEXTS:
        msg = f"text: expected a string; context: expected one of {', '.join(CONTEXTS)}"
        raise ValueError(msg)
    if not isinstance(language, str | None):
        msg = "lang: expected a language such as es, or nothing"
        raise TypeError(msg)
    understood = understand(text, context, _now(asked.get("now")), language)
    return _shown(understood) | ({"why": list(understood.why)} if explain else {})


def _now(given: str | None) -> datetime:
    if given is None:
        return Clock().now().astimezone(ZoneInfo("UTC"))
    now = datetime.fromisoformat(given)
    if now.tzinfo is None:
        msg = "now: expected an instant with its offset, for example 2026-11-24T09:00:00-06:00"
        raise ValueError(msg)
    return now


def _shown(understood: Understood) -> dict[str, Any]:
    slots = {name: value for name in SLOTS if (value := getattr(understood.slots, name)) is not None}
    if understood.slots.start is not None:
        slots["from"] = understood.slots.start.replace(tzinfo=None).isoformat()
    if understood.slots.end is not None:
        slots["to"] = understood.slots.end.replace(tzinfo=None).isoformat()
    return {"lang": understood.language, "intents": list(understood.intents), "confidence": understood.confidence,
            "slots": slots, "escalate": understood.escalate}
