"""Pictures by a signed link: a page of them for a driver's phone, and one alone for a provider that carries it on."""

from datetime import timedelta

from aiohttp import web

from bot.context import CONTEXT, Context
from bot.paper import HEADERS as PAGE
from bot.paper import asked_language, html
from bot.pictures import links
from bot.pictures.opening import FULL, served
from bot.throttle import MISSES
from domain.message import WordsRef
from store import models
from tracking.page import words

routes = web.RouteTableDef()
AFTER = timedelta(hours=2)


@routes.get("/p/{token}")
async def show(request: web.Request) -> web.Response:
    """What the link shows. Cookies are neither read nor set."""
    context = request.app[CONTEXT]
    named = links.read(context.keys.token_keys, request.match_info["token"], context.clock.now())
    if named is None:
        raise _gone(request)
    what, name = named
    if what == links.PICTURE:
        return await served(await models.Picture.get_or_none(id=name), FULL, context.keys)
    rows = await _of_message(context, WordsRef(name))
    if not rows:
        raise _gone(request)
    return html("pictures.html", asked_language(request), title="", token=request.match_info["token"],
                count=len(rows), csp=PAGE["Content-Security-Policy"])


@routes.get("/p/{token}/{number:[1-9]|10}")
async def one(request: web.Request) -> web.Response:
    """One of a message's pictures."""
    context = request.app[CONTEXT]
    named = links.read(context.keys.token_keys, request.match_info["token"], context.clock.now())
    rows = await _of_message(context, WordsRef(named[1])) if named and named[0] == links.MESSAGE else []
    number = int(request.match_info["number"])
    if number > len(rows):
        raise _gone(request)
    return await served(rows[number - 1], FULL, context.keys)


async def _of_message(context: Context, message: WordsRef) -> list[models.Picture]:
    """A message's pictures, while its delivery is under way: after that a driver sees nothing more of it."""
    rows = await models.Picture.filter(message_id=message, state="kept").order_by("id")
    found = await models.Delivery.get_or_none(id=rows[0].conversation_id or "-") if rows else None
    over = found is not None and found.ended_at is not None and context.clock.now() - found.ended_at > AFTER
    return [] if over else rows


def _gone(request: web.Request) -> web.HTTPException:
    if not MISSES.allow(request.remote or ""):
        return web.HTTPTooManyRequests(headers=PAGE)
    language = asked_language(request)
    page = html("gone.html", language, 404, title=words(language)["gone_title"])
    return web.HTTPNotFound(text=page.text, content_type="text/html", headers=PAGE)
