"""May this be sent now, and until when must it have arrived; or when is the next hour for it?

Judged by the wall clock at the place. Nothing is sent in the last ten minutes before quiet hours, and what is sent may
not arrive after they began: the carrier is told so (`ValidityPeriod`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from flows.hours.place import Place
from flows.hours.rows import Class, hours

MARGIN = timedelta(minutes=10)
FRESH = timedelta(hours=1)
"""So long an answer to somebody's own words may come at any hour: they are awake, and asked."""
DAY, AHEAD, TURNS = timedelta(days=1), 9, 64


@dataclass(frozen=True, slots=True)
class Open:
    """It may go out now, and must have arrived before `until`."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Shut:
    """It may not; look again at `at`, the first moment at which it may."""

    at: datetime


def may_send(hour_class: Class, now: datetime, place: Place, words_at: datetime | None = None) -> Open | Shut:
    """Whether a message of this class may go out to this place now.

    `words_at` is when the person wrote what this answers. `now` has an offset; so have the answers, in UTC.
    """
    now = now.astimezone(UTC)
    usual = _everywhere(hour_class, now, place)
    if hour_class is Class.ANSWER and words_at is not None and timedelta() <= now - words_at < FRESH:
        end = words_at.astimezone(UTC) + FRESH
        return Open(max(end, usual.until) if isinstance(usual, Open) else end)
    return usual


def _everywhere(hour_class: Class, now: datetime, place: Place) -> Open | Shut:
    """Open where every zone that may be meant is open; else the first moment at which all are."""
    at = now
    for _ in range(TURNS):
        answers = [_in_zone(hour_class, at, zone, place) for zone in place.zones]
        shut = [one.at for one in answers if isinstance(one, Shut)]
        if not shut:
            until = min(one.until for one in answers if isinstance(one, Open))
            return Open(until) if at == now else Shut(at)
        at = max(shut)
    msg = f"no hour of the week suits all of {sorted(place.jurisdictions)}"
    raise ValueError(msg)


def _in_zone(hour_class: Class, now: datetime, zone: str, place: Place) -> Open | Shut:
    key = ZoneInfo(zone)
    if _is_open(hour_class, now, key, place) and _is_open(hour_class, now + MARGIN, key, place):
        return Open(_closing(hour_class, now, key, place))
    return Shut(next(at for at in _openings(hour_class, now, key, place) if at > now))


def _is_open(hour_class: Class, at: datetime, zone: ZoneInfo, place: Place) -> bool:
    local = at.astimezone(zone)
    span = _span(place, hour_class, local.weekday())
    return span is not None and span[0] <= local.time() < span[1]


def _span(place: Place, hour_class: Class, weekday: int) -> tuple[time, time] | None:
    """The hours of a weekday, made narrower by the depot's own where the message is an ordinary one."""
    span = hours(place.jurisdictions, hour_class, weekday)
    if span is None or place.own is None or hour_class is not Class.ORDINARY:
        return span
    opens, closes = max(span[0], place.own[0]), min(span[1], place.own[1])
    return (opens, closes) if opens < closes else span


def _closing(hour_class: Class, now: datetime, zone: ZoneInfo, place: Place) -> datetime:
    """When the present hours end. A time that comes twice as clocks go back ends them the first time it comes."""
    day = now.astimezone(zone).date()
    span = _span(place, hour_class, day.weekday())
    ends = _instants(day, span[1], zone) if span else ()
    return min((end for end in ends if end > now), default=now + MARGIN)


def _openings(hour_class: Class, now: datetime, zone: ZoneInfo, place: Place) -> Iterator[datetime]:
    """When hours begin, from the day before on; only moments at which the wall clock says so."""
    first = now.astimezone(zone).date() - DAY
    for day in (first + DAY * number for number in range(AHEAD)):
        span = _span(place, hour_class, day.weekday())
        opens = _instants(day, span[0], zone) if span else ()
        yield from (at for at in opens if _is_open(hour_class, at, zone, place))


@lru_cache(maxsize=8192)
def _instants(day: date, wall: time, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The instants at which the clocks of a zone show this, in order: two where it comes twice or never."""
    shown = datetime.combine(day, wall, zone)
    return tuple(sorted({shown.replace(fold=fold).astimezone(UTC) for fold in (0, 1)}))
