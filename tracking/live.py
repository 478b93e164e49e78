"""Server-sent events: framed once, written straight to the transports of whoever listens to a topic.

    hello -> snapshot -> moved, moved, ping, moved ... -> gone

Nothing is queued for anybody: a viewer whose connection takes no more is skipped and gets the newest state once it
does. A stalled phone so costs its transport's buffer and delays nobody.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web

BEHIND = 64 * 1024
PING_EVERY = 15.0
LOOK_EVERY = 1.0
PING = b"event: ping\ndata: {}\n\n"
HEADERS = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no",
           "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


@dataclass(slots=True, eq=False)
class Viewer:
    """One open page. `missed`: something was skipped because its connection took no more."""

    transport: asyncio.Transport
    gone: asyncio.Future[None]
    missed: bool = False


@dataclass(slots=True)
class Topic:
    """What some viewers look at, and its newest state as it goes over the wire."""

    viewers: set[Viewer] = field(default_factory=set)
    newest: bytes = b""


class TooManyViewers(Exception):
    """Nobody more can be served here; try again in a while."""


class Streams:
    """Every open stream of this process: at most `most`, of them `most_a_topic` at one delivery."""

    def __init__(self, most: int = 9_000, most_a_topic: int = 200) -> None:
        """Nobody listens yet; `begin` starts the pings."""
        self._most, self._most_a_topic = most, most_a_topic
        self._topics: dict[str, Topic] = {}
        self._many = 0
        self._pinger: asyncio.Task[None] | None = None

    def watched(self, topic: str) -> bool:
        """Whether anybody looks: what nobody sees is not worth drawing."""
        return topic in self._topics

    def send(self, topic: str, event: str, data: bytes) -> int:
        """Tell everybody who looks at `topic`, at once. Returns how many were told."""
        found = self._topics.get(topic)
        if found is None:
            return 0
        found.newest = frame(b"event: %s\ndata: %s\n\n" % (event.encode(), data))
        told = 0
        for viewer in found.viewers:
            told += _write(viewer, found.newest)
        return told

    async def serve(self, request: web.Request, topic: str,
                    snapshot: Callable[[], Awaitable[bytes]]) -> web.StreamResponse:
        """Hold the stream open until the viewer goes. `snapshot` makes the JSON they begin with; they count by then.

        Raises:
            TooManyViewers: there are as many as may be.
        """
        found = self._topics.get(topic)
        if self._many >= self._most or (found and len(found.viewers) >= self._most_a_topic):
            raise TooManyViewers
        response = web.StreamResponse(headers=HEADERS)
        await response.prepare(request)
        transport = request.transport
        if transport is None:
            return response
        viewer = Viewer(transport, asyncio.get_running_loop().create_future())
        self._topics.setdefault(topic, Topic()).viewers.add(viewer)
        self._many += 1
        try:
            await response.write(b"retry: 2000\nevent: snapshot\ndata: %b\n\n" % await snapshot())
            await viewer.gone
        finally:
            self._leave(topic, viewer)
        return response

    def _leave(self, topic: str, viewer: Viewer) -> None:
        self._many -= 1
        found = self._topics[topic]
        found.viewers.discard(viewer)
        if not found.viewers:
            del self._topics[topic]

    async def begin(self) -> None:
        """Ping, and notice who has gone."""
        self._pinger = asyncio.create_task(self._rounds())

    async def end(self) -> None:
        """Let every viewer go: their pages come back to whoever serves next."""
        if self._pinger is not None:
            self._pinger.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._pinger
        for topic in tuple(self._topics.values()):
            for viewer in tuple(topic.viewers):
                _let_go(viewer)

    async def _rounds(self) -> None:
        pinged = time.monotonic()
        while True:
            await asyncio.sleep(LOOK_EVERY)
            due = time.monotonic() - pinged >= PING_EVERY
            pinged = time.monotonic() if due else pinged
            for topic in tuple(self._topics.values()):
                _look_after(topic, due=due)


def _look_after(topic: Topic, *, due: bool) -> None:
    for viewer in tuple(topic.viewers):
        if viewer.transport.is_closing():
            _let_go(viewer)
        elif viewer.missed:
            _write(viewer, topic.newest)
        elif due:
            _write(viewer, frame(PING))


def _let_go(viewer: Viewer) -> None:
    if not viewer.gone.done():
        viewer.gone.set_result(None)


def _write(viewer: Viewer, framed: bytes) -> bool:
    if viewer.transport.is_closing():
        return False
    viewer.missed = viewer.transport.get_write_buffer_size() > BEHIND
    if not viewer.missed:
        viewer.transport.write(framed)
    return not viewer.missed


def frame(data: bytes) -> bytes:
    """A chunk of HTTP/1.1, as aiohttp began the response: made once, however many get it."""
    return b"%x\r\n%b\r\n" % (len(data), data)
