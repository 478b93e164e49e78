"""The dispatcher's map of all vans, trouble first: the page, the stops of one van, and the stream that moves them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import msgspec
from aiohttp import web

from bot.console.page import Visit, route
from bot.console.streams import hold
from bot.context import CONTEXT, Context
from bot.maps import MAPS
from bot.paper import HEADERS
from console.fleet import doors, fleet

TOPIC, EVERY = "vans", 1.0


def add_vans(app: web.Application) -> None:
    """Tell whoever looks, for as long as the service runs."""
    async def life(_app: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(_tell(app[CONTEXT]))
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    app.cleanup_ctx.append(life)


@route("GET", "/console/vans")
async def page(visit: Visit) -> web.StreamResponse:
    """The map and the list. `?van=` shows the stops of one, without script."""
    vans = await fleet(visit.now)
    chosen = next((van for van in vans if van.id == visit.request.query.get("van")), None)
    maps = visit.request.app[MAPS]
    return visit.page("vans", vans=vans, title="Vans", chosen=chosen, doors=await doors(chosen.id) if chosen else (),
                      map_style=maps.day, map_style_dark=maps.night)


@route("GET", "/console/vans/{driver}/stops")
async def stops(visit: Visit) -> web.StreamResponse:
    """The stops of a van's run, as JSON: asked for when a person chose it."""
    found = await doors(visit.request.match_info["driver"])
    return web.Response(body=msgspec.json.encode({"stops": found}), content_type="application/json", headers=HEADERS)


@route("GET", "/console/vans/events")
async def events(visit: Visit) -> web.StreamResponse:
    """Every second the vans as they are, if anything changed."""
    return await hold(visit, TOPIC, lambda: _json(visit.context))


async def _tell(context: Context) -> None:
    before = b""
    while True:
        await asyncio.sleep(EVERY)
        if context.streams.watched(TOPIC) and (now := await _json(context)) != before:
            before = now
            context.streams.send(TOPIC, "moved", now)


async def _json(context: Context) -> bytes:
    return msgspec.json.encode({"vans": await fleet(context.clock.now())})
