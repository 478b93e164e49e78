"""A webhook's body over a real socket: bounded in size and in time."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from integrations.twilio.form import LARGEST
from integrations.twilio.signature import read_body

pytestmark = pytest.mark.asyncio


async def _echo(request: web.Request) -> web.StreamResponse:
    return web.Response(body=await read_body(request.content, request.headers, 0.3))


@asynccontextmanager
async def listening() -> AsyncIterator[str]:
    """A server that answers with the body it read."""
    app = web.Application()
    app.router.add_post("/", _echo)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


async def dripping() -> AsyncIterator[bytes]:
    """A byte now and then, for longer than anybody waits."""
    for _ in range(20):
        yield b"a"
        await asyncio.sleep(0.1)


@pytest.mark.parametrize("body", [b"", b"Body=a", b"a" * LARGEST])
async def test_a_body_of_ordinary_size_is_read_whole(body: bytes) -> None:
    async with listening() as url, aiohttp.ClientSession() as http, http.post(url, data=body) as answer:
        assert (answer.status, await answer.read()) == (200, body)


@pytest.mark.parametrize("size", [LARGEST + 1, 900_000])
async def test_a_body_that_is_too_large_is_refused(size: int) -> None:
    async with listening() as url, aiohttp.ClientSession() as http, http.post(url, data=b"a" * size) as answer:
        assert answer.status == 413


async def test_a_body_that_drips_is_given_up() -> None:
    async with listening() as url, aiohttp.ClientSession() as http, http.post(url, data=dripping()) as answer:
        assert answer.status == 408


async def test_a_compressed_body_is_refused_before_it_unfolds() -> None:
    packed, sent = gzip.compress(b"a" * 50_000_000), {"Content-Encoding": "gzip"}
    async with (listening() as url, aiohttp.ClientSession() as http,
                http.post(url, data=packed[:4096], headers=sent) as answer):
        assert answer.status == 415
