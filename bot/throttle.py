"""So many in so long, for each name, in this process's memory. Machine time."""

import time


class Throttle:
    """`most` in `seconds` for each name: a bucket that refills evenly."""

    def __init__(self, most: int, seconds: float) -> None:
        """Every bucket starts full."""
        self._most = float(most)
        self._rate = most / seconds
        self._buckets: dict[str, tuple[float, float]] = {}

    def allow(self, name: str) -> bool:
        """Take one; false when there is none."""
        left = self._level(name)
        if left < 1:
            return False
        self._buckets[name] = (left - 1, time.monotonic())
        return True

    def left(self, name: str) -> bool:
        """Whether there is one to take."""
        return self._level(name) >= 1

    def _level(self, name: str) -> float:
        if len(self._buckets) > 10_000:  # noqa: PLR2004 strangers must not fill our memory
            self._buckets.clear()
        level, at = self._buckets.get(name, (self._most, time.monotonic()))
        return min(self._most, level + (time.monotonic() - at) * self._rate)


MISSES = Throttle(20, 60.0)
"""Links, keys and numbers that were none, by who asked."""
