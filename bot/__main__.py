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


def parser(wanted: str = "") -> argparse.ArgumentParser:
    """The command line with every sub-command; with the wanted one alone where a file has its name (half the start)."""
    top = argparse.ArgumentParser("porchlight", description="The conversation between a delivery and its doorstep.")
    sub = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    names = [one.name for one in pkgutil.iter_modules(commands.__path__)]
    for name in [wanted] if wanted in names else names:
        importlib.import_module(f"bot.commands.{name}").add(sub)
    return top


def main(argv: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    given = sys.argv[1:] if argv is None else argv
    args = parser(*given[:1]).parse_args(given)
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
