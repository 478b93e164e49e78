"""When a van comes to each door ahead of it, as an interval, and what of that somebody must hear. Pure.

    the drive to the first door, or the rest of the service at this one
        -> service there -> leg -> service -> leg -> ...      each adds to when it likely comes, and to the doubt

An honest interval, not a point: it widens with the drive, with each service, and with the age of the position
(product.md N4). Traffic slows the whole drive alike, so its doubt adds up; services vary each for itself, so theirs
adds up as squares. Times are epoch seconds; durations seconds.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from math import ceil, floor, sqrt

from msgspec import Struct

from domain.events import Delayed, DriverNear, EtaMoved
from tracking.ahead import Ahead
from tracking.calm import (
    BROKEN,
    END_MOVED,
    FASTER,
    LONGER,
    MINUTE,
    MOVED,
    NEAR,
    PARKING,
    ROUGH_FASTER,
    ROUGH_SLOWER,
    SHORTER,
    SLOWER,
)
from tracking.doorstep import Doorstep, Way
from tracking.progress import Crossing

LEAST_SERVICE = 60.0
GONE = 120.0
MOVED_FAR = 180.0
WIDE = 1500.0
AGREES, LATELY = 780.0, 300.0
SPOKEN = 300.0
Times = tuple[Doorstep, float, float, float]


class Estimate(Struct, frozen=True, gc=False):
    """When the van comes to a door. For `standing` seconds until it likely comes it stands at the doors before."""

    delivery: str
    earliest: float
    likely: float
    latest: float
    standing: float = 0.0


def estimates(ahead: Ahead, reach: float | None, now: float, age: float) -> tuple[Estimate, ...]:
    """When the van comes to each door it has not come to yet, in the run's order, as far as the way is known.

    `reach` is the driving time from the van to the run's first open doorstep, None where nobody knows; `age` how old
    the position behind it is: half of that it has likely driven on. Behind a stop without a place nothing is said, for
    a guess would be told as a promise.
    """
    return _estimated(ahead, ahead.ways, reach, now, age)


def estimate_of(delivery: str, ahead: Ahead, reach: float | None, now: float, age: float) -> Estimate | None:
    """The same for one door alone; None where nothing is said of it."""
    ways = [way for way in ahead.ways if way[0].delivery == delivery]
    return next(iter(_estimated(ahead, ways, reach, now, age)), None)


def _estimated(ahead: Ahead, ways: Sequence[Way], reach: float | None, now: float, age: float) -> tuple[Estimate, ...]:
    stood, _ = _setting_out(ahead, reach, now)
    found = zip(_times(ahead, ways, reach, now, age), ways, strict=False)  # no times where the way is not known
    return tuple([Estimate(step.delivery, earliest, likely, latest, stood + service)
                  for (step, earliest, likely, latest), (_, service, *_) in found])


def _times(ahead: Ahead, ways: Sequence[Way], reach: float | None, now: float, age: float) -> list[Times]:
    """Doorsteps with earliest, likely and latest: bare, for this runs with every fix and most say nothing new."""
    stood, drive = _setting_out(ahead, reach, now)
    if drive is None:
        return []
    faster, slower = (ROUGH_FASTER, ROUGH_SLOWER) if ahead.rough else (FASTER, SLOWER)
    older = age / 2
    drive, sets_out, waited = max(0.0, drive - older), now + stood, stood * stood
    found = []
    for step, service, squares, driving in ways:
        way = drive + driving
        likely, doubt = sets_out + service + way, sqrt(waited + squares)
        earliest = likely - faster * way - SHORTER * doubt - older
        latest = likely + slower * way + LONGER * doubt + older + PARKING
        found.append((step, earliest if earliest > now else now, likely, latest))  # noqa: FURB136 a call costs more
    return found


def _setting_out(ahead: Ahead, reach: float | None, now: float) -> tuple[float, float | None]:
    """How long the van stands before it sets out to the first door not come to, and how long it drives there.

    A first door that the driver came to, left and never closed is known by its distance: then he is on his way, and
    what he drove already counts.
    """
    at, first = ahead.at, ahead.first
    if at < 0:
        return 0.0, reach
    stop = ahead.stops[at]
    rest = max(LEAST_SERVICE, stop.service - (now - (stop.arrived or 0.0)))
    if first == 0:
        return rest, reach
    leg = ahead.legs[first - 1] if first <= len(ahead.legs) else None
    if leg is not None and at == 0 and reach is not None and reach > GONE:
        return 0.0, max(MINUTE, leg - reach)
    return rest, leg


def moved(estimate: Estimate, doorstep: Doorstep) -> EtaMoved | None:
    """The estimate as an event, if it is the first or differs materially from what was kept.

    That is two minutes at the likely time, three where the interval is wide, or five at its end (product.md S5).
    """
    if not _has_moved(doorstep.eta, estimate.earliest, estimate.likely, estimate.latest):
        return None
    return EtaMoved(_instant(floor(estimate.earliest / MINUTE) * MINUTE),
                    _instant(round(estimate.likely / MINUTE) * MINUTE),
                    _instant(ceil(estimate.latest / MINUTE) * MINUTE))


def _has_moved(kept: tuple[float, float, float] | None, earliest: float, likely: float, latest: float) -> bool:
    if kept is None:
        return True
    most = MOVED_FAR if latest - earliest >= WIDE else MOVED
    return not (-most < likely - kept[1] < most and -END_MOVED < latest - kept[2] < END_MOVED)


def crossings(ahead: Ahead, reach: float | None, now: float, age: float) -> tuple[Crossing, ...]:
    """Whom the estimates concern: late ones first, then what moved, then the door that is minutes away.

    With most fixes that is nobody, which the run's bounds say at once.
    """
    if reach is not None and ahead.at < 0 and ahead.calm.holds(max(0.0, reach - age / 2), now, age):
        return ()
    return tuple(looked(ahead, reach, now, age))


def looked(ahead: Ahead, reach: float | None, now: float, age: float) -> Iterator[Crossing]:
    """The same by a look at each door."""
    for step, earliest, likely, latest in _times(ahead, ahead.ways, reach, now, age):
        estimate = Estimate(step.delivery, earliest, likely, latest)
        if likely >= step.end + BROKEN and earliest > step.end:
            yield Crossing(step.delivery, _late(estimate, step))
        if event := moved(estimate, step):
            yield Crossing(step.delivery, event)
        if step is ahead.stops[0] and not step.near_told and _is_near(likely, step, now, age):
            yield Crossing(step.delivery, DriverNear(max(1, ceil((likely - now) / MINUTE))))


def _is_near(likely: float, step: Doorstep, now: float, age: float) -> bool:
    """Ten minutes away, by a fresh position, and not in contradiction to what was kept a moment ago.

    A kept estimate of more than 13 minutes has to move first: one odd fix tells nobody that the van is near.
    """
    return likely - now <= NEAR and age <= LATELY and (step.eta is None or step.eta[1] - now <= AGREES)


def _late(estimate: Estimate, step: Doorstep) -> Delayed:
    """It misses the promise by ten minutes or more, and even at best misses it: said in steps of five minutes."""
    minutes = ceil((estimate.likely - step.end) / SPOKEN) * round(SPOKEN / MINUTE)
    return Delayed(minutes, _instant(floor(estimate.earliest / SPOKEN) * SPOKEN),
                   _instant(ceil(estimate.latest / SPOKEN) * SPOKEN))


def _instant(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)
