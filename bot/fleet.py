"""The dispatcher's map of all vans, behind an API key that may read runs: typed once, then kept in a cookie."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import msgspec
from aiohttp import web

from bot.api.keyring import authorised
from bot.api.problems import Problem
from bot.context import CONTEXT, Context
from bot.maps import MAPS, policy
from bot.paper import ENV, HEADERS, form_of
from bot.throttle import MISSES
from console.fleet import doors, fleet
from tracking.live import TooManyViewers

TOPIC, EVERY = "vans", 1.0
COOKIE = "porchlight_dispatch"
SCOPE = "runs:read"


def add_fleet(app: web.Application) -> None:
    """Register the page, its stream and the door to both."""
    app.router.add_get("/console/vans", page)
    app.router.add_get("/console/vans/events", events, allow_head=False)
    app.router.add_get("/console/vans/{driver}/stops", stops)
    app.router.add_post("/console/vans", enter)

    async def life(_app: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(_tell(app[CONTEXT]))
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    app.cleanup_ctx.append(life)


async def page(request: web.Request) -> web.Response:
    """GET /console/vans: the map, or the form that asks for a key. `?van=` shows the stops of one, without script."""
    context = request.app[CONTEXT]
    if not await _may(request):
        return _html(context, "enter.html", 401, title="Vans", wrong=False)
    vans = await fleet(context.clock.now())
    chosen = next((van for van in vans if van.id == request.query.get("van")), None)
    return _html(context, "vans.html", vans=vans, title="Vans", chosen=chosen,
                 doors=await doors(chosen.id) if chosen else (), map_style=request.app[MAPS].day,
                 map_style_dark=request.app[MAPS].night)


async def stops(request: web.Request) -> web.Response:
    """GET /console/vans/{driver}/stops: the stops of a van's run, as JSON: asked for when a person chose it."""
    if not await _may(request):
        raise web.HTTPUnauthorized(headers=HEADERS)
    found = await doors(request.match_info["driver"])
    return web.Response(body=msgspec.json.encode({"stops": found}), content_type="application/json", headers=HEADERS)


async def enter(request: web.Request) -> web.Response:
    """POST /console/vans: a key, kept in a cookie that no script reads and no other site sends."""
    context = request.app[CONTEXT]
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise web.HTTPForbidden(text="This form was not opened from the page.", headers=HEADERS)
    if not MISSES.left(request.remote or ""):
        raise web.HTTPTooManyRequests(text="Too many tries. Please wait a minute.", headers=HEADERS)
    key = (await form_of(request)).get("key", "").strip()
    if not await _is_key(context, key):
        MISSES.allow(request.remote or "")
        return _html(context, "enter.html", 401, title="Vans", wrong=True)
    answer = web.HTTPSeeOther("/console/vans", headers=HEADERS)
    answer.set_cookie(COOKIE, key, httponly=True, samesite="Strict", path="/console", max_age=12 * 3600,
                      secure=context.settings.url.startswith("https"))
    raise answer


async def events(request: web.Request) -> web.StreamResponse:
    """GET /console/vans/events: every second the vans as they are, if anything changed."""
    context = request.app[CONTEXT]
    if not await _may(request):
        raise web.HTTPUnauthorized(headers=HEADERS)
    try:
        return await context.streams.serve(request, TOPIC, lambda: _json(context))
    except TooManyViewers:
        raise web.HTTPServiceUnavailable(headers={**HEADERS, "Retry-After": "10"}) from None


async def _tell(context: Context) -> None:
    before = b""
    while True:
        await asyncio.sleep(EVERY)
        if context.streams.watched(TOPIC) and (now := await _json(context)) != before:
            before = now
            context.streams.send(TOPIC, "moved", now)


async def _json(context: Context) -> bytes:
    return msgspec.json.encode({"vans": await fleet(context.clock.now())})


async def _may(request: web.Request) -> bool:
    return await _is_key(request.app[CONTEXT], request.cookies.get(COOKIE, ""))


async def _is_key(context: Context, key: str) -> bool:
    try:
        await authorised(f"Bearer {key}", SCOPE, context.clock.machine())
    except Problem:
        return False
    return True


def _html(context: Context, name: str, status: int = 200, **values: Any) -> web.Response:
    text = ENV.get_template(name).render(language="en", **values)
    headers = HEADERS | {"Content-Security-Policy": policy(context.settings.map_style_url)}
    return web.Response(text=text, status=status, content_type="text/html", headers=headers)
