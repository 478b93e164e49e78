"""What one commit of the journal keeps: rows as tuples, in the order of the columns named here.

A batch has thousands of them, and objects would cost more than the database does. Nothing but msgspec is imported:
the process that writes them starts with this room alone.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

NOTE = ("key", "kind", "lane", "sealed", "received_at")
FIX = ("driver_id", "at", "lat", "lon", "speed", "heading", "accuracy", "verdict", "received")
ETA = ("delivery_id", "soonest", "likely", "by", "at")
VAN = ("driver_id", "at", "lat", "lon", "speed", "heading", "received", "state")
NoteRow = tuple[str, str, str, bytes, datetime]
FixRow = tuple[str, float, float, float, float | None, float | None, float | None, str, float]
EtaRow = tuple[str, float, float, float, float]
VanState = tuple[str, float | None, float | None, float | None, float | None, float | None, float, str]
"""The columns of `VAN`; the state is JSON already."""
Row = tuple[Any, ...]
"""A row on its way to another process, which has no use for its types."""


class Job(msgspec.Struct, frozen=True, gc=False):
    """What one caller wants kept, all or nothing."""

    notes: tuple[NoteRow, ...] = ()
    fixes: tuple[FixRow, ...] = ()
    etas: tuple[EtaRow, ...] = ()
    van: VanState | None = None

    @property
    def size(self) -> int:
        """How many rows it is."""
        return len(self.notes) + len(self.fixes) + len(self.etas) + (self.van is not None)


class Batch(msgspec.Struct, frozen=True, array_like=True):
    """The rows of many jobs, table by table."""

    notes: list[Row]
    fixes: list[Row]
    etas: list[Row]
    vans: list[Row]


def batch_of(jobs: Sequence[Job]) -> Batch:
    """The rows of all of them, in the order the jobs came."""
    return Batch([row for job in jobs for row in job.notes], [row for job in jobs for row in job.fixes],
                 [row for job in jobs for row in job.etas], [job.van for job in jobs if job.van is not None])
