"""What lies open for one participant, read from rows each time and never stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from bot.speaking import listed
from domain.people import ConversationId, Role
from flows.engine.addressing import Candidate, Desk, Matter, OpenQuestion, OpenStop
from flows.engine.catalog import catalog
from store import models
from store.queries.desk import Question, driven_by_others, what_lies_open

HOUR = timedelta(hours=1)
AFTERWARDS = timedelta(hours=48)
RECENT = timedelta(hours=12)
ENDED = ("delivered", "refused", "cancelled")
FREE = ("driver_reason", "driver_which")


@dataclass(frozen=True, slots=True)
class Lying:
    """A desk with what the understanding needs beside it: what was asked last in each role, and where this is.

    `answers` is how many messages of ours this phone was sent in the last hour. The languages (BCP 47) are those we
    write to them in, in each role. `offered` is the window of the delivery the open question is about.
    """

    desk: Desk
    zone: ZoneInfo
    customer_context: str = "none"
    driver_context: str = "driver_free"
    which: models.Floor | None = None
    answers: int = 0
    customer_language: str = ""
    driver_language: str = ""
    offered: tuple[datetime, datetime] | None = None


async def lies_open(who: models.Participant, now: datetime) -> Lying:
    """The desk of a participant, in one read; a driver's takes one more."""
    lies = await what_lies_open(who.id, now - HOUR)
    matters = [row for row in lies.matters if row.ended_at is None or row.ended_at > now - AFTERWARDS]
    asked = next((one for one in lies.questions if one.floor.conversation_id), None)
    which = next((one.floor for one in lies.questions if not one.floor.conversation_id), None)
    floor, context = asked.floor if asked else None, _context(asked)
    desk = Desk(
        question=_question(floor, context),
        matters=tuple(_matter(row, who.language or row.language) for row in matters),
        stops=tuple(_open_stop(row) for row in lies.stops),
        former=await _former(who, lies.stops, now) if lies.driver_language is not None else (),
        which=tuple(msgspec.convert(which.options, list[Candidate])) if which else (),
    )
    return Lying(desk, _zone(matters, lies.stops), which=which, answers=lies.answers,
                 customer_language=who.language or (matters[0].language if matters else ""),
                 driver_language=who.language or lies.driver_language or "", offered=_offered(floor, matters),
                 **_contexts(floor, context, desk))


def _contexts(floor: models.Floor | None, context: str, desk: Desk) -> dict[str, str]:
    """What was asked last in each role. Our "which one?" is none of it: its numbers are its own, a "1" stays a "1"."""
    found = {}
    if floor and floor.role == Role.CUSTOMER:
        found["customer_context"] = context
    if floor and floor.role == Role.DRIVER and context.startswith("driver"):
        found["driver_context"] = context
    elif any(one.menu or one.arrived for one in desk.stops):
        found["driver_context"] = "driver_menu"
    return found


def _offered(floor: models.Floor | None, matters: Sequence[models.Delivery]) -> tuple[datetime, datetime] | None:
    asked = [row for row in matters if floor and row.id == floor.conversation_id]
    return (asked[0].window_start, asked[0].window_end) if asked else None


def _context(asked: Question | None) -> str:
    flow = catalog().get(asked.flow) if asked and asked.flow else None
    state = flow.states.get(asked.state) if flow and asked and asked.state else None
    return state.context if state else "none"


def _question(floor: models.Floor | None, context: str) -> OpenQuestion | None:
    if floor is None:
        return None
    return OpenQuestion(ConversationId(floor.conversation_id), Role(floor.role), free=context in FREE)


def _matter(row: models.Delivery, language: str) -> Matter:
    items = ", ".join(str(one["description"]) for one in row.items)
    day = listed(row.window_start.astimezone(ZoneInfo(row.depot.time_zone)).date(), language)
    return Matter(ConversationId(row.id), f"{items} ({day})", row.status in ENDED)


def _open_stop(row: models.Stop) -> OpenStop:
    return OpenStop(ConversationId(row.delivery.id), row.delivery.customer_name, arrived=row.status == "arrived",
                    menu=row.next_told and row.status == "open")


async def _former(who: models.Participant, stops: Sequence[models.Stop], now: datetime) -> tuple[OpenStop, ...]:
    """Stops we spoke of with this driver today that somebody else drives to now."""
    mine = {row.delivery.id for row in stops}
    others = await driven_by_others(who.id, now - RECENT)
    return tuple(_open_stop(row) for row in others if row.delivery.id not in mine)


def _zone(matters: Sequence[models.Delivery], stops: Sequence[models.Stop]) -> ZoneInfo:
    depots = [row.depot for row in matters] + [row.delivery.depot for row in stops]
    return ZoneInfo(depots[0].time_zone if depots else "UTC")
