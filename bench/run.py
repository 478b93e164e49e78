"""What every path is measured with: a server in a process of its own, the contract's line, the median round."""

import asyncio
import contextlib
import itertools
import json
import sys
import urllib.request
from collections.abc import AsyncIterator
from pathlib import Path

from bench.load import Result

ROUNDS = 3
COUNT = 6000
PORTS = itertools.count(18400)


@contextlib.asynccontextmanager
async def server(name: str, folder: Path) -> AsyncIterator[tuple[int, int]]:
    """One of `bench.servers` in a process of its own: its port and its pid."""
    port = next(PORTS)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.servers", name, str(port), f"sqlite://{folder / f'{name}{port}.db'}",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    try:
        if process.stdout is None or b"ready" not in await process.stdout.readline():
            msg = f"the server {name} did not start"
            raise RuntimeError(msg)
        yield port, process.pid
    finally:
        process.terminate()
        await process.wait()


async def quiet(url: str) -> None:
    """Wait until the service acted on everything it noted."""
    while (await _acted(url))["open"]:  # noqa: ASYNC110 another process has no event to wait for
        await asyncio.sleep(0.05)


async def acted(url: str, count: int) -> None:
    """Wait until so many notes were acted on."""
    while (await _acted(url))["acted"] < count:  # noqa: ASYNC110 another process has no event to wait for
        await asyncio.sleep(0.02)


async def _acted(url: str) -> dict[str, int]:
    with await asyncio.to_thread(urllib.request.urlopen, f"{url}/bench/acted") as answer:
        found: dict[str, int] = json.load(answer)
        return found


def line(path: str, ours: float, limit: float, goal: float, unit: str, more: str = "") -> str:
    """The contract's line."""
    ratio = ours / limit
    verdict = "ok" if ratio >= goal else "short"
    figures = f"porchlight={ours:.0f}{unit} limit={limit:.0f}{unit} ratio={ratio:.2f} goal={goal:.2f}"
    return f"{path} {figures} {verdict} {more}".rstrip()


def middle(results: list[Result]) -> Result:
    """The round with the median rate."""
    return sorted(results, key=lambda one: one.rate)[len(results) // 2]
