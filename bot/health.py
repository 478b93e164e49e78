"""For operators: alive, ready, and numbers."""

from datetime import timedelta

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from tortoise.exceptions import BaseORMException

from bot.context import CONTEXT
from store import models

routes = web.RouteTableDef()
LATE = timedelta(minutes=2)


@routes.get("/healthz")
async def healthz(_request: web.Request) -> web.Response:
    """The loop turns."""
    return web.json_response({"ok": True})


@routes.get("/readyz")
async def readyz(request: web.Request) -> web.Response:
    """The database answers and nothing has been due for long."""
    context = request.app[CONTEXT]
    try:
        oldest = await models.Message.filter(outgoing=True, state="queued").order_by("due_at").first()
        parked = await models.Note.exclude(parked="").count()
    except (BaseORMException, OSError):
        return web.json_response({"ready": False, "database": "no answer"}, status=503)
    late = oldest is not None and bool(context.channels) and context.clock.now() - oldest.due_at > LATE
    return web.json_response({"ready": not late, "outbox_late": late, "parked_notes": parked},
                             status=503 if late else 200)


@routes.get("/metrics")
async def metrics(_request: web.Request) -> web.Response:
    """Prometheus text."""
    return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})
