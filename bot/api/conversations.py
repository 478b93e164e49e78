"""Conversations: everything said about one delivery, and a person stepping in and back."""

from typing import Any, ClassVar

from pydantic import Field

from bot.api.problems import Problem
from bot.api.route import Call, Model, found, page, route
from bot.words import keep_words, to_meaning_json
from domain.events import AgentHandedBack, AgentSaid, AgentTookOver, Begun
from domain.links import hidden
from domain.people import ConversationId, Role
from flows.engine.catalog import catalog
from store import models
from store.crypt import Keys
from store.ids import new_id


class Agent(Model):
    """Who it is."""

    EXAMPLE: ClassVar[dict[str, Any]] = {"agent": "kim"}

    agent: str = Field(min_length=1, max_length=64)


class Beginning(Model):
    """Which flow."""

    EXAMPLE: ClassVar[dict[str, Any]] = {"flow": "access"}

    flow: str = Field(min_length=1, max_length=32)


class Saying(Model):
    """A person's own words to one side."""

    EXAMPLE: ClassVar[dict[str, Any]] = {
        "agent": "kim", "to": "customer", "text": "Hello Ana, Kim here."}

    agent: str = Field(min_length=1, max_length=64)
    to: Role = Role.CUSTOMER
    text: str = Field(min_length=1, max_length=1000)


async def show_message(row: models.Message, keys: Keys) -> dict[str, Any]:
    """A message with codes masked and the customer's link without its token. Needs its participant.

    Whoever may read deliveries finds the whole link there (`tracking_url`); reading messages gives nobody the page.
    """
    text = await keys.read(row.participant, "messages", row.id, row.sealed_body) if row.sealed_body else None
    meaning = to_meaning_json(keys.open(f"meanings|{row.id}", row.sealed_meaning)) if row.sealed_meaning else None
    return {"id": row.id, "conversation_id": row.conversation_id or None, "outgoing": row.outgoing, "role": row.role,
            "kind": row.kind or None, "state": row.state, "why": row.why or None, "wordings": row.wordings,
            "text": hidden(text) if text else text, "understood": meaning, "segments": row.segments,
            "error": row.error or None, "created_at": row.created_at.isoformat(), "due_at": row.due_at.isoformat()}


@route("GET", "/conversations", "conversations:read")
async def listed(call: Call) -> dict[str, Any]:
    """List conversations, newest first."""
    def brief(row: models.Delivery) -> dict[str, Any]:
        return {"id": row.id, "tracking_number": row.tracking_number, "status": row.status, "agent": row.agent or None}

    return await page(call, models.Delivery.all(), brief)


@route("GET", "/conversations/{id}", "conversations:read")
async def one(call: Call) -> dict[str, Any]:
    """Everything said, in order, with the open questions."""
    delivery = await found(models.Delivery, call.path["id"], "conversation")
    rows = await models.Message.filter(conversation_id=delivery.id).order_by("id").select_related("participant")
    asked = await models.SessionRow.filter(conversation_id=delivery.id, open=True).exclude(asks="")
    return {"id": delivery.id, "tracking_number": delivery.tracking_number, "status": delivery.status,
            "agent": delivery.agent or None, "code": await _code(call, delivery),
            "questions": [{"flow": row.flow, "state": row.state, "asks": row.asks} for row in asked],
            "messages": [await show_message(row, call.context.keys) for row in rows]}


async def _code(call: Call, delivery: models.Delivery) -> str | None:
    """The code, in clear only for a key that may read codes; each such reading is on the timeline."""
    vault = await models.Code.get_or_none(id=delivery.code_id or "-").select_related("participant")
    if vault is None or vault.sealed is None:
        return None
    if not call.may("codes:read"):
        return "••••"
    await models.Entry.create(id=new_id(), conversation_id=delivery.id, at=call.now, kind="code read",
                              text=f"the code was read with the key {call.key.prefix}")
    return await call.context.keys.read(vault.participant, "codes", vault.id, vault.sealed)


@route("POST", "/conversations/{id}/take_over", "conversations:write", Agent)
async def take_over(call: Call, body: Agent) -> dict[str, Any]:
    """A person answers now; our own talk to the customer is silent."""
    await _decide(call, AgentTookOver(body.agent))
    return {"id": call.path["id"], "agent": body.agent}


@route("POST", "/conversations/{id}/hand_back", "conversations:write", Agent)
async def hand_back(call: Call, body: Agent) -> dict[str, Any]:
    """The person is done."""
    await _decide(call, AgentHandedBack(body.agent))
    return {"id": call.path["id"], "agent": None}


@route("POST", "/conversations/{id}/say", "conversations:write", Saying, 202)
async def say(call: Call, body: Saying) -> dict[str, Any]:
    """Send a person's own words to one side."""
    delivery = await found(models.Delivery, call.path["id"], "conversation", "customer")
    who = delivery.customer
    if who is None:
        raise Problem(409, "there is no number to write to")
    words = await keep_words(call.context.door, who, delivery.id, Role.AGENT, body.text, call.now)
    await _decide(call, AgentSaid(body.agent, body.to, words))
    return {"id": delivery.id, "words": words}


@route("POST", "/conversations/{id}/begin", "conversations:write", Beginning)
async def begin(call: Call, body: Beginning) -> dict[str, Any]:
    """Begin a flow by its name, where that flow may be begun by staff."""
    if body.flow not in catalog():
        raise Problem(422, f"flow: expected one of {', '.join(catalog())}")
    await _decide(call, Begun(body.flow))
    return {"id": call.path["id"], "flow": body.flow}


async def _decide(call: Call, event: AgentTookOver | AgentHandedBack | AgentSaid | Begun) -> None:
    await found(models.Delivery, call.path["id"], "conversation")
    await call.context.door.decide(ConversationId(call.path["id"]), event)
