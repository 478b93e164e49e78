"""The trackers' endpoint, the live page and the dispatcher's vans, over HTTP, on both databases."""

import asyncio
import base64
import json
import time
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from bot.staff import people, sessions
from store import models
from store.atomic import atomic
from tests.api.conftest import DEPOT, Caller, call, order
from tracking.sources import sources

__all__ = ["call"]
DOORS = ((41.89, -87.63), (41.90, -87.63), (41.91, -87.63), (41.92, -87.63), (41.93, -87.63))


class Day:
    """Five customers in a row, a driver who has started, and the tracking pages' paths."""

    def __init__(self, call: Caller) -> None:
        self.call = call
        self.token = self.run = ""
        self.ids: list[str] = []
        self.pages: list[str] = []

    async def begin(self) -> "Day":
        await self.call("POST", "/depots", DEPOT | {"lat": 41.87, "lon": -87.63})
        _, driver = await self.call("POST", "/drivers", {"name": "Marco", "phone": "+13125550190"})
        self.token = driver["gps_token"]
        for number, (lat, lon) in enumerate(DOORS):
            _, made = await self.call("POST", "/deliveries", order(
                f"BF-{number}", f"+1312555012{number}", address={"text": f"{number} Main St", "lat": lat, "lon": lon}))
            self.ids.append(made["id"])
            self.pages.append(f"/t/{made['tracking_url'].rpartition('/')[2]}")
        _, run = await self.call("POST", "/runs", {"driver_id": driver["id"], "date": "2031-11-25", "stops": self.ids})
        self.run = run["id"]
        await self.call("POST", f"/runs/{self.run}/start")
        return self

    async def posts(self, body: Any, source: str = "generic", **headers: str) -> tuple[int, str]:
        """Post to a source; status and body."""
        named = {"Authorization": f"Bearer {self.token}"} | headers
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with self.call.http.post(f"/webhooks/gps/{source}", data=data, headers=named) as answer:
            return answer.status, await answer.text()

    async def at(self, lat: float, lon: float, ago: float = 0.0) -> None:
        """The van is there."""
        fix = {"lat": lat, "lon": lon, "time": time.time() - ago, "speed_mps": 8, "heading": 0, "accuracy_m": 5}
        assert (await self.posts(fix))[0] == 200


async def event(content: aiohttp.StreamReader) -> tuple[str, dict[str, Any]]:
    """The next event that carries data."""
    name = ""
    while True:
        line = (await asyncio.wait_for(content.readline(), 10)).decode().rstrip("\n")
        if line.startswith("event: "):
            name = line[7:]
        elif line.startswith("data: ") and name != "ping":
            return name, json.loads(line[6:])


async def event_with_van(content: aiohttp.StreamReader) -> dict[str, Any]:
    """The next event that shows a van."""
    while True:
        _, shown = await event(content)
        if shown["van"] is not None:
            return shown


async def test_each_source_takes_its_recorded_payloads(call: Caller) -> None:
    day = await Day(call).begin()
    for name in sources():
        status, _ = await day.posts({"_type": "location", "lat": 41.87, "lon": -87.6, "tst": time.time()}, name,
                                    **{"Content-Type": "application/json"})
        assert status in {200, 400}, name
    assert await models.PositionRow.all().count() >= 1


@pytest.mark.parametrize(("body", "source", "token", "status", "words"), [
    (b"{", "generic", None, 400, "expected"),
    (b"[]" + b" " * 1_100_000, "generic", None, 413, ""),
    (b"[" + b",".join([b"{}"] * 1001) + b"]", "generic", None, 413, "1000"),
    (b"{}", "generic", "nobody", 401, "gps_token"),
    (b"{}", "generic", "", 401, "gps_token"),
    (b"{}", "samsung", None, 404, "generic"),
    (b"\xff\xfe", "owntracks", None, 400, "expected"),
])
async def test_what_is_refused_says_what_was_expected(call: Caller, body: bytes, source: str,
                                                      token: str | None, status: int, words: str) -> None:
    day = await Day(call).begin()
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    found, text = await day.posts(body, source, **headers)
    assert found == status
    assert words in text
    assert await models.PositionRow.all().count() == 0


@pytest.mark.parametrize("way", ["bearer", "basic", "query"])
async def test_a_token_comes_as_each_tracker_can_send_it(call: Caller, way: str) -> None:
    day = await Day(call).begin()
    fix = json.dumps({"lat": 41.88, "lon": -87.63, "time": time.time()})
    basic = base64.b64encode(f"van-7:{day.token}".encode()).decode()
    headers = {"bearer": {"Authorization": f"Bearer {day.token}"}, "basic": {"Authorization": f"Basic {basic}"},
               "query": {}}[way]
    path = "/webhooks/gps/generic" + (f"?token={day.token}" if way == "query" else "")
    async with call.http.post(path, data=fix, headers=headers) as answer:
        assert answer.status == 200
        assert await answer.json() == {"kept": 1, "refused": []}


