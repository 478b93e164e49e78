"""The vendors' endpoints: check who speaks, parse, hand to the door, answer. Nothing is decided here."""

import logging

from aiohttp import web

from bot.context import CONTEXT
from bot.receipts import settle
from bot.speaking import voice as voice_in
from integrations.twilio import inbound, signature, token, twiml
from store import models
from store.atomic import atomic
from store.journal import JournalFull

log = logging.getLogger(__name__)
routes = web.RouteTableDef()
DEADLINE = 5.0


async def _form(request: web.Request) -> dict[str, str]:
    """The signed form of a Twilio request.

    Raises:
        HTTPException: 404 when texts are switched off, 403 forged, 400 no form, 413 too large.
    """
    context = request.app[CONTEXT]
    if not (context.settings.texts or context.settings.whatsapp):
        raise web.HTTPNotFound
    body = await signature.read_body(request.content, request.headers, DEADLINE)
    url = f"{context.settings.url}{request.raw_path}"
    try:
        return signature.verified(url, body, request.headers, context.settings.twilio_auth_token)
    except signature.Forged as error:
        log.warning("a Twilio request was refused: %s; signed for another address than %s?", error,
                    context.settings.url)
        raise web.HTTPForbidden from None
    except signature.Malformed as error:
        raise web.HTTPBadRequest(text=str(error)) from None


@routes.post("/webhooks/twilio/messages")
async def messages(request: web.Request) -> web.Response:
    """What somebody texted: durable before it is answered, 503 when it cannot be kept."""
    context = request.app[CONTEXT]
    form = await _form(request)
    try:
        said = inbound.parse(form, context.settings.twilio_account_sid, context.clock.now())
    except signature.Malformed as error:
        raise web.HTTPBadRequest(text=str(error)) from None
    if said.channel == "whatsapp" and not context.settings.whatsapp:
        raise web.HTTPBadRequest(text="To: expected a number for texts; TWILIO_WHATSAPP_FROM is not set")
    try:
        await context.door.said(said)
    except JournalFull:
        raise web.HTTPServiceUnavailable(headers={"Retry-After": "1"}) from None
    return web.Response(text=twiml.EMPTY, content_type="application/xml")


@routes.post("/webhooks/twilio/status/{token}")
async def status(request: web.Request) -> web.Response:
    """What became of a message of ours. The token in the path is our own and names message and attempt."""
    context = request.app[CONTEXT]
    form = await _form(request)
    named = token.read(context.keys.token_keys, request.match_info["token"])
    if named is None:
        raise web.HTTPForbidden
    message, attempt = named
    try:
        receipt = inbound.parse_status(form, context.settings.twilio_account_sid)
    except signature.Malformed as error:
        raise web.HTTPBadRequest(text=str(error)) from None
    await atomic(lambda: settle(message, attempt, receipt, context.clock.now()))
    context.door.wake()
    return web.Response(status=204)


@routes.post("/webhooks/twilio/voice")
async def voice(request: web.Request) -> web.Response:
    """Somebody rings the number that texts them: on to the depot's support line, or told to text."""
    form = await _form(request)
    depot = await models.Depot.filter(number=form.get("To", "")).first() or await models.Depot.all().first()
    support = str(depot.support.get("phone") or "") if depot else ""
    answer = twiml.forward(support) if support else twiml.please_text(*voice_in(depot.language if depot else ""))
    return web.Response(text=answer, content_type="application/xml")
