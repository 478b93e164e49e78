"""The streets on the page: every van where it truly is, the map handed on from the service, the dispatcher's door."""

import random
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import expect

from simulator.app import SCENE
from simulator.roads.streets import Kerb
from simulator.scene import Scene
from simulator.vans.browsers import Browsers, Sight
from simulator.vans.fleet import Driven, Fleet
from simulator.vans.tracker import Tracker
from simulator.vans.traffic import Jam, Roads
from simulator.vans.van import Van
from tests.simulator.conftest import ANA, MARCO, Place, Worlds
from tests.simulator.test_page import lived_in, opened  # noqa: F401 fixtures
from tests.simulator.test_vans import ZONE, street

STYLE = b'{"version": 8, "sources": {}, "layers": []}'


def van(at: float) -> Driven:
    roads = Roads((60.0, 24.9), 1000.0, ZONE)
    tracker = Tracker("generic", "t", "Marco", 20.0, random.Random(1))
    return Driven(MARCO, Van(street(), Kerb(4, 5, 0.5), at), tracker, Jam(roads))


def driving(world: Place, scene: Scene) -> None:
    scene.fleet = Fleet(world.parts)
    scene.fleet.add(van(world.parts.clock.now().timestamp()))
    scene.names[MARCO], scene.doors[ANA] = "Marco", (60.01, 24.9)


async def asked(world: Place, path: str) -> dict[str, object]:
    async with world.http.get(world.url + path) as answer:
        found: dict[str, object] = await answer.json()
        return found


async def test_a_world_without_vans_shows_none(world: Place) -> None:
    assert await asked(world, "/world/vans") == {"vans": [], "doors": [], "page": None, "style": None}


async def test_every_van_is_shown_where_it_truly_is_and_what_one_page_shows_beside_it(lived_in: Place) -> None:  # noqa: F811
    scene = lived_in.app[SCENE]
    driving(lived_in, scene)
    scene.browsers = Browsers(lived_in.parts, lived_in.phones)
    link = "https://track.example.com/t/x7"
    scene.browsers.pages[link] = Sight(link, ANA, {"stops": "You are next", "van": None, "home": {}})
    found = await asked(lived_in, f"/world/vans?phone=%2B{ANA[1:]}")
    (one,) = found["vans"]  # type: ignore[misc]
    assert (one["name"], one["state"], round(one["lat"], 5)) == ("Marco", "standing", 60.00405)  # type: ignore[index]
    assert found["page"] == {"link": link, "stops": "You are next", "van": None, "home": {}}
    assert found["doors"] == [{"lat": 60.01, "lon": 24.9, "mine": True}]


@pytest.fixture
async def mapped(worlds: Worlds) -> Place:
    """A world whose service has a map."""
    async def tiles(request: web.Request) -> web.Response:
        assert request.headers["Range"] == "bytes=0-3"
        return web.Response(status=206, body=b"PMTi", headers={"Content-Range": "bytes 0-3/9", "Secret": "ours"})

    app = web.Application()
    app.add_routes([web.get("/map/style.json", drawn), web.get("/map/a.pmtiles", tiles)])
    server = TestServer(app)
    await server.start_server()
    world = await worlds(service_url=str(server.make_url("")).rstrip("/"))
    driving(world, world.app[SCENE])
    return world


async def drawn(_request: web.Request) -> web.Response:
    return web.Response(body=STYLE, content_type="application/json")


async def test_the_services_map_is_handed_on_by_ranges_and_nothing_else_of_its_answer(mapped: Place) -> None:
    assert (await asked(mapped, "/world/vans"))["style"] == {"day": "/map/style.json", "dark": "/map/style-dark.json"}
    async with mapped.http.get(f"{mapped.url}/map/a.pmtiles", headers={"Range": "bytes=0-3"}) as answer:
        assert (answer.status, await answer.read()) == (206, b"PMTi")
        assert answer.headers["Content-Range"] == "bytes 0-3/9"
        assert "Secret" not in answer.headers
    async with mapped.http.get(f"{mapped.url}/static/none.js") as answer:
        assert answer.status == 404


async def test_a_service_that_is_away_is_said_so(world: Place) -> None:
    world.app[SCENE].service_url = "http://127.0.0.1:9"
    async with world.http.get(f"{world.url}/static/map.js") as answer:
        assert answer.status == 502


@pytest.fixture
async def console() -> AsyncIterator[TestServer]:
    """A console that lets one guest in by a link: only with its form's proof and cookie, and only once."""
    used: list[str] = []

    async def look(_request: web.Request) -> web.Response:
        page = web.Response(text='<form method="post"><input type="hidden" name="proof" value="p7"></form>')
        page.set_cookie("form", "f7")
        return page

    async def enter(request: web.Request) -> web.Response:
        form = await request.post()
        if (form.get("proof"), request.cookies.get("form")) != ("p7", "f7") or used:
            return web.Response(status=403)
        used.append(str(form["password"]))
        answer = web.Response(status=303, headers={"Location": "/console"})
        answer.set_cookie("porchlight_console", "session-7", httponly=True)
        return answer

    app = web.Application()
    app.router.add_get("/console/link/once", look)
    app.router.add_post("/console/link/once", enter)
    server = TestServer(app)
    await server.start_server()
    yield server
    await server.close()


async def test_the_dispatchers_map_opens_signed_in_however_often_it_is_asked_for(world: Place, console: TestServer
                                                                                 ) -> None:
    world.app[SCENE].link = str(console.make_url("/console/link/once"))
    for _ in range(2):
        async with world.http.get(f"{world.url}/world/dispatch", allow_redirects=False) as answer:
            assert (answer.status, answer.headers["Location"]) == (303, f"{world.service.url}/console/vans")
            cookie = answer.headers["Set-Cookie"]
        assert "porchlight_console=session-7" in cookie
        assert {"HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))


async def test_the_page_says_in_words_what_the_customer_sees(opened, lived_in: Place) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001, F811
    page = await opened()
    await expect(page.locator("#streets")).to_be_hidden()
    scene = lived_in.app[SCENE]
    driving(lived_in, scene)
    scene.browsers = Browsers(lived_in.parts, lived_in.phones)
    link = f"{lived_in.service.url}/t/x7"
    scene.browsers.pages[link] = Sight(link, ANA, {"stops": "You are next", "eta": {"text": "We expect it 2:10 PM"},
                                                   "van": {"lat": 60.0, "lon": 24.9}, "age": "Position from just now"})
    await expect(page.locator("#shown")).to_have_text(
        "Ana sees: You are next · We expect it 2:10 PM · Position from just now", timeout=9000)
    await expect(page.get_by_role("link", name="Ana's page")).to_have_attribute("href", link)
    await expect(page.get_by_role("link", name="the dispatcher's map")).to_be_visible()
    await expect(page.locator(".frame-of-map")).to_be_hidden()
    assert page.__dict__["troubles"] == []
