"""`porchlight templates list|check|submit`: what WhatsApp must approve before our flows may open a conversation."""

import argparse
import asyncio
import sys
import tomllib

import aiohttp

from bot import approved
from bot.approved import Spec
from bot.clock import Clock
from bot.linting.samples import Samples, usual
from bot.linting.tongue import ZONE
from bot.pressing import choices
from bot.settings import Settings, load
from bot.speaking import ROOT
from bot.wording import Wording
from integrations.twilio.content import ContentApi, ContentError, Held
from integrations.twilio.transport import session
from store import models
from store.connect import connect, disconnect

NONE = "missing"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register it."""
    one = commands.add_parser("templates", help="list, check or submit the templates WhatsApp must approve")
    one.add_argument("what", choices=("list", "check", "submit"), nargs="?", default="list")
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    settings = load()
    if args.what != "list" and not settings.whatsapp:
        print("porchlight: TWILIO_WHATSAPP_FROM: expected a number such as +14155550100, and the Twilio account",
              file=sys.stderr)
        return 2
    try:
        left = asyncio.run(_work(settings, args.what))
    except ContentError as error:
        print(f"porchlight: {error}", file=sys.stderr)
        return 3
    return 1 if left and args.what != "list" else 0


async def _work(settings: Settings, what: str) -> int:
    await connect(settings.database_url)
    try:
        if what != "list":
            async with session() as http:
                await _ask(settings, http, submit=what == "submit")
        return await _told()
    finally:
        await disconnect()


async def _ask(settings: Settings, http: aiohttp.ClientSession, *, submit: bool) -> None:
    api = ContentApi(settings, http)
    if submit:
        held = {one.name: one async for one in api.held()}
        for spec in approved.specs().values():
            await _submitted(api, spec, held.get(spec.name))
        for one in choices().values():
            if one.name not in held:
                await api.make_pressable(one.name, one.language, one.made)
    names = frozenset(one.name for one in choices().values())
    await approved.keep([one async for one in api.held()], Clock().now(), names)


async def _submitted(api: ContentApi, spec: Spec, held: Held | None) -> None:
    """Make and submit what is missing. As often as one likes: what is there under its name is left."""
    if held is not None and held.status != "unsubmitted":
        return
    sid = held.sid if held else await api.make(spec.name, spec.language, spec.text, samples(spec), spec.buttons)
    await api.submit(sid, spec.name, spec.category)


def samples(spec: Spec) -> tuple[str, ...]:
    """What stands in its places when Meta reads it: usual values of that language."""
    check = tomllib.loads((ROOT / spec.language / "check.toml").read_text(encoding="utf-8"))
    values = usual(Samples(**check["samples"]))
    return tuple(Wording().phrase(spec.language, one, values, ZONE) for one in spec.variables)


async def _told() -> int:
    """A line for each template that the flows need; how many are not approved."""
    rows = {row.name: row for row in await models.ContentTemplate.all()}
    words = {spec: _status(rows.get(spec.name)) for spec in approved.specs().values()}
    for spec, status in words.items():
        print(f"{status:12} {spec.wording:30} {spec.language}  {spec.name}")
    made = sum(one.name in rows for one in choices().values())
    print(f"buttons and lists for the window: {made} of {len(choices())} made; where there are none, words do")
    left = sorted({spec.wording for spec, status in words.items() if status != approved.APPROVED})
    if left:
        print(f"not opened by WhatsApp until approved: {', '.join(left)}")
    return len(left)


def _status(row: models.ContentTemplate | None) -> str:
    return row.status if row else NONE
