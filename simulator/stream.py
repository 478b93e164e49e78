"""What happens on the phones, as server-sent events: `message` for a text, `phone` for a new or changed phone."""

import asyncio
import json
from contextlib import suppress

from aiohttp import web

from simulator.phones import Bubble, Phone, Phones

HEARTBEAT = 15.0
MOST_BEHIND = 1000


class Stream:
    """The route `/world/events`. A reader that was away names the last number it saw and gets what it missed."""

    def __init__(self, phones: Phones) -> None:
        """Nobody listens yet."""
        self._phones = phones
        self._readers: set[asyncio.Queue[bytes | None]] = set()
        phones.follow(self._spread)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Stream until the reader leaves, falls a thousand events behind, or the world ends."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        queue: asyncio.Queue[bytes | None] = asyncio.Queue(MOST_BEHIND)
        last = request.headers.get("Last-Event-ID") or request.query.get("after", "")
        missed = list(self._phones.since(int(last))) if last.isdigit() else []
        self._readers.add(queue)
        try:
            await response.prepare(request)
            await response.write(b"retry: 1000\n\n" + b"".join(_event(phone, one) for phone, one in missed))
            while (event := await _next(queue)) is not None:
                await response.write(event)
        except ConnectionResetError:
            pass
        finally:
            self._readers.discard(queue)
        return response

    async def close(self, _app: web.Application) -> None:
        """Let every reader go."""
        for queue in list(self._readers):
            _end(queue)

    def _spread(self, phone: Phone, bubble: Bubble | None) -> None:
        event = _event(phone, bubble)
        for queue in list(self._readers):
            try:
                queue.put_nowait(event)
            except asyncio.QueueFull:
                _end(queue)


async def _next(queue: asyncio.Queue[bytes | None]) -> bytes | None:
    try:
        return await asyncio.wait_for(queue.get(), HEARTBEAT)
    except TimeoutError:
        return b": still here\n\n"


def _end(queue: asyncio.Queue[bytes | None]) -> None:
    with suppress(asyncio.QueueEmpty):
        while True:
            queue.get_nowait()
    queue.put_nowait(None)


def _event(phone: Phone, bubble: Bubble | None) -> bytes:
    if bubble is None:
        return f"event: phone\ndata: {json.dumps(phone.as_json())}\n\n".encode()
    data = json.dumps({"phone": phone.number, "bubble": bubble.as_json()})
    return f"id: {bubble.number}\nevent: message\ndata: {data}\n\n".encode()
