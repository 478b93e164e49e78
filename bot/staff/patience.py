"""Wrong tries cost time: after a few, each next one must wait twice as long, up to a quarter of an hour. Never locked.

In this process's memory, on the monotonic clock: a restart forgives, and tries of several processes add up.
"""

import time

FIRST_WAIT, LONGEST = 15.0, 900.0
MOST_NAMES = 10_000


class Patience:
    """Counts wrong tries by name: an account, an address."""

    def __init__(self, free: int) -> None:
        """`free` wrong tries cost nothing."""
        self._free = free
        self._wrong: dict[str, tuple[int, float]] = {}

    def wait(self, name: str) -> float:
        """Seconds until the next try is looked at; 0 for at once."""
        _, until = self._wrong.get(name, (0, 0.0))
        return max(0.0, until - time.monotonic())

    def wrong(self, name: str) -> None:
        """That was wrong."""
        if len(self._wrong) > MOST_NAMES:
            self._wrong.clear()
        count = self._wrong.get(name, (0, 0.0))[0] + 1
        over = count - self._free
        wait = min(LONGEST, FIRST_WAIT * 2.0 ** over) if over >= 0 else 0.0
        self._wrong[name] = (count, time.monotonic() + wait)

    def right(self, name: str) -> None:
        """That was right: forgotten."""
        self._wrong.pop(name, None)
