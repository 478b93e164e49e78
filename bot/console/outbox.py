"""The outbox: what waits, what failed and why. Sending again is asked for by a person, with a reason, and recorded."""

from aiohttp import web

from bot.api.messages import again
from bot.api.problems import Problem
from bot.console.page import Visit, back, route
from bot.console.streams import watch
from bot.staff.audit import audit
from console.outbox import VIEWS, moves, outbox
from store.atomic import atomic


@route("GET", "/console/outbox")
async def show(visit: Visit) -> web.StreamResponse:
    """A view of the outbox."""
    return await _shown(visit, visit.request.query.get("view", "waiting"))


async def _shown(visit: Visit, view: str, status: int = 200, why: str = "") -> web.Response:
    found = await outbox(view, visit.context.keys)
    return visit.page("outbox", status, outbox=found, views=tuple(VIEWS), why=why,
                      off=not visit.context.channels)


@route("GET", "/console/outbox/events")
async def events(visit: Visit) -> web.StreamResponse:
    """Says when a message moved on, in whatever view it stands."""
    return await watch(visit, "console outbox", moves)


@route("POST", "/console/messages/{id}/retry")
async def retry(visit: Visit) -> web.StreamResponse:
    """Send again what did not go out."""
    message, why = visit.request.match_info["id"], visit.form.get("why", "").strip()[:300]
    if not why:
        return await _shown(visit, "failed", 400, "why: expected a reason, such as: the number was put right")

    async def work() -> None:
        await again(message, visit.me.name, visit.now)
        await audit(visit.context.keys, visit.machine, visit.me.email, "sent again", f"message {message}", why)

    try:
        await atomic(work)
    except Problem as problem:
        return await _shown(visit, "failed", problem.status, problem.detail)
    return back(visit, "/console/outbox", view="waiting", done="again")
