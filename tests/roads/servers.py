"""A road server on loopback that gives the answers a real one gave, to exactly the questions it was asked."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

RECORDED = Path(__file__).parents[1] / "payloads" / "roads"


@dataclass(slots=True)
class Recorded:
    """`answers` are lines of a recording; `asked` counts questions; `broken` is what it says instead, if anything."""

    answers: list[dict[str, Any]]
    base: str = ""
    asked: int = 0
    broken: web.Response | float | None = None
    strange: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        """The recorded answer; 418 to a question that nobody asked the real server."""
        self.asked += 1
        body = await request.read()
        question = [request.method, request.path, dict(request.query), json.loads(body) if body else None]
        if isinstance(self.broken, float):
            await asyncio.sleep(self.broken)
        elif self.broken is not None:
            return web.Response(status=self.broken.status, body=self.broken.body)
        for one in self.answers:
            if [one["method"], one["path"], one["query"], one["asked"]] == question:
                return web.json_response(one["answer"], status=one["status"])
        self.strange.append(str(question))
        return web.json_response({"strange": question}, status=418)


@asynccontextmanager
async def recorded(name: str) -> AsyncIterator[Recorded]:
    """The server of a recording, by its name."""
    lines = (RECORDED / f"{name}.jsonl").read_text().splitlines()
    server = Recorded([json.loads(line) for line in lines])
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.answer)
    async with TestServer(app) as running:
        server.base = str(running.make_url("/"))
        yield server
