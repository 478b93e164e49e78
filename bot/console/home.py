"""/console itself: the inbox."""

from aiohttp import web

from bot.console.page import Visit, back, route


@route("GET", "/console")
async def home(visit: Visit) -> web.StreamResponse:
    """To the inbox."""
    return back(visit, "/console/inbox")
