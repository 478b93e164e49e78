"""Depots: where vans leave from, and the windows they have room in."""

# Longer than 250 lines: what a depot may be told, and each refusal.

import re
from datetime import time
from typing import Any, ClassVar, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator

from bot.api.phones import e164
from bot.api.problems import of_validation
from bot.api.route import Call, Model, found, page, route
from bot.duty import hours
from bot.slots import open_slots, windows
from bot.speaking import languages, speaks
from bot.weekdays import weekdays
from store import models
from store.ids import new_id

EXAMPLE = {"name": "Bloom North", "brand": "Bloom Furniture", "time_zone": "America/Chicago", "default_region": "US",
           "language": "en", "support": {"phone": "+13125550177", "hours": "mon-fri 9-17"},
           "jurisdiction": "US-IL", "hours": {"from": "09:00", "to": "20:00"}, "colour": "#1f6f54",
           "proof_photo": "page",
           "windows": [{"days": "mon-sat", "from": "08:00", "to": "12:00", "capacity": 40}]}

CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


class OfferedWindow(Model):
    """A window that rescheduling may offer: days such as mon-sat, local times, and how many deliveries fit."""

    days: str
    start: str = Field(alias="from")
    end: str = Field(alias="to")
    capacity: int = Field(ge=1, le=100_000)

    @field_validator("days")
    @classmethod
    def _days(cls, text: str) -> str:
        try:
            weekdays(text)
        except ValueError:
            msg = "weekdays such as mon-sat or tue,thu"
            raise ValueError(msg) from None
        return text

    @field_validator("start", "end")
    @classmethod
    def _times(cls, text: str) -> str:
        try:
            return f"{time.fromisoformat(text):%H:%M}"
        except ValueError:
            msg = "a local time such as 08:00"
            raise ValueError(msg) from None


class OnDuty(Model):
    """Somebody who is called when a conversation needs a person; their own hours, or the desk's."""

    slack_user_id: str = Field(pattern="^[UW][A-Z0-9]{2,30}$")
    hours: str = Field(default="", max_length=200)

    @field_validator("hours")
    @classmethod
    def _hours(cls, text: str) -> str:
        return _readable(text)


class Canned(Model):
    """An answer that agents may choose. {{name}}, {{items}}, {{brand}} and {{driver}} are filled in."""

    name: str = Field(min_length=1, max_length=40)
    text: str = Field(min_length=1, max_length=800)


class Support(Model):
    """How a person is reached: by phone, in which hours, who is called in which order, what they often answer."""

    phone: str = ""
    hours: str = Field(default="", max_length=200)
    duty: list[OnDuty] = Field(default_factory=list, max_length=20)
    canned: list[Canned] = Field(default_factory=list, max_length=20)

    @field_validator("hours")
    @classmethod
    def _hours(cls, text: str) -> str:
        return _readable(text)


def _readable(text: str) -> str:
    hours(text)
    return text


class Hours(Model):
    """Local hours of ordinary messages, narrower than the law's at the door; wider ones change nothing."""

    start: str = Field(alias="from", pattern=CLOCK)
    end: str = Field(alias="to", pattern=CLOCK)

    @model_validator(mode="after")
    def _ordered(self) -> "Hours":
        if self.end <= self.start:
            msg = "hours that end after they start, such as 09:00 to 19:00"
            raise ValueError(msg)
        return self


class NewDepot(Model):
    """A depot as it is created."""

    EXAMPLE: ClassVar[dict[str, Any]] = EXAMPLE

    name: str = Field(min_length=1, max_length=120)
    brand: str = Field(min_length=1, max_length=120)
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    time_zone: str
    default_region: str = Field(pattern="^[A-Z]{2}$")
    language: str = Field(default="en", max_length=8)
    number: str = ""
    support: Support = Support()
    windows: list[OfferedWindow] = Field(default_factory=list)
    jurisdiction: str = ""
    hours: Hours | None = None
    colour: str = Field(default="", pattern=r"^$|^#[0-9a-f]{6}$")
    proof_photo: Literal["page", "message", "off"] = "page"

    @field_validator("time_zone")
    @classmethod
    def _zone(cls, name: str) -> str:
        if name not in available_timezones():
            msg = "an IANA time zone such as America/Chicago"
            raise ValueError(msg)
        return name

    @field_validator("language")
    @classmethod
    def _spoken(cls, code: str) -> str:
        if not speaks(code):
            msg = f"a language we write: {', '.join(languages())}"
            raise ValueError(msg)
        return code

    @field_validator("jurisdiction")
    @classmethod
    def _at_home(cls, code: str, info: ValidationInfo) -> str:
        country = str(info.data.get("default_region", ""))
        if code and not re.fullmatch(rf"{country}-[A-Z0-9]{{1,3}}", code):
            msg = f"a code of ISO 3166-2 in {country}, such as {EXAMPLE['jurisdiction']} in the US"
            raise ValueError(msg)
        return code

    @field_validator("windows")
    @classmethod
    def _ends(cls, rows: list[OfferedWindow]) -> list[OfferedWindow]:
        if any(row.end <= row.start for row in rows):
            msg = "windows that end after they start"
            raise ValueError(msg)
        return rows


