"""For operators: alive, ready, and numbers."""

from datetime import timedelta

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from tortoise.exceptions import BaseORMException
from tortoise.expressions import Q

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
    """The database answers and nothing has been due for long; how far behind it is, in seconds of the world."""
    context = request.app[CONTEXT]
    now = context.clock.now()
    try:
        oldest = await models.Message.filter(outgoing=True, state="queued").order_by("due_at").first()
        noted = await models.Note.filter(open=True).order_by("received_at").first()
        parked = await models.Note.exclude(parked="").count()
        posts = models.SlackPost.filter(dirty=True).exclude(state__in=("shown", "failed"))
        unseen = await posts.order_by("created_at").first()
        waits = await models.Case.filter(Q(look_at=None) | Q(look_at__lte=now), live=True).order_by("opened_at").first()
    except (BaseORMException, OSError):
        return web.json_response({"ready": False, "database": "no answer"}, status=503)
    due = now - oldest.due_at if oldest is not None and context.channels else timedelta()
    unacted = now - noted.received_at if noted is not None else timedelta()
    undrawn = now - unseen.created_at if unseen is not None and "slack" in context.channels else timedelta()
    unlooked = now - (waits.look_at or waits.claimed_at or waits.opened_at) if waits is not None else timedelta()
    late = due > LATE
    return web.json_response({
        "ready": not late, "outbox_late": late, "parked_notes": parked,
        "outbox_behind_s": max(0.0, due.total_seconds()), "inbox_behind_s": max(0.0, unacted.total_seconds()),
        "cards_behind_s": max(0.0, undrawn.total_seconds()), "cases_behind_s": max(0.0, unlooked.total_seconds()),
    }, status=503 if late else 200)


@routes.get("/metrics")
async def metrics(_request: web.Request) -> web.Response:
    """Prometheus text."""
    return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})
