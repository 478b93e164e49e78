"""`porchlight demo`: the service and a small world around it, with no account anywhere.

Without `--day` it opens on "be the customer" and runs a gentle day until Ctrl-C. With `--day` it plays a whole
delivery day as fast as it can, prints a report, and ends 0 only when every invariant held.
"""

# Longer than 250 lines: the demo's whole wiring, from the command line to the report.

import argparse
import asyncio
import contextlib
import os
import secrets
import socket
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
from aiohttp import web

from simulator.app import MAIL, SCENE, SERVICE, WORLD, create_world
from simulator.clock import Pace, WorldClock
from simulator.day.api import Api
from simulator.day.cast import DRIVERS, IN_SLACK
from simulator.day.evidence import evidence
from simulator.day.kill import Killer
from simulator.day.place import Town, settle
from simulator.day.play import BAD_DAYS, EVENING, Day
from simulator.day.report import report, transcript
from simulator.day.script import PER_DRIVER, ZONE
from simulator.day.speech import LANGUAGES
from simulator.day.stroll import HANDS, STOPS, Stroll
from simulator.roads.reading import NoStreets
from simulator.settings import Account, WorldSettings
from simulator.slack.settings import Member, Team
from simulator.town import draw

ACCOUNT = Account(service_sid="")
TEAM = Team(members=(*Team().members, *(Member(user, name) for user, name in IN_SLACK.values())))
"""The drivers are in the workspace from the start: whoever opens its page at once sees them."""
DAY_SPEED, STROLL_SPEED = 180.0, 20.0
"""Times the real world. An arrival has five minutes to be noticed: at 240 times, a hiccup of 1.3 s was a miss."""
STARTS_WITHIN = 90.0
DAY_UNDO = 0.2
"""Real seconds, so that an agent's words of a day that runs 180 times as fast wait for less than a minute of it."""
CITY, TOWN = Path(".cache/helsinki.osm.pbf"), Path(".cache/town.osm.pbf")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register it."""
    one = commands.add_parser("demo", help="be the customer of a small world, or play a whole delivery day")
    one.add_argument("--day", action="store_true", help="play one delivery day as fast as it can and report")
    one.add_argument("--beside", choices=LANGUAGES[1:], default="es", metavar="LANGUAGE",
                     help=f"the language told beside English: {', '.join(LANGUAGES[1:])} (es)")
    one.add_argument("--seed", type=int, default=1, help="which day (1)")
    one.add_argument("--speed", type=float, help="world seconds in a real one")
    one.add_argument("--kill", type=int, default=0, metavar="N", help="kill -9 the service N times during the day")
    one.add_argument("--port", type=int, default=8080, help="the service's port; the world is on the next one")
    place = one.add_mutually_exclusive_group()
    place.add_argument("--roads", type=Path, metavar="FILE.osm.pbf", help="another place than the middle of Helsinki")
    place.add_argument("--town", action="store_true", help="a drawn town of ten kilometres: longer drives")
    one.add_argument("--transcript", type=Path, help="write one customer's conversation to this file")
    one.add_argument("--keep", type=Path, help="keep database, ledger and log in this folder")
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    try:
        roads = _roads(args)
        town = settle(roads, *((len(DRIVERS), PER_DRIVER) if args.day else (len(HANDS), STOPS)), args.seed)
    except NoStreets as error:
        print(f"porchlight: --roads: {error}", file=sys.stderr)
        return 2
    with contextlib.ExitStack() as stack:
        folder = args.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="porchlight-")))
        folder.mkdir(parents=True, exist_ok=True)
        return asyncio.run(_demo(args, folder, roads, town))


@dataclass(slots=True)
class Child:
    """The service in a process of its own."""

    folder: Path
    roads: Path
    port: int
    world_port: int
    mail_port: int
    process: asyncio.subprocess.Process | None = None
    undo: float = 8.0
    secret: str = field(default_factory=lambda: secrets.token_hex(32))

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def env(self) -> dict[str, str]:
        """Its whole environment of ours."""
        return os.environ | {
            "PUBLIC_URL": self.url, "PORT": str(self.port), "DATABASE_URL": f"sqlite://{self.folder / 'demo.db'}",
            "SECRET_KEYS": self.secret, "TWILIO_ACCOUNT_SID": ACCOUNT.sid, "TWILIO_AUTH_TOKEN": ACCOUNT.token,
            "TWILIO_FROM": ACCOUNT.numbers[0], "TWILIO_API_URL": f"http://127.0.0.1:{self.world_port}",
            "WORLD_CLOCK_FILE": str(self.folder / "clock.json"), "UNKNOWN_LOOKUPS": "0,0.5,1,2", "SWEEP_SECONDS": "2",
            "ROADS": str(self.roads), "SLACK_BOT_TOKEN": TEAM.token, "SLACK_SIGNING_SECRET": TEAM.secret,
            "SLACK_API_URL": f"http://127.0.0.1:{self.world_port}/slack/api", "SLACK_SUPPORT_CHANNEL": "C0SUPPORT",
            "SLACK_DISPATCH_CHANNEL": "C0DISPATCH", "UNDO_SECONDS": str(self.undo),
            "TWILIO_WHATSAPP_FROM": ACCOUNT.whatsapp[0], "SMTP_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "MAIL_FROM": "Bloom <hello@bloom.example>",
        }

    async def start(self) -> None:
        """Start it and wait until it answers."""
        with (self.folder / "service.log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "serve", env=self.env,
                                                                stdout=log, stderr=log)
        until = time.monotonic() + STARTS_WITHIN
        async with aiohttp.ClientSession() as http:
            while time.monotonic() < until:
                with contextlib.suppress(aiohttp.ClientError, OSError):
                    async with http.get(f"{self.url}/healthz") as answer:
                        if answer.status == web.HTTPOk.status_code:
                            return
                if self.process.returncode is not None:
                    break
                await asyncio.sleep(0.05)
        await self.stop()
        msg = f"the service did not start; its log is {self.folder / 'service.log'}"
        raise RuntimeError(msg)

    async def restart(self) -> None:
        """Pull the plug and start it again."""
        if self.process is not None:
            self.process.kill()
            await self.process.wait()
        await self.start()

    async def stop(self) -> None:
        """Ask it to end; it finishes what it is doing."""
        if self.process is not None and self.process.returncode is None:
            self.process.terminate()
            await self.process.wait()

    async def key(self) -> str:
        """A key of its API that may do everything but read codes."""
        return await self._says("key", "demo")

    async def inbox(self) -> str:
        """Where it takes what people answer by mail."""
        return await self._says("inbox")

    async def templates(self) -> None:
        """Have every template approved that WhatsApp asks for."""
        await self._says("templates", "submit")

    async def guest(self) -> str:
        """The link that lets a dispatcher into its console once."""
        return (await self._says("user", "add", "dispatcher@localhost", "Robin", "dispatcher")).split()[-1]

    async def _says(self, *command: str) -> str:
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", *command, env=self.env,
                                                       stdout=asyncio.subprocess.PIPE)
        out, _ = await process.communicate()
        return out.decode().strip()


def _roads(args: argparse.Namespace) -> Path:
    """The place that was asked for; else the city that was fetched, else a town that is drawn once and kept."""
    if args.roads:
        return Path(args.roads)
    if not args.town and CITY.exists():
        return CITY
    if not TOWN.exists():
        TOWN.parent.mkdir(parents=True, exist_ok=True)
        draw(TOWN)
    return TOWN


async def _demo(args: argparse.Namespace, folder: Path, roads: Path, town: Town) -> int:
    """Start both, then play."""
    port = _free(args.port)
    world_port = _free(port + 1)
    speed = args.speed or (DAY_SPEED if args.day else STROLL_SPEED)
    epoch = EVENING if args.day else Stroll.epoch()
    clock = WorldClock.begin(folder / "clock.json", Pace(epoch.astimezone(UTC), time.time(), speed))
    clock.hold()
    world = create_world(WorldSettings(folder / "world.jsonl", f"http://127.0.0.1:{port}",
                                       f"http://127.0.0.1:{world_port}", "", folder / "clock.json", ACCOUNT,
                                       faults=BAD_DAYS if args.day else (), seed=args.seed, zone=ZONE.key,
                                       slack=TEAM))
    runner = web.AppRunner(world, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", world_port).start()
    child = Child(folder, roads, port, world_port, world[MAIL].port, undo=DAY_UNDO if args.day else 8.0)
    print(f"the world is at http://127.0.0.1:{child.world_port}/ and waits for the service ...", flush=True)
    await child.start()
    world[SERVICE].key, world[SCENE].link, world[MAIL].inbox, _ = await asyncio.gather(
        child.key(), child.guest(), child.inbox(), child.templates())
    api = Api(child.url, world[SERVICE].key)
    world[WORLD].clock.release()
    try:
        if args.day:
            return await _day(args, folder, child, world, api, town)
        return await _stroll(child, Stroll(world, api, town, args.beside))
    finally:
        await api.close()
        await child.stop()
        await runner.cleanup()


async def _day(args: argparse.Namespace, folder: Path, child: Child, world: web.Application, api: Api,
               town: Town) -> int:
    print(f"playing a delivery day (seed {args.seed}) ...", flush=True)
    started, parts = time.monotonic(), world[WORLD]
    killer = Killer.of(args.kill, args.seed, parts.clock, child.restart)
    parts.ledger.follow(killer.hear)
    day = Day.of(world, api, args.seed, town)
    day.brake.busy = lambda: killer.busy
    await day.play()
    await killer.finished()
    log = (folder / "service.log").read_text(errors="replace")
    seen = evidence(day.script, parts.ledger.entries, day.deliveries, log, len(day.left), day.staff.name,
                    day.cases)
    seen.arrived, seen.start = day.arrived, town.start
    text, good = report(seen, killer.done, time.monotonic() - started)
    print(f"{day.machine()}\n{text}", flush=True)
    if args.transcript:
        args.transcript.write_text(transcript(seen, day.script.special["code_asked"].phone), encoding="utf-8")
    return 0 if good and killer.done == args.kill else 1


async def _stroll(child: Child, stroll: Stroll) -> int:
    """A gentle day to look at, until Ctrl-C."""
    print(f"\n  be the customer    http://127.0.0.1:{child.world_port}/\n  all vans           http://127.0.0.1:{child.world_port}/world/dispatch\n"
          f"  be the office      http://127.0.0.1:{child.world_port}/slack\n"
          f"  the service        {child.url}/api/docs\n"
          f"\nCtrl-C ends it. It is {datetime.now(UTC):%H:%M} here; the world runs faster.", flush=True)
    try:
        await stroll.begin()
    except asyncio.CancelledError:
        return 0
    return 0


def _free(port: int) -> int:
    """This port, or the next one that is free."""
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
        port += 1
