"""Drivers, and the token their tracker sends positions with."""

import secrets
from typing import Any, ClassVar

from pydantic import Field

from bot.api.phones import e164
from bot.api.problems import wrong
from bot.api.route import Call, Model, found, page, route
from bot.links import hashed
from store import models
from store.ids import new_id
from store.queries import locks


class NewDriver(Model):
    """A driver as they are created. The phone is read in the region of the depot named, or of the only one."""

    EXAMPLE: ClassVar[dict[str, Any]] = {
        "name": "Marco Bell", "phone": "+13125550199", "language": "en"}

    name: str = Field(min_length=1, max_length=120)
    phone: str = Field(min_length=3, max_length=32)
    slack_user_id: str = Field(default="", max_length=32)
    language: str = Field(default="en", pattern=r"^[a-z]{2}(-[A-Z]{2})?$")
    depot_id: str = ""


def show(row: models.Driver) -> dict[str, Any]:
    """A driver as the API answers them, without the token."""
    return {"id": row.id, "name": row.name, "phone": row.phone, "language": row.language,
            "slack_user_id": row.slack_user_id or None}


@route("POST", "/drivers", "drivers:write", NewDriver, 201)
async def create(call: Call, body: NewDriver) -> dict[str, Any]:
    """Create a driver; `gps_token` is shown once."""
    depots = models.Depot.filter(id=body.depot_id) if body.depot_id else models.Depot.all().order_by("id")
    depot = await depots.first()
    if depot is None:
        raise wrong("depot_id", "the id of a depot; create one first", new_id())
    phone = e164(body.phone, depot.default_region, "phone")
    if await models.Driver.filter(phone=phone).exists():
        raise wrong("phone", "a number that no other driver has", "+13125550198", 409)
    who = await locks.lock_participant("sms", phone, depot.number or call.context.settings.twilio_from, call.now)
    token = secrets.token_urlsafe(24)
    row = await models.Driver.create(id=new_id(), name=body.name, participant=who, phone=phone,
                                     language=body.language, slack_user_id=body.slack_user_id,
                                     gps_token_hash=hashed(token), created_at=call.now)
    return show(row) | {"gps_token": token}


@route("GET", "/drivers", "drivers:read")
async def listed(call: Call) -> dict[str, Any]:
    """List drivers."""
    return await page(call, models.Driver.all(), show)


@route("GET", "/drivers/{id}", "drivers:read")
async def one(call: Call) -> dict[str, Any]:
    """Read a driver."""
    return show(await found(models.Driver, call.path["id"], "driver"))
