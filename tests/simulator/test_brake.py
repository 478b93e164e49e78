"""The brake: the world stands still while the service is behind, silent or away, and goes on once it has caught up."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from simulator.brake import Brake
from simulator.clock import Pace, WorldClock


class Slow:
    """A service whose readiness a test decides."""

    def __init__(self) -> None:
        self.behind, self.silent = 0.0, False

    async def readyz(self, _request: web.Request) -> web.Response:
        if self.silent:
            await asyncio.sleep(30)
        return web.json_response({"outbox_behind_s": self.behind, "inbox_behind_s": 0.0})


@pytest.fixture
async def service() -> AsyncIterator[tuple[Slow, str]]:
    slow, app = Slow(), web.Application()
    app.add_routes([web.get("/readyz", slow.readyz)])
    async with TestServer(app, shutdown_timeout=0.1) as server:  # type: ignore[call-arg]
        yield slow, str(server.make_url("")).rstrip("/")


async def becomes(clock: WorldClock, *, held: bool) -> None:
    async with asyncio.timeout(20):
        while (clock.pace.held is not None) != held:  # noqa: ASYNC110 a file, and nobody tells of it
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("trouble", ["behind", "silent", "tracker"])
async def test_the_world_is_held_while_the_service_lags_and_let_go_once_it_is_well(
        service: tuple[Slow, str], tmp_path: Path, trouble: str) -> None:
    slow, url = service
    clock = WorldClock.begin(tmp_path / "clock.json", Pace(datetime(2026, 11, 24, tzinfo=UTC), time.time(), 240.0))
    waits = [0.0]
    brake = Brake(clock, url, lambda: waits[0])
    work = asyncio.create_task(brake.run())
    slow.behind, slow.silent, waits[0] = (120.0 if trouble == "behind" else 0.0, trouble == "silent",
                                          1.0 if trouble == "tracker" else 0.0)
    await becomes(clock, held=True)
    slow.behind, slow.silent, waits[0] = 0.0, False, 0.0
    await becomes(clock, held=False)
    assert brake.stood > 0
    work.cancel()


async def test_what_somebody_else_holds_is_not_let_go(service: tuple[Slow, str], tmp_path: Path) -> None:
    slow, url = service
    clock = WorldClock.begin(tmp_path / "clock.json", Pace(datetime(2026, 11, 24, tzinfo=UTC), time.time(), 240.0))
    brake = Brake(clock, url, lambda: 0.0, busy=lambda: True)
    work = asyncio.create_task(brake.run())
    slow.behind = 500.0
    clock.hold()
    await asyncio.sleep(0.5)
    assert clock.pace.held is not None
    work.cancel()


async def test_what_somebody_else_lets_go_stays_held_while_the_service_lags(service: tuple[Slow, str],
                                                                           tmp_path: Path) -> None:
    slow, url = service
    clock = WorldClock.begin(tmp_path / "clock.json", Pace(datetime(2026, 11, 24, tzinfo=UTC), time.time(), 240.0))
    brake = Brake(clock, url, lambda: 0.0)
    slow.behind = 500.0
    work = asyncio.create_task(brake.run())
    await becomes(clock, held=True)
    clock.release()  # as whoever pulled the plug does once the service answers again
    async with asyncio.timeout(5):  # less than the brake's own patience of ten seconds
        await becomes(clock, held=True)
    assert brake.stood == 0.0
    work.cancel()
