"""What every page of ours is written on: its headers, its templates, the language asked for."""

from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, select_autoescape

from bot.maps import policy
from bot.tidy import OPEN
from store import models
from tracking.page import spoken, words

ROOT = Path(__file__).parents[1] / "templates"
ENV = Environment(loader=FileSystemLoader(ROOT / "pages"), autoescape=select_autoescape(("html",)), trim_blocks=True)
LARGEST = 2048
HEADERS = {
    "Content-Security-Policy": policy(""),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=()",
}


def html(name: str, language: str, status: int = 200, csp: str = HEADERS["Content-Security-Policy"],
         **values: Any) -> web.Response:
    """A page in a language."""
    page = ENV.get_template(name).render(language=spoken(language), w=words(language), **values)
    headers = HEADERS | {"Content-Security-Policy": csp}
    return web.Response(text=page, status=status, content_type="text/html", headers=headers)


def asked_language(request: web.Request) -> str:
    """What the browser asks for first that we speak; English otherwise."""
    wanted = [one.split(";")[0].strip() for one in request.headers.get("Accept-Language", "").split(",")]
    return next((spoken(one) for one in wanted if one and spoken(one) == one.split("-")[0].lower()), "en")


async def form_of(request: web.Request) -> dict[str, str]:
    """The fields of a small form, read no further than it may be long.

    Raises:
        HTTPRequestEntityTooLarge, HTTPBadRequest: it is too long, or no form.
    """
    body = bytearray()
    async for part in request.content.iter_any():
        body += part
        if len(body) > LARGEST:
            raise web.HTTPRequestEntityTooLarge(LARGEST, len(body), headers=HEADERS)
    try:
        return dict(parse_qsl(body.decode(), max_num_fields=10))
    except ValueError:
        raise web.HTTPBadRequest(text="expected a form", headers=HEADERS) from None


def is_over(row: models.Delivery, now: datetime) -> bool:
    """Whether its page's time is up, even where nobody has tidied yet."""
    return not row.live or (row.ended_at is not None and row.ended_at < now - OPEN)
