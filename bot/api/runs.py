"""Runs: a driver's ordered stops for a day, started, handed over."""

from datetime import date
from typing import Any, ClassVar

from pydantic import AwareDatetime, Field

from bot.api.problems import Problem, wrong
from bot.api.route import Call, Model, found, page, route
from bot.receive import Door
from domain.events import OutForDelivery, Reassigned
from domain.people import ConversationId, DriverId
from store import models
from store.ids import new_id


class Place(Model):
    """Where the run starts."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class NewRun(Model):
    """A run as it is created: `stops` are delivery ids in order."""

    EXAMPLE: ClassVar[dict[str, Any]] = {
        "driver_id": "01J8Z3...", "date": "2026-11-24", "starts_at": "2026-11-24T08:00:00-06:00",
        "stops": ["01J8Z4..."]}

    driver_id: str
    date: date
    starts_at: AwareDatetime | None = None
    start: Place | None = None
    stops: list[str] = Field(min_length=1, max_length=300)


class PatchedRun(Model):
    """Another driver takes it over."""

    EXAMPLE: ClassVar[dict[str, Any]] = {"driver_id": "01J8Z3..."}

    driver_id: str


async def show(row: models.Run) -> dict[str, Any]:
    """A run with its stops in order."""
    await row.fetch_related("driver")
    stops = await models.Stop.filter(run_id=row.id).order_by("number").select_related("delivery")
    return {"id": row.id, "driver_id": row.driver.id, "date": row.date.isoformat(), "status": row.status,
            "starts_at": row.starts_at.isoformat() if row.starts_at else None,
            "stops": [show_stop(one) for one in stops]}


def show_stop(row: models.Stop) -> dict[str, Any]:
    """A stop."""
    return {"id": row.id, "delivery_id": row.delivery.id, "number": row.number, "status": row.status,
            "arrived_at": row.arrived_at.isoformat() if row.arrived_at else None,
            "left_at": row.left_at.isoformat() if row.left_at else None}


@route("POST", "/runs", "runs:write", NewRun, 201)
async def create(call: Call, body: NewRun) -> dict[str, Any]:
    """Create a run."""
    driver = await models.Driver.get_or_none(id=body.driver_id)
    if driver is None:
        raise wrong("driver_id", "the id of a driver", new_id())
    if len(set(body.stops)) != len(body.stops):
        raise wrong("stops", "each delivery once", new_id())
    run = await models.Run.create(
        id=new_id(), driver=driver, date=body.date, starts_at=body.starts_at, created_at=call.now,
        start_lat=body.start.lat if body.start else None, start_lon=body.start.lon if body.start else None)
    for number, delivery_id in enumerate(body.stops, 1):
        await _add(run, delivery_id, number)
    return await show(run)


async def _add(run: models.Run, delivery_id: str, number: int) -> None:
    delivery, place = await models.Delivery.get_or_none(id=delivery_id), f"stops.{number - 1}"
    if delivery is None:
        raise wrong(place, "the id of a delivery", new_id())
    if delivery.status not in {"scheduled", "attempt_failed"}:
        raise wrong(place, f"a delivery that still waits; this one is {delivery.status}", new_id(), 409)
    if await models.Stop.filter(delivery_id=delivery_id, status__in=("open", "arrived")).exists():
        raise wrong(place, "a delivery that is on no other run", new_id(), 409)
    await models.Stop.create(id=new_id(), run=run, delivery=delivery, number=number)


@route("GET", "/runs", "runs:read", query=("status",))
async def listed(call: Call) -> dict[str, Any]:
    """List runs, newest first."""
    wanted = {"status": call.query["status"]} if "status" in call.query else {}
    return await page(call, models.Run.filter(**wanted), show)


@route("GET", "/runs/{id}", "runs:read")
async def one(call: Call) -> dict[str, Any]:
    """Read a run with its stops."""
    return await show(await found(models.Run, call.path["id"], "run"))


@route("POST", "/runs/{id}/start", "runs:write")
async def start(call: Call) -> dict[str, Any]:
    """Start a run: its customers and its driver are told."""
    run = await found(models.Run, call.path["id"], "run")
    if run.status != "planned":
        raise Problem(409, f"this run is {run.status} already")
    run.status = "started"
    await run.save(update_fields=["status"])
    stops = await models.Stop.filter(run_id=run.id, status="open").order_by("number").select_related("delivery")
    for place, stop in enumerate(stops):
        await call.context.door.decide(ConversationId(stop.delivery.id), OutForDelivery(first=place == 0))
    return await show(run)


@route("PATCH", "/runs/{id}", "runs:write", PatchedRun)
async def hand_over(call: Call, body: PatchedRun) -> dict[str, Any]:
    """Hand a run to another driver; both hear of it."""
    run = await found(models.Run, call.path["id"], "run", "driver")
    driver = await models.Driver.get_or_none(id=body.driver_id)
    if driver is None:
        raise wrong("driver_id", "the id of a driver", new_id())
    await give(call.context.door, run, driver)
    return await show(run)


async def give(door: Door, run: models.Run, driver: models.Driver) -> None:
    """A run has another driver from now on; whoever it concerns hears of it. Inside the caller's transaction."""
    old = DriverId(run.driver.id)
    if driver.id == old:
        return
    run.driver = driver
    await run.save(update_fields=["driver_id"])
    for stop in await models.Stop.filter(run_id=run.id, status__in=("open", "arrived")).order_by(
            "number").select_related("delivery"):
        await door.decide(ConversationId(stop.delivery.id), Reassigned(old))
