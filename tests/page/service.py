"""The real service in a process of its own, on its embedded database, in a world that runs faster: for the browser.

`drive` posts a tracker's fixes over HTTP along a way, as a phone in a van does; nothing here reaches into the service.
"""

import asyncio
import json
import math
import os
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from playwright.async_api import Page

ROOT = Path(__file__).parents[2]
Place = tuple[float, float]
FIRST = tempfile.TemporaryDirectory()
PACE, EVERY = 9.0, 0.2
"""Metres a second in the world, and real seconds between two fixes."""


@dataclass
class Service:
    """`porchlight serve`; `speed` world seconds pass in a real one, from `epoch` on."""

    folder: Path
    roads: str = ""
    speed: float = 20.0
    epoch: datetime = datetime(2031, 11, 25, 20, 0, tzinfo=UTC)
    port: int = 0
    key: str = ""
    process: asyncio.subprocess.Process | None = None
    http: aiohttp.ClientSession | None = None
    extra: dict[str, str] = field(default_factory=dict)
    started: float = 0.0
    staff: int = 0

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def now(self) -> float:
        """The world's instant, seconds since 1970."""
        return self.epoch.timestamp() + (time.time() - self.started) * self.speed

    def env(self) -> dict[str, str]:
        """Its settings."""
        clean = {name: text for name, text in os.environ.items() if not name.startswith("TWILIO")}
        return clean | {
            "PORT": str(self.port), "PUBLIC_URL": "", "DATABASE_URL": f"sqlite://{self.folder / 'real.db'}",
            "SECRET_KEYS": "k" * 40, "ROADS": self.roads, "CACHE": str(self.folder / "cache"),
            "WORLD_CLOCK_FILE": str(self.folder / "clock.json")} | self.extra

    async def begin(self) -> None:
        """Start the world and the service, and make a key."""
        self.started = time.time()
        (self.folder / "clock.json").write_text(json.dumps(
            {"epoch": self.epoch.isoformat(), "started": self.started, "speed": self.speed, "held": None}))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.http = aiohttp.ClientSession()
        self.key = await self.first_key()
        await self.start()

    async def first_key(self) -> str:
        """A database with a key to everything: made by the command once, and copied for each service after it."""
        made, file = Path(FIRST.name) / "made.db", self.folder / "real.db"
        if not made.exists():
            command = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "key", "tests", "--scopes", "all", cwd=ROOT,
                env=self.env() | {"DATABASE_URL": f"sqlite://{made}"}, stdout=asyncio.subprocess.PIPE)
            made.with_suffix(".key").write_bytes((await command.communicate())[0])
        if not file.exists():
            shutil.copy(made, file)
        return made.with_suffix(".key").read_text(encoding="utf-8").strip()

    async def start(self) -> None:
        """Serve, and wait until it answers."""
        with (self.folder / "service.log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "serve", cwd=ROOT,
                                                                env=self.env(), stdout=log, stderr=log)
        assert self.http is not None
        for _ in range(1200):
            try:
                async with self.http.get(f"{self.url}/healthz") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                await asyncio.sleep(0.1)
        raise AssertionError((self.folder / "service.log").read_text())

    async def kill(self) -> None:
        """Pull the plug."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()

    async def end(self) -> None:
        """Stop it."""
        if self.process is not None and self.process.returncode is None:
            self.process.terminate()
            await self.process.wait()
        if self.http is not None:
            await self.http.close()

    async def __call__(self, method: str, path: str, body: Any = None) -> Any:
        """A call of the API that must succeed; its JSON."""
        assert self.http is not None
        headers = {"Authorization": f"Bearer {self.key}"}
        async with self.http.request(method, f"{self.url}/api/v1{path}", json=body, headers=headers) as answer:
            said = await answer.json(content_type=None)
            assert answer.status < 300, (path, answer.status, said)
            return said

    async def person(self, role: str = "dispatcher") -> tuple[str, str]:
        """Somebody new of staff: the link that lets them choose a password, and their e-mail address."""
        self.staff += 1
        email = f"staff{self.staff}@example.com"
        made = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "user", "add", email, f"Staff {self.staff}", role, cwd=ROOT, env=self.env(),
            stdout=asyncio.subprocess.PIPE)
        return (await made.communicate())[0].decode().split()[-1], email

    async def ready_map(self) -> None:
        """Wait until the tiles are drawn."""
        assert self.http is not None
        for _ in range(1200):
            async with self.http.get(f"{self.url}/map/style.json") as answer:
                if answer.status == 200:
                    return
            await asyncio.sleep(0.1)
        raise AssertionError((self.folder / "service.log").read_text())


@dataclass
class Round:
    """A driver on a started run through `doors`; one page and one stop for each."""

    service: Service
    doors: Sequence[Place]
    name: str = "Marco"
    token: str = ""
    at: Place = (0.0, 0.0)
    ids: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    stops: list[str] = field(default_factory=list)

    async def begin(self, start: Place, addresses: Sequence[str] = (), *, language: str = "", minutes: int = 5,
                    hours: float = 2.0, prefix: str = "BF", phone: int = 3125550120) -> "Round":
        """Order, plan, start. The window opens a quarter of an hour ago and lasts `hours`."""
        call = self.service
        driver = await call("POST", "/drivers", {"name": self.name, "phone": f"+1{phone - 50}"})
        self.token, self.at = driver["gps_token"], start
        opens = datetime.fromtimestamp(call.now(), UTC) - timedelta(minutes=15)
        window = {"start": opens.isoformat(), "end": (opens + timedelta(hours=hours)).isoformat()}
        for number, (lat, lon) in enumerate(self.doors):
            text = addresses[number] if number < len(addresses) else f"{number + 1} Lamp St, Chicago IL 6060{number}"
            made = await call("POST", "/deliveries", {
                "tracking_number": f"{prefix}-{number}", "address": {"text": text, "lat": lat, "lon": lon},
                "customer": {"name": "Ana Ruiz", "phone": f"+1{phone + number}", "language": language},
                "window": window, "items": [{"description": "3-seat sofa", "quantity": 1}],
                "service_minutes": minutes})
            self.ids.append(made["id"])
            self.pages.append(call.url + "/t/" + made["tracking_url"].rpartition("/")[2])
        today = datetime.fromtimestamp(call.now(), UTC).date().isoformat()
        run = await call("POST", "/runs", {"driver_id": driver["id"], "date": today, "stops": self.ids,
                                           "start": {"lat": start[0], "lon": start[1]}})
        self.stops = [one["id"] for one in run["stops"]]
        await call("POST", f"/runs/{run['id']}/start")
        return self

    async def fix(self, place: Place | None = None, speed: float = 0.0, heading: float | None = None) -> None:
        """One fix of now."""
        self.at = place or self.at
        assert self.service.http is not None
        body = {"lat": self.at[0], "lon": self.at[1], "time": self.service.now(), "speed_mps": speed, "accuracy_m": 5}
        if heading is not None:
            body["heading"] = heading
        headers = {"Authorization": f"Bearer {self.token}"}
        async with self.service.http.post(f"{self.service.url}/webhooks/gps/generic", json=body,
                                          headers=headers) as answer:
            assert answer.status == 200, await answer.text()

    async def drive(self, to: Place, until: float = 1.0) -> None:
        """Along a straight street, a fix now and then; `until`: which part of the way."""
        north, east = (to[0] - self.at[0]) * 111_195, (to[1] - self.at[1]) * 111_195 * math.cos(math.radians(to[0]))
        length, begin = math.hypot(north, east) * until, self.at
        heading, started = math.degrees(math.atan2(east, north)) % 360, self.service.now()
        while True:
            share = min(1.0, (self.service.now() - started) * PACE / max(length, 1.0)) * until
            here = (begin[0] + (to[0] - begin[0]) * share, begin[1] + (to[1] - begin[1]) * share)
            await self.fix(here, PACE, heading)
            if share >= until:
                return
            await asyncio.sleep(EVERY)

    async def done(self, number: int) -> None:
        """The stop of that number (from 0) is over, told by a system."""
        await self.service("POST", f"/stops/{self.stops[number]}/arrived")
        await self.service("POST", f"/stops/{self.stops[number]}/delivered", {})


DEPOT = {"name": "Bloom North", "brand": "Bloom Furniture", "time_zone": "America/Chicago", "default_region": "US",
         "support": {"phone": "+13125550177"},
         "windows": [{"days": "daily", "from": "08:00", "to": "12:00", "capacity": 5}]}


async def sign_in(page: Page, service: Service, role: str = "dispatcher") -> None:
    """In the browser, as somebody new does it: open the link, choose a password."""
    link, _ = await service.person(role)
    await page.goto(link)
    await page.get_by_label("New password").fill("four walls and a lamp")
    await page.get_by_role("button", name="Choose and sign in").click()
    await page.get_by_role("heading", name="Inbox").wait_for()


@asynccontextmanager
async def serving(folder: Path, roads: str = "", **more: Any) -> AsyncIterator[Service]:
    """The service with a depot in it."""
    made = Service(folder, roads, **more)
    try:
        await made.begin()
        await made("POST", "/depots", DEPOT)
        yield made
    finally:
        await made.end()
