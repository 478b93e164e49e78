"""Pictures for staff: small ones in the timeline, each on a page of its own; behind session and role."""

from aiohttp import web

from bot.console.page import Visit, route
from bot.paper import HEADERS
from bot.pictures.opening import FULL, SMALL, served
from store import models


@route("GET", "/console/pictures/{id}")
async def show(visit: Visit) -> web.StreamResponse:
    """One picture, as large as it is kept, and where it belongs."""
    row = await _picture(visit)
    if row is None or row.state != "kept":
        raise web.HTTPNotFound(text="There is no such picture.", headers=HEADERS)
    return visit.page("picture", picture=row)


@route("GET", "/console/pictures/{id}/full")
async def full(visit: Visit) -> web.StreamResponse:
    """The JPEG."""
    return await served(await _picture(visit), FULL, visit.context.keys)


@route("GET", "/console/pictures/{id}/small")
async def small(visit: Visit) -> web.StreamResponse:
    """The small JPEG."""
    return await served(await _picture(visit), SMALL, visit.context.keys)


async def _picture(visit: Visit) -> models.Picture | None:
    return await models.Picture.get_or_none(id=visit.request.match_info["id"])
