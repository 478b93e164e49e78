"""A stage for the maps: the real page pieces, scripts, tiles and headers, with a stream that says what a test says.

`python -m tests.page.map_stage EXTRACT.osm.pbf` opens it for looking at by hand, with a van that drives up and down.
"""

import asyncio
import sys
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from math import sin
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, select_autoescape
from msgspec.json import encode

from integrations.basemap import build, style
from tracking.page import Live, words

ROOT = Path(__file__).parents[2] / "templates"
ENV = Environment(loader=FileSystemLoader(ROOT / "pages"), autoescape=select_autoescape(("html",), default=True),
                  trim_blocks=True)
CSP = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
       "worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
       "require-trusted-types-for 'script'; trusted-types default")
HEADERS = {"Content-Security-Policy": CSP, "Cache-Control": "no-store"}
PAGE = """{% extends "base.html" %}{% block main %}<h1 data-live="status">{{ live.status }}</h1>
<p class="when" data-live="eta">{{ live.eta }}</p><p class="stops" data-live="stops">{{ live.stops }}</p>
{% include "live.html" %}<form><label for="words">Anything for the door?</label>
<textarea id="words" rows="3"></textarea>
<button type="button">Send</button></form>{% endblock %}"""
Line = asyncio.Queue[tuple[str, bytes] | None]
HOME = (60.1697, 24.9500)
VAN = {"lat": 60.1655, "lon": 24.9420, "heading": 40, "at": 1_790_000_000.0}


def facts(**more: Any) -> dict[str, Any]:
    """What the customer's stream says; `van` None: not to be seen."""
    return {"van": dict(VAN), "home": {"lat": HOME[0], "lon": HOME[1]}, "eta": {"text": "We expect it 14:10 – 14:25"},
            "stops": "2 stops before you", "age": "Position from just now", "status": "On the van", **more}


def fleet() -> list[dict[str, Any]]:
    """What the dispatcher's stream says: four vans, two of them in trouble."""
    return [
        {"id": "v1", "driver": "Marco Silva", "lat": 60.1655, "lon": 24.9420, "heading": 40, "at": 1.79e9,
         "age": "8 s old", "state": "driving", "run": {"done": 7, "of": 12},
         "next": {"label": "Lamp Street 14", "eta": "14:18"}, "exceptions": []},
        {"id": "v2", "driver": "Ines Costa", "lat": 60.1702, "lon": 24.9375, "heading": 190, "at": 1.79e9,
         "age": "12 s old", "state": "driving", "run": {"done": 4, "of": 15},
         "next": {"label": "Harbour Road 3", "eta": "14:47"}, "exceptions": ["late 22 min"]},
        {"id": "v3", "driver": "Olli Virtanen", "lat": 60.1728, "lon": 24.9465, "heading": None, "at": 1.79e9,
         "age": "11 min old", "state": "silent", "run": {"done": 9, "of": 11},
         "next": {"label": "North Quay 21 B", "eta": "14:31"}, "exceptions": ["silent 11 min", "late 6 min"]},
        {"id": "v4", "driver": "Sara Lind", "lat": None, "lon": None, "heading": None, "at": None, "age": "no GPS yet",
         "state": "at the depot", "run": {"done": 0, "of": 9}, "next": {"label": "Market Square 1", "eta": "15:05"},
         "exceptions": ["no GPS"]},
        {"id": "v5", "driver": "Ahmed Nasser", "lat": 60.1675, "lon": 24.9545, "heading": 300, "at": 1.79e9,
         "age": "3 s old", "state": "at a stop", "run": {"done": 10, "of": 13},
         "next": {"label": "Island View 8", "eta": "14:12"}, "exceptions": []},
    ]


