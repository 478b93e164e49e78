"""The whole service and a whole workspace, talking over real HTTP on loopback."""

import json
import shutil
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.api.keyring import SCOPES, make
from bot.app import create_app
from bot.context import CONTEXT
from bot.settings import Settings
from simulator.app import PHONES, SLACK, TWILIO, WORLD, create_world
from simulator.phones import Phones
from simulator.settings import Account, WorldSettings
from simulator.slack.desk import Post
from simulator.slack.place import Slack
from simulator.slack.settings import Team
from simulator.twilio.provider import Twilio
from store.atomic import atomic

ACCOUNT, TEAM = Account(service_sid=""), Team()
SUPPORT, DISPATCH = "C0SUPPORT", "C0DISPATCH"
ANA = "+13125550123"


@dataclass
class Place:
    """A running service in a running world."""

    app: web.Application
    world: web.Application
    url: str
    http: aiohttp.ClientSession
    key: str
    settings: Settings
    servers: list[TestServer] = field(default_factory=list)

    @property
    def slack(self) -> Slack:
        return self.world[SLACK]

    @property
    def phones(self) -> Phones:
        return self.world[PHONES]

    @property
    def twilio(self) -> Twilio:
        return self.world[TWILIO]

    def ledger(self, kind: str) -> list[dict[str, Any]]:
        return [dict(one.facts) for one in self.world[WORLD].ledger.entries if one.kind == kind]

    async def call(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self.key}"}
        async with self.http.request(method, f"{self.url}/api/v1{path}", json=body, headers=headers) as answer:
            found = await answer.json()
            assert answer.status < 300, found
            return found

    async def texts(self, phone: str = ANA) -> list[str]:
        return [one.text for one in self.phones.thread(phone) if not one.mine]

    def posts(self, channel: str, text: str = "") -> list[Post]:
        return self.slack.posts(channel, text)


Start = Callable[..., Any]


@pytest.fixture
async def start(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Start]:
    """Starts the service and the world, with these settings instead of the usual ones."""
    places: list[Place] = []

    async def begin(team: Team = TEAM, **changed: Any) -> Place:
        shutil.copy(sqlite_template, tmp_path / "porchlight.db")
        port = unused_port()
        url = f"http://127.0.0.1:{port}"
        clock = changed.pop("world_clock_file", None) or _morning(tmp_path / "clock.json")
        world = create_world(WorldSettings(tmp_path / "world.jsonl", url, account=ACCOUNT, slack=team,
                                           clock_file=clock))
        over = TestServer(world)
        await over.start_server()
        origin = str(over.make_url("/")).rstrip("/")
        given: dict[str, Any] = {
            "database_url": f"sqlite://{tmp_path / 'porchlight.db'}", "secret_keys": ("k" * 40,), "public_url": url,
            "twilio_account_sid": ACCOUNT.sid, "twilio_auth_token": (ACCOUNT.token,),
            "twilio_from": ACCOUNT.numbers[0], "twilio_api_url": origin, "slack_bot_token": team.token,
            "slack_signing_secret": (team.secret,), "slack_api_url": f"{origin}/slack/api",
            "slack_support_channel": SUPPORT, "slack_dispatch_channel": DISPATCH, "undo_seconds": 0.4,
            "cache": tmp_path / "cache", "world_clock_file": clock}
        settings = Settings(**given | changed, _env_file=None)
        app = create_app(settings)
        served = TestServer(app, port=port)
        await served.start_server()
        _, key = await atomic(lambda: make("tests", SCOPES, app[CONTEXT].clock.machine()))
        place = Place(app, world, url, aiohttp.ClientSession(), key, settings, [served, over])
        places.append(place)
        return place

    yield begin
    for place in places:
        await place.http.close()
        for one in place.servers:
            await one.close()


def _morning(file: Path) -> Path:
    """Ten in the morning of the day before, in Chicago, going on from there: a text is never held for the night."""
    file.write_text(json.dumps({"epoch": "2031-11-24T10:00:00-06:00", "started": time.time(), "speed": 1.0}))
    return file


@pytest.fixture
async def place(start: Start) -> Place:
    """The usual one."""
    found: Place = await start()
    return found
