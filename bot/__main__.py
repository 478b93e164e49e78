"""The `porchlight` command. Each file of `bot/commands` adds one sub-command."""

import argparse
import importlib
import pkgutil
import sys

from tortoise.exceptions import OperationalError

from bot import commands
from bot.settings import BadSettings
from integrations.roads import RoadsError
from store.connect import AlreadyServed, BadDatabase

OK, ERROR, USAGE, NOT_READY, MIGRATE = 0, 1, 2, 3, 4
OLDER = ("no such table", "no such column", "does not exist")


def parser() -> argparse.ArgumentParser:
    """The command line with every sub-command."""
    top = argparse.ArgumentParser("porchlight", description="The conversation between a delivery and its doorstep.")
    sub = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for one in pkgutil.iter_modules(commands.__path__):
        importlib.import_module(f"bot.commands.{one.name}").add(sub)
    return top


def main(argv: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    args = parser().parse_args(argv)
    try:
        return int(args.run(args))
    except (BadSettings, BadDatabase, AlreadyServed, RoadsError) as error:
        print(f"porchlight: {error}", file=sys.stderr)
        return USAGE
    except OperationalError as error:
        if not any(sign in str(error) for sign in OLDER):
            raise
        print("porchlight: the database is older than this program; run: porchlight migrate", file=sys.stderr)
        return MIGRATE
    except KeyboardInterrupt:
        return OK


if __name__ == "__main__":
    sys.exit(main())
