"""Correcting what was understood of a message, in one click; kept as an example to learn from."""

from aiohttp import web

from bot.api.messages import CUSTOMER_INTENTS, DRIVER_INTENTS
from bot.console.page import Visit, back, route
from bot.corrections import By, Reading, correct
from bot.paper import HEADERS
from domain.people import Role
from store import models
from store.atomic import atomic


@route("POST", "/console/messages/{id}/understood")
async def understood(visit: Visit) -> web.StreamResponse:
    """It meant something else. What was answered stays as it is."""
    row = await models.Message.get_or_none(id=visit.request.match_info["id"])
    if row is None or row.outgoing or row.role == Role.AGENT or not row.conversation_id:
        raise web.HTTPNotFound(text="There is no such message of a customer or driver.", headers=HEADERS)
    intent = visit.form.get("intent", "")
    if intent not in (DRIVER_INTENTS if row.role == Role.DRIVER else CUSTOMER_INTENTS):
        raise web.HTTPBadRequest(text="intent: expected one of the list, such as reschedule", headers=HEADERS)
    after, by = Reading((intent,), row.language, {}), By(visit.me.name, "console", visit.now)
    await atomic(lambda: correct(visit.context.keys, row, after, by))
    return back(visit, f"/console/conversations/{row.conversation_id}")
