"""When a business takes deliveries: hours as people write them, at the door they stand beside."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.duty import hours


def receives(text: str, start: datetime, end: datetime, zone: ZoneInfo) -> bool:
    """Whether somebody is there for the whole of a window; no hours at all is always."""
    if not text:
        return True
    first = start.astimezone(zone)
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
    opens, closes = _minute(first - midnight), _minute(end.astimezone(zone) - midnight)
    return any(first.weekday() in span.days and span.start <= opens and closes <= span.end for span in hours(text))


def where(company: str, address: str) -> str:
    """An address as it is read at the door: whose first, where it is a company's."""
    return f"{company}, {address}" if company else address


def _minute(since: timedelta) -> float:
    return since.total_seconds() / 60
