"""Three servers of one page's events, to be compared: ours, the textbook's queue a viewer, and bare transports.

`python -m bench.streams NAME PORT`. GET /t/{topic}/events listens; POST /go sends `UPDATES` events a second for
`SECONDS`, each for one of `TOPICS` deliveries in turn, the machine's clock in it.
"""

import asyncio
import sys
import time
from collections import defaultdict
from collections.abc import Callable

import uvloop
from aiohttp import web

from tracking.live import HEADERS, Streams, frame

TOPICS, UPDATES, SECONDS, TICK = 500, 500, 4, 0.02
REST = '"van":{"lat":60.1699,"lon":24.9384,"heading":90,"age":2},"eta":{"text":"14:10 - 14:35"},"stops":"2 stops"'
Send = Callable[[str, bytes], object]
DONE = web.AppKey("done", asyncio.Event)


async def publish(send: Send) -> None:
    """Send what there is to send, a few at a time, evenly."""
    sent, begun = 0, time.perf_counter()
    while sent < UPDATES * SECONDS:
        await asyncio.sleep(TICK)
        while sent < min(UPDATES * SECONDS, (time.perf_counter() - begun) * UPDATES):
            send(f"d{sent % TOPICS}", b'{"t":%.6f,%b}' % (time.perf_counter(), REST.encode()))
            sent += 1


def ours() -> web.Application:
    """The streams of the service."""
    app, streams = web.Application(), Streams()

    async def empty() -> bytes:
        return b"{}"

    async def events(request: web.Request) -> web.StreamResponse:
        return await streams.serve(request, request.match_info["topic"], empty)

    async def begin(_app: web.Application) -> None:
        await streams.begin()

    app.on_startup.append(begin)
    return _app(app, events, lambda topic, data: streams.send(topic, "moved", data))


def textbook() -> web.Application:
    """As most tutorials have it: a queue and a task for every viewer."""
    queues: dict[str, set[asyncio.Queue[bytes]]] = defaultdict(set)

    async def events(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers=HEADERS)
        await response.prepare(request)
        queue: asyncio.Queue[bytes] = asyncio.Queue(64)
        queues[request.match_info["topic"]].add(queue)
        await response.write(b"event: snapshot\ndata: {}\n\n")
        try:
            while True:
                await response.write(b"event: moved\ndata: %b\n\n" % await queue.get())
        finally:
            queues[request.match_info["topic"]].discard(queue)

    def send(topic: str, data: bytes) -> None:
        for queue in queues[topic]:
            queue.put_nowait(data)

    return _app(web.Application(), events, send)


def _app(app: web.Application, events: Callable[[web.Request], object], send: Send) -> web.Application:
    async def go(_request: web.Request) -> web.Response:
        await publish(send)
        return web.Response()

    app.router.add_get("/t/{topic}/events", events)  # type: ignore[arg-type]
    app.router.add_post("/go", go)
    return app


class Bare(asyncio.Protocol):
    """The least that can be done: a request's topic is read, and frames are written to its transport."""

    viewers: dict[bytes, list[asyncio.Transport]] = defaultdict(list)  # noqa: RUF012 one server a process

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for the request."""
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Listen, or go."""
        if data.startswith(b"POST"):
            self.running = asyncio.get_running_loop().create_task(self._go())
            return
        self.viewers[data.split(b"/")[2]].append(self.transport)  # type: ignore[arg-type]
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
        self.transport.write(head + frame(b"event: snapshot\ndata: {}\n\n"))  # type: ignore[attr-defined]

    async def _go(self) -> None:
        await publish(self._send)
        self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")  # type: ignore[attr-defined]

    def _send(self, topic: str, data: bytes) -> None:
        framed = frame(b"event: moved\ndata: %b\n\n" % data)
        for one in self.viewers[topic.encode()]:
            one.write(framed)


async def main(name: str, port: int) -> None:
    """Serve until the pipe closes."""
    loop = asyncio.get_running_loop()
    if name == "bare":
        await loop.create_server(Bare, "127.0.0.1", port)
    else:
        runner = web.AppRunner({"ours": ours, "textbook": textbook}[name](), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port, backlog=1024).start()
    print("ready", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1], int(sys.argv[2])))
