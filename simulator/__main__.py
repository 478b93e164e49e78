"""Runs a world alone: `python -m simulator --port 8090 --service-url http://127.0.0.1:8080 --ledger world.jsonl`."""

import argparse
import os
import sys
from pathlib import Path

from aiohttp import web

from simulator.app import PHONES, WORLD, create_world
from simulator.clock import WorldClock, pace_from
from simulator.ledger import InUse
from simulator.settings import Account, CarrierRules, WorldSettings

ACCOUNT = Account()
BAD_USAGE = 2
FIRST = (("+13125550123", "Ana Ruiz", "customer"), ("+13125550999", "Marco", "driver"))


def main(arguments: list[str] | None = None) -> int:
    """Serve on 127.0.0.1 until stopped; the exit code is 2 for a wrong setting."""
    options = _options().parse_args(arguments)
    try:
        app = create_world(_settings(options))
    except InUse as error:
        sys.stderr.write(f"another world writes to {error}\n")
        return BAD_USAGE
    except ValueError as error:
        sys.stderr.write(f"WORLD_CLOCK: {error}; for example 2026-11-24T13:00:00+00:00,1764000000,60\n")
        return BAD_USAGE
    if not options.no_phones:
        app.on_startup.append(_introduce)
    web.run_app(app, host="127.0.0.1", port=options.port, print=_announce, access_log=None)
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--service-url", default="http://127.0.0.1:8080", help="the service's PUBLIC_URL")
    parser.add_argument("--ledger", type=Path, default=Path("world.jsonl"))
    parser.add_argument("--number", action="append", help="a number of the service, in E.164; may be given again")
    parser.add_argument("--no-messaging-service", action="store_true", help="the account has numbers only")
    parser.add_argument("--silent-carrier", action="store_true", help="the carrier does not answer STOP itself")
    parser.add_argument("--advanced-opt-out", action="store_true", help="webhooks name STOP, START and HELP")
    parser.add_argument("--no-phones", action="store_true", help="an empty world starts without Ana and Marco")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--zone", default="America/Chicago", help="the time zone the page shows, an IANA name")
    return parser


def _settings(options: argparse.Namespace) -> WorldSettings:
    """Secrets come by the environment: TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, SERVICE_API_KEY."""
    return WorldSettings(
        ledger=options.ledger, service_url=options.service_url.rstrip("/"), seed=options.seed, zone=options.zone,
        origin=f"http://127.0.0.1:{options.port}", api_key=os.environ.get("SERVICE_API_KEY", ""),
        clock_file=_clock_file(), carrier=CarrierRules(not options.silent_carrier, options.advanced_opt_out),
        account=Account(os.environ.get("TWILIO_ACCOUNT_SID") or ACCOUNT.sid,
                        os.environ.get("TWILIO_AUTH_TOKEN") or ACCOUNT.token,
                        "" if options.no_messaging_service else ACCOUNT.service_sid,
                        tuple(options.number or ACCOUNT.numbers)),
    )


def _clock_file() -> Path | None:
    """The file of WORLD_CLOCK_FILE. Where it is missing, WORLD_CLOCK ("epoch,started,speed") says what to write."""
    name, text = os.environ.get("WORLD_CLOCK_FILE", ""), os.environ.get("WORLD_CLOCK", "")
    if not name:
        return None
    file = Path(name)
    if text and not file.exists():
        WorldClock.begin(file, pace_from(text))
    return file


async def _introduce(app: web.Application) -> None:
    """Give an empty world a customer and a driver, so that the page has something to show."""
    if not app[PHONES].everybody():
        for number, name, role in FIRST:
            await app[WORLD].ledger.note("phone", number=number, name=name, role=role)


def _announce(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
