"""The inbox: what needs a person, and the search for everything else."""

from aiohttp import web

from bot.console.desks import desks
from bot.console.page import Visit, route
from bot.console.streams import watch
from console.inbox import VIEWS, inbox, search


def agents(visit: Visit) -> frozenset[str]:
    """The names that cases know this person by."""
    return frozenset({visit.me.name, visit.me.slack_user} - {""})


@route("GET", "/console/inbox")
async def show(visit: Visit) -> web.StreamResponse:
    """A view of the inbox, or what a search found."""
    asked = visit.request.query.get("q", "").strip()[:100]
    view = visit.request.query.get("view", "open")
    found = await search(asked)
    shown = await inbox(view, agents(visit), visit.context.keys, visit.now)
    return visit.page("inbox", views=VIEWS, inbox=shown, found=found, asked=asked,
                      desks=await desks(visit.now))


@route("GET", "/console/inbox/events")
async def events(visit: Visit) -> web.StreamResponse:
    """Says when the list is another one than it was."""
    return await watch(visit, "console inbox", lambda: inbox("open", frozenset(), visit.context.keys, visit.now))
