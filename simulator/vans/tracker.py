"""A tracker: sees where its van is as a receiver does, keeps what it could not send, and sends it once it can.

What was acknowledged is never sent again. Its troubles are drawn from the seed: a clock that is wrong, tunnels in
which it sees nothing, one fix that jumps kilometres, two in the wrong order, an answer that got lost on the way.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, radians

from simulator.roads.streets import Place
from simulator.vans.formats import Fix

NOISE = 4.0
DEGREE = 111_195.0
MOST = 50
DOUBLED, SWAPPED = 0.015, 0.015


@dataclass(slots=True)
class Tracker:
    """`every` world seconds it sees; `skew` is to be taken from its clock to have the right time.

    `gaps` are spans of world time in which it sees nothing; `silent` the one in which it is switched off;
    `jumps` are times at which one fix lies elsewhere.
    """

    format: str
    token: str
    name: str
    every: float
    dice: random.Random
    skew: float = 0.0
    gaps: list[tuple[float, float]] = field(default_factory=list)
    silent: list[tuple[float, float]] = field(default_factory=list)
    jumps: list[tuple[float, Place]] = field(default_factory=list)
    kept: list[Fix] = field(default_factory=list)
    due: float = 0.0
    taken: int = 0
    drift: tuple[float, float] = (0.0, 0.0)
    battery: float = 0.95
    _held: Fix | None = None

    def see(self, at: float, place: Place, speed: float, heading: float) -> None:
        """A second of the world: once it is due, a fix more to send."""
        if at < self.due:
            return
        self.due = at + self.every
        if self.is_silent(at):
            return
        fix = self._fix(at, place, speed, heading)
        self.taken += 1
        if self._held is not None:
            self.kept += [fix, self._held]
            self._held = None
        elif self.dice.random() < SWAPPED:
            self._held = fix
        else:
            self.kept.append(fix)

    def is_silent(self, at: float) -> bool:
        """Whether it sees nothing at the moment, or is switched off."""
        return _within(at, self.gaps) or _within(at, self.silent)

    @property
    def oldest(self) -> float:
        """When it took, by a right clock, the oldest fix that is not acknowledged."""
        return self.kept[0].at - self.skew

    def waiting(self, *, several: bool) -> Sequence[Fix]:
        """What to send next, oldest first."""
        return tuple(self.kept[:MOST if several else 1])

    def acknowledged(self, count: int) -> None:
        """So many are kept by the service; seldom its answer is lost, and then they are sent again."""
        if self.dice.random() >= DOUBLED:
            del self.kept[:count]

    def _fix(self, at: float, place: Place, speed: float, heading: float) -> Fix:
        """Noise as receivers have it: an error that wanders, and an honest guess of how large it is."""
        jump = next((one for one in self.jumps if one[0] <= at), None)
        if jump is not None:
            self.jumps.remove(jump)
            place = jump[1]
        self.drift = (0.8 * self.drift[0] + self.dice.gauss(0.0, NOISE * 0.6),
                      0.8 * self.drift[1] + self.dice.gauss(0.0, NOISE * 0.6))
        lat = place[0] + self.drift[0] / DEGREE
        lon = place[1] + self.drift[1] / (DEGREE * cos(radians(place[0])))
        self.battery = max(0.2, self.battery - 0.0005)
        shown = max(0.0, speed + self.dice.gauss(0.0, 0.2)) if speed else 0.0
        return Fix(at + self.skew, round(lat, 7), round(lon, 7), shown, heading, self.dice.uniform(4.0, 11.0),
                   self.battery)


def _within(at: float, spans: Sequence[tuple[float, float]]) -> bool:
    return any(start <= at < end for start, end in spans)