class PatchedDepot(Model):
    """What may change. Not the brand: refusals are kept under its name, so another brand is another depot."""

    EXAMPLE: ClassVar[dict[str, Any]] = {"hours": {"from": "09:00", "to": "20:00"}, "number": "+13125550101"}

    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    time_zone: str | None = None
    default_region: str | None = None
    language: str | None = None
    number: str | None = None
    support: Support | None = None
    windows: list[OfferedWindow] | None = None
    jurisdiction: str | None = None
    hours: Hours | None = None
    colour: str | None = None
    proof_photo: str | None = None


def show(row: models.Depot) -> dict[str, Any]:
    """A depot as the API answers it."""
    return {"id": row.id, "name": row.name, "brand": row.brand, "lat": row.lat, "lon": row.lon,
            "time_zone": row.time_zone, "default_region": row.default_region, "language": row.language,
            "number": row.number, "support": row.support, "windows": row.windows, "jurisdiction": row.jurisdiction,
            "hours": row.hours, "colour": row.colour, "proof_photo": row.proof_photo}


@route("POST", "/depots", "depots:write", NewDepot, 201)
async def create(call: Call, body: NewDepot) -> dict[str, Any]:
    """Create a depot."""
    number = e164(body.number, body.default_region, "number") if body.number else call.context.settings.twilio_from
    row = await models.Depot.create(
        id=new_id(), name=body.name, brand=body.brand, lat=body.lat, lon=body.lon, time_zone=body.time_zone,
        default_region=body.default_region, language=body.language, number=number,
        support=body.support.model_dump(), windows=[one.model_dump(by_alias=True) for one in body.windows],
        jurisdiction=body.jurisdiction, hours=body.hours.model_dump(by_alias=True) if body.hours else None,
        colour=body.colour, proof_photo=body.proof_photo, created_at=call.now)
    return show(row)


@route("PATCH", "/depots/{id}", "depots:write", PatchedDepot)
async def change(call: Call, body: PatchedDepot) -> dict[str, Any]:
    """Change a depot; what is left out stays. Messages that wait are asked again by the new hours."""
    row = await found(models.Depot, call.path["id"], "depot")
    await changed(row, body.model_dump(by_alias=True, exclude_unset=True), call.context.settings.twilio_from)
    return show(row)


async def changed(row: models.Depot, values: dict[str, Any], usual_number: str) -> None:
    """Keep new values of a depot, judged together with those that stay.

    Conversations go on from the number they began at; deliveries ordered from now on begin at the new one.

    Raises:
        Problem: a value that a depot cannot have, by its field.
    """
    stays = {name: value for name, value in show(row).items() if name in NewDepot.model_fields}
    try:
        whole = NewDepot.model_validate(stays | values)
    except ValidationError as error:
        raise of_validation(error, EXAMPLE) from None
    plain = whole.model_dump(by_alias=True)
    plain["number"] = e164(whole.number, whole.default_region, "number") if whole.number else usual_number
    for name in values:
        setattr(row, name, plain[name])
    if values:
        await row.save(update_fields=list(values))


@route("GET", "/depots", "depots:read")
async def listed(call: Call) -> dict[str, Any]:
    """List depots."""
    return await page(call, models.Depot.all(), show)


@route("GET", "/depots/{id}", "depots:read")
async def one(call: Call) -> dict[str, Any]:
    """Read a depot."""
    return show(await found(models.Depot, call.path["id"], "depot"))


@route("GET", "/depots/{id}/slots", "depots:read")
async def slots(call: Call) -> dict[str, Any]:
    """The windows that are open now."""
    depot = await found(models.Depot, call.path["id"], "depot")
    nobody = models.Delivery(id="", depot=depot, window_start=call.now)
    zone, room = ZoneInfo(depot.time_zone), {slot.key: space for slot, space in windows(depot, call.now)}
    return {"items": [{"key": slot.key, "start": slot.window.start.astimezone(zone).isoformat(),
                       "end": slot.window.end.astimezone(zone).isoformat(), "capacity": room[slot.key]}
                      for slot in await open_slots(nobody, call.now)]}
