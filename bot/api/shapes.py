"""A delivery's body and how it is answered."""

from datetime import UTC, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, Field, field_validator, model_validator

from bot.api.route import Call, Model
from bot.duty import hours
from bot.links import link_of
from store import models
from tracking.parts import parts

MINUTE = 60.0
EXAMPLE = {"tracking_number": "BF-10023", "customer": {"name": "Ana Ruiz", "phone": "+13125550123", "language": "es"},
           "address": {"text": "1 Main St, Chicago IL 60601"},
           "window": {"start": "2026-11-24T14:00:00-06:00", "end": "2026-11-24T16:00:00-06:00"},
           "items": [{"description": "3-seat sofa", "quantity": 1}]}


def readable(text: str) -> str:
    """Hours of receiving that can be read. Raises ValueError, with an example."""
    hours(text)
    return text


class Customer(Model):
    """Who receives it. `phone` as written in the depot's region, or with a country code.

    A business has a `company` beside its person's name, and hours of `receiving` such as `mon-fri 8-16`, at the depot's
    local time: no window is taken or offered outside of them.
    """

    name: str = Field(min_length=1, max_length=120)
    phone: str = Field(min_length=3, max_length=32)
    email: str = Field(default="", max_length=254, pattern=r"^$|^[^@\s]+@[^@\s]+\.[^@\s]+$")
    language: str = Field(default="", pattern=r"^$|^[a-z]{2}(-[A-Z]{2})?$")
    channel: str = Field(default="sms", pattern="^(sms|whatsapp|email)$")
    company: str = Field(default="", max_length=120)
    receiving: str = Field(default="", max_length=200)

    @field_validator("receiving")
    @classmethod
    def _readable(cls, text: str) -> str:
        return readable(text)

    @model_validator(mode="after")
    def _has_its_address(self) -> "Customer":
        if self.channel == "email" and not self.email:
            msg = "an e-mail address beside the channel email"
            raise ValueError(msg)
        return self


class Address(Model):
    """Where to. Coordinates are optional."""

    text: str = Field(min_length=3, max_length=300)
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)


class TimeWindow(Model):
    """Half-open, both ends with an offset."""

    start: AwareDatetime
    end: AwareDatetime

    @model_validator(mode="after")
    def _ordered(self) -> "TimeWindow":
        if self.end <= self.start:
            msg = "a window that ends after it starts"
            raise ValueError(msg)
        return self


class Item(Model):
    """What comes."""

    description: str = Field(min_length=1, max_length=120)
    quantity: int = Field(default=1, ge=1, le=10_000)


class NewDelivery(Model):
    """A delivery as it is created."""

    EXAMPLE: ClassVar[dict[str, Any]] = EXAMPLE

    depot_id: str = ""
    tracking_number: str = Field(min_length=1, max_length=64)
    reference: str = Field(default="", max_length=120)
    customer: Customer
    address: Address
    window: TimeWindow
    items: list[Item] = Field(min_length=1, max_length=50)
    service_minutes: int = Field(default=5, ge=0, le=480)
    notes: str = Field(default="", max_length=1000)


class PatchedDelivery(Model):
    """What the merchant changes; the rest stays. An empty `company` or `receiving` takes it away."""

    EXAMPLE: ClassVar[dict[str, Any]] = {
        "window": EXAMPLE["window"], "phone": "+13125550123"}

    window: TimeWindow | None = None
    address: Address | None = None
    phone: str | None = Field(default=None, min_length=3, max_length=32)
    items: list[Item] | None = Field(default=None, min_length=1, max_length=50)
    company: str | None = Field(default=None, max_length=120)
    receiving: str | None = Field(default=None, max_length=200)

    @field_validator("receiving")
    @classmethod
    def _readable(cls, text: str | None) -> str | None:
        return text if text is None else readable(text)


def moment(at: datetime | None, zone: ZoneInfo) -> str | None:
    """An instant in the depot's zone."""
    return at.astimezone(zone).isoformat() if at else None


async def show(call: Call, row: models.Delivery, *, whole: bool = False) -> dict[str, Any]:
    """A delivery as the API answers it; `whole` adds its timeline and ETA."""
    await row.fetch_related("depot")
    zone, keys = ZoneInfo(row.depot.time_zone), call.context.keys
    plain: dict[str, Any] = {
        "id": row.id, "tracking_number": row.tracking_number, "reference": row.reference, "status": row.status,
        "reason": row.reason or None, "depot_id": row.depot.id,
        "customer": {"name": row.customer_name, "phone": row.customer_phone, "email": row.customer_email,
                     "language": row.language, "channel": row.channel, "company": row.company,
                     "receiving": row.receiving},
        "address": {"text": row.address, "lat": row.lat, "lon": row.lon},
        "window": {"start": moment(row.window_start, zone), "end": moment(row.window_end, zone)},
        "confirmed": row.confirmed, "items": row.items, "service_minutes": row.service_minutes,
        "tracking_url": link_of(row, keys, call.context.settings.url), "agent": row.agent or None,
        "ended_at": moment(row.ended_at, zone),
    }
    return plain | (await _whole(row, zone, call.context.clock.now()) if whole else {})


async def _whole(row: models.Delivery, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    promise = await models.PromiseRow.filter(delivery_id=row.id).order_by("-id").first()
    entries = await models.Entry.filter(conversation_id=row.id).order_by("id")
    return {
        "promise": {"start": moment(promise.start, zone), "end": moment(promise.end, zone),
                    "source": promise.source} if promise else None,
        "eta": await _eta(row, zone, now),
        "timeline": [{"at": moment(one.at, zone), "kind": one.kind, "text": one.text} for one in entries],
    }


async def _eta(row: models.Delivery, zone: ZoneInfo, now: datetime) -> dict[str, Any] | None:
    eta = await models.EtaRow.get_or_none(delivery_id=row.id)
    if eta is None:
        return None
    stop = await models.Stop.filter(delivery_id=row.id).exclude(status="removed").order_by("-id").select_related(
        "run").first()
    before = await models.Stop.filter(run_id=stop.run.id, number__lt=stop.number, status__in=("open", "arrived")
                                      ).select_related("delivery") if stop else None
    told = {name: moment(datetime.fromtimestamp(at, UTC), zone) for name, at in (
        ("earliest", eta.soonest), ("likely", eta.likely), ("latest", eta.by), ("as_of", eta.at))}
    return told | {"stops_before": None if before is None else len(before),
                   "parts": None if before is None else _parts(eta, before, now.timestamp())}


def _parts(eta: models.EtaRow, before: list[models.Stop], now: float) -> dict[str, int]:
    """What the time from now until it likely comes is made of: both are minutes, to five, and add up to it."""
    standing = sum(max(0.0, one.delivery.service_minutes * MINUTE
                       - (now - one.arrived_at.timestamp() if one.arrived_at else 0.0)) for one in before)
    made = parts(max(0.0, eta.likely - now), standing)
    return {"driving_minutes": made.driving, "stops_minutes": made.stops}
