"""The writers of the journal: a whole batch in one commit, by a thread, by a process, or by PostgreSQL.

A service writes its SQLite file by a process: `serve` saturates one core with HTTP, and a thread beside it waits up to
5 ms for the GIL each time a statement ends. Tests, commands and whoever serves a few requests use the thread.
"""

import asyncio
import sqlite3
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import msgspec

from store.atomic import turnstile
from store.batch import Job, batch_of
from store.sqlite_journal import SIZE, Answer, SqliteJournal


class Writer(Protocol):
    """Writes batches, one commit each. `write` answers with the keys of the notes that were new."""

    async def open(self) -> None:
        """Connect."""

    async def close(self) -> None:
        """Let go."""

    async def write(self, jobs: Sequence[Job]) -> set[str]:
        """Commit everything, or raise and keep nothing."""


class ThreadWriter:
    """A connection and a thread of its own; the turnstile keeps it from starving the transactions."""

    def __init__(self, path: Path) -> None:
        """Nothing is open yet."""
        self._path = path
        self._thread = ThreadPoolExecutor(1, "journal")
        self._journal: SqliteJournal | None = None

    async def open(self) -> None:
        """Open the file, in the writer's own thread."""
        self._journal = await asyncio.get_running_loop().run_in_executor(self._thread, SqliteJournal, self._path)

    async def write(self, jobs: Sequence[Job]) -> set[str]:
        """One transaction in the writer's thread."""
        if self._journal is None:
            msg = "the journal is closed"
            raise sqlite3.ProgrammingError(msg)
        batch = batch_of(jobs)
        async with turnstile():
            return set(await asyncio.get_running_loop().run_in_executor(self._thread, self._journal.keep, batch))

    async def close(self) -> None:
        """Close, in the writer's own thread."""
        if self._journal is not None:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._journal.close)
        self._journal = None
        self._thread.shutdown()


class ProcessWriter:
    """A process that holds the file; what it was asked and has not answered may or may not be kept when it dies.

    That is what a caller is told, by `OSError`; every row may be written again. The next batch starts another process.
    """

    def __init__(self, path: Path) -> None:
        """Nothing is started yet."""
        self._path = path
        self._process: asyncio.subprocess.Process | None = None
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(Answer).decode

    async def open(self) -> None:
        """Start the process."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "store.sqlite_journal", str(self._path.absolute()), stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[1])

    async def write(self, jobs: Sequence[Job]) -> set[str]:
        """One transaction in the other process.

        Raises:
            OSError: the process ended before it answered.
            sqlite3.OperationalError: the batch cannot be kept; nothing of it is.
        """
        frame = self._encode(batch_of(jobs))
        async with turnstile():
            answer = await self._ask(len(frame).to_bytes(SIZE) + frame)
        if isinstance(answer, str):
            raise sqlite3.OperationalError(answer)
        return set(answer)

    async def _ask(self, frame: bytes) -> Answer:
        if self._process is None:
            await self.open()
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            msg = "the journal's process has no pipes"
            raise OSError(msg)
        try:
            process.stdin.write(frame)
            await process.stdin.drain()
            size = int.from_bytes(await process.stdout.readexactly(SIZE))
            return self._decode(await process.stdout.readexactly(size))
        except (OSError, asyncio.IncompleteReadError) as error:
            self._process = None
            msg = "the journal's process ended"
            raise OSError(msg) from error

    async def close(self) -> None:
        """End its input, and wait until it is gone."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            await self._process.wait()
        self._process = None
