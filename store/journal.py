"""The group-commit writer behind every durable acknowledgement: one commit a batch, no timer.

What comes while a batch is being written makes the next batch. What `note` or `track` has returned for survives
kill -9 and a power cut. The statements write the same tables as the models; a test holds the two together. A batch
that fails is tried job by job, so that one bad row fails alone.
"""

import asyncio
import sqlite3
from datetime import datetime

import asyncpg

from store.batch import EtaRow, FixRow, Job, NoteRow, VanState
from store.connect import is_sqlite, sqlite_path
from store.postgres_writing import PostgresWriter
from store.writing import ProcessWriter, ThreadWriter, Writer

MOST = 4096
NONE: frozenset[str] = frozenset()


class JournalFull(Exception):
    """Too much is waiting to be written. Nothing was kept; come back in a second."""


class Journal:
    """Notes, fixes and vans in, durably and fast. One a process."""

    def __init__(self, database_url: str, *, apart: bool = False) -> None:
        """Choose the writer; `start` opens it. `apart`: a SQLite file is written by a process of its own."""
        self._writer = _writer(database_url, apart=apart)
        self._waiting: list[tuple[Job, asyncio.Future[frozenset[str]]]] = []
        self._rows = 0
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Open the connection."""
        await self._writer.open()

    async def stop(self) -> None:
        """Write what is waiting, then close."""
        if self._task is not None:
            await asyncio.wait({self._task})
        await self._writer.close()

    async def note(self, key: str, kind: str, lane: str, sealed: bytes, received_at: datetime) -> bool:
        """Durable when it returns. False: a note of that key was there already.

        Raises:
            JournalFull: 4,096 rows are waiting.
        """
        return key in await self._keep(Job(notes=((key, kind, lane, sealed, received_at),)))

    async def track(self, van: VanState, fixes: tuple[FixRow, ...], notes: tuple[NoteRow, ...] = (),
                    etas: tuple[EtaRow, ...] = ()) -> frozenset[str]:
        """A van's new state, the fixes that made it, the crossings and estimates they caused, all or nothing.

        Returns the keys of the notes that are new.

        Raises:
            JournalFull: 4,096 rows are waiting.
        """
        return await self._keep(Job(notes, fixes, etas, van))

    async def _keep(self, job: Job) -> frozenset[str]:
        if self._rows >= MOST:
            raise JournalFull
        self._rows += job.size
        done: asyncio.Future[frozenset[str]] = asyncio.get_running_loop().create_future()
        self._waiting.append((job, done))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._drain())
        return await done  # given up by whoever asked, it is still written: `_write` sees that nobody waits

    async def _drain(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            self._rows = 0  # all that was waiting; what comes while this is written is counted anew
            await self._write(batch)

    async def _write(self, batch: list[tuple[Job, asyncio.Future[frozenset[str]]]]) -> None:
        try:
            new = await self._writer.write([job for job, _ in batch])
        except (sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
            if len(batch) > 1:
                for one in batch:
                    await self._write([one])
            else:
                _fail(batch[0][1], error)
            return
        for job, done in batch:
            keys = frozenset(note[0] for note in job.notes if note[0] in new) if job.notes else NONE
            new -= keys  # the same key twice in one batch: the second is not new
            if not done.cancelled():
                done.set_result(keys)


def _writer(database_url: str, *, apart: bool) -> Writer:
    if not is_sqlite(database_url):
        return PostgresWriter(database_url)
    path = sqlite_path(database_url)
    return ProcessWriter(path) if apart else ThreadWriter(path)


def _fail(done: asyncio.Future[frozenset[str]], error: Exception) -> None:
    if not done.cancelled():
        done.set_exception(error)
