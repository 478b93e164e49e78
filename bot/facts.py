"""Rows to a Chat: the frozen snapshot that a decision sees. Read under the conversation's lock, never before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.consents import may_write
from bot.receiving import where
from bot.slots import open_slots
from domain.chat import Chat, DoorNote, StopAhead
from domain.delivery import Delivery, Depot, Reason, Status, Stop, Window
from domain.message import CodeRef, WordsRef
from domain.people import ConversationId, DeliveryId, DepotId, DriverId, ParticipantId, Person, Role, RunId, StopId
from store import models
from store.crypt import Keys
from store.queries import conversation

CLOSED_STOPS = ("done", "failed", "removed")


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one conversation, loaded together under its lock."""

    delivery: models.Delivery
    stop: models.Stop | None
    driver: models.Driver | None
    others: Sequence[models.Stop]
    notes: Sequence[models.DoorNoteRow]
    cases: frozenset[str]
    sessions: Sequence[models.SessionRow]
    questions: frozenset[str]


async def load(delivery: models.Delivery, left: models.Stop | None = None) -> Rows:
    """Everything that belongs to a locked delivery: its present stop, that stop's driver, the run's other stops.

    `left` is the stop it had until this very event: whoever was driving there must hear that it is gone.
    """
    found = await conversation.load(delivery, left)
    delivery.customer = found.customer  # type: ignore[assignment]
    stop = found.stop
    return Rows(delivery, stop, stop.run.driver if stop else None, found.ahead, found.notes, found.cases,
                found.sessions, found.questions)


async def chat(rows: Rows, keys: Keys, now: datetime, *, slots: bool, carrier_confirms: bool,
               carrier_answered: bool = False) -> Chat:
    """The snapshot. `slots` asks for the depot's open windows too, which cost two more queries."""
    row = rows.delivery
    known = delivery(row)
    return Chat(
        now=now,
        conversation=ConversationId(row.id),
        delivery=known,
        depot=depot(row.depot),
        customer=customer(row),
        driver=_driver(rows.driver),
        stop=_stop(rows),
        slots=await open_slots(row, now) if slots else (),
        stops=tuple(_ahead(one.delivery) for one in rows.others),
        arrives=await _arrives(row.id) if known.status.on_the_road else None,
        code=CodeRef(row.code_id) if row.code_id else None,
        notes=await _notes(rows.notes, keys),
        agent=row.agent,
        cases=rows.cases,
        carrier_confirms_stop=carrier_confirms or carrier_answered,
        carrier_answered=carrier_answered,
    )


def delivery(row: models.Delivery) -> Delivery:
    """A delivery's row as the domain's value."""
    items = ", ".join(str(one["description"]) for one in row.items) or "your order"
    return Delivery(
        id=DeliveryId(row.id), tracking_number=row.tracking_number, status=Status(row.status),
        window=Window(row.window_start, row.window_end), address=where(row.company, row.address),
        items=items,
        service=timedelta(minutes=row.service_minutes), promised=row.promised, confirmed=row.confirmed,
        reason=Reason(row.reason) if row.reason else None, ended_at=row.ended_at,
    )


def depot(row: models.Depot) -> Depot:
    """A depot's row as the domain's value."""
    return Depot(DepotId(row.id), row.brand, row.time_zone, row.language, row.default_region,
                 str(row.support.get("phone") or ""))


def customer(row: models.Delivery) -> Person:
    """The customer; one whose number turned out to be somebody else's is nobody we may write to."""
    who = row.customer
    if who is None:
        return Person(Role.CUSTOMER, ParticipantId(""), row.customer_name, row.language, consented=False)
    return Person(Role.CUSTOMER, ParticipantId(who.id), row.customer_name, who.language or row.language,
                  may_write(who, row.depot.brand), who.strange)


def _driver(row: models.Driver | None) -> Person | None:
    if row is None or row.participant is None:
        return None
    who = row.participant
    return Person(Role.DRIVER, ParticipantId(who.id), row.name, who.language or row.language, not who.opted_out)


def _stop(rows: Rows) -> Stop | None:
    stop = rows.stop
    if stop is None:
        return None
    before = sum(1 for one in rows.others if one.number < stop.number)
    return Stop(StopId(stop.id), RunId(stop.run.id), DriverId(stop.run.driver.id), stop.number, before,
                arrived=stop.arrived_at is not None, left=stop.status in CLOSED_STOPS,
                started=stop.run.status == "started")


async def _arrives(delivery: str) -> Window | None:
    eta = await models.EtaRow.get_or_none(delivery_id=delivery)
    return Window(datetime.fromtimestamp(eta.soonest, UTC), datetime.fromtimestamp(eta.by, UTC)) if eta else None


def _ahead(row: models.Delivery) -> StopAhead:
    return StopAhead(row.customer_name.split(" ")[0], where(row.company, row.address),
                     Window(row.window_start, row.window_end))


async def _notes(kept: Sequence[models.DoorNoteRow], keys: Keys) -> tuple[DoorNote, ...]:
    return tuple([DoorNote(one.kind, WordsRef(one.id), await keys.read(one.participant, "door_notes", one.id,
                                                                      one.sealed_words)) for one in kept])
