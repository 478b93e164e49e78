"""The hours in which people may be written to unasked, as the judge knows them: by the place, on the wall clock there.

This is the judge's own table. It shares no line with the service's: an hour that is wrong there shows here.
"""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

HOURS = {"": (time(8), time(21)), "US": (time(8), time(21)), "US-CT": (time(9), time(20)), "US-FL": (time(8), time(20)),
         "US-WA": (time(8), time(20))}
"""From the first to before the second, by ISO 3166; a country for its regions, empty for everywhere else."""
AT_THE_DOOR = (time(6), time(23))
"""For what concerns a van on its way to the door just now."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a door is: its time zone (IANA) and whose law holds there (ISO 3166)."""

    zone: str
    jurisdiction: str

    def clock(self, at: datetime) -> datetime:
        """What the clock on the wall shows there."""
        return at.astimezone(ZoneInfo(self.zone))

    def allows(self, at: datetime, *, urgent: bool = False) -> bool:
        """Whether people there may be written to unasked at that instant."""
        country = self.jurisdiction.partition("-")[0]
        first, last = AT_THE_DOOR if urgent else HOURS.get(self.jurisdiction) or HOURS.get(country) or HOURS[""]
        return first <= self.clock(at).time() < last


HELSINKI = Place("Europe/Helsinki", "FI")
