"""`porchlight subject export|erase PHONE`: give a person everything we hold about them, or take it all away."""

import argparse
import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import phonenumbers

from bot.app import open_channels
from bot.clock import Clock
from bot.forgetting import forget_copies
from bot.settings import Settings, load
from bot.speaking import languages
from bot.subject_export import exported
from bot.subject_page import page
from bot.subjects import NotNow, Subject, erase, subject_hash, subject_of
from integrations.twilio.transport import session
from store import models
from store.atomic import atomic
from store.connect import connect, disconnect
from store.crypt import Keys
from store.queries.erasing import scrub

PAUSES = (0.0, 2.0, 5.0)
Answer = dict[str, object]


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register it."""
    one = commands.add_parser("subject", help="export or erase everything about a phone number")
    sub = one.add_subparsers(title="what to do", metavar="export|erase", required=True)
    for name, work, text in (("export", _export, "write a JSON file and a page to read"),
                             ("erase", _erase, "take the person out of our tables and the provider's")):
        each = sub.add_parser(name, help=text)
        each.add_argument("phone", type=_phone, help="in E.164 form, such as +13125550123; or the e-mail address of "
                                                     "somebody who wrote to us and has no delivery")
        each.add_argument("--json", action="store_true", help="for a machine; export writes no files then")
        each.set_defaults(run=_run, work=work)
        if name == "export":
            each.add_argument("--to", type=Path, default=Path(), help="the folder to write into")
            each.add_argument("--language", default="", choices=languages(), help="of the page; else the person's own")


def _phone(text: str) -> str:
    if "@" in text:
        return text.casefold()
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        msg = "expected a number in E.164 form, such as +13125550123"
        raise argparse.ArgumentTypeError(msg) from None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _run(args: argparse.Namespace) -> int:
    return asyncio.run(_with(args, args.work))


async def _with(args: argparse.Namespace,
                work: Callable[[argparse.Namespace, Settings, Keys, Subject], Awaitable[int]]) -> int:
    settings = load()
    await connect(settings.database_url)
    try:
        keys = Keys(settings.secret_keys)
        await keys.check()
        return await work(args, settings, keys, await subject_of(args.phone))
    finally:
        await disconnect()


async def _export(args: argparse.Namespace, settings: Settings, keys: Keys, found: Subject) -> int:
    if found.empty:
        print("porchlight: nothing is held about that number")
        return 1
    data = await exported(found, keys, Clock(settings.world_clock_file).now())
    text = json.dumps(data, ensure_ascii=False, indent=1)
    if args.json:
        print(text)
        return 0
    name = f"subject-{subject_hash(found.phone, keys)[:12]}"
    args.to.mkdir(parents=True, exist_ok=True)
    for ending, body in (("json", text), ("html", page(data, args.language or found.language))):
        path = args.to / f"{name}.{ending}"
        path.write_text(body, encoding="utf-8")
        print(path)
    return 0


async def _erase(args: argparse.Namespace, settings: Settings, keys: Keys, found: Subject) -> int:
    clock, name = Clock(settings.world_clock_file), subject_hash(args.phone, keys)
    if found.empty and not await models.Forgetting.filter(subject=name).exists():
        print("porchlight: nothing is held about that number")
        return 1
    try:
        done = await atomic(lambda: erase(found, keys, clock.now()))
    except NotNow as error:
        print(f"porchlight: {error}")
        return 1
    clean = await scrub()
    left = await _at_provider(settings, clock)
    receipt = {"subject": name, "messages": done.messages, "deliveries": done.deliveries,
               "provider_deleted": await models.Forgetting.filter(subject=name, done_at__isnull=False).count(),
               "provider_left": await models.Forgetting.filter(subject=name, done_at=None).count(),
               "file_scrubbed": clean}
    print(json.dumps(receipt) if args.json else _told(receipt))
    return 0 if clean and not left else 1


async def _at_provider(settings: Settings, clock: Clock) -> int:
    async with session() as http:
        channels = open_channels(settings, http, clock)
        for pause in PAUSES:
            await asyncio.sleep(pause)
            left = await forget_copies(channels, clock)
            if not left:
                break
    return left


def _told(receipt: Answer) -> str:
    lines = [f"erased: {receipt['messages']} messages, {receipt['deliveries']} deliveries",
             f"what remains is the hash {str(receipt['subject'])[:12]} and whether they had opted out",
             f"at the provider: {receipt['provider_deleted']} deleted, {receipt['provider_left']} left"
             + ("; the worker goes on trying" if receipt["provider_left"] else "")]
    if not receipt["file_scrubbed"]:
        lines.append("the database file still holds freed pages: run this again while the service is stopped")
    return "\n".join(lines)
