"""World time runs, stands and goes on, the same for everybody who reads its file."""

import asyncio
import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator.clock import Pace, WorldClock, pace_from

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def clock(path: Path, speed: float = 1000.0) -> WorldClock:
    return WorldClock.begin(path / "clock.json", Pace(NOON, time.time(), speed))


async def test_a_thousand_world_seconds_pass_in_a_real_one(tmp_path: Path) -> None:
    fast = clock(tmp_path)
    started = time.monotonic()
    await fast.sleep(timedelta(seconds=300))
    assert 0.25 < time.monotonic() - started < 2
    assert fast.now() >= NOON + timedelta(seconds=300)


async def test_a_held_world_stands_for_all_and_goes_on_where_it_stood(tmp_path: Path) -> None:
    fast, other = clock(tmp_path), WorldClock(tmp_path / "clock.json")
    held = fast.hold()
    await asyncio.sleep(0.12)
    assert fast.now() == other.now() == held == fast.hold()
    stood = fast.release()
    assert 0.1 < stood.total_seconds() < 2
    await asyncio.sleep(0.06)
    assert held < other.now() < held + timedelta(seconds=1000)
    assert fast.release() == timedelta()


async def test_who_sleeps_in_a_held_world_sleeps_on(tmp_path: Path) -> None:
    fast = clock(tmp_path)
    asleep = asyncio.create_task(fast.sleep(timedelta(seconds=100)))
    await asyncio.sleep(0.01)
    fast.hold()
    await asyncio.sleep(0.3)
    assert not asleep.done()
    fast.release()
    await asyncio.wait_for(asleep, 5)


def test_the_file_is_the_one_agreed_on(tmp_path: Path) -> None:
    fast = clock(tmp_path, 60)
    raw = json.loads((tmp_path / "clock.json").read_text())
    assert raw.keys() == {"epoch", "started", "speed", "held"}
    assert (raw["epoch"], raw["speed"], raw["held"]) == ("2026-11-24T12:00:00+00:00", 60, None)
    fast.hold()
    held = json.loads((tmp_path / "clock.json").read_text())["held"]
    assert datetime.fromisoformat(held) >= NOON


def test_real_time_cannot_be_held() -> None:
    real = WorldClock()
    assert abs(real.now() - datetime.now(UTC)) < timedelta(seconds=1)
    with pytest.raises(RuntimeError):
        real.hold()


@pytest.mark.parametrize("text", ["", "2026-11-24,1,2,3", "2026-11-24T12:00:00,1,60", "2026-11-24T12:00:00+00:00,1,0"])
def test_a_pace_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected|unpack"):
        pace_from(text)
    assert pace_from("2026-11-24T12:00:00+00:00,1000,60").at(1001) == NOON + timedelta(minutes=1)


async def test_a_quiet_night_is_skipped_for_all_and_never_back(tmp_path: Path) -> None:
    slow, other = clock(tmp_path, 1), WorldClock(tmp_path / "clock.json")
    asleep = asyncio.create_task(other.sleep(timedelta(hours=9)))
    await asyncio.sleep(0.01)
    slow.skip_to(NOON + timedelta(hours=10))
    assert slow.now() >= NOON + timedelta(hours=10)
    await asyncio.wait_for(asleep, 5)
    with pytest.raises(ValueError, match="back"):
        slow.skip_to(NOON)
