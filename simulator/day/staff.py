"""Dispatchers of the day: they claim what waits for them, do what it asks for, and close it. Support is in Slack."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from simulator.day.api import Api
from simulator.parts import Parts
from simulator.roads.homes import Home

EVERY = 0.3


@dataclass(slots=True)
class Staff:
    """`name` is how the dispatcher signs, and no customer may ever read it. `homes` are by tracking number.

    `orders` are the tracking numbers by the service's ids, as they come to be known.
    """

    world: Parts
    api: Api
    name: str
    homes: dict[str, Home]
    orders: dict[str, str] = field(default_factory=dict)

    async def work(self) -> None:
        """Until it is cancelled."""
        while True:
            for case in await self.api.all("/cases?state=open&queue=dispatch"):
                await self._case(case)
            await asyncio.sleep(EVERY)

    async def _case(self, case: dict[str, Any]) -> None:
        reason, conversation = case["reason"], case["conversation_id"]
        if reason == "the address is on no map" and conversation not in self.orders:
            return  # its order is not answered yet
        await self.world.ledger.note("case", reason=reason, queue=case["queue"], conversation=conversation)
        await self.api.post(f"/cases/{case['id']}/claim", {"agent": self.name})
        body: dict[str, Any] = {"agent": self.name}
        if reason == "the address is on no map":
            await self._locate(conversation)
        if reason == "wants another window while on the van":
            body["agreed"] = True
        await self.api.post(f"/cases/{case['id']}/resolve", body)

    async def _locate(self, delivery: str) -> None:
        """The dispatcher knows the place."""
        home = self.homes[self.orders[delivery]]
        lat, lon = home.door
        await self.api.patch(f"/deliveries/{delivery}", {"address": {"text": home.text, "lat": lat, "lon": lon}})
