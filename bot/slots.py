"""The windows a depot still has room in, and taking a place in one without ever giving it twice."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.receiving import receives
from bot.weekdays import weekdays
from domain.delivery import Slot, Window
from domain.people import DepotId
from store import models
from store.queries.slots import free_slots, reserve_slot

HORIZON = timedelta(days=10)
NOTICE = timedelta(hours=2)


def windows(depot: models.Depot, now: datetime) -> Iterator[tuple[Slot, int]]:
    """Every window of the depot that opens between two hours and ten days from now, with its capacity."""
    zone = ZoneInfo(depot.time_zone)
    today = now.astimezone(zone).date()
    for ahead in range(HORIZON.days + 1):
        date = today + timedelta(days=ahead)
        for one in sorted(depot.windows, key=lambda each: str(each["from"])):
            if date.weekday() not in weekdays(str(one["days"])):
                continue
            start = datetime.combine(date, time.fromisoformat(str(one["from"])), zone)
            end = datetime.combine(date, time.fromisoformat(str(one["to"])), zone)
            if start >= now + NOTICE:
                yield Slot(f"{DepotId(depot.id)}@{start:%Y-%m-%dT%H:%M}", Window(start, end)), int(one["capacity"])


async def open_slots(delivery: models.Delivery, now: datetime) -> tuple[Slot, ...]:
    """What can be offered to this customer now, earliest first: no present window, none when a business is shut."""
    depot = delivery.depot
    zone, hours = ZoneInfo(depot.time_zone), delivery.receiving
    wanted = [(slot, capacity) for slot, capacity in windows(depot, now)
              if slot.window.start != delivery.window_start
              and receives(hours, slot.window.start, slot.window.end, zone)]
    taken = await _occupied(depot, delivery.id, now)
    return tuple(slot for slot, capacity in wanted if taken.get(slot.key, 0) + _booked(slot, taken) < capacity)


def _booked(slot: Slot, taken: dict[str, int]) -> int:
    return taken.get(slot.window.start.isoformat(), 0)


async def _occupied(depot: models.Depot, delivery_id: str, now: datetime) -> dict[str, int]:
    """How many places are gone: by slot key for held ones, by opening instant for deliveries already promised."""
    held = await models.HeldSlot.filter(depot_id=depot.id, until__gt=now).exclude(delivery_id=delivery_id)
    counts: dict[str, int] = {}
    for one in held:
        counts[one.key] = counts.get(one.key, 0) + 1
    zone = ZoneInfo(depot.time_zone)
    rows = (models.Delivery.filter(depot_id=depot.id, window_start__gte=now, live=True)
            .exclude(status__in=("delivered", "refused", "cancelled")))
    for start in await rows.values_list("window_start", flat=True):
        opening = start.astimezone(zone).isoformat()
        counts[opening] = counts.get(opening, 0) + 1
    return counts


async def hold(delivery: models.Delivery, slot: Slot, now: datetime, until: datetime | None) -> bool:
    """Take a place for this customer, until then or for good. False: the window is full."""
    capacity = next((room for one, room in windows(delivery.depot, now) if one.key == slot.key), 0)
    promised = await (models.Delivery.filter(depot_id=delivery.depot.id, window_start=slot.window.start, live=True)
                      .exclude(id=delivery.id).exclude(status__in=("delivered", "refused", "cancelled")).count())
    return await reserve_slot(delivery.depot.id, slot.key, delivery.id, slot.window.start, slot.window.end,
                              capacity - promised, until, now)


async def give_back(delivery: models.Delivery) -> None:
    """Drop every place held for this customer."""
    await free_slots(delivery.id)
