"""D1: 2,000 open pages are told, beside bare transports; the textbook's way and nginx with nchan as peers."""

import asyncio
import contextlib
import statistics
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bench import nchan
from bench.load import cpu, rss
from bench.run import PORTS
from bench.streams import SECONDS, TOPICS, UPDATES, publish
from bench.viewers import Viewer, close, watch

PAGES, ROUNDS = 2000, 3
GOAL, PEER_GOAL = 0.6, 0.9  # of the textbook's CPU an event (D2); of nchan's (D1)


@dataclass(frozen=True, slots=True)
class Told:
    """One run: microseconds of the server an event, milliseconds until a page had it, kilobytes a page."""

    us: float
    p50: float
    p99: float
    page: float
    lost: int


async def fan_path(folder: Path) -> list[str]:
    """D1: a line for us beside the limit, a line a peer."""
    names = ["bare", "textbook", "ours", *(["nchan"] if nchan.there() else [])]
    found: dict[str, list[Told]] = {name: [] for name in names}
    for _ in range(ROUNDS):
        for name in names:
            found[name].append(await _told(name, folder))
    best = {name: sorted(runs, key=lambda one: one.us)[len(runs) // 2] for name, runs in found.items()}
    ours, bare = best["ours"], best["bare"]
    line = (f"D1 porchlight={ours.us:.1f}us limit={bare.us:.1f}us ratio={bare.us / ours.us:.2f} goal={GOAL:.2f} "
            f"{'ok' if bare.us / ours.us >= GOAL else 'short'} an event; pages={PAGES} p50={ours.p50:.2f}ms "
            f"p99={ours.p99:.2f}ms (bare {bare.p99:.2f}) page={ours.page:.1f}KB lost={ours.lost}")
    return [line, *(_peer(name, ours, best[name]) for name in names if name in {"textbook", "nchan"})]


def _peer(name: str, ours: Told, peer: Told) -> str:
    goal, ratio = GOAL if name == "textbook" else PEER_GOAL, ours.us / peer.us
    return (f"D1-{name} porchlight={ours.us:.1f}us limit={peer.us:.1f}us ratio={ratio:.2f} goal={goal:.2f} "
            f"{'ok' if ratio <= goal else 'short'} less is better; p99={peer.p99:.2f}ms page={peer.page:.1f}KB "
            f"lost={peer.lost}")


async def _told(name: str, folder: Path) -> Told:
    async with _serving(name, folder) as (port, pid, path, go):
        empty = rss(pid)
        pages = await watch(port, [path.format(number % TOPICS) for number in range(PAGES)])
        held, before = rss(pid) - empty, cpu(pid)
        await go()
        await asyncio.sleep(0.3)
        used = cpu(pid) - before
        events = sum(one.events for one in pages)
        lost = PAGES // TOPICS * UPDATES * SECONDS - events
        close(pages)
        late = _late(pages)
    return Told(used / max(events, 1) * 1e6, statistics.median(late), late[int(len(late) * 0.99)],
                held * 1024 / PAGES, lost)


def _late(pages: list[Viewer]) -> list[float]:
    return sorted(each for one in pages for each in one.late)


Go = Callable[[], Awaitable[None]]


@contextlib.asynccontextmanager
async def _serving(name: str, folder: Path) -> AsyncIterator[tuple[int, int, str, Go]]:
    """Port, process, a page's path, and what makes it send."""
    port = next(PORTS)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(60)) as http:
        if name == "nchan":
            async with nchan.serving(folder, port) as pid:
                yield port, pid, "/sub/d{}", lambda: nchan.publish(http, port, publish)
            return
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.streams", name, str(port), stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE)
        if process.stdout is None or b"ready" not in await process.stdout.readline():
            msg = f"the stream server {name} did not start"
            raise RuntimeError(msg)

        async def go() -> None:
            async with http.post(f"http://127.0.0.1:{port}/go") as answer:
                await answer.read()

        try:
            yield port, process.pid, "/t/d{}/events", go
        finally:
            process.terminate()
            await process.wait()
