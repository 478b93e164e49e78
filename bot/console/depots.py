"""Depots: what each is, and the fields an admin may change. The work is done by the same function that the API has."""

from typing import Any

from aiohttp import web

from bot.api.depots import changed
from bot.api.depots import show as shown
from bot.api.problems import Problem
from bot.console.page import Visit, back, route
from bot.paper import HEADERS
from bot.speaking import languages
from bot.staff.audit import audit
from console.depots import depots
from store import models
from store.atomic import atomic

HERE = "/console/depots"
PLAIN = ("name", "language", "time_zone", "default_region", "jurisdiction", "number", "colour")


@route("GET", HERE)
async def listed(visit: Visit) -> web.StreamResponse:
    """Every depot with its form."""
    return await _page(visit)


async def _page(visit: Visit, status: int = 200, why: str = "") -> web.Response:
    return visit.page("depots", status, depots=await depots(), languages=languages(), why=why)


@route("POST", "/console/depots/{id}")
async def change(visit: Visit) -> web.StreamResponse:
    """Keep what was changed; who changed what is audited."""
    row = await models.Depot.get_or_none(id=visit.request.match_info["id"])
    if row is None:
        raise web.HTTPNotFound(headers=HEADERS)
    new = _changes(row, visit.form)

    async def work() -> None:
        await changed(row, new, visit.context.settings.twilio_from)
        await audit(visit.context.keys, visit.machine, visit.me.email, "depot changed", row.name,
                    ", ".join(sorted(new)))

    try:
        if new:
            await atomic(work)
    except Problem as problem:
        return await _page(visit, 400, problem.detail)
    return back(visit, HERE, done="depot")


def _changes(row: models.Depot, form: dict[str, str]) -> dict[str, Any]:
    """What the form says otherwise than the row."""
    said: dict[str, Any] = {name: form[name].strip() for name in PLAIN if name in form}
    if "from" in form and "to" in form:
        hours = {"from": form["from"].strip(), "to": form["to"].strip()}
        said["hours"] = hours if any(hours.values()) else None
    if "phone" in form:
        said["support"] = row.support | {"phone": form["phone"].strip()}
    now = shown(row)
    return {name: value for name, value in said.items() if value != now[name]}
