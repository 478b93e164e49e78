"""The customer's pages: the link from a text, and the form that finds it. Everything works without JavaScript.

GET and HEAD change nothing: link previews open them. A POST needs the proof that only the page holds.
"""

import hmac
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, select_autoescape

from bot.context import CONTEXT, Context
from bot.links import hashed, link_of
from bot.maps import MAPS, policy
from bot.page_facts import page_facts
from bot.scenes import Scenes
from bot.throttle import Throttle
from domain import events
from domain.meanings import Rating
from domain.people import ConversationId, Role
from store import models
from store.atomic import atomic
from tracking.live import TooManyViewers
from tracking.page import spoken, view, words

ROOT = Path(__file__).parents[1] / "templates"
ENV = Environment(loader=FileSystemLoader(ROOT / "pages"), autoescape=select_autoescape(("html",)), trim_blocks=True)
LARGEST, LONGEST = 2048, 500
HEADERS = {
    "Content-Security-Policy": policy(""),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=()",
}
SCENES = web.AppKey("scenes", Scenes)
MISSES, WRITES = Throttle(20, 60.0), Throttle(10, 3600.0)


def add_pages(app: web.Application) -> None:
    """Register the pages and what they are drawn with."""
    app.router.add_get("/t/{token}", track)
    app.router.add_get("/t/{token}/events", events_of, allow_head=False)
    app.router.add_post("/t/{token}/{act:confirm|instructions|reschedule|rating}", act)
    app.router.add_get("/track", find)
    app.router.add_static("/static", ROOT / "static", append_version=False)


async def track(request: web.Request) -> web.Response:
    """GET /t/{token}: the delivery's page; 404, always alike, for a link that is not open."""
    context = request.app[CONTEXT]
    row = await _open(request)
    facts = await page_facts(row, context)
    return _html("track.html", facts.language, brand=row.depot.brand, title=words(facts.language)["title"],
                 view=view(facts), token=request.match_info["token"], thanked="done" in request.query,
                 map_style=request.app[MAPS].day, map_style_dark=request.app[MAPS].night,
                 proof=_proof(context, request.match_info["token"]), csp=policy(context.settings.map_style_url))


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
    form = await _form(request)
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


async def find(request: web.Request) -> web.Response:
    """GET /track: tracking number and postcode, or the phone's last four digits, to the page."""
    context, language = request.app[CONTEXT], _asked_language(request)
    number, proof = request.query.get("number", "").strip(), request.query.get("proof", "").strip()
    said = words(language)
    if not number or not proof:
        return _html("find.html", language, title=said["find_title"], number=number, message="")
    if not MISSES.left(request.remote or ""):
        return _html("find.html", language, 429, title=said["find_title"], number="", message=said["too_often"])
    row = await models.Delivery.get_or_none(tracking_number=number, live=True)
    if row is None or not _knows(row, proof):
        MISSES.allow(request.remote or "")
        return _html("find.html", language, 404, title=said["find_title"], number=number, message=said["find_none"])
    raise web.HTTPSeeOther(link_of(row, context.keys, context.settings.url), headers=HEADERS)


def _knows(row: models.Delivery, proof: str) -> bool:
    plain = proof.replace(" ", "").casefold()
    address = row.address.replace(" ", "").casefold()
    is_phone = len(plain) == 4 and plain.isdigit() and row.customer_phone.endswith(plain)  # noqa: PLR2004 last four digits
    return is_phone or (len(plain) > 4 and plain[0:] in address and any(one.isdigit() for one in plain))  # noqa: PLR2004 a postcode


def _asked_language(request: web.Request) -> str:
    first = request.headers.get("Accept-Language", "en").split(",")[0].split(";")[0].strip()
    return spoken(first or "en")


async def _open(request: web.Request) -> models.Delivery:
    row = await models.Delivery.get_or_none(link_hash=hashed(request.match_info["token"])).select_related(
        "depot", "customer")
    if row is None or not row.live:
        if not MISSES.allow(request.remote or ""):
            raise web.HTTPTooManyRequests(headers=HEADERS)
        language = _asked_language(request)
        page = _html("gone.html", language, 404, title=words(language)["gone_title"])
        raise web.HTTPNotFound(text=page.text, content_type="text/html", headers=HEADERS)
    return row


async def _form(request: web.Request) -> dict[str, str]:
    body = await request.content.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise web.HTTPRequestEntityTooLarge(LARGEST, len(body), headers=HEADERS)
    try:
        return dict(parse_qsl(body.decode(), max_num_fields=10))
    except ValueError:
        raise web.HTTPBadRequest(text="expected a form", headers=HEADERS) from None


def _proof(context: Context, token: str) -> str:
    return hmac.new(context.keys.token_key, b"page:" + token.encode(), sha256).hexdigest()


def _html(name: str, language: str, status: int = 200, csp: str = HEADERS["Content-Security-Policy"],
          **values: Any) -> web.Response:
    page = ENV.get_template(name).render(language=spoken(language), w=words(language), **values)
    headers = HEADERS | {"Content-Security-Policy": csp}
    return web.Response(text=page, status=status, content_type="text/html", headers=headers)
