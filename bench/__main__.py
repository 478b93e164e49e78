"""`make bench`: each hot path beside its limit, in the same run, interleaved; one line a path.

PATH porchlight=... limit=... ratio=... goal=... ok|short
"""

import asyncio
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.estimate import estimate_path
from bench.fanout import fan_path
from bench.forms import inbound
from bench.gps import ack_path, batch_path, fix_path
from bench.load import cpu, drive, rss
from bench.run import COUNT, ROUNDS, acted, line, middle, server
from bench.understanding import understand_path
from bench.wave import wave

TURNS = 1500
FIX = b'{"device":"van-7","lat":41.88,"lon":-87.63,"time":"2026-11-24T14:00:00Z","speed_mps":8.1,"accuracy_m":6}'


def fixes(count: int) -> Iterator[bytes]:
    """So many GPS fixes as raw requests."""
    head = f"POST /webhooks/gps/generic HTTP/1.1\r\nHost: x\r\nContent-Length: {len(FIX)}\r\n\r\n".encode()
    return iter([head + FIX] * count)


async def journal_path(folder: Path) -> str:
    """A1, the store's part: a fix is durable before it is answered, against a handler that stores nothing."""
    ours, limit = [], []
    async with server("bare", folder) as bare, server("journal", folder) as kept:
        for _ in range(ROUNDS):
            limit.append(await drive(bare[0], fixes(COUNT), bare[1]))
            ours.append(await drive(kept[0], fixes(COUNT), kept[1]))
    a, b = middle(ours), middle(limit)
    return line("A1-store", a.rate, b.rate, 0.6, "/s", f"cpu={a.cpu:.0f}us/{b.cpu:.0f}us p99={a.p99:.1f}ms bad={a.bad}")


async def accept_path(folder: Path) -> str:
    """B1: an inbound SMS noted durably, against a handler that only verifies with the SDK and stores nothing."""
    ours, limit, first = [], [], 0
    async with server("verify", folder) as verify, server("webhook", folder) as noted:
        for _ in range(ROUNDS):
            for target, found in ((verify, limit), (noted, ours)):
                url = f"http://127.0.0.1:{target[0]}"
                requests = iter(list(inbound(url, COUNT // 3, 500, "where is it?", first)))
                found.append(await drive(target[0], requests, target[1]))
            first += COUNT
    a, b = middle(ours), middle(limit)
    return line("B1", a.rate, b.rate, 0.8, "/s", f"cpu={a.cpu:.0f}us/{b.cpu:.0f}us p99={a.p99:.1f}ms bad={a.bad}")


async def turn_path(folder: Path) -> str:
    """B1b: the whole turn through the one door, until the reply's row is committed, against the bare handler."""
    async with server("bare", folder) as bare, server("turn", folder) as turn:
        limit = middle([await drive(bare[0], fixes(COUNT), bare[1]) for _ in range(ROUNDS)])
        url = f"http://127.0.0.1:{turn[0]}"
        rates, used = [], []
        for number in range(ROUNDS):
            requests = list(inbound(url, TURNS, 500, "where is it?", number * TURNS))
            before, started = cpu(turn[1]), asyncio.get_running_loop().time()
            await drive(turn[0], iter(requests), turn[1])
            await acted(url, (number + 1) * TURNS)
            rates.append(TURNS / (asyncio.get_running_loop().time() - started))
            used.append((cpu(turn[1]) - before) / TURNS * 1e6)
        memory = rss(turn[1])
    return line("B1b", statistics.median(rates), limit.rate, 0.25, "/s",
                f"cpu={statistics.median(used):.0f}us/{limit.cpu:.0f}us rss={memory:.0f}MB")


def wanted(name: str) -> bool:
    """Whether this path was asked for: `python -m bench A1 B1`, or all of them."""
    asked = sys.argv[1:]
    return not asked or any(name.startswith(one) for one in asked)


async def main() -> None:
    """Every path, one after another: two cores leave no room for two at once."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        for path in (journal_path, fix_path, batch_path, accept_path, turn_path):
            if wanted(path.__doc__ or ""):
                print(await path(folder), flush=True)
        for several in (ack_path, estimate_path, fan_path):
            if wanted(several.__doc__ or ""):
                print("\n".join(await several(folder)), flush=True)
        if wanted("UNDERSTAND"):
            print(await asyncio.to_thread(understand_path), flush=True)
        if not wanted("C1"):
            return
        ours, limit, doubled = await wave(folder)
        print(line("C1", ours, limit, 1.0, "/s", f"doubled={doubled}"), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
