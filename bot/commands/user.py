"""`porchlight user add|reset|list`: staff of the console, from the machine itself."""

import argparse
import asyncio
import json

from bot.clock import Clock
from bot.settings import Settings, load
from bot.staff import people
from bot.staff.audit import audit
from bot.staff.roles import ROLES
from store import models
from store.atomic import atomic
from store.connect import connect, disconnect
from store.crypt import Keys


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register it."""
    one = commands.add_parser("user", help="people who sign in to the console: add, reset, list")
    what = one.add_subparsers(dest="what", metavar="WHAT", required=True)
    reset = what.add_parser("reset", help="a link to choose a new password; ends sessions and second factor when used")
    reset.add_argument("email")
    new = what.add_parser("add", help="a new person, and the link that lets them in")
    new.add_argument("email")
    new.add_argument("name")
    new.add_argument("role", choices=tuple(ROLES.values()))
    what.add_parser("list", help="who there is").add_argument("--json", action="store_true")
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    settings = load()
    try:
        print(asyncio.run(_work(settings, args)))
    except people.Wrong as wrong:
        print(f"porchlight: {wrong}")
        return 2
    return 0


async def _work(settings: Settings, args: argparse.Namespace) -> str:
    await connect(settings.database_url)
    try:
        if args.what == "list":
            return _shown(await models.Staff.all().order_by("email"), as_json=args.json)
        return await atomic(lambda: _link(settings, args))
    finally:
        await disconnect()


async def _link(settings: Settings, args: argparse.Namespace) -> str:
    now = Clock().machine()
    if args.what == "add":
        staff = await people.add(args.email, args.name, args.role, now)
    else:
        found = await models.Staff.get_or_none(email=args.email.strip().casefold())
        if found is None:
            raise people.Wrong(f"email: nobody here has {args.email}; porchlight user list shows who there is")
        staff = found
    token = await people.new_link(staff, now)
    await audit(Keys(settings.secret_keys), now, f"porchlight user {args.what}", "link made", staff.email)
    return (f"Open this link within 30 minutes to choose the password of {staff.email}. It works once.\n"
            f"{settings.url}/console/link/{token}")


def _shown(rows: list[models.Staff], *, as_json: bool) -> str:
    plain = [{"email": row.email, "name": row.name, "role": row.role, "active": row.active,
              "second_factor": row.factor_on} for row in rows]
    if as_json:
        return json.dumps(plain, ensure_ascii=False)
    lines = [f"{row.email}  {row.name}  {row.role}{'' if row.active else '  closed'}" for row in rows]
    return "\n".join(lines) or "nobody"
