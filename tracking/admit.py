"""What of a tracker's fixes is worth believing. Pure: `(trust, fix, received) -> (trust, position, verdict)`.

    a place on earth?  ->  its week and its clock put right  ->  not from the future  ->  newer than what we have?
          |                                                            |                          |
       NOWHERE, ANCIENT, DOUBLED                                    FUTURE                      KEPT
                                                                    ->  reachable from the last good place?  BELIEVED
                                                                                        |
                                                        JUMPED, until three agree or a minute has passed

The rules are those of reliability section G. Times are epoch seconds, places degrees, lengths metres.
"""

from enum import StrEnum

from msgspec import Struct

from domain.position import Fix, Position
from tracking.sight import metres
from tracking.skew import UNHEARD, Clock, listened

DAY = 86_400.0
DECADE = 3652.5 * DAY
ROLLOVER = 1024 * 7 * DAY
ALL_TIME = 1e12
NORTH, EAST = 90.0, 180.0
AHEAD = 60.0
NO_ISLAND = 0.001
FASTEST = 200.0 / 3.6
NOISE, NOISE_DEGREES = 150.0, 0.0009
ACCURATE = 200.0
AGREEING, WAITED = 3, 60.0
A_RACE = 100.0
A_TURN = 360.0
A_WORLD = 1e6


class Verdict(StrEnum):
    """What becomes of a fix. Only a believed one moves the van; kept and jumped ones are history; others are none."""

    BELIEVED = "believed"
    KEPT = "kept"
    JUMPED = "jumped"
    DOUBLED = "doubled"
    FUTURE = "future"
    ANCIENT = "ancient"
    NOWHERE = "nowhere"


class Trust(Struct, frozen=True, gc=False, omit_defaults=True):
    """What is known of one tracker.

    `last` is the live position and `fixed` its time as the tracker gave it; `good` is the last that was sure.
    `reached` is the newest time seen, once put right. `rivals` are the agreeing fixes of a jump not yet believed.
    """

    last: Position | None = None
    fixed: float = 0.0
    good: Position | None = None
    reached: float = 0.0
    rivals: tuple[Position, ...] = ()
    clock: Clock = UNHEARD


UNKNOWN = Trust()
Admitted = tuple[Trust, Position | None, Verdict]


def admit(trust: Trust, fix: Fix, received: float) -> Admitted:
    """Judge one fix. `received` is our own clock when the request came. Never raises, whatever the floats hold.

    The position is None unless it is worth keeping; it is the live one only when the verdict is BELIEVED.
    """
    lat, lon, at = fix.lat, fix.lon, fix.at
    if (not (-NORTH <= lat <= NORTH and -EAST <= lon <= EAST and -ALL_TIME < at < ALL_TIME)
            or (-NO_ISLAND < lat < NO_ISLAND and -NO_ISLAND < lon < NO_ISLAND)):
        return trust, None, Verdict.NOWHERE
    if at < received - DECADE:
        at += ROLLOVER
        if abs(at - received) > DAY:
            return trust, None, Verdict.ANCIENT
    last = trust.last
    if at == trust.fixed and last is not None and lat == last.lat and lon == last.lon:
        return trust, None, Verdict.DOUBLED
    clock = listened(trust.clock, received - at, received, newer=at > trust.fixed)
    right = at + clock.skew
    if right - received > AHEAD:
        return Trust(last, trust.fixed, trust.good, trust.reached, trust.rivals, clock), None, Verdict.FUTURE
    position = _position(fix, min(received, right))
    if right <= trust.reached or (last is not None and position.at < last.at):
        return Trust(last, trust.fixed, trust.good, trust.reached, trust.rivals, clock), position, Verdict.KEPT
    return _live(trust, position, at, right, clock)


def _live(trust: Trust, position: Position, fixed: float, right: float, clock: Clock) -> Admitted:
    """Newer than all before: believed, unless no van drives that fast."""
    good, rivals = trust.good, trust.rivals
    if good is not None and _too_far(good, position):
        if position.sure:
            rivals = (*rivals, position) if rivals and not _too_far(rivals[-1], position) else (position,)
        if not position.sure or not _agreed(rivals):
            return Trust(trust.last, trust.fixed, good, right, rivals, clock), _doubted(position), Verdict.JUMPED
    if not position.sure:
        return Trust(position, fixed, good, right, rivals, clock), position, Verdict.BELIEVED
    return Trust(position, fixed, position, right, (), clock), position, Verdict.BELIEVED


def _agreed(rivals: tuple[Position, ...]) -> bool:
    """Three of them, or two that are a minute apart."""
    return len(rivals) >= AGREEING or rivals[-1].at - rivals[0].at >= WAITED


def _too_far(one: Position, other: Position) -> bool:
    """Whether over 200 km/h lies between them; what noise alone can do, 150 m, is never too far."""
    if (-NOISE_DEGREES < one.lat - other.lat < NOISE_DEGREES
            and -NOISE_DEGREES < one.lon - other.lon < NOISE_DEGREES):
        return False
    passed = max(0.0, other.at - one.at)
    return metres((one.lat, one.lon), (other.lat, other.lon)) > NOISE + FASTEST * passed


def _position(fix: Fix, at: float) -> Position:
    """The fix in the terms of a position: what no van and no receiver could say is left unsaid."""
    speed, heading, accuracy = fix.speed, fix.heading, fix.accuracy
    if speed is not None and not 0.0 <= speed <= A_RACE:
        speed = None
    if heading is not None and not 0.0 <= heading < A_TURN:
        heading = 0.0 if heading == A_TURN else None
    if accuracy is None:
        return Position(at, fix.lat, fix.lon, speed, heading)
    sure = 0.0 < accuracy <= ACCURATE
    if not -A_WORLD < accuracy < A_WORLD:
        accuracy = None
    return Position(at, fix.lat, fix.lon, speed, heading, accuracy, sure)


def _doubted(position: Position) -> Position:
    return Position(position.at, position.lat, position.lon, position.speed, position.heading, position.accuracy,
                    sure=False)
