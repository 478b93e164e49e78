"""Stops: what happened at them, told by a dispatcher or a system instead of the driver's text."""

from datetime import timedelta
from typing import Any, ClassVar

from pydantic import Field

from bot.api.problems import Problem
from bot.api.route import Call, Model, found, page, route
from bot.api.runs import show_stop
from bot.moving import CannotMove, move_stop
from domain.delivery import Reason
from domain.events import Arrived, AttemptFailed, Delayed, Delivered, Departed, Event
from domain.people import ConversationId
from store import models


class Failure(Model):
    """Why it could not be delivered."""

    EXAMPLE: ClassVar[dict[str, Any]] = {"reason": "not_home"}

    reason: Reason


class Handover(Model):
    """How it was handed over, and to whom if not to the customer."""

    EXAMPLE: ClassVar[dict[str, Any]] = {"how": "safe_place"}

    how: str = Field(default="recipient", pattern="^(recipient|third_party|safe_place|mailbox|other)$")
    to: str = Field(default="", max_length=80)


class Lateness(Model):
    """How late it will be, about."""

    EXAMPLE: ClassVar[dict[str, Any]] = {"minutes": 25}

    minutes: int = Field(ge=1, le=600)


class NewPlace(Model):
    """A stop's new place, from 1, in its own run or in another one."""

    EXAMPLE: ClassVar[dict[str, Any]] = {"place": 3, "run_id": "01J8Z3..."}

    place: int = Field(ge=1, le=300)
    run_id: str = Field(default="", max_length=26)


async def _tell(call: Call, event: Event) -> dict[str, Any]:
    stop = await found(models.Stop, call.path["id"], "stop", "delivery")
    await call.context.door.decide(ConversationId(stop.delivery.id), event)
    return show_stop(await models.Stop.get(id=stop.id).select_related("delivery"))


@route("GET", "/stops", "runs:read", query=("status",))
async def listed(call: Call) -> dict[str, Any]:
    """List stops, newest first."""
    wanted = {"status": call.query["status"]} if "status" in call.query else {}
    return await page(call, models.Stop.filter(**wanted).select_related("delivery"), show_stop)


@route("GET", "/stops/{id}", "runs:read")
async def one(call: Call) -> dict[str, Any]:
    """Read a stop."""
    return show_stop(await found(models.Stop, call.path["id"], "stop", "delivery"))


@route("POST", "/stops/{id}/arrived", "runs:write")
async def arrived(call: Call) -> dict[str, Any]:
    """The driver is there."""
    return await _tell(call, Arrived(call.now))


@route("POST", "/stops/{id}/delivered", "runs:write", Handover)
async def delivered(call: Call, body: Handover) -> dict[str, Any]:
    """It was handed over or left."""
    return await _tell(call, Delivered(call.now, body.how, body.to))


@route("POST", "/stops/{id}/failed", "runs:write", Failure)
async def failed(call: Call, body: Failure) -> dict[str, Any]:
    """It could not be delivered."""
    return await _tell(call, AttemptFailed(call.now, body.reason))


@route("POST", "/stops/{id}/departed", "runs:write")
async def departed(call: Call) -> dict[str, Any]:
    """The driver left."""
    return await _tell(call, Departed(call.now))


@route("POST", "/stops/{id}/late", "runs:write", Lateness)
async def late(call: Call, body: Lateness) -> dict[str, Any]:
    """It will come later; the customer is told a new interval."""
    stop = await found(models.Stop, call.path["id"], "stop", "delivery")
    first = max(call.now, stop.delivery.window_start) + timedelta(minutes=body.minutes)
    last = first + timedelta(minutes=20 + body.minutes // 2)
    return await _tell(call, Delayed(body.minutes, first, last))


@route("POST", "/stops/{id}/move", "runs:write", NewPlace)
async def move(call: Call, body: NewPlace) -> dict[str, Any]:
    """Move a stop to another place in its run, or to another run."""
    await found(models.Stop, call.path["id"], "stop")
    try:
        moved = await move_stop(call.context.door, call.path["id"], body.run_id, body.place)
    except CannotMove as why:
        raise Problem(409, str(why)) from None
    return show_stop(moved)
