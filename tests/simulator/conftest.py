"""A world on a loopback port, and a small service that writes down what the world posts to it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from aiohttp import ClientSession, encode_basic_auth, web
from aiohttp.test_utils import TestServer
from twilio.rest import Client

from simulator.app import PHONES, TWILIO, WORLD, create_world
from simulator.clock import Pace, WorldClock
from simulator.parts import Parts
from simulator.phones import Phones
from simulator.settings import WorldSettings
from simulator.twilio.faults import Fault, Rule
from simulator.twilio.provider import Twilio

ANA, MARCO, OURS = "+13125550123", "+13125550999", "+13125550100"
PATIENCE = 10.0


@dataclass
class Post:
    """One request the service got."""

    url: str
    form: dict[str, str]
    signature: str


@dataclass
class Service:
    """The service under the world: keeps every post, answers what it is told to."""

    url: str = ""
    answer: str = "<Response/>"
    status: int = 200
    posts: list[Post] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    timeline: list[dict[str, str]] = field(default_factory=list)

    def named(self, path: str) -> list[Post]:
        return [post for post in self.posts if path in post.url]

    async def post(self, request: web.Request) -> web.Response:
        form = dict(parse_qsl(await request.text(), keep_blank_values=True))
        url = f"{self.url}{request.raw_path}"
        self.posts.append(Post(url, form, request.headers["X-Twilio-Signature"]))
        return web.Response(text=self.answer, status=self.status, content_type="application/xml")

    async def deliveries(self, request: web.Request) -> web.Response:
        self.keys.append(request.headers.get("Authorization", ""))
        return web.json_response({"items": [self._delivery()], "next": None})

    async def delivery(self, _request: web.Request) -> web.Response:
        return web.json_response(self._delivery())

    def _delivery(self) -> dict[str, object]:
        return {"id": "d1", "tracking_number": "BF-10023", "status": "out_for_delivery", "timeline": self.timeline,
                "customer": {"name": "Ana Ruiz", "phone": ANA},
                "window": {"start": "2026-11-24T14:00:00-06:00", "end": "2026-11-24T16:00:00-06:00"}}


@dataclass
class Place:
    """A running world."""

    url: str
    settings: WorldSettings
    parts: Parts
    phones: Phones
    twilio: Twilio
    service: Service
    http: ClientSession
    app: web.Application

    def client(self, token: str = "") -> Client:
        """Twilio's own client, pointed at this world. Synchronous: call it in a thread."""
        account = self.settings.account
        client = Client(account.sid, token or account.token)
        client.api.base_url = self.url
        return client

    @property
    def auth(self) -> dict[str, str]:
        return {"Authorization": encode_basic_auth(self.settings.account.sid, self.settings.account.token)}

    async def send(self, status: int = 201, **form: str) -> dict[str, object]:
        account = self.settings.account
        path = f"{self.url}/2010-04-01/Accounts/{account.sid}/Messages.json"
        body = {"To": ANA, "From": OURS, "Body": "hello", **form}
        async with self.http.post(path, data=body, headers=self.auth) as answer:
            assert answer.status == status, await answer.text()
            sent: dict[str, object] = json.loads(await answer.text())
            return sent

    def fault(self, fault: Fault, seconds: float = 0.0, times: int | None = None) -> None:
        self.parts.faults.set([Rule(fault, 1.0, seconds, times)])

    def kinds(self, sid: object = None) -> list[str]:
        rows = self.parts.ledger.entries
        return [f"{row.kind} {row.text('status')}".strip() for row in rows if sid is None or row.text("sid") == sid]

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not true():  # noqa: ASYNC110 any condition at all, seen from outside
                await asyncio.sleep(0.01)


Worlds = Callable[..., Awaitable[Place]]


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    known = Service()
    app = web.Application()
    app.add_routes([web.post("/{path:.*}", known.post), web.get("/api/v1/deliveries", known.deliveries),
                    web.get("/api/v1/deliveries/{id}", known.delivery)])
    async with TestServer(app) as server:
        known.url = str(server.make_url("")).rstrip("/")
        yield known


@pytest.fixture
async def worlds(service: Service, tmp_path: Path) -> AsyncIterator[Worlds]:
    """Starts worlds; their time runs a hundred times as fast unless told otherwise."""
    clock = tmp_path / "clock.json"
    WorldClock.begin(clock, Pace(datetime(2026, 11, 24, 15, tzinfo=UTC), time.time(), 100.0))
    servers: list[TestServer] = []
    sessions: list[ClientSession] = []

    async def start(**about: Any) -> Place:
        settings = replace(WorldSettings(tmp_path / "ledger.jsonl", service.url, clock_file=clock), **about)
        app = create_world(settings)
        server = TestServer(app)
        await server.start_server()
        servers.append(server)
        http = ClientSession()
        sessions.append(http)
        url = str(server.make_url("")).rstrip("/")
        return Place(url, settings, app[WORLD], app[PHONES], app[TWILIO], service, http, app)

    yield start
    for http in sessions:
        await http.close()
    for server in servers:
        await server.close()


@pytest.fixture
async def world(worlds: Worlds) -> Place:
    return await worlds()
