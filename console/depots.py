"""Depots as a list: rows in, plain values out."""

from dataclasses import dataclass

from store import models


@dataclass(frozen=True, slots=True)
class Depot:
    """One depot. `start` and `end` are its own hours, empty for the law's; `windows` say what rescheduling offers."""

    id: str
    name: str
    brand: str
    language: str
    time_zone: str
    default_region: str
    jurisdiction: str
    number: str
    phone: str
    start: str
    end: str
    colour: str
    windows: tuple[str, ...]


async def depots() -> tuple[Depot, ...]:
    """Every depot, by brand and name."""
    return tuple(_depot(row) for row in await models.Depot.all().order_by("brand", "name"))


def _depot(row: models.Depot) -> Depot:
    hours = row.hours or {"from": "", "to": ""}
    windows = tuple(f"{one['days']} {one['from']}-{one['to']}: {one['capacity']}" for one in row.windows)
    return Depot(row.id, row.name, row.brand, row.language, row.time_zone, row.default_region, row.jurisdiction,
                 row.number, row.support.get("phone", ""), hours["from"], hours["to"], row.colour, windows)
