"""What lies open for one participant, read from rows each time and never stored."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from babel.dates import format_date

from domain.people import ConversationId, Role
from flows.engine.addressing import Candidate, Desk, Matter, OpenQuestion, OpenStop
from flows.engine.catalog import catalog
from store import models

AFTERWARDS = timedelta(hours=48)
RECENT = timedelta(hours=12)
ENDED = ("delivered", "refused", "cancelled")
FREE = ("driver_reason", "driver_which")


@dataclass(frozen=True, slots=True)
class Lying:
    """A desk with what the understanding needs beside it: what was asked last in each role, and where this is."""

    desk: Desk
    zone: ZoneInfo
    customer_context: str = "none"
    driver_context: str = "driver_free"
    which: models.Floor | None = None


async def lies_open(who: models.Participant, now: datetime) -> Lying:
    """The desk of a participant. A few indexed reads."""
    matters = await _matters(who, now)
    stops = await _stops(who)
    floor = await models.Floor.get_or_none(participant_id=who.id, held=True).exclude(conversation_id="")
    which = await models.Floor.filter(participant_id=who.id, conversation_id="").first()
    context = await _context(floor)
    desk = Desk(
        question=_question(floor, context),
        matters=tuple(_matter(row, who.language or row.language) for row in matters),
        stops=tuple(_open_stop(row) for row in stops),
        former=await _former(who, stops, now) if await _drives(who) else (),
        which=tuple(msgspec.convert(which.options, list[Candidate])) if which else (),
    )
    return Lying(desk, _zone(matters, stops), which=which, **_contexts(floor, context, desk))


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


async def _context(floor: models.Floor | None) -> str:
    if floor is None:
        return "none"
    row = await models.SessionRow.get_or_none(conversation_id=floor.conversation_id, flow=floor.session_id)
    flow = catalog().get(row.flow) if row else None
    state = flow.states.get(row.state) if flow and row else None
    return state.context if state else "none"


def _question(floor: models.Floor | None, context: str) -> OpenQuestion | None:
    if floor is None:
        return None
    return OpenQuestion(ConversationId(floor.conversation_id), Role(floor.role), free=context in FREE)


async def _matters(who: models.Participant, now: datetime) -> list[models.Delivery]:
    rows = await models.Delivery.filter(customer_id=who.id, live=True).order_by("window_start").select_related("depot")
    return [row for row in rows if row.ended_at is None or row.ended_at > now - AFTERWARDS]


def _matter(row: models.Delivery, language: str) -> Matter:
    items = ", ".join(str(one["description"]) for one in row.items)
    day = format_date(row.window_start.astimezone(ZoneInfo(row.depot.time_zone)).date(), "EEE d MMM",
                      locale=language.replace("-", "_"))
    return Matter(ConversationId(row.id), f"{items} ({day})", row.status in ENDED)


async def _drives(who: models.Participant) -> bool:
    return await models.Driver.filter(participant_id=who.id).exists()


async def _stops(who: models.Participant) -> list[models.Stop]:
    return await (models.Stop.filter(run__driver__participant_id=who.id, run__status="started",
                                     status__in=("open", "arrived"))
                  .order_by("number").select_related("delivery__depot"))


def _open_stop(row: models.Stop) -> OpenStop:
    return OpenStop(ConversationId(row.delivery.id), row.delivery.customer_name, arrived=row.status == "arrived",
                    menu=row.next_told and row.status == "open")


async def _former(who: models.Participant, stops: list[models.Stop], now: datetime) -> tuple[OpenStop, ...]:
    """Stops we spoke of with this driver today that somebody else drives to now."""
    mine = {row.delivery.id for row in stops}
    spoken = await (models.Message.filter(participant_id=who.id, role=Role.DRIVER, outgoing=True,
                                          created_at__gt=now - RECENT).exclude(conversation_id="")
                    .distinct().values_list("conversation_id", flat=True))
    others = await (models.Stop.filter(delivery_id__in=[str(one) for one in spoken if one not in mine] or [""])
                    .exclude(run__driver__participant_id=who.id).filter(status__in=("open", "arrived"))
                    .select_related("delivery"))
    return tuple(_open_stop(row) for row in others)


def _zone(matters: list[models.Delivery], stops: list[models.Stop]) -> ZoneInfo:
    depots = [row.depot for row in matters] + [row.delivery.depot for row in stops]
    return ZoneInfo(depots[0].time_zone if depots else "UTC")
