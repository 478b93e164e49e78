"""A delivery's page: everything known of it, and what happened to it, in order."""

from dataclasses import replace

from aiohttp import web

from bot.console.page import Visit, route
from bot.console.streams import watch
from bot.paper import HEADERS
from console.conversation import talk
from console.delivery import facts
from store import models


async def looked_at(visit: Visit, of: str) -> object:
    """What the pages of a delivery and its conversation show. A position that grows old by a second is no change."""
    known = await facts(of, visit.context.keys, visit.now)
    if known is not None and known.van is not None:
        age = known.van.age
        known = replace(known, van=replace(known.van, age=age and age // 60))
    return known, await talk(of, None, frozenset(), visit.context.keys, visit.now)


@route("GET", "/console/deliveries/{id}/events")
async def events(visit: Visit) -> web.StreamResponse:
    """Says when the page is another one than it was."""
    return await following(visit, visit.request.match_info["id"])


async def following(visit: Visit, of: str) -> web.StreamResponse:
    """The stream of a delivery's page and of its conversation's: both show the same, so they are looked at once."""
    if not await models.Delivery.exists(id=of):
        raise web.HTTPNotFound(headers=HEADERS)
    return await watch(visit, f"console {of}", lambda: looked_at(visit, of))


@route("GET", "/console/deliveries/{id}")
async def show(visit: Visit) -> web.StreamResponse:
    """One delivery."""
    of = visit.request.match_info["id"]
    found = await facts(of, visit.context.keys, visit.now)
    if found is None:
        raise web.HTTPNotFound(text="There is no delivery of that id.", headers=HEADERS)
    said = await talk(of, None, frozenset(), visit.context.keys, visit.now)
    return visit.page("delivery", facts=found, talk=said, code="")
