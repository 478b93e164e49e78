"""What an event does to the rows of the journey before it is decided on: the delivery's status, its stop, its run."""

from datetime import datetime

from bot.facts import Rows
from bot.facts import delivery as as_delivery
from domain import events
from domain.delivery import Delivery, advance
from store import models
from store.ids import new_id
from store.queries import raw

MOVES = (events.OutForDelivery, events.DriverNear, events.Arrived, events.Delivered, events.AttemptFailed,
         events.Cancelled, events.Rebooked, events.Corrected)
TALK = (events.Meant, events.Unclear, events.SentMedia, events.PicturesCame, events.PlaceShared, events.TimedOut,
        events.FloorGiven)
STOP_AFTER = {events.Delivered: "done", events.AttemptFailed: "failed", events.Rebooked: "removed",
              events.TakenOffRun: "removed", events.Cancelled: "removed"}


async def move(rows: Rows, event: events.Event, now: datetime) -> bool:
    """Move the delivery by `domain.delivery.advance` and its stop with it.

    False: it is an event that moves deliveries and this one was there already, so nobody needs to hear it again.
    """
    if isinstance(event, TALK):
        return True
    old = as_delivery(rows.delivery)
    new = advance(old, event)
    if new == old and isinstance(event, MOVES):
        await _entry(rows, now, "ignored", f"{type(event).__name__}: it was {old.status} already")
        return False
    if new != old:
        await _store(rows.delivery, new)
    await _stop(rows, event, now)
    await _entry(rows, now, type(event).__name__, f"{type(event).__name__}: {old.status} to {new.status}"
                 if new.status != old.status else type(event).__name__)
    return True


async def _store(row: models.Delivery, new: Delivery) -> None:
    row.status, row.reason = new.status, new.reason or ""
    row.window_start, row.window_end = new.window.start, new.window.end
    row.promised, row.confirmed = new.promised, new.confirmed
    row.ended_at = new.ended_at  # type: ignore[assignment]
    row.version += 1
    await row.save(update_fields=["status", "reason", "window_start", "window_end", "promised", "confirmed",
                                  "ended_at", "version"])


async def _stop(rows: Rows, event: events.Event, now: datetime) -> None:
    stop = rows.stop
    if isinstance(event, events.Delayed):
        first, last = event.start.timestamp(), event.end.timestamp()
        await models.EtaRow.update_or_create(delivery_id=rows.delivery.id, defaults={
            "soonest": first, "likely": (first + last) / 2, "by": last, "at": now.timestamp()})
    if type(event) in STOP_AFTER:
        await models.EtaRow.filter(delivery_id=rows.delivery.id).delete()  # of a journey that is over
    if stop is None:
        return
    if isinstance(event, events.Arrived):
        stop.status, stop.arrived_at, stop.next_told = "arrived", event.at, True
    elif (isinstance(event, events.OutForDelivery) and event.first) or isinstance(event, events.BecameNext):
        stop.next_told = True
    elif (after := STOP_AFTER.get(type(event))) and stop.status in {"open", "arrived"}:
        stop.status, stop.left_at = after, stop.left_at or now
    elif isinstance(event, events.Departed):
        stop.left_at = event.at
    await stop.save()


async def _entry(rows: Rows, now: datetime, kind: str, text: str) -> None:
    entry = raw.adding(models.Entry, id=new_id(), conversation_id=rows.delivery.id, at=now, kind=kind, text=text)
    await raw.rows(entry)
