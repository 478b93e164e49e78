"""A closed-loop HTTP load: so many connections, each asks again as soon as it was answered."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

TICKS = 100


@dataclass(frozen=True, slots=True)
class Result:
    """What one run gave. `rate` in requests a second, `cpu` in microseconds of the server a request, times in ms."""

    rate: float
    cpu: float
    p50: float
    p99: float
    bad: int


class _Connection(asyncio.Protocol):
    def __init__(self, take: Callable[[], bytes | None], times: list[float], bad: list[int]) -> None:
        self.take, self.times, self.bad = take, times, bad
        self.done = asyncio.get_running_loop().create_future()
        self.buffer = b""
        self.asked = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self._ask()

    def _ask(self) -> None:
        request = self.take()
        if request is None:
            self.transport.close()
            self.done.set_result(None)
            return
        self.asked = time.perf_counter()
        self.transport.write(request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, found, body = self.buffer.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return
        self.buffer = b""
        self.times.append(time.perf_counter() - self.asked)
        if not head.startswith(b"HTTP/1.1 2"):
            self.bad.append(1)
        self._ask()

    def connection_lost(self, _error: Exception | None) -> None:
        if not self.done.done():
            self.bad.append(1)
            self.done.set_result(None)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


async def drive(port: int, requests: Iterator[bytes], pid: int, connections: int = 64) -> Result:
    """Send every request, `connections` at a time."""
    times: list[float] = []
    bad: list[int] = []
    loop = asyncio.get_running_loop()
    before, started = cpu(pid), time.perf_counter()
    made = [await loop.create_connection(lambda: _Connection(lambda: next(requests, None), times, bad),
                                         "127.0.0.1", port) for _ in range(connections)]
    await asyncio.gather(*(one.done for _, one in made))
    spent, used = time.perf_counter() - started, cpu(pid) - before
    times.sort()
    count = len(times) or 1
    return Result(count / spent, used / count * 1e6, times[count // 2] * 1e3, times[int(count * 0.99)] * 1e3, len(bad))


def cpu(pid: int) -> float:
    """User and system seconds a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def rss(pid: int) -> float:
    """Resident memory in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
