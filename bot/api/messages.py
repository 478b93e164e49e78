"""Messages in and out, and an explicit, recorded retry."""

from datetime import datetime
from typing import Any

from bot.api.conversations import show_message
from bot.api.problems import Problem
from bot.api.route import Call, found, page, route
from bot.letters import told
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
