"""A van as a pure stepper: a second of the world at a time along its way, as traffic, lights and doors let it.

    parked --sent somewhere, and ready--> driving --the end of its way--> parked there

It speeds up and brakes as a laden van does, slows for corners, waits at red lights, crawls where traffic is thick.
Places are degrees, lengths metres, speeds metres a second, times seconds since 1970.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import atan2, cos, degrees, radians, sqrt

from simulator.roads.path import Way, kerb_on, way
from simulator.roads.streets import Kerb, Place, Streets, between

GAINS, BRAKES = 1.4, 2.0
CORNER, BEND = 4.5, 40.0
CREEP = 0.8
CYCLE, GREEN = 70.0, 42.0
LOOK = 60.0
Traffic = Callable[[Place, float], float]
"""Of its free speed, how much a street leaves at a place and a time: 0 to 1."""


def no_traffic(_place: Place, _at: float) -> float:
    """No traffic at all."""
    return 1.0


def is_red(light: int, at: float) -> bool:
    """Whether a crossing's signal stops those who come: it keeps a clock of its own."""
    return (at + light * 17.0) % CYCLE >= GREEN


@dataclass(slots=True)
class Van:
    """Where a van is and where it goes. `ready` is when it may set out: a dock wait, a driver who gets in."""

    streets: Streets
    kerb: Kerb
    at: float
    traffic: Traffic = no_traffic
    speed: float = 0.0
    heading: float = 0.0
    goal: str = ""
    ready: float = 0.0
    sent: bool = False
    road: Way = ()
    piece: int = 0
    offset: float = 0.0

    @property
    def driving(self) -> bool:
        """On its way, if only waiting at a light."""
        return self.piece < len(self.road)

    @property
    def place(self) -> Place:
        """Where it is."""
        if not self.driving:
            return self.streets.where(self.kerb)
        one = self.road[self.piece]
        return between(one.one, one.other, min(1.0, self.offset / one.length) if one.length else 1.0)

    def go(self, goal: str, kerb: Kerb, ready: float) -> None:
        """Set out for a kerb, at once or when it is ready; from wherever it is now."""
        if self.driving:
            self.kerb = kerb_on(self.road, self.piece, self.offset, self.streets)
        self.road, self.piece, self.offset = way(self.streets, self.kerb, kerb), 0, 0.0
        self.goal, self.ready, self.kerb, self.sent = goal, ready, kerb, True

    @property
    def stands(self) -> bool:
        """It came to where it was sent, and is still there."""
        return not self.sent

    def step(self) -> bool:
        """One second on. True when it came to where it was sent in this very second."""
        self.at += 1.0
        if not self.sent or self.at < self.ready:
            self.speed = 0.0
            return False
        if self.driving:
            self._drive()
        if self.driving:
            return False
        self.speed, self.sent = 0.0, False
        return True

    def _drive(self) -> None:
        self.speed = min(self.speed + GAINS, self._allowed())
        left = self.speed
        while self.driving and left > 0.0:
            one = self.road[self.piece]
            if one.length - self.offset > left:
                self.offset += left
                left = 0.0
            elif one.light >= 0 and is_red(one.light, self.at) and self.piece + 1 < len(self.road):
                self.offset, self.speed, left = one.length, 0.0, 0.0
            else:
                left -= one.length - self.offset
                self.piece, self.offset = self.piece + 1, 0.0
        if self.driving:
            self.heading = _heading(self.road[self.piece].one, self.road[self.piece].other)

    def _allowed(self) -> float:
        """The fastest it may go now, so that it can still brake for whatever comes within 60 m."""
        here = self.road[self.piece]
        free = self.traffic(self.place, self.at)
        if not free:
            return 0.0
        allowed = max(CREEP, here.speed * free)
        far = here.length - self.offset
        for at in range(self.piece, len(self.road)):
            one = self.road[at]
            if at > self.piece:
                far += one.length
            if far > LOOK:
                break
            allowed = min(allowed, sqrt(self._exit(at) ** 2 + 2.0 * BRAKES * far))
        return max(CREEP, allowed)

    def _exit(self, at: int) -> float:
        """How fast a piece of the way may be left."""
        one = self.road[at]
        if at + 1 >= len(self.road) or (one.light >= 0 and is_red(one.light, self.at)):
            return 0.0
        turn = abs((_heading(self.road[at + 1].one, self.road[at + 1].other) - _heading(one.one, one.other)
                    + 180.0) % 360.0 - 180.0)
        return CORNER if turn > BEND else one.speed


def _heading(one: Place, other: Place) -> float:
    """Degrees clockwise from north."""
    across = (other[1] - one[1]) * cos(radians(one[0]))
    return degrees(atan2(across, other[0] - one[0])) % 360.0
