"""Slack's requests to the service: signed, within three seconds, and again where an event was not acknowledged."""

import asyncio
import hmac
import json
import time
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import aiohttp
from aiohttp import web

from simulator.slack.settings import Team

Json = dict[str, Any]
KINDS = {"event_callback": "events_api", "block_actions": "interactive", "view_submission": "interactive"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service answered: `status` 0 where nothing came back in time, `seconds` how long it took."""

    status: int
    body: Json
    seconds: float = 0.0

    @property
    def good(self) -> bool:
        """Whether it was acknowledged."""
        return 200 <= self.status < 300  # noqa: PLR2004 what 2xx means


def now() -> float:
    """Machine time: Slack's own clock, which no world holds still."""
    return time.time()


def signature(secret: str, seconds: str, body: bytes) -> str:
    """Slack's v0 signature."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{seconds}:".encode() + body, sha256).hexdigest()


class Postman:
    """Delivers to the app: over its socket where one is open, else by HTTP."""

    def __init__(self, team: Team, url: str) -> None:
        """`url` is the app's request address. Nothing is open until the first post."""
        self._team, self.url = team, url
        self._http: aiohttp.ClientSession | None = None
        self._sockets: list[web.WebSocketResponse] = []
        self._waiting: dict[str, asyncio.Future[Json]] = {}

    async def deliver(self, body: Json, retry: int = 0) -> Answer:
        """One request, once."""
        started = time.monotonic()
        live = [one for one in self._sockets if not one.closed]
        answer = await (self._by_socket(live[-1], body, retry) if live else self._by_http(body, retry))
        return Answer(answer.status, answer.body, time.monotonic() - started)

    async def _by_http(self, body: Json, retry: int) -> Answer:
        event = body.get("type") in {"event_callback", "url_verification"}
        raw = json.dumps(body).encode() if event else urlencode(
            body if "command" in body else {"payload": json.dumps(body)}).encode()
        kind = "application/json" if event else "application/x-www-form-urlencoded"
        return await self.post(raw, kind, retry)

    async def post(self, raw: bytes, kind: str, retry: int = 0, **headers: str) -> Answer:
        """A raw body, signed for now unless headers say otherwise."""
        seconds = str(int(now()))
        sent = {"Content-Type": kind, "X-Slack-Request-Timestamp": seconds, "User-Agent": "Slackbot 1.0",
                "X-Slack-Signature": signature(self._team.secret, seconds, raw)}
        if retry:
            sent |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._team.deadline),
                                               cookie_jar=aiohttp.DummyCookieJar())
        try:
            async with self._http.post(self.url, data=raw, headers=sent | headers, allow_redirects=False) as answer:
                text = (await answer.content.read(65536)).decode(errors="replace")
                return Answer(answer.status, _object(text))
        except (aiohttp.ClientError, TimeoutError, OSError):
            return Answer(0, {})

    async def _by_socket(self, socket: web.WebSocketResponse, body: Json, retry: int) -> Answer:
        envelope = uuid4().hex
        kind = "slash_commands" if "command" in body else KINDS.get(str(body.get("type")), "interactive")
        told = self._waiting[envelope] = asyncio.get_running_loop().create_future()
        try:
            await socket.send_json({"envelope_id": envelope, "type": kind, "payload": body,
                                    "accepts_response_payload": True, "retry_attempt": retry})
            return Answer(200, await asyncio.wait_for(told, self._team.deadline))
        except (TimeoutError, ConnectionError):
            return Answer(0, {})
        finally:
            self._waiting.pop(envelope, None)

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        """The app's end of Socket Mode: hello, then envelopes out and acknowledgements in."""
        one = web.WebSocketResponse(heartbeat=20)
        await one.prepare(request)
        await one.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": self._team.app},
                             "debug_info": {"host": "world"}})
        self._sockets.append(one)
        try:
            async for message in one:
                said = _object(message.data) if message.type is aiohttp.WSMsgType.TEXT else {}
                told = self._waiting.get(str(said.get("envelope_id")))
                if told is not None and not told.done():
                    payload = said.get("payload")
                    told.set_result(payload if isinstance(payload, dict) else {})
        finally:
            self._sockets.remove(one)
        return one

    @property
    def sockets(self) -> int:
        """How many are open."""
        return sum(not one.closed for one in self._sockets)

    async def close(self) -> None:
        """Let go of every connection."""
        for one in list(self._sockets):
            await one.close()
        if self._http is not None:
            await self._http.close()


def _object(text: str) -> Json:
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {"text": text}
    return found if isinstance(found, dict) else {}
