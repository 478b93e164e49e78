"""Valhalla and OSRM over HTTP, with answers recorded from the real programs (Valhalla 3.9.1, OSRM 26.10, Porto)."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from integrations.roads import Roads, RoadsError, open_roads
from integrations.roads import remote as module
from integrations.roads.kinds import Place, metres
from integrations.roads.remote import Refreshed, Remote
from integrations.roads.rough import Rough, estimate
from tests.roads.servers import Recorded, recorded

A, B, C, SEA = (41.15, -8.61), (41.17, -8.65), (41.1621, -8.5833), (41.15, -8.80)
TIMES = {"valhalla": (585.204, 489.43, 365.664), "osrm": (626.0, 633.2, 402.3)}
TURNED = {"valhalla": 612.701, "osrm": 653.4}


@pytest.fixture(params=["valhalla", "osrm"])
async def server(request: pytest.FixtureRequest) -> AsyncIterator[tuple[str, Recorded]]:
    async with recorded(request.param) as made:
        yield request.param, made


@pytest.fixture
async def roads(server: tuple[str, Recorded]) -> AsyncIterator[Remote]:
    async with aiohttp.ClientSession() as session:
        made = await open_roads(server[1].base, Path(), session)
        assert isinstance(made, Remote)
        yield made
        await made.close()


async def test_legs_are_asked_as_one_route(server: tuple[str, Recorded], roads: Remote) -> None:
    before = server[1].asked
    assert await roads.legs([A, B, C, A]) == TIMES[server[0]]
    assert server[1].asked == before + 1
    assert not roads.rough


async def test_a_place_in_the_sea_costs_its_own_legs_only(server: tuple[str, Recorded], roads: Remote) -> None:
    assert await roads.legs([A, SEA, B]) == (None, None)
    assert await roads.legs([A, None, B, C]) == (None, None, TIMES[server[0]][1])
    assert await roads.legs([]) == await roads.legs([A]) == ()
    assert not server[1].strange


async def test_the_heading_goes_with_the_question(server: tuple[str, Recorded], roads: Remote) -> None:
    assert await roads.leg(A, B, 90.0) == TIMES[server[0]][0]
    assert await roads.leg(A, B, 270.0) == TURNED[server[0]]


async def test_a_server_that_refuses_says_why(server: tuple[str, Recorded], roads: Remote) -> None:
    with pytest.raises(RoadsError, match=r"refused: (Failed to parse location|Invalid coordinate value)"):
        await roads.legs([A, (95.0, 0.0)])


@pytest.mark.parametrize(("status", "body"), [(200, b"<html>"), (502, b""), (200, b'{"trip": 5, "code": 5}'),
                                              (500, b"\xff\xfe"), (200, b"[]")])
async def test_an_answer_of_another_shape_is_refused(server: tuple[str, Recorded], roads: Remote, status: int,
                                                     body: bytes) -> None:
    server[1].broken = web.Response(status=status, body=body)
    with pytest.raises(RoadsError) as refused:
        await roads.legs([A, B])
    assert "\n" not in str(refused.value)


async def test_fewer_legs_than_were_asked_for_are_refused(server: tuple[str, Recorded], roads: Remote) -> None:
    one = next(line for line in server[1].answers if "legs" in str(line["answer"]))
    for many in (one["answer"].get("routes"), [one["answer"].get("trip")]):
        for route in filter(None, many or []):
            route["legs"] = route["legs"][:1]
    with pytest.raises(RoadsError, match="refused"):
        await roads.legs([A, B, C, A])


async def test_a_long_run_is_asked_in_pieces_that_join(server: tuple[str, Recorded], roads: Remote) -> None:
    roads._server.most = 2
    assert await roads.legs([None, B, C]) == (None, TIMES[server[0]][1])
    assert not server[1].strange


async def _settled(roads: Remote) -> None:
    while roads._tasks:
        await asyncio.gather(*roads._tasks)


async def _way(roads: Roads, place: Place) -> Refreshed:
    made = await roads.toward(place)
    assert isinstance(made, Refreshed)
    return made


async def test_the_way_to_a_door_is_asked_once_and_then_scaled(server: tuple[str, Recorded], roads: Remote) -> None:
    way = await _way(roads, B)
    assert way.seconds(*A, 90.0) is None
    assert way.seconds(*A, 90.0) is None
    before = server[1].asked
    await _settled(roads)
    assert server[1].asked == before + 1
    assert way.seconds(*A, 90.0) == pytest.approx(TIMES[server[0]][0])
    half = ((A[0] + B[0]) / 2, (A[1] + B[1]) / 2)
    assert way.seconds(*half, 90.0) == pytest.approx(TIMES[server[0]][0] / 2, rel=0.02)
    assert way.seconds(*B, None) == pytest.approx(TIMES[server[0]][0] * 50 / (metres(A, B) + 50))
    assert not roads._tasks


async def test_it_is_asked_again_when_the_van_has_moved_or_the_answer_is_stale(
        server: tuple[str, Recorded], roads: Remote) -> None:
    way = await _way(roads, B)
    way.seconds(*A, 90.0)
    await _settled(roads)
    way._asked -= module.AGAIN
    way.seconds(*A, 90.0)
    assert not roads._tasks
    way._answered -= module.STALE
    way.seconds(*A, 90.0)
    assert len(roads._tasks) == 1
    await _settled(roads)
    way._asked -= module.AGAIN
    way.seconds(A[0] + 0.001, A[1], None)
    assert len(roads._tasks) == 1


async def test_a_server_that_fails_leaves_the_last_answer_for_ten_minutes(
        server: tuple[str, Recorded], roads: Remote, caplog: pytest.LogCaptureFixture) -> None:
    way = await _way(roads, B)
    way.seconds(*A, 90.0)
    await _settled(roads)
    server[1].broken = web.Response(status=500, body=b"down")
    way._asked -= module.AGAIN
    way._answered -= module.STALE
    assert way.seconds(*A, 90.0) == pytest.approx(TIMES[server[0]][0])
    await _settled(roads)
    assert "no fresh road time" in caplog.text
    assert way.seconds(*A, 90.0) == pytest.approx(TIMES[server[0]][0])
    way._answered -= module.OLD
    assert way.seconds(*A, 90.0) is None


async def test_a_door_in_the_sea_has_no_time(server: tuple[str, Recorded], roads: Remote) -> None:
    way = await _way(roads, SEA)
    way.seconds(*A, None)
    await _settled(roads)
    assert way.seconds(*A, None) is None


async def test_closing_does_not_wait_for_a_server_that_hangs(server: tuple[str, Recorded], roads: Remote) -> None:
    server[1].broken = 4.0
    (await _way(roads, B)).seconds(*A, 90.0)
    await asyncio.sleep(0.05)
    await asyncio.wait_for(roads.close(), 2.0)
    assert not roads._tasks


async def test_a_server_knows_no_addresses_and_learns_nothing(roads: Remote) -> None:
    roads.learn(A, B, 60.0)
    assert await roads.find("Rua do Breyner 262") is None


async def test_what_answers_but_is_no_road_server_is_refused_at_the_start() -> None:
    async with recorded("osrm") as server, aiohttp.ClientSession() as session:
        for broken in (web.Response(body=b"<html>hello"), web.Response(body=b"{}"), web.Response(status=404)):
            server.broken = broken
            with pytest.raises(RoadsError, match=r"ROADS: .*not as a road server does; expected"):
                await open_roads(server.base, Path(), session)
        with pytest.raises(RoadsError, match="cannot be reached"):
            await open_roads("http://127.0.0.1:9", Path(), session)


async def test_without_a_map_times_are_straight_lines_that_say_so() -> None:
    async with aiohttp.ClientSession() as session:
        roads = await open_roads("", Path(), session)
    assert isinstance(roads, Rough)
    assert roads.rough
    assert await roads.legs([A, B, None, C]) == (estimate(metres(A, B)), None, None)
    assert (await roads.toward(B)).seconds(*A, 12.0) == estimate(metres(A, B))
    assert (await roads.toward(B)).seconds(*B, None) == 0.0
    assert await roads.find("anywhere 1") is None
    roads.learn(A, B, 5.0)
    await roads.close()


def test_a_straight_line_takes_longer_the_longer_it_is() -> None:
    times = [estimate(metre) for metre in range(0, 20_000, 50)]
    assert times[0] == 0.0
    assert times == sorted(times)
    assert estimate(300) == pytest.approx(61)
    assert estimate(10_000) == pytest.approx(232 + 620, abs=2)