async def test_osmand_gets_by_its_own_protocol(call: Caller) -> None:
    day = await Day(call).begin()
    query = {"id": day.token, "lat": "41.88", "lon": "-87.63", "timestamp": str(int(time.time())), "speed": "12"}
    async with call.http.get("/webhooks/gps/osmand", params=query) as answer:
        assert answer.status == 200
    row = await models.PositionRow.get()
    assert row.speed == pytest.approx(12 * 0.514444, rel=1e-3)


async def test_the_page_shows_the_van_once_the_customer_is_near_the_front(call: Caller) -> None:
    day = await Day(call).begin()
    await day.at(41.88, -87.63)
    near, far = [await (await call.http.get(page)).text() for page in (day.pages[0], day.pages[4])]
    assert "data-events" in near
    assert "You are next" in near or "next" in near
    async with call.http.get(f"{day.pages[0]}/events") as stream:
        name, shown = await event(stream.content)
        assert (name, shown["van"]["lat"], shown["van"]["heading"]) == ("snapshot", 41.88, 0)
    async with call.http.get(f"{day.pages[4]}/events") as stream:
        assert (await event(stream.content))[1]["van"] is None
    assert "41.88" not in far


async def test_a_viewer_sees_the_van_move_and_never_at_another_door(call: Caller) -> None:
    day = await Day(call).begin()
    await day.at(41.88, -87.63, ago=100)
    async with call.http.get(f"{day.pages[1]}/events") as stream:
        await event_with_van(stream.content)
        await day.at(41.885, -87.63, ago=40)
        assert (await event_with_van(stream.content))["van"]["lat"] == 41.885
        await day.at(41.889, -87.63, ago=1)
        while (await event(stream.content))[1]["van"] is not None:
            pass


async def test_a_decision_reaches_the_open_page(call: Caller) -> None:
    day = await Day(call).begin()
    await day.at(41.88, -87.63)
    stops = (await call("GET", f"/runs/{day.run}"))[1]["stops"]
    async with call.http.get(f"{day.pages[1]}/events") as stream:
        _, before = await event(stream.content)
        await call("POST", f"/stops/{stops[0]['id']}/arrived")
        await call("POST", f"/stops/{stops[0]['id']}/delivered")
        while (after := (await event(stream.content))[1])["stops"] == before["stops"]:
            pass
        await call("POST", f"/stops/{stops[1]['id']}/arrived")
        while (after := (await event(stream.content))[1])["status"] == before["status"]:
            pass
        assert after["van"] is None


async def test_strangers_get_the_same_404_from_the_stream_as_from_the_page(call: Caller) -> None:
    for path in ("/t/nobody/events", "/t/" + "A" * 22 + "/events"):
        async with call.http.get(path) as answer:
            assert answer.status == 404
            assert answer.headers["Content-Type"].startswith("text/html")


async def test_the_dispatchers_vans_need_a_session_and_show_every_run(call: Caller) -> None:
    day = await Day(call).begin()
    await day.at(41.88, -87.63)
    async with call.http.get("/console/vans", allow_redirects=False) as closed:
        assert (closed.status, closed.headers["Location"]) == (303, "/console/sign-in?to=/console/vans")
    now = datetime.now(UTC)

    async def work() -> str:
        return await sessions.begin(await people.add("v@example.com", "Val", "viewer", now),
                                    sessions.Browser("Firefox", ""), now)

    mine = {"Cookie": f"__Host-porchlight={await atomic(work)}"}
    async with call.http.get("/console/vans", headers=mine) as page:
        text = await page.text()
    assert "Marco" in text
    assert "0 of 5" in text
    async with call.http.get("/console/vans/events", headers=mine) as stream:
        _, shown = await event(stream.content)
    assert [(van["driver"], van["lat"], van["state"]) for van in shown["vans"]] == [("Marco", 41.88, "driving")]
    async with call.http.get("/console/vans/events") as closed:
        assert closed.status == 401


async def test_the_api_tells_the_estimate(call: Caller) -> None:
    day = await Day(call).begin()
    await day.at(41.88, -87.63, ago=30)
    await asyncio.sleep(0.3)
    await day.at(41.88, -87.63)
    for _ in range(50):
        _, row = await call("GET", f"/deliveries/{day.ids[0]}")
        if row["eta"]:
            break
        await asyncio.sleep(0.1)
    assert row["eta"]["earliest"] <= row["eta"]["likely"] <= row["eta"]["latest"]
    assert row["eta"]["stops_before"] == 0
    assert row["eta"]["parts"]["stops_minutes"] == 0
    _, row = await call("GET", f"/deliveries/{day.ids[3]}")
    left = (datetime.fromisoformat(row["eta"]["likely"]) - datetime.fromisoformat(row["eta"]["as_of"])).total_seconds()
    parts = row["eta"]["parts"]
    assert row["eta"]["stops_before"] == 3
    assert parts["stops_minutes"] == 3 * row["service_minutes"]
    assert abs(parts["driving_minutes"] + parts["stops_minutes"] - left / 60) <= 5
