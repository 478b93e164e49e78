"""How long people wait for an answer, and who is at the desk now."""

from dataclasses import dataclass

from aiohttp import web

from bot.console.desks import desks
from bot.console.inbox import agents
from bot.console.page import Visit, route
from bot.sla import ANSWER_WITHIN
from console.answers import Answers, Day, answers
from store import models

DAYS = (1, 7, 30)
TEAM = ("owner", "admin", "dispatcher")
"""Who sees everybody's times. An agent or viewer sees the whole and their own: a colleague's times are not theirs."""
TALL, FLOOR, STEP, THICK = 64, 68, 24, 14


@dataclass(frozen=True, slots=True)
class Bar:
    """One day of the chart, in its units: the median's height, and up to where nine of ten are."""

    day: Day
    x: int
    height: float
    most: float


@route("GET", "/console/answers")
async def show(visit: Visit) -> web.StreamResponse:
    """Times of the last day, week or month."""
    asked = visit.request.query.get("days", "")
    days = int(asked) if asked in {str(one) for one in DAYS} else 7
    depot = await models.Depot.all().order_by("id").first()
    found = await answers(days, visit.now, depot.time_zone if depot else "UTC", ANSWER_WITHIN)
    mine = agents(visit)
    people = [one for one in found.people if visit.me.role in TEAM or one.who in mine]
    return visit.page("answers", answers=found, people=people, choices=DAYS, desks=await desks(visit.now),
                      bars=bars(found), tall=TALL, floor=FLOOR, step=STEP, thick=THICK)


def bars(found: Answers) -> tuple[Bar, ...]:
    """The days as bars, the longest wait of nine in ten as tall as the chart."""
    top = max((one.first.most or 0.0 for one in found.each), default=0.0) or 1.0
    return tuple(Bar(one, number * STEP, TALL * (one.first.median or 0.0) / top, TALL * (one.first.most or 0.0) / top)
                 for number, one in enumerate(found.each))
