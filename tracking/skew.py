"""How wrong a tracker's clock is, judged from how late its fixes come. Pure arithmetic, all in seconds.

    a fix comes  ->  lag = received - fix time  ->  one lag for each upload, the smallest  ->  skew, or 0

A fix can be late for many reasons and early for one: only a wrong clock makes a negative lag, so that is always skew.
A positive lag is skew only when it hardly changes from one upload to the next. A backlog does change: it shrinks by
the time between its fixes, and all of one upload counts once, by its newest fix.
"""

from msgspec import Struct

SAMPLES = 20
UPLOAD = 20.0
A_SECOND = 1.0
SLIGHT = 30.0
MOST = 600.0
FEW, SEVERAL = 3, 8


class Clock(Struct, frozen=True, gc=False, omit_defaults=True):
    """A tracker's clock. `lags`: the smallest lag of each recent upload, oldest first, at most 20.

    `upload` is when the newest of them began. `skew` is to be added to what the tracker says; above 0 it is behind.
    """

    lags: tuple[float, ...] = ()
    upload: float = 0.0
    skew: float = 0.0


UNHEARD = Clock()


def listened(clock: Clock, lag: float, received: float, *, newer: bool) -> Clock:
    """The clock as it is known after one more fix. `newer`: no fix of a later time came before.

    An older fix says nothing, unless it is right on time: then the clock was put right. Beyond ten minutes nothing is
    learned either, for nothing that large is corrected (reliability rule G, clock skew per device).
    """
    if not -MOST - SLIGHT <= lag <= MOST + SLIGHT or not (newer or -SLIGHT <= lag <= SLIGHT):
        return clock
    lags = clock.lags
    if lags and 0.0 <= received - clock.upload < UPLOAD:
        if lag > lags[-1] - A_SECOND:
            return clock  # not worth a new record: this runs for every fix
        upload, lags = clock.upload, (*lags[:-1], lag)
    else:
        upload, lags = received, (*lags[1 - SAMPLES:], lag)
    well = clock.skew == 0.0 and -SLIGHT <= lag <= SLIGHT
    return Clock(lags, upload, 0.0 if well else skew(lags))


def skew(lags: tuple[float, ...]) -> float:
    """What to add to the tracker's times: 0 where the lags do not prove its clock wrong by 30 s to 10 min.

    The lower third is believed, so that a fix in three may come late. Three uploads in a row on time: it is right.
    """
    count = len(lags)
    if count < FEW or all(-SLIGHT <= lag <= SLIGHT for lag in lags[-FEW:]):
        return 0.0
    ordered = sorted(lags)
    low = ordered[count // 3]
    if -MOST <= low < -SLIGHT:
        return low
    steady = count >= SEVERAL and ordered[3 * count // 4] - ordered[0] <= SLIGHT
    return ordered[0] if steady and SLIGHT < ordered[0] <= MOST else 0.0
