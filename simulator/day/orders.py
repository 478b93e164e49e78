"""An order as the merchant's system sends it."""

from datetime import datetime
from typing import Any

from simulator.day.cast import Customer


def order(one: Customer, start: datetime, end: datetime) -> dict[str, Any]:
    """An order as the merchant's system sends it."""
    lat, lon = one.home.door
    place = {"lat": lat, "lon": lon} if one.located else {}
    return {"tracking_number": one.tracking, "address": {"text": one.home.text, **place},
            "customer": {"name": one.name, "phone": one.phone, "channel": one.channel}
            | ({"language": one.ordered} if one.ordered else {}) | ({"email": one.email} if one.email else {}),
            "window": {"start": start.isoformat(), "end": end.isoformat()},
            "items": [{"description": one.thing, "quantity": 1}], "service_minutes": 5}
