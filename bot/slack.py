"""`POST /webhooks/slack` and Socket Mode: check who speaks, note what they did, answer within a second.

    the body  --signature-->  a member of ours?  --note under its own id-->  200  --bot/slack_acts.py-->  the one door

Strangers, guests, bots and people of other workspaces are refused by the ids of the signed body and hear nothing.
Forms are the one thing that cannot wait: they open at once and decide nothing.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.clock import Clock
from bot.context import CONTEXT
from bot.notes import lane
from bot.receive import Door
from integrations.channel import SendError
from integrations.slack.acts import Do
from integrations.slack.happened import Asked, Chose, Happened, Left, Pressed, Speaker, Submitted, Wrote
from integrations.slack.listeners import Answer, bolt
from integrations.slack.parse import Malformed, body_of, parse
from integrations.slack.signature import Forged, check
from integrations.slack.workspace import Workspace
from integrations.twilio.form import read_body
from store.journal import JournalFull

log = logging.getLogger(__name__)
routes = web.RouteTableDef()
LARGEST, DEADLINE, ANSWER_WITHIN = 256 * 1024, 3.0, 0.9
NOTE_WITHIN = 1.8
"""Seconds more for a note that is being written: Slack waits three in all, and never brings a press again."""
OK, BAD, UNHEARD, LATER = 200, 400, 404, 503
OPENS = frozenset({Do.REPLY, Do.NOTE, Do.DELIVERED, Do.FAILED, Do.LATE, Do.MESSAGE, Do.SNOOZE})
"""What only opens a form: it decides nothing, so there is nothing to note."""
NOTED = (Wrote, Pressed, Submitted, Left)
Forms = Callable[[Pressed | Chose | Asked], Awaitable[Answer]]


class Ears:
    """What the service hears of one workspace. `forms` answers at once, with a form or with words."""

    def __init__(self, door: Door, clock: Clock, workspace: Workspace, forms: Forms) -> None:
        """Wire Bolt."""
        self._door, self._clock, self.workspace, self._forms = door, clock, workspace, forms
        self._noting: dict[str, asyncio.Task[bool] | None] = {}
        self.app: AsyncApp = bolt(workspace, self.take)

    async def take(self, body: Mapping[str, Any]) -> Answer:
        """Note what somebody did, once; answer what must be answered at once. Never raises for what others sent."""
        try:
            happened = parse(body, self._clock.now())
            if happened is None or not await self._admitted(happened):
                return Answer()
            return await self._heard(happened)
        except Malformed as error:
            log.warning("a Slack request made no sense: %s", error)
            return Answer(BAD)
        except SendError as error:
            log.warning("Slack could not be asked who somebody is: %s", error)
        except JournalFull:
            log.warning("too much is waiting to be written")
        return Answer(LATER)

    async def _admitted(self, happened: Happened) -> bool:
        """Slack itself says that somebody left; whoever did anything else must be one of ours."""
        return await (self.workspace.lost(happened.who) if isinstance(happened, Left) else self._trusted(happened.who))

    async def _trusted(self, who: Speaker) -> bool:
        good = await self.workspace.trusts(who)
        if not good:
            log.warning("somebody who is no full member was refused", extra={"slack_user": who.user})
        return good

    async def _heard(self, happened: Happened) -> Answer:
        if isinstance(happened, (Chose, Asked)):
            return await self._forms(happened)
        if isinstance(happened, Pressed) and happened.act is not None and happened.act.do in OPENS:
            return await self._forms(happened)
        note = asyncio.create_task(self._door.noted(
            KINDS[type(happened)], f"slack:{happened.key}", lane("slack", happened.who.user, ""),
            msgspec.json.encode(happened)))
        if happened.key in self._noting:
            self._noting[happened.key] = note
        await asyncio.shield(note)  # once begun it is written, whoever is still waiting
        return Answer()

    async def dispatch(self, raw: bytes, headers: Mapping[str, str], seconds: float) -> web.Response:
        """One checked request, through Bolt, answered in `seconds`; later where only then it is known to be noted.

        Raises:
            Malformed: it is not what Slack sends.
        """
        body = body_of(raw, headers.get("Content-Type", ""))
        if body.get("type") == "url_verification":
            return web.json_response({"challenge": str(body.get("challenge", ""))[:200]})
        happened = parse(body, self._clock.now())
        if happened is None:  # none of ours; and Bolt stumbles over bodies that make no sense
            return web.Response()
        key = happened.key if isinstance(happened, NOTED) else ""
        self._noting[key] = None
        try:
            async with asyncio.timeout(seconds):
                return await self._answered(raw, headers)
        except TimeoutError:
            return await self._noted_late(key)
        finally:
            self._noting.pop(key, None)

    async def _noted_late(self, key: str) -> web.Response:
        """The time is up. A note that is durable, or in a moment, is acted on: to say otherwise would be untrue."""
        note = self._noting.get(key)
        with contextlib.suppress(TimeoutError, JournalFull):
            if note is not None:
                await asyncio.wait_for(asyncio.shield(note), NOTE_WITHIN)
                return web.Response()
        return _later()

    async def _answered(self, raw: bytes, headers: Mapping[str, str]) -> web.Response:
        request = AsyncBoltRequest(body=raw.decode(), headers={"content-type": headers.get("Content-Type", "")})
        answer = await self.app.async_dispatch(request)
        if answer.status in {OK, UNHEARD}:
            text = answer.body if answer.status == OK else ""
            return web.Response(text=text, content_type="application/json" if text.startswith("{") else "text/plain")
        return web.Response(status=BAD) if answer.status == BAD else _later()


def _later() -> web.Response:
    return web.Response(status=LATER, headers={"Retry-After": "1"})


KINDS: dict[type[Happened], str] = {Wrote: "slack_wrote", Pressed: "slack_pressed", Submitted: "slack_submitted",
                                    Left: "slack_left"}
EARS = web.AppKey("slack", dict[str, Ears])
"""Holds the ears under "slack" while Slack is on; empty while it is off."""


@routes.post("/webhooks/slack")
async def slack(request: web.Request) -> web.Response:
    """What happened in Slack: durable before it is acknowledged."""
    ears, context = request.app[EARS].get("slack"), request.app[CONTEXT]
    secrets, started = context.settings.slack_signing_secret, time.monotonic()
    if ears is None or not secrets:
        raise web.HTTPNotFound
    raw = await read_body(request.content, request.headers, DEADLINE, LARGEST)
    try:
        check(raw, request.headers, secrets, context.clock.machine())
        left = max(0.1, ANSWER_WITHIN - (time.monotonic() - started))
        return await ears.dispatch(raw, request.headers, left)
    except Forged as error:
        log.warning("a Slack request was refused: %s", error)
        raise web.HTTPForbidden from None
    except (Malformed, UnicodeDecodeError):
        raise web.HTTPBadRequest(text="not what Slack sends") from None
