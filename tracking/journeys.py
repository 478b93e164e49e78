"""Rows to what lies ahead of a driver's van: the started run with its open doorsteps, and every door of the run."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from store import models
from tracking.ahead import NOTHING, Ahead
from tracking.doorstep import Doorstep, Place

OPEN = ("open", "arrived")
NEAR = ("arriving", "arrived")


@dataclass(frozen=True, slots=True)
class Journey:
    """A driver's started run. `doors` are the places of all its deliveries, the closed ones too."""

    ahead: Ahead = NOTHING
    doors: Mapping[str, Place] = field(default_factory=dict)


NO_JOURNEY = Journey()


async def journey_of(driver: str) -> Journey:
    """The latest started run of a driver that has an open stop. Four small reads."""
    stops = await (models.Stop.filter(run__driver_id=driver, run__status="started").exclude(status="removed")
                   .order_by("-run__date", "-run_id", "number").select_related("run", "delivery__depot"))
    run = next((one.run.id for one in stops if one.status in OPEN), None)
    if run is None:
        return NO_JOURNEY
    mine = [one for one in stops if one.run.id == run]
    ahead = [one for one in mine if one.status in OPEN]
    waiting = [one.delivery.id for one in ahead]
    told = await _told(waiting)
    etas = {row.delivery_id: row for row in await models.EtaRow.filter(delivery_id__in=waiting)}
    steps = tuple(_doorstep(one, told.get(one.delivery.id), etas.get(one.delivery.id)) for one in ahead)
    doors = {one.delivery.id: (one.delivery.lat, one.delivery.lon) for one in mine
             if one.delivery.lat is not None and one.delivery.lon is not None}
    return Journey(Ahead(run, steps, start=_start(mine[0])), doors)


async def _told(deliveries: list[str]) -> dict[str, models.PromiseRow]:
    """The last promise made about each."""
    rows = await models.PromiseRow.filter(delivery_id__in=deliveries).order_by("id").select_related("delivery")
    return {row.delivery.id: row for row in rows}


def _doorstep(stop: models.Stop, promise: models.PromiseRow | None, eta: models.EtaRow | None) -> Doorstep:
    row = stop.delivery
    start, end = (promise.start, promise.end) if promise else (row.window_start, row.window_end)
    return Doorstep(
        row.id, (row.lat, row.lon) if row.lat is not None and row.lon is not None else None, row.service_minutes * 60.0,
        start.timestamp(), end.timestamp(), arrived=stop.arrived_at.timestamp() if stop.arrived_at else None,
        near_told=row.status in NEAR, eta=(eta.soonest, eta.likely, eta.by) if eta else None)


def _start(stop: models.Stop) -> Place | None:
    """Where the shift began: what the run says, or its depot."""
    run, depot = stop.run, stop.delivery.depot
    if run.start_lat is not None and run.start_lon is not None:
        return run.start_lat, run.start_lon
    return (depot.lat, depot.lon) if depot.lat is not None and depot.lon is not None else None
