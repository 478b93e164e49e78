"""The trackers' endpoint: who posts, what they posted, and an answer only once the good fixes are durable."""

import asyncio
import logging
import sqlite3
from collections.abc import Mapping

import asyncpg
import msgspec
from aiohttp import web
from tortoise.exceptions import BaseORMException

from bot.context import CONTEXT, INGEST
from store.journal import JournalFull
from tracking.ingest import UnknownToken
from tracking.sources import sources
from tracking.sources.posted import Malformed, Posted, TooMany

log = logging.getLogger(__name__)
routes = web.RouteTableDef()
DEADLINE = 5.0
JSON = "application/json"
UNKEPT = (JournalFull, BaseORMException, sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError, OSError)


@routes.post("/webhooks/gps/{source}")
@routes.get("/webhooks/gps/{source}", allow_head=False)
async def gps(request: web.Request) -> web.Response:  # noqa: PLR0911 one answer for each way it can end
    """What a tracker posted: 2xx once durable, 400 unreadable, 401 nobody's token, 413 too much, 503 not kept."""
    source = sources().get(request.match_info["source"])
    if source is None:
        known = ", ".join(sources())
        return _problem(404, f"source: expected one of {known}; for example /webhooks/gps/generic")
    try:
        answer = await request.app[INGEST].take(source, await _posted(request))
    except UnknownToken:
        return _problem(401, "token: expected a driver's gps_token, as Authorization: Bearer, HTTP Basic password or "
                             "?token=", {"WWW-Authenticate": "Bearer"})
    except Malformed as error:
        return _problem(400, f"body: expected {error.expected}; for example {error.example}")
    except TooMany as error:
        return _problem(413, f"body: {error}")
    except TimeoutError:
        return _problem(408, "body: it took too long to arrive")
    except UNKEPT:
        log.warning("fixes could not be kept; the tracker is asked to come back")
        return _problem(503, "not kept; please send it again", {"Retry-After": "2"})
    return web.Response(body=answer.body, status=answer.status, content_type=answer.content_type)


async def _posted(request: web.Request) -> Posted:
    """The request as its vendor reads it. A body that is here already costs no deadline."""
    if request.content.is_eof():
        body = await request.read()
    else:
        async with asyncio.timeout(DEADLINE):
            body = await request.read()
    received = request.app[CONTEXT].clock.seconds()
    query: Mapping[str, str] = request.query if request.rel_url.raw_query_string else {}
    return Posted(body, query, received, request.headers)


def _problem(status: int, detail: str, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(body=msgspec.json.encode({"error": detail}), status=status, content_type=JSON,
                        headers=headers)
