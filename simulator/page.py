"""The pages "be the customer" and "be the office" and their files, with nothing in it that another site could use."""

from collections.abc import Awaitable, Callable
from importlib.resources import files

from aiohttp import web

TYPES = {"index.html": "text/html", "world.css": "text/css", "world.js": "text/javascript",
         "phone.js": "text/javascript", "machine.js": "text/javascript", "when.js": "text/javascript",
         "streets.js": "text/javascript", "ways.js": "text/javascript", "ways.css": "text/css",
         "slack.html": "text/html", "slack.css": "text/css",
         "slack.js": "text/javascript", "lamp.svg": "image/svg+xml"}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                               "connect-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; "
                               "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-cache",
}


def routes() -> list[web.RouteDef]:
    """The pages at `/` and `/slack`, and their files under `/page/`."""
    return [web.get("/", _file("index.html")), web.get("/slack", _file("slack.html")),
            *(web.get(f"/page/{name}", _file(name)) for name in TYPES if name != "index.html")]


def _file(name: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    body = (files("simulator.pages") / name).read_bytes()

    async def serve(_request: web.Request) -> web.Response:
        return web.Response(body=body, content_type=TYPES[name], charset="utf-8", headers=HEADERS)

    return serve
