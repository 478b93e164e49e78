"""The whole service over HTTP, on both databases, with a key that may do everything."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.api.keyring import SCOPES, make
from bot.app import create_app
from bot.context import CONTEXT
from bot.settings import Settings
from store.atomic import atomic

OURS, ACCOUNT, TOKEN = "+13125550100", "AC" + "1" * 32, "t" * 32


@dataclass(slots=True)
class Caller:
    """A client of the API with its key."""

    http: TestClient[Any, Any]
    key: str

    async def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Status and JSON."""
        named = {"Authorization": f"Bearer {self.key}"} | {one.replace("_", "-"): text for one, text in headers.items()}
        async with self.http.request(method, f"/api/v1{path}", json=body, headers=named) as answer:
            return answer.status, await answer.json(content_type=None)


def settings(database_url: str) -> Settings:
    """A service whose texts go nowhere: nobody listens at that address."""
    return Settings(database_url=database_url, secret_keys=("k" * 40,), public_url="https://track.example.com",
                    twilio_account_sid=ACCOUNT, twilio_auth_token=(TOKEN,), twilio_from=OURS,
                    twilio_api_url="http://127.0.0.1:9", _env_file=None)


@pytest.fixture
async def call(database_url: str, aiohttp_client: Callable[..., Awaitable[TestClient[Any, Any]]]
               ) -> Caller:
    """The service and a key to everything."""
    client = await aiohttp_client(create_app(settings(database_url)))
    context = client.server.app[CONTEXT]
    _, key = await atomic(lambda: make("tests", SCOPES, context.clock.machine()))
    return Caller(client, key)


DEPOT = {"name": "Bloom North", "brand": "Bloom", "time_zone": "America/Chicago", "default_region": "US",
         "support": {"phone": "+13125550177"},
         "windows": [{"days": "daily", "from": "08:00", "to": "12:00", "capacity": 5}]}


def order(number: str = "BF-1", phone: str = "+13125550123", **more: Any) -> dict[str, Any]:
    """A delivery's body."""
    return {"tracking_number": number, "customer": {"name": "Ana Ruiz", "phone": phone},
            "address": {"text": "1 Main St, Chicago IL 60601"},
            "window": {"start": "2031-11-25T14:00:00-06:00", "end": "2031-11-25T16:00:00-06:00"},
            "items": [{"description": "3-seat sofa", "quantity": 1}]} | more
