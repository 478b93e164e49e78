"""The bounds within which a van's estimates say nothing new to anybody, found once a run and asked with every fix.

All doors wait for the same van: when it likely comes shifts alike for each of them, and so does the doubt of traffic.
So one pair of bounds for the sum that shifts `likely`, and one for the sum that shifts `latest`, stand for all of them;
eight doors looked at one by one cost a third of the whole work on a fix. Times are epoch seconds; durations seconds.
"""

from collections.abc import Sequence
from math import inf, sqrt

from msgspec import Struct

from tracking.doorstep import Way

MINUTE = 60.0
FASTER, SLOWER = 0.10, 0.25
ROUGH_FASTER, ROUGH_SLOWER = 0.25, 0.60
SHORTER, LONGER = 0.30, 0.50
PARKING = 60.0
MOVED, END_MOVED = 120.0, 300.0
NEAR = 600.0
BROKEN = 600.0


class Calm(Struct, frozen=True, gc=False):
    """Between which moments (both excluded) the van must come to the first door, likely and at the latest.

    `near`: the driving seconds below which the first door's customer has to hear that the van is minutes away.
    """

    likely_after: float
    likely_before: float
    latest_after: float
    latest_before: float
    slower: float
    near: float

    def holds(self, drive: float, now: float, age: float) -> bool:
        """Whether a van `drive` seconds from the first door, under way and not at any, changes nothing."""
        likely = now + drive
        latest = likely + self.slower * drive + age / 2
        return (self.likely_after < likely < self.likely_before and self.latest_after < latest < self.latest_before
                and drive > self.near)


NEVER = Calm(inf, -inf, inf, -inf, SLOWER, 0.0)


def calm(ways: Sequence[Way], *, told: bool, rough: bool) -> Calm:
    """The bounds for these doors, whose first has heard that the van is near if `told`; none while one knows no time.

    A door's estimate is what was kept, give or take, and does not break its promise: the rules of `tracking.eta`.
    """
    if not ways or any(step.eta is None for step, *_ in ways):
        return NEVER
    slower = ROUGH_SLOWER if rough else SLOWER
    likely = [(step.eta[1] - service - driving, step.end + BROKEN - service - driving)
              for step, service, _, driving in ways if step.eta]
    latest = [step.eta[2] - service - driving - slower * driving - LONGER * sqrt(squares) - PARKING
              for step, service, squares, driving in ways if step.eta]
    return Calm(max(kept for kept, _ in likely) - MOVED,
                min(min(kept + MOVED, broken) for kept, broken in likely),
                max(latest) - END_MOVED, min(latest) + END_MOVED, slower, -1.0 if told else NEAR)
