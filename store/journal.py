"""The group-commit writer behind every durable acknowledgement: one statement a batch, no timer.

Rows that come while a batch is being written make the next batch. What `note` has returned for survives kill -9 and
a power cut. The statement writes the same table as the model `Note`; a test holds the two together. A batch that
fails is tried row by row, so that one bad row fails alone.
"""

import asyncio
import json
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Protocol

import asyncpg

from store.atomic import turnstile
from store.connect import is_sqlite, sqlite_path

MOST = 4096
COLUMNS = ("key", "kind", "lane", "sealed", "received_at")
Row = tuple[str, str, str, bytes, datetime]


class JournalFull(Exception):
    """Too much is waiting to be written. Nothing was kept; come back in a second."""


class _Writer(Protocol):
    async def open(self) -> None: ...
    async def close(self) -> None: ...
    async def write(self, rows: Sequence[Row]) -> set[str]: ...


class Journal:
    """Notes in, durably and fast. One a process."""

    def __init__(self, database_url: str) -> None:
        """Choose the writer; `start` opens it."""
        self._writer: _Writer = _Sqlite(database_url) if is_sqlite(database_url) else _Postgres(database_url)
        self._waiting: list[tuple[Row, asyncio.Future[bool]]] = []
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
        if len(self._waiting) >= MOST:
            raise JournalFull
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append(((key, kind, lane, sealed, received_at), done))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._drain())
        return await asyncio.shield(done)

    async def _drain(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            await self._write(batch)

    async def _write(self, batch: list[tuple[Row, asyncio.Future[bool]]]) -> None:
        try:
            new = await self._writer.write([row for row, _ in batch])
        except (sqlite3.Error, asyncpg.PostgresError, OSError) as error:
            if len(batch) > 1:
                for one in batch:
                    await self._write([one])
            else:
                _answer(batch[0][1], error)
            return
        for row, done in batch:
            _answer(done, row[0] in new)
            new.discard(row[0])  # the same key twice in one batch: the second is not new


def _answer(done: asyncio.Future[bool], answer: "bool | Exception") -> None:
    if done.cancelled():
        return
    if isinstance(answer, Exception):
        done.set_exception(answer)
    else:
        done.set_result(answer)


class _Sqlite:
    """A connection and a thread of its own; the turnstile keeps it from starving the transactions."""

    STATEMENT = """
        INSERT INTO notes ("key", kind, lane, sealed, received_at, attempts, open, parked)
        SELECT value ->> 0, value ->> 1, value ->> 2, unhex(value ->> 3), value ->> 4, 0, 1, ''
        FROM json_each(?) WHERE true
        ON CONFLICT ("key") DO NOTHING RETURNING "key"
    """

    def __init__(self, database_url: str) -> None:
        self._path = sqlite_path(database_url)
        self._thread = ThreadPoolExecutor(1, "journal")
        self._connection: sqlite3.Connection | None = None

    async def open(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._open)

    def _open(self) -> None:
        self._connection = sqlite3.connect(self._path, isolation_level=None, timeout=5)
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.create_function("unhex", 1, bytes.fromhex, deterministic=True)

    async def write(self, rows: Sequence[Row]) -> set[str]:
        plain = [(key, kind, lane, sealed.hex(), _sqlite_time(at)) for key, kind, lane, sealed, at in rows]
        async with turnstile():
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._insert, json.dumps(plain))

    def _insert(self, rows: str) -> set[str]:
        if self._connection is None:
            msg = "the journal is closed"
            raise sqlite3.ProgrammingError(msg)
        return {key for (key,) in self._connection.execute(self.STATEMENT, (rows,)).fetchall()}

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown()

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _sqlite_time(at: datetime) -> str:
    """As Tortoise stores it."""
    return at.isoformat(" ")


class _Postgres:
    """A connection of its own; every statement is one commit."""

    STATEMENT = """
        INSERT INTO notes ("key", kind, lane, sealed, received_at, attempts, open, parked)
        SELECT k, n, l, s, r, 0, true, ''
        FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::timestamptz[]) AS t(k, n, l, s, r)
        ON CONFLICT ("key") DO NOTHING RETURNING "key"
    """

    def __init__(self, database_url: str) -> None:
        self._url = database_url
        self._connection: asyncpg.Connection | None = None

    async def open(self) -> None:
        self._connection = await asyncpg.connect(self._url)

    async def write(self, rows: Sequence[Row]) -> set[str]:
        if self._connection is None or self._connection.is_closed():
            await self.open()
        if self._connection is None:
            msg = "the journal's database does not answer"
            raise OSError(msg)
        found = await self._connection.fetch(self.STATEMENT, *map(list, zip(*rows, strict=True)))
        return {row["key"] for row in found}

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()
