"""The vans' paths: fixes in, one or ten a request, and how long an acknowledgement takes (A1, A3, A4)."""

import os
import statistics
import time
from pathlib import Path

from bench.fleet import VANS, link, posts
from bench.load import Result, cpu, drive, rss
from bench.run import COUNT, ROUNDS, line, middle, quiet, server
from bench.viewers import close, watch


async def fix_path(folder: Path) -> str:
    """A1: the whole path of one fix (token, parse, believe, estimate, commit, one open page each), beside bare.

    A page is told of its van at most once a second, as in production: 200 vans that post faster than any tracker
    does are told as one.
    """
    ours, limit = await _rounds(folder, 1, viewers=True)
    return _line("A1", ours, limit, 0.75)


async def batch_path(folder: Path) -> str:
    """A3: ten fixes a request, beside a bare handler that decodes the same bodies."""
    ours, limit = await _rounds(folder, 10, viewers=False)
    a = middle(ours)
    return _line("A3", ours, limit, 0.5) + f" fixes={a.rate * 10:.0f}/s cpu_a_fix={a.cpu / 10:.1f}us"


async def _rounds(folder: Path, each: int, *, viewers: bool) -> tuple[list[Result], list[Result]]:
    ours, limit, count = [], [], COUNT // each * 2
    async with server("json", folder) as bare, server("gps", folder) as gps:
        await _settled(gps, each)
        pages = await watch(gps[0], [f"/t/{link(van)}/events" for van in range(VANS)]) if viewers else []
        for _ in range(ROUNDS):  # both are made before they are sent: making one costs the load as much as sending it
            limit.append(await drive(bare[0], iter(list(posts(count, each))), bare[1]))
            ours.append(await drive(gps[0], iter(list(posts(count, each))), gps[1]))
        if viewers and min(one.events for one in pages) < ROUNDS:
            msg = "the pages were not told"
            raise RuntimeError(msg)
        close(pages)
    return ours, limit


async def _settled(gps: tuple[int, int], each: int) -> None:
    """Every van heard of, and whoever it was near told: a day has one such morning, and it is not what is measured."""
    for _ in range(3):
        await drive(gps[0], posts(VANS, each), gps[1])
        await quiet(f"http://127.0.0.1:{gps[0]}")


async def ack_path(folder: Path) -> list[str]:
    """A4: how long one acknowledgement takes, alone and with 32 at once, beside bare and the disk's own sync."""
    alone, crowd, bare_alone, bare_crowd = [], [], [], []
    async with server("json", folder) as bare, server("gps", folder) as gps:
        await _settled(gps, 1)
        for _ in range(ROUNDS):
            bare_alone.append((await drive(bare[0], iter(list(posts(1000))), bare[1], 1)).p50)
            alone.append((await drive(gps[0], iter(list(posts(1000))), gps[1], 1)).p50)
            bare_crowd.append((await drive(bare[0], iter(list(posts(COUNT))), bare[1], 32)).p99)
            crowd.append((await drive(gps[0], iter(list(posts(COUNT))), gps[1], 32)).p99)
    sync = _sync(folder)
    most = statistics.median(bare_alone) + 3 * sync
    one, many, limit = statistics.median(alone), statistics.median(crowd), statistics.median(bare_crowd)
    alone_line = (
        f"A4-c1 porchlight={one:.2f}ms limit={most:.2f}ms ratio={one / most:.2f} goal=1.00 "
        f"{'ok' if one <= most else 'short'} bare={statistics.median(bare_alone):.2f}ms fdatasync={sync:.2f}ms")
    crowd_line = (
        f"A4-c32 porchlight={many:.2f}ms limit={limit:.2f}ms ratio={many / limit:.2f} goal=1.60 "
        f"{'ok' if many <= 1.6 * limit else 'short'} p99")
    return [alone_line, crowd_line]


def _sync(folder: Path) -> float:
    """What this disk takes to make 4 KB durable, in ms: the median of a hundred."""
    times = []
    handle = os.open(folder / "probe", os.O_CREAT | os.O_WRONLY)
    for _ in range(100):
        started = time.perf_counter()
        os.write(handle, bytes(4096))
        os.fdatasync(handle)
        times.append((time.perf_counter() - started) * 1e3)
    os.close(handle)
    return statistics.median(times)


def _line(path: str, ours: list[Result], limit: list[Result], goal: float) -> str:
    a, b = middle(ours), middle(limit)
    return line(path, a.rate, b.rate, goal, "/s", f"cpu={a.cpu:.0f}us/{b.cpu:.0f}us p99={a.p99:.1f}ms bad={a.bad}")


__all__ = ["ack_path", "batch_path", "cpu", "fix_path", "rss"]
