"""One way to declare a page or an act of the console: who may is looked up, forms are checked, then it runs.

Order of the checks: the route's row in the table; the session; the role; for a POST where it came from and its proof.
"""

import hmac
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from aiohttp import web

from bot.console.draw import draw
from bot.context import CONTEXT, Context
from bot.maps import policy
from bot.paper import HEADERS
from bot.staff import sessions
from bot.staff.roles import HALF, NOBODY, TABLE, allowed
from bot.throttle import Throttle
from store import models

log = logging.getLogger(__name__)
LARGEST, MOST_FIELDS = 16 * 1024, 40
SIGN_IN, SECOND = "/console/sign-in", "/console/sign-in/code"
FORM = web.RequestKey("console_form", str)
HERE = frozenset({"same-origin", "none"})
PACE = Throttle(600, 60.0)
"""Requests a minute of one person (reliability, route classes)."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request by somebody who may. `staff` and `session` are None on the pages before sign-in."""

    context: Context
    request: web.Request
    staff: models.Staff | None
    session: models.StaffSession | None
    proof: str
    form: dict[str, str] = field(default_factory=dict)

    @property
    def me(self) -> models.Staff:
        """Who is signed in.

        Raises:
            HTTPUnauthorized: nobody is.
        """
        if self.staff is None:
            raise web.HTTPUnauthorized(headers=HEADERS)
        return self.staff

    @property
    def machine(self) -> datetime:
        """Machine time."""
        return self.context.clock.machine()

    @property
    def now(self) -> datetime:
        """World time."""
        return self.context.clock.now()

    def may(self, method: str, path: str) -> bool:
        """Whether this person may use another route: what they may not is not shown."""
        return allowed(method, path, self.staff.role if self.staff else NOBODY)

    def page(self, name: str, status: int = 200, **values: Any) -> web.Response:
        """A page."""
        text = draw(f"{name}.html", me=self.staff, proof=self.proof, may=self.may, path=self.request.path,
                    now=self.now, query=self.request.query, **values)
        return html(self.context, text, status)