@dataclass
class Stage:
    """One server on loopback that can be stopped and come back on the same port."""

    tiles: Path
    now: dict[str, Any] = field(default_factory=facts)
    vans: list[dict[str, Any]] = field(default_factory=fleet)
    port: int = 0
    listeners: dict[Line, str] = field(default_factory=dict)
    opened: int = 0
    runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Listen; on the port of before, where there was one."""
        app = web.Application()
        app.router.add_get("/t/one", self.page)
        app.router.add_get("/console/vans", self.console)
        app.router.add_get("/t/one/events", self.events)
        app.router.add_get("/console/vans/events", self.events)
        app.router.add_get("/map/{name}.json", self.style)
        app.router.add_get("/map/tiles.pmtiles", self.pmtiles)
        app.router.add_static("/static", ROOT / "static")
        self.runner = web.AppRunner(app, shutdown_timeout=1)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        assert site._server is not None
        self.port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]

    async def stop(self) -> None:
        """End every stream and stop listening."""
        for one in self.listeners:
            one.put_nowait(None)
        if self.runner:
            await self.runner.cleanup()

    def tell(self, **more: Any) -> None:
        """The customer's facts move on."""
        self.now = {**self.now, **more}
        self._say("moved", encode(self.now), "t")

    def ping(self) -> None:
        """A sign of life, as a server gives every few seconds."""
        self._say("ping", b"{}")

    def tell_vans(self) -> None:
        """The dispatcher's facts as they are now."""
        self._say("moved", encode({"vans": self.vans}), "console")

    def _say(self, name: str, body: bytes, room: str = "") -> None:
        for one, where in self.listeners.items():
            if room in where:
                one.put_nowait((name, body))

    async def page(self, _: web.Request) -> web.Response:
        """The customer's page, as far as the map goes."""
        live = Live(None, HOME, self.now["eta"]["text"], "", self.now["stops"], self.now["age"], self.now["status"],
                    "road")
        return _html(ENV.from_string(PAGE).render(
            language="en", title="Your delivery", brand="Bloom Furniture", token="one", live=live, w=words("en"),
            map_style="/map/day.json", map_style_dark="/map/night.json"))

    async def console(self, _: web.Request) -> web.Response:
        """The dispatcher's page."""
        return _html(ENV.get_template("vans.html").render(
            language="en", title="Vans", brand="", vans=self.vans, map_style="/map/day.json",
            map_style_dark="/map/night.json"))

    async def events(self, request: web.Request) -> web.StreamResponse:
        """The stream: a snapshot, then what a test tells."""
        self.opened += 1
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await answer.prepare(request)
        first = {"vans": self.vans} if "console" in request.path else self.now
        queue: Line = asyncio.Queue()
        self.listeners[queue] = request.path.split("/")[1]
        await queue.put(("snapshot", encode(first)))
        with suppress(ConnectionError):
            while said := await queue.get():
                await answer.write(b"event: %b\ndata: %b\n\n" % (said[0].encode(), said[1]))
        self.listeners.pop(queue, None)
        return answer

    async def style(self, request: web.Request) -> web.Response:
        """The drawing, by day or by night."""
        return web.json_response(style("/map/tiles.pmtiles", dark=request.match_info["name"] == "night"))

    async def pmtiles(self, _: web.Request) -> web.FileResponse:
        """The tiles, in ranges."""
        return web.FileResponse(self.tiles)


def _html(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/html", headers=HEADERS)


async def _play(pbf: Path) -> None:
    stage = Stage(build(pbf, Path(__file__).parents[2] / ".cache"), port=8099)
    await stage.start()
    print(f"{stage.url}/t/one   {stage.url}/console/vans")  # noqa: T201 the address, for the person who looks
    for beat in range(100_000):
        await asyncio.sleep(3)
        stage.tell(van=VAN | {"lat": HOME[0] - .004 * abs(sin(beat / 10)), "heading": beat * 7 % 360})
        vans = deepcopy(stage.vans)
        vans[0]["lon"] = 24.942 + .003 * sin(beat / 5)
        stage.vans = vans
        stage.tell_vans()


if __name__ == "__main__":
    asyncio.run(_play(Path(sys.argv[1])))
