"""All vans on one page, as the dispatcher's map and list show them: rows in, plain values out."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_time

from store import models

OPEN = ("open", "arrived")
SILENT, MOVING, A_MINUTE = 600.0, 1.5, 60
LATE = 10 * A_MINUTE


@dataclass(frozen=True, slots=True)
class Run:
    """How far a run has come."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Next:
    """Where a van goes next, in words."""

    label: str
    eta: str


@dataclass(frozen=True, slots=True)
class Van:
    """A van on the dispatcher's map. `lat` and `lon` are None where nothing was heard of it; the rest is in words."""

    id: str
    driver: str
    lat: float | None
    lon: float | None
    heading: float | None
    at: float | None
    age: str
    state: str
    run: Run | None
    next: Next | None
    exceptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """One stop of a run, for whoever chose its van. `state` is done, failed, here, next or later."""

    number: int
    label: str
    lat: float | None
    lon: float | None
    state: str
    eta: str


@dataclass(frozen=True, slots=True)
class About:
    """What is known of deliveries by id: why a dispatcher is called, and when they likely come."""

    cases: dict[str, str]
    etas: dict[str, float]
    now: float


async def fleet(now: datetime) -> tuple[Van, ...]:
    """Every driver with a started run or a position of today. Five reads, however many vans there are."""
    vans = {row.driver_id: row for row in await models.VanRow.filter(received__gt=now.timestamp() - 86_400)}
    stops = await (models.Stop.filter(run__status="started").exclude(status="removed").order_by("number")
                   .select_related("run", "delivery__depot"))
    runs: dict[str, list[models.Stop]] = {}
    for stop in stops:
        runs.setdefault(str(stop.run.driver_id), []).append(stop)
    waiting = [str(stop.delivery.id) for stop in stops if stop.status in OPEN]
    cases = await _cases(waiting)
    etas = {row.delivery_id: row.likely for row in await models.EtaRow.filter(delivery_id__in=waiting or [""])}
    drivers = await models.Driver.filter(id__in=[*runs, *vans] or [""]).order_by("name")
    about = About(cases, etas, now.timestamp())
    return tuple(_van(driver, vans.get(driver.id), runs.get(driver.id, []), about) for driver in drivers)


async def doors(driver: str) -> tuple[Door, ...]:
    """The stops of a driver's started run in their order; two reads."""
    stops = await (models.Stop.filter(run__driver_id=driver, run__status="started").exclude(status="removed")
                   .order_by("run_id", "number").select_related("delivery__depot"))
    rows = await models.EtaRow.filter(delivery_id__in=[stop.delivery.id for stop in stops] or [""])
    etas = {row.delivery_id: row.likely for row in rows}
    first = next((stop.id for stop in stops if stop.status == "open"), "")
    return tuple(_door(number, stop, first, etas) for number, stop in enumerate(stops, 1))


def _door(number: int, stop: models.Stop, first: str, etas: dict[str, float]) -> Door:
    row = stop.delivery
    state = {"arrived": "here", "open": "next" if stop.id == first else "later"}.get(stop.status, stop.status)
    eta = _clock(etas[row.id], row) if stop.status == "open" and row.id in etas else ""
    return Door(number, row.address, row.lat, row.lon, state, eta)


async def _cases(deliveries: list[str]) -> dict[str, str]:
    """Why the dispatcher is called, by delivery; the reasons of support are support's."""
    rows = await models.Case.filter(conversation_id__in=deliveries or [""], queue="dispatch").exclude(state="resolved")
    return {row.conversation_id: row.reason for row in rows}


def _van(driver: models.Driver, row: models.VanRow | None, stops: list[models.Stop], about: About) -> Van:
    ahead = [stop for stop in stops if stop.status in OPEN]
    age = about.now - row.at if row and row.at is not None else None
    return Van(
        id=driver.id, driver=driver.name, lat=row.lat if row else None, lon=row.lon if row else None,
        heading=row.heading if row else None, at=row.at if row else None, age=_age(age),
        state=_state(row, ahead, age), run=Run(len(stops) - len(ahead), len(stops)) if stops else None,
        next=_next(ahead[0], about) if ahead else None, exceptions=tuple(_exceptions(ahead, age, about)))


def _age(age: float | None) -> str:
    if age is None:
        return "never heard of"
    if age < A_MINUTE:
        return "just now"
    minutes = int(age // A_MINUTE)
    return f"{minutes} min ago" if minutes < 120 else f"{minutes // 60} h ago"  # noqa: PLR2004 two hours, in minutes


def _state(row: models.VanRow | None, ahead: list[models.Stop], age: float | None) -> str:
    if age is None or age > SILENT:
        return "silent" if ahead else "off duty"
    if any(stop.status == "arrived" for stop in ahead):
        return "at a stop"
    return "driving" if row and (row.speed or 0.0) > MOVING else "standing"


def _next(stop: models.Stop, about: About) -> Next:
    row = stop.delivery
    if stop.status == "arrived":
        return Next(row.address, "there now")
    if row.id not in about.etas:
        return Next(row.address, "")
    return Next(row.address, _clock(about.etas[row.id], row))


def _clock(at: float, row: models.Delivery) -> str:
    """A time of day at the depot."""
    return format_time(datetime.fromtimestamp(at, ZoneInfo(row.depot.time_zone)), "short", locale="en")


def _exceptions(ahead: list[models.Stop], age: float | None, about: About) -> list[str]:
    """What is wrong, worst first; late last."""
    found = list(dict.fromkeys(about.cases[stop.delivery.id] for stop in ahead if stop.delivery.id in about.cases))
    if ahead and age is not None and age > SILENT and not any("silent" in one or "no position" in one for one in found):
        found.append(f"silent for {int(age // A_MINUTE)} min")
    late = [about.etas[stop.delivery.id] - stop.delivery.window_end.timestamp() for stop in ahead
            if stop.delivery.id in about.etas]
    if late and max(late) > LATE:
        found.append(f"late by {int(max(late) // A_MINUTE)} min")
    return found
