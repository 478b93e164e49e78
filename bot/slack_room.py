"""Slack, wired into one process: the workspace, the ears, Socket Mode where an app token is set."""

import contextlib
import logging
from collections.abc import AsyncIterator

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler

from bot.context import CONTEXT
from bot.slack import EARS, Ears
from integrations.slack.happened import Asked, Chose, Pressed
from integrations.slack.listeners import BOLT, Answer
from integrations.slack.workspace import Workspace

log = logging.getLogger(__name__)
OFF = "Slack is off: SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, or SLACK_APP_TOKEN, are not all set"


@contextlib.asynccontextmanager
async def slack_room(app: web.Application) -> AsyncIterator[None]:
    """Slack while the service runs; without credentials one clear line, and nothing."""
    settings = app[CONTEXT].settings
    if not settings.slack:
        log.warning(OFF)
        yield
        return
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
        workspace = Workspace(settings.slack_bot_token, f"{settings.slack_api_url}/", http)
        ears = app[EARS]["slack"] = Ears(app[CONTEXT].door, app[CONTEXT].clock, workspace, _forms)
        async with _socket(ears, settings.slack_app_token):
            yield
        app[EARS].clear()


async def _forms(_happened: Pressed | Chose | Asked) -> Answer:
    return Answer()


@contextlib.asynccontextmanager
async def _socket(ears: Ears, token: str) -> AsyncIterator[None]:
    """Socket Mode: no address of ours need be reachable. It reconnects by itself; a start without Slack goes on."""
    if not token:
        yield
        return
    handler = AsyncSocketModeHandler(ears.app, token, BOLT, ears.workspace.client)
    handler.client.auto_reconnect_enabled = True
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
    except Exception as error:  # noqa: BLE001 the library raises anything; a service without Slack still serves
        log.warning("Socket Mode is not connected: %s", type(error).__name__)
    yield
    with contextlib.suppress(Exception):
        await handler.close_async()  # type: ignore[no-untyped-call]
