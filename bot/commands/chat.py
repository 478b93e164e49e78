"""`porchlight chat FLOW`: be both sides of a conversation at the terminal; what it prints is a transcript."""

import argparse
import sys

from bot.rehearsal import known_flows
from bot.speaking import languages
from bot.transcript import play

HELP = """Type a line as it stands on a transcript's left side, for example
  customer > gate code 4417#
  driver > 5
  time > 4 min
  event > Delivered
An empty line ends it. Headers such as "status arrived" may come first."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register it."""
    one = commands.add_parser("chat", help="play a conversation at the terminal", description=HELP,
                              formatter_class=argparse.RawDescriptionHelpFormatter)
    one.add_argument("flow", choices=known_flows(), metavar="FLOW", help=", ".join(known_flows()))
    one.add_argument("--language", choices=languages(), metavar="CODE",
                     help=f"what both sides are written to in: {', '.join(languages())}")
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    spoken = f"language {args.language}\ndriver {args.language}\n" if args.language else ""
    written = f"flow {args.flow}\n{spoken}"
    shown = 0
    if sys.stdin.isatty():
        print(HELP, end="\n\n")
    for line in sys.stdin:
        if not line.strip():
            break
        written += line if line.endswith("\n") else f"{line}\n"
        try:
            played, _ = play(written)
        except (KeyError, ValueError, IndexError) as error:
            print(f"porchlight: cannot play that line ({error})", file=sys.stderr)
            written = written[:-len(line)]
            continue
        print(played[shown:], end="", flush=True)
        shown = len(played)
    return 0
