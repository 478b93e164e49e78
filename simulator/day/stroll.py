"""A gentle day to look at: two customers, one driver, and you.

Ana's phone is yours; Marco's answers by itself until you take it. Orders are for today, the run starts at once.
"""

from datetime import UTC, datetime, timedelta

from aiohttp import web

from simulator.app import WORLD
from simulator.day.api import Api
from simulator.day.play import DEPOT

CUSTOMER, NEIGHBOUR, DRIVER = "+13125550123", "+13125550124", "+13125550999"


class Stroll:
    """Sets the scene of the demo."""

    def __init__(self, world: web.Application, api: Api) -> None:
        """Nothing happens before `begin`."""
        self._world = world
        self._api = api

    @staticmethod
    def epoch() -> datetime:
        """Nine in the morning in Chicago, today."""
        return datetime.now(UTC).replace(hour=15, minute=0, second=0, microsecond=0)

    async def begin(self) -> None:
        """People with phones, two orders, one run under way."""
        ledger, now = self._world[WORLD].ledger, self._world[WORLD].clock.now()
        depot = DEPOT | {"windows": [one | {"days": "daily"} for one in _windows()]}
        await self._api.post("/depots", depot)
        driver = await self._api.post("/drivers", {"name": "Marco Bell", "phone": DRIVER})
        first = await self._order("BF-10023", "Ana Ruiz", CUSTOMER, "3-seat sofa", now)
        second = await self._order("BF-10024", "Bo Lind", NEIGHBOUR, "floor lamp", now)
        await ledger.note("phone", number=CUSTOMER, name="Ana Ruiz", role="customer", delivery=first)
        await ledger.note("phone", number=NEIGHBOUR, name="Bo Lind", role="customer", delivery=second, automatic=True,
                          traits={"code": "7788#", "driver": DRIVER})
        await ledger.note("phone", number=DRIVER, name="Marco Bell", role="driver")
        run = await self._api.post("/runs", {"driver_id": driver["id"], "date": now.date().isoformat(),
                                             "stops": [first, second]})
        await self._world[WORLD].clock.sleep(timedelta(minutes=2))
        await self._api.post(f"/runs/{run['id']}/start")

    async def _order(self, tracking: str, name: str, phone: str, item: str, now: datetime) -> str:
        made = await self._api.post("/deliveries", {
            "tracking_number": tracking, "customer": {"name": name, "phone": phone},
            "address": {"text": "1 Main St, Chicago IL 60601"}, "items": [{"description": item}],
            "window": {"start": (now + timedelta(hours=2)).isoformat(), "end": (now + timedelta(hours=4)).isoformat()}})
        return str(made["id"])


def _windows() -> list[dict[str, object]]:
    return [{"from": "08:00", "to": "12:00", "capacity": 8}, {"from": "12:00", "to": "16:00", "capacity": 8},
            {"from": "16:00", "to": "20:00", "capacity": 8}]
