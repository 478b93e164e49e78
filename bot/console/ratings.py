"""Ratings as a page, and as a file, which is an export and stands in the audit log."""

import csv
import io

from aiohttp import web

from bot.console.page import Visit, route
from bot.console.streams import watch
from bot.paper import HEADERS
from bot.staff.audit import audit
from console.ratings import ALL, newest, ratings
from store.atomic import atomic

COLUMNS = ("at", "tracking_number", "driver", "score", "cause", "words")


@route("GET", "/console/ratings")
async def show(visit: Visit) -> web.StreamResponse:
    """The newest ratings, of one score where asked."""
    score = visit.request.query.get("score", "")
    wanted = int(score) if score in {"1", "2", "3", "4", "5"} else None
    return visit.page("ratings", ratings=await ratings(visit.context.keys, wanted), score=wanted)


@route("GET", "/console/ratings/events")
async def events(visit: Visit) -> web.StreamResponse:
    """Says when somebody has rated."""
    return await watch(visit, "console ratings", newest)


@route("POST", "/console/ratings/export")
async def export(visit: Visit) -> web.StreamResponse:
    """Every rating as CSV."""
    found = (await ratings(visit.context.keys, None, ALL)).ratings
    await atomic(lambda: audit(visit.context.keys, visit.machine, visit.me.email, "export",
                               f"{len(found)} ratings", visit.form.get("why", "").strip()[:300]))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows((one.at.isoformat(), plain(one.tracking), plain(one.driver), one.score, one.cause,
                      plain(one.words)) for one in found)
    return web.Response(text=text.getvalue(), content_type="text/csv", headers=HEADERS | {
        "Content-Disposition": 'attachment; filename="ratings.csv"'})


def plain(text: str) -> str:
    """A cell that a spreadsheet does not take for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
