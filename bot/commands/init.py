"""`porchlight init`: the first owner, by a link that works once. There is no default password anywhere."""

import argparse
import asyncio

from bot.clock import Clock
from bot.settings import Settings, load
from bot.staff import people
from bot.staff.audit import audit
from store import models
from store.atomic import atomic
from store.connect import connect, disconnect
from store.crypt import Keys
from store.migrate import migrate


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register it."""
    one = commands.add_parser("init", help="make the first owner of the console: prints a link that works once")
    one.add_argument("--email", default="owner@localhost", help="whose it is, such as kim@example.com")
    one.add_argument("--name", default="Owner", help="the name colleagues use, such as Kim")
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    settings = load()
    if not settings.secret_keys:
        print("porchlight: SECRET_KEYS: expected at least one key; for example from: openssl rand -hex 32")
        return 2
    try:
        print(asyncio.run(_init(settings, args.email, args.name)))
    except people.Wrong as wrong:
        print(f"porchlight: {wrong}")
        return 2
    return 0


async def _init(settings: Settings, email: str, name: str) -> str:
    await migrate(settings.database_url)  # often the first command there is
    await connect(settings.database_url)
    try:
        return await atomic(lambda: _first(settings, email, name))
    finally:
        await disconnect()


async def _first(settings: Settings, email: str, name: str) -> str:
    now = Clock().machine()
    owner = await models.Staff.filter(role="owner").order_by("id").first()
    if owner is not None and owner.password:
        raise people.Wrong(f"{owner.email} owns this place already; for a new link: "
                           f"porchlight user reset {owner.email}")
    owner = owner or await people.add(email, name, "owner", now)
    token = await people.new_link(owner, now)
    await audit(Keys(settings.secret_keys), now, "porchlight init", "link made", owner.email)
    return (f"Open this link within 30 minutes to choose the password of {owner.email}. It works once.\n"
            f"{settings.url}/console/link/{token}")
