"""What the page shows of the streets: where the vans truly are, and beside it what one customer's page shows of them.

The map itself is the service's: its style, tiles and scripts are fetched from there and handed on, so that the page
asks no other site for anything. The dispatcher's map is opened by signing in to the console with a link that works
once; the session's cookie is handed on to the browser and stands in no address.
"""

from dataclasses import dataclass, field
from http.cookies import SimpleCookie

import aiohttp
from aiohttp import web

from simulator.guest import signed_in
from simulator.roads.streets import Place
from simulator.vans.browsers import Browsers
from simulator.vans.fleet import Driven, Fleet

STYLES = {"day": "/map/style.json", "dark": "/map/style-dark.json"}
ASKED = ("Range", "If-None-Match", "If-Modified-Since", "If-Range")
HANDED = ("Content-Type", "Content-Range", "Accept-Ranges", "ETag", "Cache-Control", "Last-Modified",
          "Content-Encoding")
Json = dict[str, object]


@dataclass(slots=True)
class Scene:
    """The routes of the streets. `fleet`, `browsers`, `doors` and `link` are given once a day begins."""

    service_url: str
    fleet: Fleet | None = None
    browsers: Browsers | None = None
    doors: dict[str, Place] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    link: str = ""
    _cookies: SimpleCookie = field(default_factory=SimpleCookie)
    _http: aiohttp.ClientSession | None = None
    _mapped: bool = False

    def routes(self) -> list[web.RouteDef]:
        """Every route, for an application's router."""
        return [web.get("/world/vans", self.vans), web.get("/world/dispatch", self.dispatch),
                web.get("/map/{path}", self.hand_on), web.get("/static/{path:.+}", self.hand_on)]

    async def vans(self, request: web.Request) -> web.Response:
        """Where every van is; `page` is what the page of `?phone=` shows, null where nobody opened it."""
        vans = [] if self.fleet is None else [self._van(one) for one in self.fleet.vans.values()]
        phone = request.query.get("phone", "")
        doors = [{"lat": place[0], "lon": place[1], "mine": number == phone} for number, place in self.doors.items()]
        return web.json_response({"vans": vans, "doors": doors, "page": self._page(phone),
                                  "style": STYLES if await self._has_map() else None})

    def _van(self, one: Driven) -> Json:
        lat, lon = one.place
        state = "at a door" if one.van.stands and one.at_door else "driving" if one.van.speed > 0 else "standing"
        return {"name": self.names.get(one.name, one.name), "lat": lat, "lon": lon, "state": state,
                "heading": one.van.heading if one.van.driving else None, "silent": one.tracker.is_silent(one.van.at)}

    def _page(self, phone: str) -> Json | None:
        pages = [] if self.browsers is None else [one for one in self.browsers.pages.values() if one.phone == phone]
        return {"link": pages[-1].link, **pages[-1].facts} if pages else None

    async def _has_map(self) -> bool:
        """Whether the service has a map by now: it draws one while it already answers."""
        if not self._mapped and self.fleet is not None:
            try:
                async with self._session().get(self.service_url + STYLES["day"]) as answer:
                    self._mapped = answer.status == web.HTTPOk.status_code
            except (aiohttp.ClientError, TimeoutError, OSError):
                return False
        return self._mapped

    async def dispatch(self, _request: web.Request) -> web.Response:
        """Go to the dispatcher's map, signed in."""
        if self.link and not self._cookies:
            self._cookies = await signed_in(self._session(), self.link)
        answer = web.HTTPSeeOther(f"{self.service_url}/console/vans", headers={"Cache-Control": "no-store"})
        for name, morsel in self._cookies.items():
            answer.set_cookie(name, morsel.value, httponly=True, samesite="Lax", path="/", max_age=12 * 3600)
        raise answer

    async def hand_on(self, request: web.Request) -> web.StreamResponse:
        """What the service has at this very path."""
        headers = {name: request.headers[name] for name in ASKED if name in request.headers}
        headers["Accept-Encoding"] = "identity"
        try:
            async with self._session().get(self.service_url + request.path, headers=headers,
                                           allow_redirects=False) as found:
                answer = web.StreamResponse(status=found.status, headers={
                    name: found.headers[name] for name in HANDED if name in found.headers})
                await answer.prepare(request)
                async for part in found.content.iter_chunked(65_536):
                    await answer.write(part)
                return answer
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise web.HTTPBadGateway(text="The service cannot be reached just now.") from None

    def _session(self) -> aiohttp.ClientSession:
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20), auto_decompress=False,
                                               cookie_jar=aiohttp.DummyCookieJar())
        return self._http

    async def close(self) -> None:
        """Let go of every connection."""
        if self._http is not None:
            await self._http.close()
