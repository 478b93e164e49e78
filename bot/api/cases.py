"""Cases: conversations that need a person, by queue and priority."""

from typing import Any, ClassVar

from pydantic import Field

from bot.api.conversations import Agent
from bot.api.problems import Problem
from bot.api.route import Call, Model, page, route
from bot.slack_marks import redraw
from domain.events import DispatchAnswered
from domain.people import ConversationId
from store import models
from store.queries.cases import lock_case


class Resolution(Model):
    """How it ended. `agreed` answers a change that a dispatcher was asked about."""

    EXAMPLE: ClassVar[dict[str, Any]] = {"agent": "kim", "agreed": True}

    agent: str = Field(min_length=1, max_length=64)
    agreed: bool | None = None


def show(row: models.Case) -> dict[str, Any]:
    """A case."""
    def at(moment: Any) -> str | None:
        return moment.isoformat() if moment else None

    return {"id": row.id, "conversation_id": row.conversation_id or None, "queue": row.queue, "reason": row.reason,
            "priority": row.priority, "state": row.state, "agent": row.agent or None, "opened_at": at(row.opened_at),
            "due_at": at(row.due_at), "called": row.called or None, "claimed_at": at(row.claimed_at),
            "answered_at": at(row.answered_at), "snoozed_until": at(row.snoozed_until),
            "resolved_at": at(row.resolved_at)}


@route("GET", "/cases", "cases:read", query=("state", "queue"))
async def listed(call: Call) -> dict[str, Any]:
    """List cases, newest first."""
    wanted = {name: call.query[name] for name in ("state", "queue") if name in call.query}
    return await page(call, models.Case.filter(**wanted), show)


@route("POST", "/cases/{id}/claim", "cases:write", Agent)
async def claim(call: Call, body: Agent) -> dict[str, Any]:
    """Take a case; one person at a time."""
    row = await _locked(call)
    if row.state != "open":
        if row.agent != body.agent:
            raise Problem(409, f"this case is {row.state} by somebody else")
        return show(row)
    row.state, row.agent, row.claimed_at, row.look_at = "claimed", body.agent, call.now, None
    await row.save()
    await redraw(row.id, "")
    return show(row)


@route("POST", "/cases/{id}/resolve", "cases:write", Resolution)
async def resolve(call: Call, body: Resolution) -> dict[str, Any]:
    """Close a case; a change that was asked for is agreed or not."""
    row = await _locked(call)
    if row.state == "resolved":
        return show(row)
    row.state, row.agent, row.resolved_at = "resolved", body.agent, call.now
    row.claimed_at, row.live, row.look_at = row.claimed_at or call.now, False, None
    await row.save()
    await redraw(row.id, row.conversation_id)
    if body.agreed is not None and row.conversation_id:
        await call.context.door.decide(ConversationId(row.conversation_id), DispatchAnswered(body.agreed))
    return show(row)


async def _locked(call: Call) -> models.Case:
    row = await lock_case(call.path["id"])
    if row is None:
        raise Problem(404, "there is no case of that id")
    return row
