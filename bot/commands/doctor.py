"""`porchlight doctor`: what would keep this installation from working, one line each."""

import argparse
import asyncio
import json
from urllib.parse import urlsplit

from bot import slack_doctor
from bot.settings import Settings, load
from integrations.channel import SendError
from integrations.twilio.channel import TwilioChannel
from integrations.twilio.transport import session
from store.connect import BadDatabase, connect, disconnect
from store.crypt import Keys, WrongKeys
from store.migrate import pending

Finding = tuple[bool, str]


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register it."""
    one = commands.add_parser("doctor", help="say what would keep this installation from working")
    one.add_argument("--json", action="store_true", help="for a machine")
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    findings = asyncio.run(_look(load()))
    if args.json:
        print(json.dumps([{"ok": good, "text": text} for good, text in findings]))
    else:
        print("\n".join(f"{'ok  ' if good else 'NOT '} {text}" for good, text in findings))
    return 0 if all(good for good, _ in findings) else 1


async def _look(settings: Settings) -> list[Finding]:
    found = [_public(settings), (bool(settings.secret_keys), "SECRET_KEYS are set")]
    found += await _database(settings)
    found.append(await _texts(settings))
    return found + await slack_doctor.findings(settings)


def _public(settings: Settings) -> Finding:
    parts = urlsplit(settings.public_url)
    good = parts.scheme == "https"
    return good, f"PUBLIC_URL is {settings.public_url or 'not set'}; customers' links and signatures need https"


async def _database(settings: Settings) -> list[Finding]:
    try:
        if await pending(settings.database_url):
            return [(False, "the database needs a migration: porchlight migrate")]
        await connect(settings.database_url)
        if settings.secret_keys:
            await Keys(settings.secret_keys).check()
        await disconnect()
    except (BadDatabase, WrongKeys) as error:
        return [(False, str(error))]
    return [(True, "the database answers, is up to date, and opens with these keys")]


async def _texts(settings: Settings) -> Finding:
    if not settings.texts:
        return False, "texts are off: TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM are not all set"
    async with session() as http:
        try:
            await TwilioChannel(settings, http).fetch("SM" + "0" * 32)
        except SendError as error:
            return error.permanent, f"Twilio answers: {error}"
    return True, "Twilio answers"
