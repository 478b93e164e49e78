"""Live pages: a stream that says only that something changed; the page then fetches itself and swaps what differs.

What a page shows is looked at once a second for each topic that anybody watches, however many watch it. A stream ends
within seconds of its session, and after a few minutes, to be opened again: a role that changed counts here too.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from hashlib import sha256
from typing import Any

import msgspec
from aiohttp import web

from bot.console.page import Visit
from bot.context import CONTEXT, Context
from bot.paper import HEADERS
from bot.staff import sessions
from tracking.live import TooManyViewers

log = logging.getLogger(__name__)
EVERY, LASTS, LOOKS_IN = 1.0, 300.0, 3.0
Look = Callable[[], Awaitable[Any]]
LOOKS = web.AppKey("console looks", dict[str, Look])


def add_streams(app: web.Application) -> None:
    """Look at what is watched for as long as the service runs."""
    app[LOOKS] = {}

    async def life(_app: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(_rounds(app[CONTEXT], app[LOOKS]))
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    app.cleanup_ctx.append(life)


async def watch(visit: Visit, topic: str, look: Look) -> web.StreamResponse:
    """Hold a page's stream open; `look` reads what the page shows."""
    visit.request.app[LOOKS][topic] = look

    async def snapshot() -> bytes:
        return _print(await look())

    return await hold(visit, topic, snapshot)


async def hold(visit: Visit, topic: str, snapshot: Callable[[], Awaitable[bytes]]) -> web.StreamResponse:
    """A stream that begins with `snapshot`. It ends with its session, and by itself after `LASTS` seconds."""
    end = asyncio.create_task(_end(visit))
    try:
        return await visit.context.streams.serve(visit.request, topic, snapshot)
    except TooManyViewers:
        raise web.HTTPServiceUnavailable(headers={**HEADERS, "Retry-After": "10"}) from None
    finally:
        end.cancel()


async def _end(visit: Visit) -> None:
    """Hang up on somebody who was signed out elsewhere, or after a while, so that a changed role counts here too."""
    for _ in range(round(LASTS / LOOKS_IN)):
        await asyncio.sleep(LOOKS_IN)
        if visit.session is None or not await sessions.holds(visit.session, visit.machine):
            break
    if visit.request.transport is not None:
        visit.request.transport.close()


async def _rounds(context: Context, looks: dict[str, Look]) -> None:
    before: dict[str, bytes] = {}
    while True:
        await asyncio.sleep(EVERY)
        for topic, look in tuple(looks.items()):
            if not context.streams.watched(topic):
                looks.pop(topic, None)
                before.pop(topic, None)
                continue
            try:
                now = _print(await look())
            except Exception:
                log.exception("a page of the console could not be looked at")
                continue
            if before.get(topic) != now:  # the first time too: it may have changed since the snapshot
                context.streams.send(topic, "moved", now)
            before[topic] = now


def _print(value: Any) -> bytes:
    """A fingerprint of what a page shows: nothing of it travels on the stream."""
    return msgspec.json.encode({"print": sha256(repr(value).encode()).hexdigest()[:24]})
