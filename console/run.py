"""Runs: a driver's stops in order, when each comes, and what is wrong; and the list of runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tortoise.functions import Count

from store import models

LATELY = 30
CLOSED = ("done", "failed", "removed")


@dataclass(frozen=True, slots=True)
class Brief:
    """A run in the list."""

    id: str
    driver: str
    date: date
    status: str
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class StopLine:
    """A stop of a run. `comes` is its estimate's span; `free` that it may still be moved."""

    id: str
    delivery: str
    number: int
    status: str
    who: str
    tracking: str
    address: str
    window: tuple[datetime, datetime]
    comes: tuple[datetime, datetime] | None
    late: bool
    case: str
    free: bool


@dataclass(frozen=True, slots=True)
class RunView:
    """A run with its stops, and who and what else there is to move them to. `places` are those a stop may go to."""

    id: str
    driver: str
    driver_id: str
    date: date
    status: str
    zone: str
    seen: datetime | None
    stops: tuple[StopLine, ...]
    places: tuple[int, ...]
    drivers: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]


async def runs() -> tuple[Brief, ...]:
    """Started runs first, then planned ones, then the last that finished."""
    found: list[models.Run] = []
    for status, most, order in (("started", 200, "id"), ("planned", 200, "date"), ("finished", LATELY, "-id")):
        found += await models.Run.filter(status=status).order_by(order).limit(most).select_related("driver")
    counts: dict[str, dict[str, int]] = {}
    stops = models.Stop.filter(run_id__in=[one.id for one in found] or [""]).exclude(status="removed")
    counted = stops.annotate(many=Count("id")).group_by("run_id", "status")
    for row in await counted.values("run_id", "status", "many"):
        counts.setdefault(row["run_id"], {})[row["status"]] = row["many"]
    return tuple(Brief(row.id, row.driver.name, row.date, row.status,
                       sum(many for status, many in counts.get(row.id, {}).items() if status in CLOSED),
                       sum(counts.get(row.id, {}).values())) for row in found)


async def run(run_id: str, places: tuple[int, int]) -> RunView | None:
    """One run; None where there is none of that id."""
    row = await models.Run.get_or_none(id=run_id).select_related("driver")
    if row is None:
        return None
    stops = await models.Stop.filter(run_id=row.id).exclude(status="removed").order_by("number").select_related(
        "delivery__depot")
    of = [one.delivery.id for one in stops] or [""]
    etas = {one.delivery_id: one for one in await models.EtaRow.filter(delivery_id__in=of)}
    cases = {one.conversation_id: one.reason for one in await models.Case.filter(conversation_id__in=of, live=True)}
    seen = await models.VanRow.get_or_none(driver_id=row.driver.id)
    return RunView(
        row.id, row.driver.name, row.driver.id, row.date, row.status,
        stops[0].delivery.depot.time_zone if stops else "UTC",
        datetime.fromtimestamp(seen.at, UTC) if seen and seen.at is not None else None,
        tuple(_stop(one, etas.get(one.delivery.id), cases.get(one.delivery.id, "")) for one in stops),
        tuple(range(places[0], places[1] + 1)), await _drivers(row.driver.id), await _others(row))


def _stop(row: models.Stop, eta: models.EtaRow | None, case: str) -> StopLine:
    to = row.delivery
    comes = (datetime.fromtimestamp(eta.soonest, UTC), datetime.fromtimestamp(eta.by, UTC)) if eta else None
    late = eta is not None and row.status == "open" and eta.likely > to.window_end.timestamp()
    return StopLine(row.id, to.id, row.number, row.status, to.customer_name, to.tracking_number, to.address,
                    (to.window_start, to.window_end), comes, late, case, row.status == "open" and not row.next_told)


async def _drivers(but: str) -> tuple[tuple[str, str], ...]:
    return tuple((one.id, one.name) for one in await models.Driver.exclude(id=but).order_by("name"))


async def _others(row: models.Run) -> tuple[tuple[str, str], ...]:
    """Runs of the same kind that a stop could go to."""
    rows: Sequence[models.Run] = await models.Run.filter(status=row.status).exclude(id=row.id).order_by(
        "date").limit(100).select_related("driver")
    return tuple((one.id, f"{one.driver.name}, {one.date.isoformat()}") for one in rows if one.status != "finished")
