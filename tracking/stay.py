"""Whether a van stands, where, and since when. Pure; metres, seconds, degrees.

    a fix within the leash of where it stands   ->  it stands on
    one outside                                 ->  a stray, not yet believed: drift indoors jumps 80 m and comes back
    a second one outside, or one while driving  ->  a new stay, from the first of those that agree

Dwell and a leash, not speed alone: many trackers report none, and those that do report 0 in a traffic jam.
"""

from msgspec import Struct

from domain.position import Position
from tracking.sight import metres

LEASH, LOOSEST, UNSAID = 40.0, 60.0, 20.0
STOPPED, DRIVING = 1.5, 4.0


class Stay(Struct, frozen=True, gc=False, omit_defaults=True):
    """`since`: the first fix here. `still`: since when every reported speed was under 1.5 m/s, 0 where it was not.

    `stray` is the newest fix if it lay outside.
    """

    lat: float
    lon: float
    since: float
    still: float = 0.0
    stray: Position | None = None


def stayed(stay: Stay | None, position: Position) -> Stay | None:
    """The stay after one more sure position, None while it drives and says so.

    The leash is 40 m and the receiver's own doubt, at most 100 m; 20 m of doubt where it states none.
    """
    speed, at = position.speed, position.at
    if speed is not None and speed >= DRIVING:
        return None
    if stay is None:
        return Stay(position.lat, position.lon, at, _still(0.0, speed, at))
    leash = LEASH + (UNSAID if position.accuracy is None else min(position.accuracy, LOOSEST))
    here = (position.lat, position.lon)
    if metres((stay.lat, stay.lon), here) <= leash:
        still = _still(stay.still, speed, at)
        return stay if still == stay.still and stay.stray is None else Stay(stay.lat, stay.lon, stay.since, still)
    stray = stay.stray
    if stray is None:
        return Stay(stay.lat, stay.lon, stay.since, stay.still, position)
    if metres((stray.lat, stray.lon), here) > leash:
        stray = position
    return Stay(stray.lat, stray.lon, stray.at, _still(_still(0.0, stray.speed, stray.at), speed, at))


def _still(since: float, speed: float | None, at: float) -> float:
    if speed is None:
        return since
    return (since or at) if speed < STOPPED else 0.0
