"""A van on a straight road north from Helsinki: its fixes, its doors, and what is said of each."""

from collections.abc import Iterable

from domain.position import Fix, Position
from tracking.admit import UNKNOWN, Admitted, Trust, Verdict, admit
from tracking.ahead import Ahead
from tracking.doorstep import Doorstep
from tracking.progress import IDLE, Crossing, Progress, advance

NOW = 1_795_500_000.0
NORTH = 1 / 111_195.0


def fix(after: float = 0.0, metres: float = 0.0, accuracy: float | None = 8.0) -> Fix:
    """A fix so many seconds after NOW and metres north of the start."""
    return Fix(NOW + after, 60.17 + metres * NORTH, 24.94, 8.0, 90.0, accuracy)


def fed(fixes: list[Fix], late: float = 2.0, trust: Trust = UNKNOWN) -> tuple[Trust, list[Admitted]]:
    """Each received `late` seconds after its time."""
    told = []
    for one in fixes:
        told.append(admit(trust, one, one.at + late))
        trust = told[-1][0]
    return trust, told


def verdicts(told: list[Admitted]) -> list[Verdict]:
    return [verdict for _, _, verdict in told]


def believed(told: list[Admitted]) -> list[Position]:
    return [position for _, position, verdict in told if verdict is Verdict.BELIEVED and position is not None]


def place(metres: float) -> tuple[float, float]:
    return 60.17 + metres * NORTH, 24.94


def door(name: str, metres: float | None = 0.0, arrived: float | None = None) -> Doorstep:
    return Doorstep(name, None if metres is None else place(metres), 300.0, NOW, NOW + 9000, arrived)


def run(*doors: Doorstep) -> Ahead:
    return Ahead("run", doors)


def at(second: float, metres: float, speed: float | None = 0.0, accuracy: float | None = 8.0, *,
       sure: bool = True) -> Position:
    return Position(NOW + second, *place(metres), speed, None, accuracy, sure)


def played(positions: Iterable[Position], ahead: Ahead, progress: Progress = IDLE) -> tuple[Progress, list[Crossing]]:
    found: list[Crossing] = []
    for one in positions:
        progress, crossings = advance(progress, one, ahead)
        found += crossings
    return progress, found
