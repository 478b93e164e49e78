"""Open tracking pages: connections that read their server-sent events and note when each came."""

import asyncio
import time

SENT = b'{"t":'


class Viewer(asyncio.Protocol):
    """One open page. `events` counts what it was told after its snapshot; `late` how many ms after it was sent."""

    def __init__(self, path: str) -> None:
        """Ask for a path once connected."""
        self._path = path
        self.events = 0
        self.late: list[float] = []
        self.begun = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask."""
        self.transport = transport
        transport.write(f"GET {self._path} HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n".encode())  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        """Count events, not chunks."""
        moved = data.count(b"event: moved")
        self.events += moved
        if moved and (at := data.rfind(SENT)) >= 0:
            self.late.append((time.perf_counter() - float(data[at + len(SENT):at + 30].partition(b",")[0])) * 1e3)
        if not self.begun.done() and (b"event: snapshot" in data or b": hi" in data):
            self.begun.set_result(None)


async def watch(port: int, paths: list[str]) -> list[Viewer]:
    """Open them all, and wait until each has its snapshot. A server that says anything else is no server of ours."""
    loop = asyncio.get_running_loop()
    viewers = [(await loop.create_connection(lambda path=path: Viewer(path), "127.0.0.1", port))[1]  # type: ignore[misc]
               for path in paths]
    async with asyncio.timeout(60):
        await asyncio.gather(*(one.begun for one in viewers))
    return viewers


def close(viewers: list[Viewer]) -> None:
    """Shut every page."""
    for one in viewers:
        one.transport.close()
