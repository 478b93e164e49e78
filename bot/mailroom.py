"""The mail's routes: one click to leave, and raw mails in, handed to the same door as every other word."""

import asyncio
import logging

from aiohttp import web

from bot import refusals
from bot.bounces import returned
from bot.context import CONTEXT
from bot.mail_links import INBOUND, LEAVE, read
from bot.mails import words
from bot.paper import asked_language, html
from bot.pictures.attached import keep_attached
from bot.receive import Door
from bot.ways import proven
from integrations.email import inbound
from integrations.email.message import mailbox
from integrations.email.returned import parse
from store import models
from store.atomic import atomic
from store.journal import JournalFull

log = logging.getLogger(__name__)
routes = web.RouteTableDef()
BACK = "back"
LARGEST = 26 << 20
"""Bytes. What mail services take, a few photos included."""
INBOX = "inbox"


@routes.get("/unsubscribe/{token}")
async def ask(request: web.Request) -> web.Response:
    """Ask first: link scanners open every address of a mail, and must not unsubscribe anybody."""
    await _way(request)
    said = words(asked_language(request))
    return _page(request, said["leave_title"], said["leave_text"], said["leave_button"])


@routes.post("/unsubscribe/{token}")
async def leave(request: web.Request) -> web.Response:
    """RFC 8058: a POST is the word, whatever it holds, but for our own button that takes it back. Again is no harm."""
    way, context = await _way(request), request.app[CONTEXT]
    back = request.query_string == BACK
    await atomic(lambda: refusals.decide(way, context.keys, context.clock.now(), "link in a mail", allowed=back))
    said = words(asked_language(request))
    if back:
        return _page(request, said["back_title"], said["back_text"], said["leave_button"], "?")
    return _page(request, said["left_title"], said["left_text"], said["back_button"], f"?{BACK}")


async def _way(request: web.Request) -> models.Way:
    name = read(request.app[CONTEXT].keys.token_keys, LEAVE, request.match_info["token"])
    way = await models.Way.get_or_none(id=name, channel="email") if name else None
    if way is None:
        raise web.HTTPNotFound
    return way


def _page(request: web.Request, title: str, text: str, button: str, action: str = "?") -> web.Response:
    return html("leave.html", asked_language(request), title=title, text=text, button=button, action=action)


@routes.post("/webhooks/email/{token}")
async def mail(request: web.Request) -> web.Response:
    """A raw mail (RFC 5322), posted by whatever receives for us: 200 once durable, 503 to come back."""
    context = request.app[CONTEXT]
    if read(context.keys.token_keys, INBOUND, request.match_info["token"]) != INBOX or not context.settings.mails:
        raise web.HTTPNotFound
    raw = await _raw(request)
    try:
        await heard(context.door, raw)
    except inbound.NotAPerson:
        return web.Response(text="not a person's mail; nothing is answered")
    except ValueError as error:
        raise web.HTTPBadRequest(text=str(error)) from None
    except JournalFull:
        raise web.HTTPServiceUnavailable(headers={"Retry-After": "1"}) from None
    return web.Response()


async def heard(door: Door, raw: bytes) -> bool:
    """Note a raw mail's words, however it came; act on one of ours that came back. When this returns that is durable.

    False: it was noted before.

    Raises:
        NotAPerson: a machine wrote it.
        ValueError: it cannot be read; the text says why.
        JournalFull: too much is waiting to be written.
    """
    ours = mailbox(door.settings.mail_from).addr_spec
    if given_up := await asyncio.to_thread(parse, raw, ours):
        now = door.clock.now()
        done = [await atomic(lambda one=one: returned(one, now)) for one in given_up]  # type: ignore[misc]
        door.wake()
        return any(done)
    letter = await asyncio.to_thread(inbound.parse, raw, ours, door.clock.now())  # a photo takes a while to unpack
    if letter.files:
        await atomic(lambda: keep_attached(letter, door.keys, door.clock.now()))
    return await door.said(await proven(letter))


async def _raw(request: web.Request) -> bytes:
    raw = bytearray()
    async for chunk in request.content.iter_any():
        raw += chunk
        if len(raw) > LARGEST:
            raise web.HTTPRequestEntityTooLarge(LARGEST, len(raw))
    return bytes(raw)
