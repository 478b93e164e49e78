"""`porchlight inbox`: the address to which a mail service posts what customers answer by mail."""

import argparse
import sys

from bot.mail_links import INBOUND, sign
from bot.mailroom import INBOX
from bot.settings import load
from store.crypt import Keys


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register it."""
    one = commands.add_parser("inbox", help="print where a mail service posts what customers answer by e-mail")
    one.set_defaults(run=_run)


def _run(_args: argparse.Namespace) -> int:
    settings = load()
    if not settings.mails or not settings.secret_keys:
        print("porchlight: SMTP_URL, MAIL_FROM and SECRET_KEYS: expected all three to be set", file=sys.stderr)
        return 2
    print(f"{settings.url}/webhooks/email/{sign(Keys(settings.secret_keys).token_key, INBOUND, INBOX)}")
    return 0
