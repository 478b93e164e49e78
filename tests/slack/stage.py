"""Orders and people for the tests that talk over HTTP."""

import asyncio
import inspect
from collections.abc import Callable
from typing import Any

from tests.slack.conftest import ANA, Place

START, END = "2031-11-25T14:00:00-06:00", "2031-11-25T16:00:00-06:00"
DEPOT = {"name": "Bloom North", "brand": "Bloom", "time_zone": "America/Chicago", "default_region": "US",
         "language": "en", "windows": [{"days": "daily", "from": "08:00", "to": "12:00", "capacity": 5}]}


async def depot(place: Place, **support: Any) -> str:
    """A depot with people on duty."""
    given = {"phone": "+13125550177",
             "duty": [{"slack_user_id": "U0KIM"}, {"slack_user_id": "U0LEE"}]} | support
    return str((await place.call("POST", "/depots", DEPOT | {"support": given}))["id"])


async def order(place: Place, number: str = "BF-1", phone: str = ANA, name: str = "Ana Ruiz", **more: Any) -> str:
    """A delivery."""
    body = {"tracking_number": number, "customer": {"name": name, "phone": phone},
            "address": {"text": "1 Main St, Chicago IL 60601"}, "window": {"start": START, "end": END},
            "items": [{"description": "3-seat sofa", "quantity": 1}]}
    return str((await place.call("POST", "/deliveries", body | more))["id"])


async def until(fits: Callable[[], Any], seconds: float = 20.0) -> Any:
    """Wait until something holds; what it gave."""
    async with asyncio.timeout(seconds):
        while True:
            found = fits()
            if found := await found if inspect.isawaitable(found) else found:
                return found
            await asyncio.sleep(0.02)


async def hear(place: Place, phone: str, text: str) -> str:
    """Wait until a phone shows a text that holds these words."""
    async def shown() -> str:
        return next((one for one in reversed(await place.texts(phone)) if text in one), "")

    return str(await until(shown))
