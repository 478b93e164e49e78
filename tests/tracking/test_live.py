"""Server-sent events over real connections: framed once, nobody waits for a stalled viewer, the leaving are noticed."""

import asyncio
from collections.abc import AsyncIterator, Callable

import aiohttp
import pytest
from aiohttp import web

from tracking import live
from tracking.live import Streams

FAT = b"x" * 32_000


@pytest.fixture
async def streams() -> AsyncIterator[Streams]:
    """Streams with their pinger."""
    made = Streams(most=100, most_a_topic=2)
    await made.begin()
    yield made
    await made.end()


@pytest.fixture
async def url(streams: Streams) -> AsyncIterator[str]:
    """A server with one topic, `van`."""
    async def snapshot() -> bytes:
        return b'{"n": 0}'

    async def serve(request: web.Request) -> web.StreamResponse:
        try:
            return await streams.serve(request, "van", snapshot)
        except live.TooManyViewers:
            raise web.HTTPServiceUnavailable from None

    app = web.Application()
    app.router.add_get("/", serve)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    await streams.end()
    await runner.cleanup()


async def _event(content: aiohttp.StreamReader) -> tuple[str, str]:
    """The next event with data: its name and its data."""
    name = data = ""
    while True:
        line = (await asyncio.wait_for(content.readline(), 5)).decode().rstrip("\n")
        if line.startswith("event: "):
            name = line[7:]
        elif line.startswith("data: "):
            data = line[6:]
        elif not line and name:
            return name, data


async def _until(true: Callable[[], bool]) -> None:
    for _ in range(100):
        if true():
            return
        await asyncio.sleep(0.05)
    pytest.fail("it never became true")


async def test_a_viewer_begins_with_a_snapshot_and_then_hears_everything(streams: Streams, url: str) -> None:
    async with aiohttp.ClientSession() as http, http.get(url) as one:
        assert one.headers["Content-Type"] == "text/event-stream"
        assert await _event(one.content) == ("snapshot", '{"n": 0}')
        assert streams.send("van", "moved", b'{"n": 1}') == 1
        assert streams.send("van", "moved", b'{"n": 2}') == 1
        assert await _event(one.content) == ("moved", '{"n": 1}')
        assert await _event(one.content) == ("moved", '{"n": 2}')


async def test_what_nobody_looks_at_costs_nothing(streams: Streams) -> None:
    assert not streams.watched("van")
    assert streams.send("van", "moved", b"{}") == 0


async def test_whoever_leaves_is_noticed_and_their_topic_forgotten(streams: Streams, url: str) -> None:
    async with aiohttp.ClientSession() as http, http.get(url) as one:
        await _event(one.content)
        assert streams.watched("van")
    await _until(lambda: not streams.watched("van"))


async def test_a_stalled_viewer_delays_nobody_and_gets_the_newest_once_it_reads_again(streams: Streams,
                                                                                     url: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(url.rsplit(":", 1)[1].strip("/")), limit=2**24)
    reader._transport.pause_reading()  # type: ignore[attr-defined]  # a phone in a tunnel
    writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    async with aiohttp.ClientSession(read_bufsize=2**24) as http, http.get(url) as one:
        await _event(one.content)
        await _until(lambda: len(streams._topics["van"].viewers) == 2)
        told = []
        for number in range(400):  # 12.8 MB: far more than both ends' buffers hold
            told.append(streams.send("van", "moved", b'{"n": %d, "fat": "%b"}' % (number, FAT)))
            await asyncio.sleep(0)
            assert await _event(one.content) != ("", "")
        assert told[0] == 2
        assert told[-1] == 1
        held = max(viewer.transport.get_write_buffer_size() for viewer in streams._topics["van"].viewers)
        assert held < live.BEHIND + 2 * len(FAT)
        reader._transport.resume_reading()  # type: ignore[attr-defined]
        seen = b""
        async with asyncio.timeout(10):
            while b'"n": 399' not in seen:
                seen = (seen + await reader.read(2**20))[-2**20:]
    writer.close()


async def test_beyond_the_most_viewers_of_one_topic_the_next_is_asked_to_come_later(
        streams: Streams, url: str) -> None:
    async with aiohttp.ClientSession() as http, http.get(url) as one, http.get(url) as two:
        await _event(one.content)
        await _event(two.content)
        async with http.get(url) as three:
            assert three.status == 503
    assert streams.send("van", "moved", b"{}") >= 0


async def test_when_the_service_stops_every_stream_ends_so_that_pages_come_back(streams: Streams, url: str) -> None:
    async with aiohttp.ClientSession() as http, http.get(url) as one:
        await _event(one.content)
        await streams.end()
        assert await asyncio.wait_for(one.content.read(), 5) == b""
