"""Which open windows fit what somebody asked for. Pure, and shared by every flow that offers times."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.delivery import Slot

OPEN_END = timedelta(hours=12)


def fits(slot: Slot, start: datetime | None, end: datetime | None) -> bool:
    """Whether a window has room for the half-open span they named; no span fits every window."""
    if start is None:
        return True
    return slot.window.start < (end or start + OPEN_END) and slot.window.end > start


def nearest(slots: Sequence[Slot], start: datetime | None, end: datetime | None, most: int) -> tuple[Slot, ...]:
    """At most so many windows, in order of time: those that fit, then the nearest others. `slots` come in order."""
    if start is None:
        return tuple(slots[:most])
    fitting = [one for one in slots if fits(one, start, end)]
    rest = sorted((one for one in slots if one not in fitting), key=lambda one: abs(one.window.start - start))
    return tuple(sorted((fitting + rest)[:most], key=lambda one: one.window.start))
