"""Rows to what the customer's page may know."""

from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import structs

from bot.context import Context
from bot.receiving import where
from bot.slots import open_slots
from store import models
from tracking.eta import estimate_of
from tracking.sight import LATELY, Spot, Surroundings, Unseen, sight, veil
from tracking.telling import Expected, Facts
from tracking.vans import Van

OFFERED, TOLD = 8, 6
SENT = ("accepted", "sent", "delivered", "read")


async def page_facts(row: models.Delivery, context: Context) -> Facts:
    """The facts of one delivery. Needs its depot and customer."""
    now = context.clock.now()
    slots = await open_slots(row, now)
    stop = await models.Stop.filter(delivery_id=row.id, status__in=("open", "arrived")).select_related("run").first()
    before = await models.Stop.filter(run_id=stop.run.id, number__lt=stop.number, status__in=("open", "arrived")
                                      ).count() if stop and stop.run.status == "started" else None
    van = await context.vans.van(stop.run.driver_id) if stop and before is not None else None
    seconds = now.timestamp()
    found = (expected(van, row.id, seconds) if van else None) or await _kept(row)
    around = Surroundings(row.status, before, left=found.left(seconds) if found else None)
    return Facts(
        status=row.status, start=row.window_start, end=row.window_end, zone=ZoneInfo(row.depot.time_zone),
        language=(row.customer.language if row.customer else "") or row.language,
        items=", ".join(str(one["description"]) for one in row.items), address=where(row.company, row.address),
        number=row.tracking_number, support=str(row.depot.support.get("phone") or ""), confirmed=row.confirmed,
        rated=await models.RatingRow.filter(delivery_id=row.id).exists(), before=before,
        expected=found,
        slots=tuple((one.key, one.window.start, one.window.end) for one in slots[:OFFERED]),
        told=await _told(row, context), now=now, ended=row.ended_at,
        van=seen(van, row.id, around, context.keys.token_key, seconds) if van else sight(None, around, seconds),
        heard=van.position.at if van and van.position else None,
        home=(row.lat, row.lon) if row.lat is not None and row.lon is not None else None,
    )


async def spotted(delivery: str, context: Context) -> Spot | None:
    """The van of a delivery exactly as its page would show it now; None where it would not."""
    row = await models.Delivery.get_or_none(id=delivery).select_related("depot", "customer")
    van = (await page_facts(row, context)).van if row else None
    return van if isinstance(van, Spot) else None


def seen(van: Van, delivery: str, around: Surroundings, secret: bytes, now: float) -> Spot | Unseen:
    """The van as this customer may see it at this moment; the other doors are added to `around`, veiled by `secret`."""
    veils = [veil(place, secret) for one, place in van.journey.doors.items() if one != delivery]
    return sight(van.position, structs.replace(around, veils=veils, start=van.journey.ahead.start), now)


def expected(van: Van, delivery: str, now: float) -> Expected | None:
    """When it comes, from where the van is at this moment; None while that is not known."""
    if van.position is None or now - van.position.at > LATELY:
        return None
    age = max(0.0, now - van.position.at)
    one = estimate_of(delivery, van.journey.ahead, van.reach(van.position), now, age)
    return one and Expected(one.earliest, one.likely, one.latest, one.standing)


async def _kept(row: models.Delivery) -> Expected | None:
    eta = await models.EtaRow.get_or_none(delivery_id=row.id)
    return eta and Expected(eta.soonest, eta.likely, eta.by)


async def _told(row: models.Delivery, context: Context) -> tuple[tuple[datetime, str], ...]:
    if row.customer is None:
        return ()
    sent = await (models.Message.filter(conversation_id=row.id, outgoing=True, role="customer", state__in=SENT,
                                        participant_id=row.customer.id).order_by("-id").limit(TOLD))
    return tuple([(one.created_at, await context.keys.read(row.customer, "messages", one.id, one.sealed_body))
                  for one in sent if one.sealed_body])
