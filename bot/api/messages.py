"""Messages in and out, and an explicit, recorded retry."""

from datetime import datetime
from typing import Any, ClassVar

from pydantic import Field

from bot.api.conversations import show_message
from bot.api.problems import Problem, wrong
from bot.api.route import Call, Model, found, page, route
from bot.corrections import By, Reading, correct, example
from bot.letters import told
from domain.meanings import CUSTOMER_INTENTS, DRIVER_INTENTS
from domain.people import Role
from store import models
from store.queries import sending

RETRIED = ("held", "failed", "rejected", "undelivered", "expired")


@route("GET", "/messages", "messages:read", query=("state", "conversation_id", "outgoing"))
async def listed(call: Call) -> dict[str, Any]:
    """List messages, newest first."""
    wanted: dict[str, Any] = {name: call.query[name] for name in ("state", "conversation_id") if name in call.query}
    if "outgoing" in call.query:
        wanted["outgoing"] = call.query["outgoing"] == "true"
    keys = call.context.keys
    return await page(call, models.Message.filter(**wanted).select_related("participant"),
                      lambda row: show_message(row, keys))


@route("GET", "/messages/{id}", "messages:read")
async def one(call: Call) -> dict[str, Any]:
    """Read a message."""
    return await show_message(await found(models.Message, call.path["id"], "message", "participant"),
                              call.context.keys)


class Understanding(Model):
    """What a message really meant: intents of the closed list, the most important first."""

    EXAMPLE: ClassVar[dict[str, Any]] = {"agent": "kim", "intents": ["reschedule"], "language": "es"}

    agent: str = Field(min_length=1, max_length=64)
    intents: list[str] = Field(min_length=1, max_length=6)
    language: str = Field(default="", pattern=r"^$|^[a-z]{2,3}(-[A-Z]{2})?$")
    rating: int | None = Field(default=None, ge=1, le=5)
    option: int | None = Field(default=None, ge=1, le=9)


@route("POST", "/messages/{id}/understood", "messages:write", Understanding)
async def understood(call: Call, body: Understanding) -> dict[str, Any]:
    """Correct what was understood. What was answered stays as it is; who, when, before and after are kept."""
    row = await found(models.Message, call.path["id"], "message", "participant")
    if row.outgoing or row.role == Role.AGENT:
        raise Problem(409, "only what a customer or a driver wrote was understood")
    known = DRIVER_INTENTS if row.role == Role.DRIVER else CUSTOMER_INTENTS
    if unknown := [one for one in body.intents if one not in known]:
        raise wrong("intents", f"some of {', '.join(sorted(known))}; not {', '.join(unknown)}", "reschedule")
    slots = {name: value for name in ("rating", "option") if (value := getattr(body, name)) is not None}
    after = Reading(tuple(body.intents), body.language or row.language, slots)
    await correct(call.context.keys, row, after, By(body.agent, call.key.prefix, call.now))
    return await show_message(row, call.context.keys)


@route("GET", "/corrections", "messages:read")
async def corrections(call: Call) -> dict[str, Any]:
    """List corrections in the form of training examples, phone numbers and codes masked, newest first."""
    return await page(call, models.Correction.all(), lambda row: example(call.context.keys, row))


@route("POST", "/messages/{id}/retry", "messages:write")
async def retry(call: Call) -> dict[str, Any]:
    """Send again a message that did not go out. Recorded in the timeline with the key that asked."""
    row = await again(call.path["id"], f"the key {call.key.prefix}", call.now)
    return await show_message(row, call.context.keys)


async def again(message: str, by: str, now: datetime) -> models.Message:
    """Put a message that did not go out into the line once more, inside the caller's transaction.

    Raises:
        Problem: there is none such, or it may have gone out.
    """
    row = await sending.lock_message(message)
    if row is None:
        raise Problem(404, "there is no message of that id")
    if not row.outgoing or row.state not in RETRIED:
        raise Problem(409, f"a message that is {row.state} cannot be sent again")
    row.expires_at = None  # type: ignore[assignment]
    await row.save(update_fields=["expires_at"])
    await sending.requeue(row, now)
    await told(row, f"sent again by {by}", now)
    return row
