"""A delivery's page: everything known of it, and what happened to it, in order."""

from aiohttp import web

from bot.console.page import Visit, route
from bot.paper import HEADERS
from console.conversation import talk
from console.delivery import facts


@route("GET", "/console/deliveries/{id}")
async def show(visit: Visit) -> web.StreamResponse:
    """One delivery."""
    of = visit.request.match_info["id"]
    found = await facts(of, visit.context.keys, visit.now)
    if found is None:
        raise web.HTTPNotFound(text="There is no delivery of that id.", headers=HEADERS)
    said = await talk(of, None, frozenset(), visit.context.keys, visit.now)
    return visit.page("delivery", facts=found, talk=said, code="")
