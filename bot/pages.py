"""The customer's pages: the link from a text, and the form that finds it. Everything works without JavaScript.

GET and HEAD change nothing: link previews open them. A POST needs the proof that only the page holds.
"""

import hmac
from hashlib import sha256

from aiohttp import web

from bot.brand import address
from bot.brands import logo
from bot.context import CONTEXT, Context
from bot.finding import find
from bot.links import hashed
from bot.maps import MAPS, policy
from bot.page_facts import page_facts
from bot.paper import HEADERS, ROOT, asked_language, form_of, html, is_over
from bot.pictures.opening import FULL, proof_of, served
from bot.scenes import Scenes
from bot.throttle import MISSES, Throttle
from domain import events
from domain.meanings import Rating
from domain.people import ConversationId, Role
from store import models
from store.atomic import atomic
from tracking.live import TooManyViewers
from tracking.page import view, words

LONGEST, MOST_PHOTOS = 500, 9
SCENES = web.AppKey("scenes", Scenes)
WRITES = Throttle(10, 3600.0)


def add_pages(app: web.Application) -> None:
    """Register the pages and what they are drawn with."""
    app.router.add_get("/t/{token}", track)
    app.router.add_get("/t/{token}/events", events_of, allow_head=False)
    app.router.add_get("/t/{token}/photo/{number:[1-9]}", photo)
    app.router.add_post("/t/{token}/{act:confirm|instructions|reschedule|rating}", act)
    app.router.add_get("/track", find)
    app.router.add_static("/static", ROOT / "static", append_version=False)


async def track(request: web.Request) -> web.Response:
    """GET /t/{token}: the delivery's page; 404, always alike, for a link that is not open."""
    context = request.app[CONTEXT]
    row = await _open(request)
    facts = await page_facts(row, context)
    return html("track.html", facts.language, brand=row.depot.brand, title=words(facts.language)["title"],
                view=view(facts), brand_css=address(row.depot.colour),
                logo=logo(context.settings.brands, row.depot.brand),
                token=request.match_info["token"], thanked="done" in request.query,
                map_style=request.app[MAPS].day, map_style_dark=request.app[MAPS].night,
                photos=len(await _photos(row)), proof=_proof(context, request.match_info["token"]),
                csp=policy(context.settings.map_style_url))


async def photo(request: web.Request) -> web.Response:
    """GET /t/{token}/photo/{number}: one photo of this very delivery, as long as its page is open."""
    row, number = await _open(request), int(request.match_info["number"])
    found = await _photos(row)
    return await served(found[number - 1] if number <= len(found) else None, FULL, request.app[CONTEXT].keys)


async def _photos(row: models.Delivery) -> list[models.Picture]:
    """What the customer may see of how it was handed over: once it was, and unless the depot keeps photos inside."""
    shown = row.status == "delivered" and row.depot.proof_photo != "off"
    return (await proof_of(row.id))[:MOST_PHOTOS] if shown else []


async def events_of(request: web.Request) -> web.StreamResponse:
    """GET /t/{token}/events: the same page's moving parts, as server-sent events; 404 as the page's own."""
    row = await _open(request)
    scenes, streams = request.app[SCENES], request.app[CONTEXT].streams
    try:
        return await streams.serve(request, row.id, lambda: scenes.snapshot(row))
    except TooManyViewers:
        raise web.HTTPServiceUnavailable(headers={**HEADERS, "Retry-After": "10"}) from None


async def act(request: web.Request) -> web.Response:
    """POST /t/{token}/...: an answer from the page; back to it afterwards."""
    context, token = request.app[CONTEXT], request.match_info["token"]
    row = await _open(request)
    form = await form_of(request)
    foreign = request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}
    if foreign or not hmac.compare_digest(form.get("proof", "").encode(), _proof(context, token).encode()):
        raise web.HTTPForbidden(text="This form was not opened from the page.", headers=HEADERS)
    if not WRITES.allow(row.id):
        raise web.HTTPTooManyRequests(text=words(row.language)["too_often"], headers=HEADERS)
    await _act(context, row, request.match_info["act"], form)
    back = f"/t/{token}?done=1"
    raise web.HTTPSeeOther(back, headers=HEADERS)


async def _act(context: Context, row: models.Delivery, name: str, form: dict[str, str]) -> None:
    conversation = ConversationId(row.id)
    if name == "instructions":
        said = form.get("words", "").strip()[:LONGEST]
        if not said or row.customer is None:
            raise web.HTTPBadRequest(text="words: expected a few words, such as: side door, please", headers=HEADERS)
        await atomic(lambda: context.door.said_on_page(conversation, said))
        return
    event = await _event(context, row, name, form)
    await atomic(lambda: context.door.decide(conversation, event))


async def _event(context: Context, row: models.Delivery, name: str, form: dict[str, str]) -> events.Event:
    if name == "confirm":
        return events.Confirmed()
    if name == "rating":
        score = form.get("score", "")
        if score not in {"1", "2", "3", "4", "5"}:
            raise web.HTTPBadRequest(text="score: expected 1 to 5", headers=HEADERS)
        return events.Meant(Role.CUSTOMER, Rating(int(score)))
    facts = await page_facts(row, context)
    chosen = next((one for one in facts.slots if one[0] == form.get("slot")), None)
    if chosen is None:
        raise web.HTTPConflict(text="slot: expected a window that is still open; please go back and choose again",
                               headers=HEADERS)
    return events.SlotChosen(*chosen)


async def _open(request: web.Request) -> models.Delivery:
    row = await models.Delivery.get_or_none(link_hash=hashed(request.match_info["token"])).select_related(
        "depot", "customer")
    if row is None or is_over(row, request.app[CONTEXT].clock.now()):
        if not MISSES.allow(request.remote or ""):
            raise web.HTTPTooManyRequests(headers=HEADERS)
        language = asked_language(request)
        page = html("gone.html", language, 404, title=words(language)["gone_title"])
        raise web.HTTPNotFound(text=page.text, content_type="text/html", headers=HEADERS)
    return row


def _proof(context: Context, token: str) -> str:
    return hmac.new(context.keys.token_key, b"page:" + token.encode(), sha256).hexdigest()
