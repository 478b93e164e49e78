"""The world's time: a day may run in minutes, and stand still while the service restarts.

Everybody in one world reads the same small file: `{"epoch": ISO instant, "started": Unix seconds, "speed": world
seconds a real one, "held": null or the instant at which the world stands}`. Without a file the world is the real one.
"""

import asyncio
import json
import os
import time
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

LOOK_EVERY = 0.05
STEP = 0.2


@dataclass(frozen=True, slots=True)
class Pace:
    """`epoch` was at the real Unix time `started`; from there `speed` world seconds pass in a real one."""

    epoch: datetime
    started: float
    speed: float
    held: datetime | None = None

    def at(self, real: float) -> datetime:
        """The world's instant at a real Unix time."""
        return self.held or self.epoch + timedelta(seconds=(real - self.started) * self.speed)


def pace_from(text: str) -> Pace:
    """The pace that `epoch,started,speed` describes.

    Raises:
        ValueError: it is not an ISO instant with an offset and two numbers, the second above zero.
    """
    epoch, started, speed = text.split(",")
    pace = Pace(datetime.fromisoformat(epoch), float(started), float(speed))
    if pace.epoch.tzinfo is None or pace.speed <= 0:
        msg = "expected an instant with its offset from UTC and a speed above zero"
        raise ValueError(msg)
    return pace


class WorldClock:
    """World time, for reading and for holding still."""

    def __init__(self, file: Path | None = None) -> None:
        """The world that `file` describes, or the real one."""
        self._file = file
        self._looked = 0.0
        self._seen = -1
        self._held_since: float | None = None
        self._pace = Pace(datetime.fromtimestamp(0, UTC), 0.0, 1.0)

    @classmethod
    def begin(cls, file: Path, pace: Pace) -> "WorldClock":
        """Start a world: write its file, and read it from there."""
        _write(file, pace)
        return cls(file)

    @property
    def pace(self) -> Pace:
        """How world time runs at present, seen again when the file changes, at most every 50 ms."""
        tick = time.monotonic()
        if self._file is not None and tick - self._looked > LOOK_EVERY:
            self._looked = tick
            changed = self._file.stat().st_mtime_ns
            if changed != self._seen:
                self._pace, self._seen = _read(self._file), changed
        return self._pace

    def now(self) -> datetime:
        """World time, aware, in UTC."""
        return self.pace.at(time.time()).astimezone(UTC)

    def hold(self) -> datetime:
        """Stop the world; says at which instant. Holding a held world changes nothing.

        Raises:
            RuntimeError: this world is the real one.
        """
        file, pace = self._fresh()
        if pace.held is None:
            self._held_since = time.time()
            pace = replace(pace, held=pace.at(self._held_since).astimezone(UTC))
            _write(file, pace)
            self._seen = -1
        return pace.held or pace.epoch

    def release(self) -> timedelta:
        """Let the world go on from where it stood; says for how long, in real time, it did."""
        file, pace = self._fresh()
        now = time.time()
        if pace.held is None:
            return timedelta()
        _write(file, Pace(pace.held, now, pace.speed))
        self._seen, since = -1, self._held_since
        self._held_since = None
        return timedelta(seconds=now - since) if since is not None else timedelta()

    def skip_to(self, instant: datetime) -> None:
        """Go on at `instant`: a night in which nothing is planned need not be waited for.

        Raises:
            RuntimeError: this world is the real one.
            ValueError: time does not run back.
        """
        file, pace = self._fresh()
        if instant < pace.at(time.time()):
            msg = "time does not run back"
            raise ValueError(msg)
        _write(file, Pace(instant.astimezone(UTC), time.time(), pace.speed))
        self._seen = -1

    async def sleep(self, duration: timedelta) -> None:
        """Wait until that much world time has passed, however often the world is held meanwhile."""
        until = self.now() + duration
        while (left := (until - self.now()).total_seconds()) > 0:
            held = self.pace.held is not None
            await asyncio.sleep(LOOK_EVERY if held else min(STEP, left / self.pace.speed))

    def _fresh(self) -> tuple[Path, Pace]:
        if self._file is None:
            msg = "real time cannot be held"
            raise RuntimeError(msg)
        self._looked = 0.0
        return self._file, _read(self._file)


def _read(file: Path) -> Pace:
    raw = json.loads(file.read_text())
    held = datetime.fromisoformat(raw["held"]) if raw.get("held") else None
    return Pace(datetime.fromisoformat(raw["epoch"]), float(raw["started"]), float(raw["speed"]), held)


def _write(file: Path, pace: Pace) -> None:
    """Replace the file as a whole, so that no reader sees half of it."""
    draft = file.with_suffix(f".{os.getpid()}.draft")
    draft.write_text(json.dumps(asdict(pace), default=datetime.isoformat))
    draft.replace(file)
