"""Deliveries: created, read, changed and called off by the merchant, one at a time or as a CSV."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot import refusals, ways
from bot.api import importing
from bot.api.phones import e164
from bot.api.problems import Problem, wrong
from bot.api.route import Call, found, page, route
from bot.api.shapes import NewDelivery, PatchedDelivery, TimeWindow, show
from bot.consents import remembered
from bot.context import Context
from bot.links import hashed, new_link
from bot.receiving import receives
from domain.events import Cancelled, Changed, Scheduled
from domain.people import ConversationId
from store import models
from store.ids import new_id
from store.queries import locks

RECYCLED = timedelta(days=45)


@route("POST", "/deliveries", "deliveries:write", NewDelivery, 201)
async def create(call: Call, body: NewDelivery) -> dict[str, Any]:
    """Create a delivery; its customer is told."""
    row = await create_row(call.context, body)
    return await show(call, await models.Delivery.get(id=row.id), whole=True)


async def create_row(context: Context, body: NewDelivery) -> models.Delivery:
    """The delivery's row, decided on as scheduled. Inside a transaction."""
    depot = await _depot(body.depot_id)
    if await models.Delivery.filter(tracking_number=body.tracking_number).exists():
        raise wrong("tracking_number", "one that no other delivery has", "BF-10024", 409)
    _within(body.customer.receiving, body.window, depot)
    now, row, link = context.clock.now(), new_id(), new_link()
    phone = e164(body.customer.phone, depot.default_region, "customer.phone")
    who = await locks.lock_participant("sms", phone, depot.number or context.settings.twilio_from, now)
    await remembered(who, context.keys, now)
    await _maybe_recycled(who, body.customer.name, context)
    await ways.offer(who, body.customer.email, body.customer.channel, context.settings, now)
    await refusals.remembered(who, context.keys, now)
    made = await models.Delivery.create(
        id=row, depot=depot, customer=who, tracking_number=body.tracking_number, reference=body.reference,
        customer_name=body.customer.name, customer_phone=phone, customer_email=body.customer.email,
        channel=body.customer.channel, company=body.customer.company, receiving=body.customer.receiving,
        language=body.customer.language or depot.language, address=body.address.text, lat=body.address.lat,
        lon=body.address.lon, sought=body.address.lat is not None, window_start=body.window.start,
        window_end=body.window.end,
        items=[one.model_dump() for one in body.items], service_minutes=body.service_minutes,
        sealed_notes=await context.keys.write(who, "deliveries", row, body.notes) if body.notes else None,
        status="scheduled", link_hash=hashed(link), sealed_link=context.keys.seal(f"deliveries|{row}", link.encode()),
        created_at=now)
    await context.door.decide(ConversationId(row), Scheduled())
    return made


def _within(receiving: str, window: TimeWindow, depot: models.Depot) -> None:
    if not receives(receiving, window.start, window.end, ZoneInfo(depot.time_zone)):
        raise wrong("window", f"a time when they receive: {receiving}", "one that begins and ends in those hours")


async def _depot(depot_id: str) -> models.Depot:
    if depot_id:
        row = await models.Depot.get_or_none(id=depot_id)
        if row is None:
            raise wrong("depot_id", "the id of a depot", new_id())
        return row
    rows = await models.Depot.all().limit(2)
    if len(rows) != 1:
        raise wrong("depot_id", "the id of a depot, for there is not exactly one", new_id())
    return rows[0]


async def _maybe_recycled(who: models.Participant, name: str, context: Context) -> None:
    """A number silent for 45 days may be somebody else's by now: nothing personal until they answer."""
    last = max((at for at in (who.seen_at, who.reached_at) if at), default=None)
    other = await models.Delivery.filter(customer_id=who.id).exclude(customer_name=name).exists()
    if other and (last is None or context.clock.now() - last > RECYCLED):
        who.strange, who.language = True, ""
        await who.save(update_fields=["strange", "language"])


@route("GET", "/deliveries", "deliveries:read", query=("status", "tracking_number"))
async def listed(call: Call) -> dict[str, Any]:
    """List deliveries, newest first."""
    wanted = {name: call.query[name] for name in ("status", "tracking_number") if name in call.query}
    return await page(call, models.Delivery.filter(**wanted), lambda row: show(call, row))


@route("GET", "/deliveries/{id}", "deliveries:read")
async def one(call: Call) -> dict[str, Any]:
    """Read a delivery with its promise, ETA and timeline."""
    return await show(call, await found(models.Delivery, call.path["id"], "delivery"), whole=True)


@route("PATCH", "/deliveries/{id}", "deliveries:write", PatchedDelivery)
async def change(call: Call, body: PatchedDelivery) -> dict[str, Any]:
    """Change what the merchant may change; everybody concerned is told once."""
    row = await locks.lock_conversation(call.path["id"])
    if row is None:
        raise Problem(404, "there is no delivery of that id")
    if row.status in {"delivered", "refused", "cancelled"}:
        raise Problem(409, f"this delivery is {row.status} and cannot be changed")
    event = await _changed(call, row, body)
    if event != Changed():
        await call.context.door.decide(ConversationId(row.id), event)
    return await show(call, await models.Delivery.get(id=row.id), whole=True)


async def _changed(call: Call, row: models.Delivery, body: PatchedDelivery) -> Changed:
    """Write the plain columns; the window is moved by the event."""
    await row.fetch_related("depot")
    row.company = row.company if body.company is None else body.company
    row.receiving = row.receiving if body.receiving is None else body.receiving
    if body.window or body.receiving:
        _within(row.receiving, body.window or TimeWindow(start=row.window_start, end=row.window_end), row.depot)
    address, items = body.address, [one.model_dump() for one in body.items] if body.items else None
    moved = body.window and (body.window.start, body.window.end) != (row.window_start, row.window_end)
    new_address = address.text if address and address.text != row.address else ""
    if address:
        row.address, row.lat, row.lon = address.text, address.lat, address.lon  # type: ignore[assignment]
        row.sought = address.lat is not None
    if items:
        row.items = items
    rung = await _other_phone(call, row, body.phone) if body.phone else False
    await row.save()
    return Changed(start=body.window.start if body.window and moved else None,
                   end=body.window.end if body.window and moved else None, address=new_address,
                   items="changed" if items else "", phone=rung)


async def _other_phone(call: Call, row: models.Delivery, text: str) -> bool:
    phone = e164(text, row.depot.default_region, "phone")
    if phone == row.customer_phone and row.customer_id:  # type: ignore[attr-defined]
        return False
    ours = row.depot.number or call.context.settings.twilio_from
    row.customer, row.customer_phone = await locks.lock_participant("sms", phone, ours, call.now), phone
    await remembered(row.customer, call.context.keys, call.now)
    return True


@route("POST", "/deliveries/{id}/cancel", "deliveries:write")
async def cancel(call: Call) -> dict[str, Any]:
    """Call a delivery off; customer and driver are told."""
    row = await found(models.Delivery, call.path["id"], "delivery")
    await call.context.door.decide(ConversationId(row.id), Cancelled(call.now))
    return await show(call, await models.Delivery.get(id=row.id), whole=True)


@route("POST", "/deliveries/import", "deliveries:write", raw=True)
async def import_csv(call: Call) -> dict[str, Any]:
    """Import a CSV: the good lines are kept, each bad one is reported with what was expected."""
    return await importing.imported(call.text, lambda body: create_row(call.context, body))
