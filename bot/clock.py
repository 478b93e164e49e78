"""What time it is, for everybody. World time decides what is due; machine time guards leases and deadlines.

World time is the real time, unless `WORLD_CLOCK_FILE` names a file that makes it run from another day and faster, so
that a delivery day passes in minutes. Every process of one world reads the same file. Machine time never runs faster.
"""

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

LOOK_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Pace:
    """World time as a line: `epoch` was at `started` (Unix seconds), then `speed` world seconds a real one."""

    epoch: datetime
    started: float
    speed: float
    held: datetime | None = None

    def at(self, real: float) -> datetime:
        """The world's instant at a real Unix time."""
        return self.held or self.epoch + timedelta(seconds=(real - self.started) * self.speed)


class Clock:
    """World time and machine time."""

    def __init__(self, file: Path | None = None) -> None:
        """Real time, or the world a file describes."""
        self._file = file
        self._looked = 0.0
        self._seen = -1
        self._pace: Pace | None = None

    def now(self) -> datetime:
        """World time, aware, in UTC."""
        pace = self._read()
        return pace.at(time.time()) if pace else datetime.now(UTC)

    def seconds(self) -> float:
        """World time in seconds since 1970: for paths that only reckon with it, at a quarter of the cost."""
        pace = self._read()
        return pace.at(time.time()).timestamp() if pace else time.time()

    @property
    def speed(self) -> float:
        """World seconds in a real second."""
        pace = self._read()
        return pace.speed if pace else 1.0

    def machine(self) -> datetime:
        """Machine time, aware, in UTC: for leases and whatever a stopped or fast world must not touch."""
        return datetime.now(UTC)

    def _read(self) -> Pace | None:
        if self._file is None:
            return None
        tick = time.monotonic()
        if self._pace is None or tick - self._looked > LOOK_EVERY:
            self._looked = tick
            changed = self._file.stat().st_mtime_ns
            if changed != self._seen:
                self._pace = _pace(json.loads(self._file.read_text()))
                self._seen = changed
        return self._pace


def _pace(raw: dict[str, object]) -> Pace:
    held = raw.get("held")
    return Pace(
        epoch=datetime.fromisoformat(str(raw["epoch"])),
        started=float(str(raw["started"])),
        speed=float(str(raw["speed"])),
        held=datetime.fromisoformat(str(held)) if held else None,
    )
