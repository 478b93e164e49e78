"""The whole service over HTTP on both databases, and people of every role who sign in as people do."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from html import unescape
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.api.keyring import SCOPES, make
from bot.app import create_app
from bot.context import CONTEXT, Context
from bot.settings import Settings
from bot.staff import people, sessions
from store import models
from store.atomic import atomic

ACCOUNT, TOKEN, OURS = "AC" + "1" * 32, "t" * 32, "+13125550100"
PASSWORD = "four walls and a lamp"
PROOF = re.compile(r'name="proof" value="([^"]*)"')


@dataclass
class Person:
    """A browser without scripts: it keeps cookies, reads the proof off pages and sends forms."""

    http: TestClient[Any, Any]
    name: str = ""

    async def get(self, path: str) -> tuple[int, str]:
        async with self.http.get(path) as answer:
            return answer.status, await answer.text()

    async def proof(self, path: str = "/console/me") -> str:
        _, text = await self.get(path)
        found = PROOF.search(text)
        return found[1] if found else ""

    async def post(self, path: str, at: str = "/console/me", **form: str) -> tuple[int, str]:
        """Send a form as it stands on the page `at`; the status and text of where that leads."""
        async with self.http.post(path, data={"proof": await self.proof(at), **form}) as answer:
            return answer.status, unescape(await answer.text())

    async def sign_in(self, email: str, password: str = PASSWORD) -> tuple[int, str]:
        return await self.post("/console/sign-in", "/console/sign-in", email=email, password=password)


@dataclass
class House:
    """The service and whoever works there."""

    client: Callable[..., Awaitable[TestClient[Any, Any]]]
    context: Context
    app: Any
    key: str
    first: TestClient[Any, Any]

    async def browser(self) -> Person:
        """Somebody's fresh browser on the same service."""
        return Person(await self.client(self.first.server))

    async def person(self, role: str, name: str = "") -> Person:
        """Somebody of that role who is signed in already."""
        name, now = name or role.title(), self.context.clock.machine()

        async def work() -> str:
            staff = await people.add(f"{name}@example.com", name, role, now)
            return await sessions.begin(staff, sessions.Browser("Firefox Linux", "127.0.0.1"), now)

        found = await self.browser()
        found.name = name
        cookie = {"porchlight_console": await atomic(work)}
        found.http.session.cookie_jar.update_cookies(cookie, found.http.make_url("/"))
        return found

    async def employee(self, name: str, role: str = "agent") -> Person:
        """Somebody who opened a link, chose the password and is in."""
        now = self.context.clock.machine()

        async def work() -> str:
            return await people.new_link(await people.add(f"{name}@example.com", name, role, now), now)

        path, found = f"/console/link/{await atomic(work)}", await self.browser()
        status, _ = await found.post(path, path, password=PASSWORD)
        assert status == 200
        return found

    async def call(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self.key}"}
        async with self.first.request(method, f"/api/v1{path}", json=body, headers=headers) as answer:
            found = await answer.json(content_type=None)
            assert answer.status < 300, found
            return found

    async def audited(self) -> list[tuple[str, str, str, str]]:
        return [(row.who, row.what, row.of, row.why) for row in await models.AuditRow.all().order_by("seq")]


def settings(database_url: str, **more: Any) -> Settings:
    given: dict[str, Any] = {
        "database_url": database_url, "secret_keys": ("k" * 40,), "twilio_account_sid": ACCOUNT,
        "twilio_auth_token": (TOKEN,), "twilio_from": OURS, "twilio_api_url": "http://127.0.0.1:9",
        "undo_seconds": 2.0}
    return Settings(**given | more, _env_file=None)


@pytest.fixture
async def house(database_url: str, aiohttp_client: Callable[..., Awaitable[TestClient[Any, Any]]]) -> House:
    first = await aiohttp_client(create_app(settings(database_url), working=False))
    context = first.server.app[CONTEXT]
    _, key = await atomic(lambda: make("tests", SCOPES, context.clock.machine()))
    return House(aiohttp_client, context, first.server.app, key, first)
