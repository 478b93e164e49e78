"""A delivery and everything known about it: who, what, where, when it comes, where the van is, what was promised."""

from dataclasses import dataclass
from datetime import UTC, datetime

from console.conversation import Shown, shown
from console.inbox import masked
from store import models
from store.crypt import Keys, Unreadable

OPEN_STOPS = ("open", "arrived")
OLD = 600.0


@dataclass(frozen=True, slots=True)
class Van:
    """Whose van, how old its position is in seconds, and how many stops come before this one."""

    driver: str
    run: str
    age: float | None
    before: int
    number: int
    of: int
    status: str
    old: bool


@dataclass(frozen=True, slots=True)
class Promised:
    """A window the customer was told, when and why; `kept` once it is known."""

    start: datetime
    end: datetime
    source: str
    at: datetime
    kept: bool | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands beside a conversation. Times are UTC; `zone` is the depot's. `code`: one is in the vault."""

    id: str
    tracking: str
    reference: str
    who: str
    phone: str
    email: bool
    language: str
    opted_out: bool
    items: tuple[str, ...]
    address: str
    depot: str
    zone: str
    status: str
    reason: str
    window: tuple[datetime, datetime]
    eta: tuple[datetime, datetime] | None
    eta_at: datetime | None
    van: Van | None
    code: bool
    notes: tuple[tuple[str, str], ...]
    agent: str
    confirmed: bool
    promises: tuple[Promised, ...]
    rating: int | None
    proofs: tuple[str, ...]
    photos: tuple[Shown, ...] = ()


async def facts(delivery: str, keys: Keys, now: datetime) -> Facts | None:
    """Everything known about a delivery; None where there is none."""
    row = await models.Delivery.get_or_none(id=delivery).select_related("depot", "customer")
    if row is None:
        return None
    eta = await models.EtaRow.get_or_none(delivery_id=row.id)
    code = await models.Code.get_or_none(id=row.code_id or "-")
    rating = await models.RatingRow.get_or_none(delivery_id=row.id)
    promised = await models.PromiseRow.filter(delivery_id=row.id).order_by("id")
    proofs = await models.Proof.filter(delivery_id=row.id).order_by("id")
    return Facts(
        id=row.id, tracking=row.tracking_number, reference=row.reference, who=row.customer_name,
        phone=masked(row.customer_phone), email=bool(row.customer_email),
        language=(row.customer.language if row.customer else "") or row.language,
        opted_out=bool(row.customer and row.customer.opted_out),
        items=tuple(_item(one) for one in row.items), address=row.address, depot=row.depot.name,
        zone=row.depot.time_zone, status=row.status, reason=row.reason, window=(row.window_start, row.window_end),
        eta=(_utc(eta.soonest), _utc(eta.by)) if eta else None, eta_at=_utc(eta.at) if eta else None,
        van=await _van(row.id, now), code=bool(code and code.sealed), notes=await _notes(row.id, keys), agent=row.agent,
        confirmed=row.confirmed,
        promises=tuple(Promised(one.start, one.end, one.source, one.at, one.kept) for one in promised),
        rating=rating.score if rating else None, proofs=tuple(one.kind for one in proofs),
        photos=tuple(one for _, one in await shown(conversation_id=row.id, proof=True)))


def _item(one: dict[str, object]) -> str:
    many = one.get("quantity", 1)
    return f"{many} × {one['description']}" if many != 1 else str(one["description"])


def _utc(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


async def _van(delivery: str, now: datetime) -> Van | None:
    stop = await models.Stop.filter(delivery_id=delivery).exclude(status="removed").order_by("-id").select_related(
        "run__driver").first()
    if stop is None:
        return None
    others = await models.Stop.filter(run_id=stop.run.id).exclude(status="removed")
    before = sum(1 for one in others if one.number < stop.number and one.status in OPEN_STOPS)
    seen = await models.VanRow.get_or_none(driver_id=stop.run.driver.id)
    age = now.timestamp() - seen.at if seen and seen.at is not None else None
    return Van(stop.run.driver.name, stop.run.id, age, before, stop.number, len(others), stop.status,
               age is None or age > OLD)


async def _notes(delivery: str, keys: Keys) -> tuple[tuple[str, str], ...]:
    found = []
    for one in await models.DoorNoteRow.filter(delivery_id=delivery).order_by("id").select_related("participant"):
        try:
            text = await keys.read(one.participant, "door_notes", one.id, one.sealed_words)
        except Unreadable:
            continue
        found.append((one.kind, text))
    return tuple(found)
