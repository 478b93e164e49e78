"""Runs: move a stop, hand a run over. The work is done by the same functions that the API has."""

from dataclasses import replace

from aiohttp import web

from bot.api.runs import give
from bot.console.page import Visit, back, route
from bot.console.streams import watch
from bot.moving import CannotMove, move_stop, places
from bot.paper import HEADERS
from bot.staff.audit import audit
from console.run import run, runs
from store import models
from store.atomic import atomic


@route("GET", "/console/runs")
async def listed(visit: Visit) -> web.StreamResponse:
    """Every run that is on the road or planned, and the last that finished."""
    return visit.page("runs", runs=await runs())


@route("GET", "/console/runs/events")
async def listed_events(visit: Visit) -> web.StreamResponse:
    """Says when the list is another one than it was."""
    return await watch(visit, "console runs", runs)


@route("GET", "/console/runs/{id}/events")
async def events(visit: Visit) -> web.StreamResponse:
    """Says when the run's page is another one than it was; where the van is, is the map's matter."""
    run_id = visit.request.match_info["id"]
    if not await models.Run.exists(id=run_id):
        raise web.HTTPNotFound(headers=HEADERS)

    async def look() -> object:
        found = await run(run_id, await places(run_id))
        return replace(found, seen=None) if found else None

    return await watch(visit, f"console run {run_id}", look)


@route("GET", "/console/runs/{id}")
async def show(visit: Visit) -> web.StreamResponse:
    """A run's stops in order."""
    return await _shown(visit, visit.request.match_info["id"])


async def _shown(visit: Visit, run_id: str, status: int = 200, why: str = "") -> web.Response:
    found = await run(run_id, await places(run_id))
    if found is None:
        raise web.HTTPNotFound(text="There is no run of that id.", headers=HEADERS)
    return visit.page("run", status, run=found, why=why, done=visit.request.query.get("done", ""))


@route("POST", "/console/runs/{id}/hand_over")
async def hand_over(visit: Visit) -> web.StreamResponse:
    """Give the run to another driver; both hear of it."""
    run_id = visit.request.match_info["id"]

    async def work() -> str:
        row = await models.Run.get_or_none(id=run_id).select_related("driver")
        driver = await models.Driver.get_or_none(id=visit.form.get("driver", "") or "-")
        if row is None:
            raise web.HTTPNotFound(headers=HEADERS)
        if driver is None or row.status == "finished":
            return "Choose a driver for a run that is not finished."
        old = row.driver.name
        await give(visit.context.door, row, driver)
        await audit(visit.context.keys, visit.machine, visit.me.email, "run handed over", f"run {row.id}",
                    f"{old} to {driver.name}")
        return ""

    why = await atomic(work)
    return await _shown(visit, run_id, 400, why) if why else back(visit, f"/console/runs/{run_id}", done="given")


@route("POST", "/console/stops/{id}/move")
async def move(visit: Visit) -> web.StreamResponse:
    """Move a stop up or down, or to another run."""
    row = await models.Stop.get_or_none(id=visit.request.match_info["id"]).select_related("run")
    if row is None:
        raise web.HTTPNotFound(text="There is no stop of that id.", headers=HEADERS)
    before, to = row.run.id, visit.form.get("run", "")
    place = visit.form.get("place", "")

    async def work() -> None:
        if not place.isdigit() and not to:
            raise CannotMove("place: expected a number, such as 3")
        last = (await places(to))[1] + 1 if to else 0
        moved = await move_stop(visit.context.door, row.id, to, int(place) if place.isdigit() else last)
        await audit(visit.context.keys, visit.machine, visit.me.email, "stop moved", f"stop {row.id}",
                    f"place {row.number} to {moved.number}" + (f", run {before} to {to}" if to else ""))

    try:
        await atomic(work)
    except CannotMove as why:
        return await _shown(visit, before, 409, str(why))
    return back(visit, f"/console/runs/{before}", done="moved")
