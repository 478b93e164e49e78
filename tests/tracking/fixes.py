"""Fixes of a van on a straight road north of Helsinki, and what is said of each."""

from domain.position import Fix, Position
from tracking.admit import UNKNOWN, Admitted, Trust, Verdict, admit

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