Handler = Callable[[Visit], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Route:
    """A declared route."""

    method: str
    path: str
    handler: Handler


ROUTES: list[Route] = []


def route(method: str, path: str) -> Callable[[Handler], Handler]:
    """Declare a route of the console; its row must be in the table of roles."""
    def declare(handler: Handler) -> Handler:
        ROUTES.append(Route(method, path, handler))
        return handler

    return declare


def guarded(one: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The route as aiohttp serves it.

    Raises:
        KeyError: the table has no row for it.
    """
    _ = TABLE[one.method, one.path]

    async def serve(request: web.Request) -> web.StreamResponse:
        context = request.app[CONTEXT]
        found = await sessions.find(request.cookies.get(cookie(context), ""), context.clock.machine())
        session, staff = found or (None, None)
        _admit(one, request, session, staff)
        proof = _proof(context, request, session)
        form = await _form(request, proof) if one.method == "POST" else {}
        signed_in = staff if session is not None and (not session.half or HALF in TABLE[one.method, one.path]) else None
        visit = Visit(context, request, signed_in, session, proof, form)
        answer = await one.handler(visit)
        _remember(context, request, answer)
        return answer

    return serve


def _admit(one: Route, request: web.Request, session: models.StaffSession | None, staff: models.Staff | None) -> None:
    """Let them in or say where to go. 303 to sign-in for a page, 401 for anything else; 403 for the wrong role."""
    if TABLE[one.method, one.path] == NOBODY:
        return
    if session is None or staff is None:
        raise _elsewhere(request, one, SIGN_IN, 401)
    if session.half != (TABLE[one.method, one.path] == HALF):
        raise _elsewhere(request, one, SECOND if session.half else "/console", 401)
    if not PACE.allow(staff.id):
        raise web.HTTPTooManyRequests(text="Too many requests. Please wait a minute.", headers=HEADERS)
    if not session.half and not allowed(one.method, one.path, staff.role):
        log.warning("refused: %s may not %s %s", staff.role, one.method, one.path)
        text = draw("refused.html", me=staff, may=lambda method, path: allowed(method, path, staff.role),
                    path=request.path, proof="", needs=TABLE[one.method, one.path])
        raise web.HTTPForbidden(text=text, content_type="text/html", headers=HEADERS)


def _elsewhere(request: web.Request, one: Route, where: str, status: int) -> web.HTTPException:
    if one.method != "GET" or one.path.endswith("/events"):
        return web.HTTPUnauthorized(text="Please sign in.", headers=HEADERS | {"X-Status": str(status)})
    back = f"?to={quote(request.path_qs)}" if where == SIGN_IN and request.path != "/console" else ""
    return web.HTTPSeeOther(where + back, headers=HEADERS)


def cookie(context: Context) -> str:
    """The session cookie's name: `__Host-` where we are reached by https."""
    return "__Host-porchlight" if _secure(context) else "porchlight_console"


def give_cookie(context: Context, answer: web.StreamResponse, name: str, value: str, seconds: int) -> None:
    """A cookie that no script reads and no other site's form sends."""
    answer.set_cookie(name, value, httponly=True, samesite="Lax", path="/", max_age=seconds, secure=_secure(context))


def _secure(context: Context) -> bool:
    return context.settings.url.startswith("https")


def _before(context: Context) -> str:
    return "__Host-porchlight-form" if _secure(context) else "porchlight_form"


def _proof(context: Context, request: web.Request, session: models.StaffSession | None) -> str:
    """The synchroniser token: of the session, or before there is one of a random cookie."""
    if session is not None:
        return sessions.proof(context.keys.token_key, session.hashed)
    name = _before(context)
    value = request.cookies.get(name) or request.setdefault(FORM, secrets.token_urlsafe(24))
    return sessions.proof(context.keys.token_key, f"before {value}")


def _remember(context: Context, request: web.Request, answer: web.StreamResponse) -> None:
    if FORM in request and not answer.prepared:
        give_cookie(context, answer, _before(context), request[FORM], 3600)


async def _form(request: web.Request, proof: str) -> dict[str, str]:
    body = bytearray()
    async for part in request.content.iter_any():
        body += part
        if len(body) > LARGEST:
            raise web.HTTPRequestEntityTooLarge(LARGEST, len(body), headers=HEADERS)
    try:
        form = dict(parse_qsl(body.decode(), max_num_fields=MOST_FIELDS, keep_blank_values=True))
    except ValueError:
        raise web.HTTPBadRequest(text="expected a form", headers=HEADERS) from None
    if not _from_here(request) or not hmac.compare_digest(form.get("proof", "").encode(), proof.encode()):
        raise web.HTTPForbidden(text="This form was not opened from the console, or long ago. Please go back and load "
                                     "the page again.", headers=HEADERS)
    return form


def _from_here(request: web.Request) -> bool:
    site, origin = request.headers.get("Sec-Fetch-Site", ""), request.headers.get("Origin", "")
    if site and site not in HERE:
        return False
    if origin == "null":  # a browser that hides the origin says at least that it is ours
        return site == "same-origin"
    return not origin or urlsplit(origin).netloc == request.host


def html(context: Context, text: str, status: int = 200) -> web.Response:
    """A page with our headers."""
    headers = HEADERS | {"Content-Security-Policy": policy(context.settings.map_style_url),
                         "Referrer-Policy": "same-origin"}  # else browsers hide where a form comes from
    return web.Response(text=text, status=status, content_type="text/html", headers=headers)


def back(_visit: Visit, to: str, **note: str) -> web.Response:
    """See what became of it: a redirect, with a word about it."""
    query = "&".join(f"{name}={quote(value)}" for name, value in note.items())
    raise web.HTTPSeeOther(f"{to}{'?' if query else ''}{query}", headers=HEADERS)


def local(to: str) -> str:
    """A place in the console to go to; anything else is the inbox."""
    return to if to.startswith("/console") and not to.startswith("/console/sign") and "\\" not in to else "/console"
