"""Rows to what the customer's page may know."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.context import Context
from bot.slots import open_slots
from store import models
from tracking.page import Facts

OFFERED, TOLD = 8, 6
SENT = ("accepted", "sent", "delivered", "read")


async def page_facts(row: models.Delivery, context: Context) -> Facts:
    """The facts of one delivery. Needs its depot and customer."""
    slots = await open_slots(row, context.clock.now())
    stop = await models.Stop.filter(delivery_id=row.id, status__in=("open", "arrived")).select_related("run").first()
    before = await models.Stop.filter(run_id=stop.run.id, number__lt=stop.number, status__in=("open", "arrived")
                                      ).count() if stop and stop.run.status == "started" else None
    return Facts(
        status=row.status, start=row.window_start, end=row.window_end, zone=ZoneInfo(row.depot.time_zone),
        language=(row.customer.language if row.customer else "") or row.language,
        items=", ".join(str(one["description"]) for one in row.items), address=row.address,
        number=row.tracking_number, support=str(row.depot.support.get("phone") or ""), confirmed=row.confirmed,
        rated=await models.RatingRow.filter(delivery_id=row.id).exists(), before=before,
        expected=(row.eta_start, row.eta_end) if row.eta_start and row.eta_end else None,
        slots=tuple((one.key, one.window.start, one.window.end) for one in slots[:OFFERED]),
        told=await _told(row, context),
    )


async def _told(row: models.Delivery, context: Context) -> tuple[tuple[datetime, str], ...]:
    if row.customer is None:
        return ()
    sent = await (models.Message.filter(conversation_id=row.id, outgoing=True, role="customer", state__in=SENT,
                                        participant_id=row.customer.id).order_by("-id").limit(TOLD))
    return tuple([(one.created_at, await context.keys.read(row.customer, "messages", one.id, one.sealed_body))
                  for one in sent if one.sealed_body])
