"""Orders, cases and runs for the console's tests, made through the API and the door."""

from datetime import UTC, datetime, timedelta
from typing import Any

from domain.people import Role
from store import models
from store.atomic import atomic
from store.ids import new_id
from tests.console.conftest import OURS, House

DEPOT = {"name": "Bloom North", "brand": "Bloom", "time_zone": "America/Chicago", "default_region": "US",
         "support": {"phone": "+13125550177"},
         "windows": [{"days": "daily", "from": "08:00", "to": "12:00", "capacity": 5}]}
__all__ = ["case", "codes", "ordered", "run"]


async def ordered(house: House, number: str = "BF-1", phone: str = "+13125550123", name: str = "Ana Ruiz",
                  **more: Any) -> str:
    """A delivery of today, and a depot where there is none yet."""
    if not await models.Depot.exists():
        await house.call("POST", "/depots", DEPOT)
    start = datetime.now(UTC) + timedelta(hours=2)
    body = {"tracking_number": number, "customer": {"name": name, "phone": phone},
            "address": {"text": f"{number[-1]} Main St, Chicago IL 60601"},
            "window": {"start": start.isoformat(), "end": (start + timedelta(hours=2)).isoformat()},
            "items": [{"description": "3-seat sofa", "quantity": 1}]} | more
    return str((await house.call("POST", "/deliveries", body))["id"])


async def case(house: House, delivery: str, reason: str = "wants a person", priority: int = 2,
               queue: str = "support") -> str:
    """A case of a delivery."""
    made, now = new_id(), house.context.clock.now()
    await models.Case.create(id=made, conversation_id=delivery, queue=queue, reason=reason, priority=priority,
                             opened_at=now, due_at=now + timedelta(minutes=5), dedupe=made)
    return made


async def codes(house: House, delivery: str, digits: str = "4417#") -> None:
    """A code in the vault."""
    row = await models.Delivery.get(id=delivery).select_related("customer")
    vault = new_id()
    sealed = await house.context.keys.write(row.customer, "codes", vault, digits)
    await models.Code.create(id=vault, participant=row.customer, delivery_id=delivery, sealed=sealed,
                             created_at=house.context.clock.now())
    await models.Delivery.filter(id=delivery).update(code_id=vault)


async def heard(house: House, phone: str, text: str, sid: str) -> None:
    """A customer texts."""
    from integrations.channel import Said as Words  # noqa: PLC0415 only here

    await house.context.door.said(Words("sms", sid, phone, OURS, text, house.context.clock.now()))
    await house.context.door.act()


async def run(house: House, many: int = 4, driver: str = "Marco", phone: str = "+13125550190", prefix: str = "BF",
              first: int = 1) -> tuple[str, list[str], list[str]]:
    """A started run: its id, its stops and its deliveries."""
    ids = [await ordered(house, f"{prefix}-{number}", f"+1312555{number + 200:04d}", f"Ana {number}")
           for number in range(first, first + many)]
    made = await house.call("POST", "/drivers", {"name": driver, "phone": phone})
    today = datetime.now(UTC).date().isoformat()
    shown = await house.call("POST", "/runs", {"driver_id": made["id"], "date": today, "stops": ids})
    await house.call("POST", f"/runs/{shown['id']}/start")
    return shown["id"], [one["id"] for one in shown["stops"]], ids


async def sent(house: House, role: Role = Role.CUSTOMER) -> list[str]:
    """Wordings of what is in the outbox for a role, in order."""
    assert house
    rows = await models.Message.filter(outgoing=True, role=role).order_by("id")
    return [" + ".join(str(one) for one in row.wordings) for row in rows]


async def due(house: House) -> None:
    """The seconds to undo are over."""
    async def work() -> None:
        await models.PendingReply.filter(state="pending").update(
            send_at=house.context.clock.machine() - timedelta(seconds=1))

    await atomic(work)
