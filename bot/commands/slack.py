"""`porchlight slack manifest`: what to paste at api.slack.com/apps to install the app."""

import argparse
import json

from bot.settings import load
from integrations.slack.manifest import manifest


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register it."""
    one = commands.add_parser("slack", help="print the manifest that installs the Slack app")
    one.add_argument("what", choices=["manifest"])
    one.add_argument("--socket", action="store_true", help="for Socket Mode: no address that Slack must reach")
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    settings = load()
    if not args.socket and not settings.public_url.startswith("https://"):
        print("porchlight: PUBLIC_URL: expected an https address that Slack can reach, or --socket; "
              "for example https://track.example.com")
        return 2
    print(json.dumps(manifest(settings.url, socket=args.socket), indent=2))
    return 0
