"""A real server on loopback in Twilio's place: keeps every request it saw, and answers as a test wants."""

import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from aiohttp import web

from domain.people import MessageId
from integrations.channel import Outgoing
from integrations.twilio.channel import TwilioChannel
from integrations.twilio.transport import session
from tests.integrations.twilio.forms import ACCOUNT, SID

SERVICE = "MG" + "b" * 32
TO, SENDER, WORDS = "+13125550123", "+13125550100", "Your gate code is 4417#, Ana"
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as it came over the wire."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that the channel asks for."""

    twilio_api_url: str
    twilio_messaging_service_sid: str = ""
    twilio_from: str = SENDER
    twilio_account_sid: str = ACCOUNT
    twilio_auth_token: tuple[str, ...] = ("secret-token", "older-token")
    url: str = "https://track.example.com"


@dataclass(slots=True)
class StandIn:
    """What it saw, in order, and how it answers next."""

    answer: Answer
    seen: list[Seen] = field(default_factory=list)
    origin: str = ""

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Keep the request, then answer."""
        body = await request.read()
        self.seen.append(Seen(request.method, request.path, dict(request.query), dict(request.headers), body))
        return await self.answer(request)

    @property
    def posts(self) -> int:
        """How many texts would be on their way."""
        return sum(one.method == "POST" for one in self.seen)


def resource(**changed: object) -> dict[str, Any]:
    """A message as Twilio's API shows it."""
    made = "Tue, 24 Nov 2026 14:00:00 +0000"
    return {
        "sid": SID, "account_sid": ACCOUNT, "to": TO, "from": SENDER, "body": WORDS, "status": "queued",
        "direction": "outbound-api", "date_created": made, "date_updated": made, "date_sent": None, "num_media": "0",
        "num_segments": "1", "error_code": None, "error_message": None, "price": None, "price_unit": None,
        "api_version": "2010-04-01", "messaging_service_sid": None, "uri": "", "subresource_uris": {},
    } | changed


def says(status: int, payload: object, **headers: str) -> Answer:
    """Always this answer; a payload that is text is sent as it is."""
    text = payload if isinstance(payload, str) else json.dumps(payload)
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.Response(status=status, text=text, content_type="application/json", headers=named)

    return answer


def in_turn(*answers: Answer) -> Answer:
    """One answer after the other."""
    left = list(answers)

    async def answer(request: web.Request) -> web.StreamResponse:
        return await left.pop(0)(request)

    return answer


@asynccontextmanager
async def standing_in(answer: Answer) -> AsyncIterator[StandIn]:
    """A server on a free port of loopback."""
    twilio = StandIn(answer)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", twilio.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    twilio.origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield twilio
    finally:
        await runner.cleanup()


@asynccontextmanager
async def channel(origin: str, deadline: float = 5.0, *, service: str = "",
                  sender: str = SENDER) -> AsyncIterator[TwilioChannel]:
    """The channel, pointed at an origin."""
    async with session() as http:
        yield TwilioChannel(Settings(origin, service, sender), http, deadline)


def outgoing(body: str = WORDS, sender: str = SENDER, valid: timedelta = timedelta(minutes=20)) -> Outgoing:
    """A message to submit."""
    return Outgoing(MessageId("01JD8Z"), 1, TO, sender, body, "01JD8Z.1.AAAAAAAAAAAAAAAAAAAAAA", valid)


def free_port() -> int:
    """A port of loopback on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
