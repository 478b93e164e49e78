"""The audit log as a page: the newest first, and whether it is as it was written."""

from aiohttp import web

from bot.console.page import Visit, route
from bot.staff.audit import verify
from console.audit import audit_page


@route("GET", "/console/audit")
async def show(visit: Visit) -> web.StreamResponse:
    """A page of the log, with the verdict on all of it."""
    before = visit.request.query.get("before", "")
    shown = await audit_page(int(before) if before.isdigit() else None, visit.request.query.get("q", "").strip())
    return visit.page("audit", audit=shown, verdict=await verify(visit.context.keys),
                      asked=visit.request.query.get("q", ""))
