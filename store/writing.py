"""The two writers of the journal: a whole batch in one commit, on SQLite by a thread, on PostgreSQL by a connection.

Rows are tuples in the order of the columns named here: a batch has thousands, and objects would cost more than the
database does.
"""

import asyncio
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Protocol

import asyncpg
import msgspec

from store.atomic import turnstile
from store.connect import sqlite_path

NOTE = ("key", "kind", "lane", "sealed", "received_at")
FIX = ("driver_id", "at", "lat", "lon", "speed", "heading", "accuracy", "verdict", "received")
ETA = ("delivery_id", "soonest", "likely", "by", "at")
VAN = ("driver_id", "at", "lat", "lon", "speed", "heading", "received", "state")
NoteRow = tuple[str, str, str, bytes, datetime]
FixRow = tuple[str, float, float, float, float | None, float | None, float | None, str, float]
EtaTuple = tuple[str, float, float, float, float]
VanState = tuple[str, float | None, float | None, float | None, float | None, float | None, float, msgspec.Raw]
"""The columns of `VAN`; the state is JSON already."""


class Job(msgspec.Struct, frozen=True, gc=False):
    """What one caller wants kept, all or nothing."""

    notes: tuple[NoteRow, ...] = ()
    fixes: tuple[FixRow, ...] = ()
    etas: tuple[EtaTuple, ...] = ()
    van: VanState | None = None

    @property
    def size(self) -> int:
        """How many rows it is."""
        return len(self.notes) + len(self.fixes) + len(self.etas) + (self.van is not None)


class Writer(Protocol):
    """Writes batches, one commit each. `write` answers with the keys of the notes that were new."""

    async def open(self) -> None:
        """Connect."""

    async def close(self) -> None:
        """Let go."""

    async def write(self, jobs: Sequence[Job]) -> set[str]:
        """Commit everything, or raise and keep nothing."""


class SqliteWriter:
    """A connection and a thread of its own; the turnstile keeps it from starving the transactions.

    One statement a table, over `json_each`: sqlite3 gives up the GIL once a statement, and taking it back beside a
    busy loop, up to 5 ms each time, is what a row by row insert spends its time on. A batch without crossings, as
    nearly all are, is one statement and one commit in all: a trigger of this connection's own writes its tables.
    """

    NOTES = """
        INSERT INTO notes ("key", kind, lane, sealed, received_at, attempts, open, parked)
        SELECT value ->> 0, value ->> 1, value ->> 2, unhex(value ->> 3), value ->> 4, 0, 1, ''
        FROM json_each(?) WHERE true
        ON CONFLICT ("key") DO NOTHING RETURNING "key"
    """
    FIXES = """
        INSERT INTO positions (driver_id, "at", lat, lon, speed, heading, accuracy, verdict, received)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
               value ->> 8 FROM json_each(?) WHERE true
        ON CONFLICT DO NOTHING
    """
    ETAS = """
        INSERT INTO etas (delivery_id, soonest, likely, "by", "at")
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?) WHERE true
        ON CONFLICT (delivery_id) DO UPDATE SET soonest = excluded.soonest, likely = excluded.likely,
            "by" = excluded."by", "at" = excluded."at"
    """
    VANS = """
        INSERT INTO vans (driver_id, "at", lat, lon, speed, heading, received, state)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value -> 7
        FROM json_each(?) WHERE true
        ON CONFLICT (driver_id) DO UPDATE SET "at" = excluded."at", lat = excluded.lat, lon = excluded.lon,
            speed = excluded.speed, heading = excluded.heading, received = excluded.received, state = excluded.state
        WHERE excluded."at" IS NULL OR vans."at" IS NULL OR excluded."at" >= vans."at"
    """

    MOVED = f"""
        CREATE TEMP VIEW moved AS SELECT '' AS fixes, '' AS etas, '' AS vans;
        CREATE TEMP TRIGGER moves INSTEAD OF INSERT ON moved BEGIN
            {FIXES.replace("?", "NEW.fixes")}; {ETAS.replace("?", "NEW.etas")}; {VANS.replace("?", "NEW.vans")};
        END
    """

    def __init__(self, database_url: str) -> None:
        """Nothing is open yet."""
        self._path = sqlite_path(database_url)
        self._thread = ThreadPoolExecutor(1, "journal")
        self._connection: sqlite3.Connection | None = None

    async def open(self) -> None:
        """Connect, in the writer's own thread."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._open)

    def _open(self) -> None:
        self._connection = sqlite3.connect(self._path, isolation_level=None, timeout=5)
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.create_function("unhex", 1, bytes.fromhex, deterministic=True)
        self._connection.executescript(self.MOVED)

    async def write(self, jobs: Sequence[Job]) -> set[str]:
        """One transaction in the writer's thread."""
        notes = [(key, kind, lane, sealed.hex(), at.isoformat(" ")) for job in jobs
                 for key, kind, lane, sealed, at in job.notes]
        fixes = [fix for job in jobs for fix in job.fixes]
        etas = [eta for job in jobs for eta in job.etas]
        vans = [job.van for job in jobs if job.van is not None]
        plain = [msgspec.json.encode(one).decode() if one else "" for one in (notes, fixes, etas, vans)]
        async with turnstile():
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._insert, plain)

    def _insert(self, tables: list[str]) -> set[str]:
        notes, fixes, etas, vans = tables
        if self._connection is None:
            msg = "the journal is closed"
            raise sqlite3.ProgrammingError(msg)
        if not fixes and not vans:  # the common case of a text: a statement alone is its own transaction
            return {key for (key,) in self._connection.execute(self.NOTES, (notes,)).fetchall()}
        if not notes:
            self._connection.execute("INSERT INTO moved VALUES (?, ?, ?)", (fixes or "[]", etas or "[]", vans or "[]"))
            return set()
        with self._connection as one:
            one.execute("BEGIN IMMEDIATE")
            if fixes:
                one.execute(self.FIXES, (fixes,))
            if etas:
                one.execute(self.ETAS, (etas,))
            if vans:
                one.execute(self.VANS, (vans,))
            return {key for (key,) in one.execute(self.NOTES, (notes,)).fetchall()}

    async def close(self) -> None:
        """Close, in the writer's own thread."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown()

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class PostgresWriter:
    """A connection of its own; every statement is one commit."""

    NOTES = """
        INSERT INTO notes ("key", kind, lane, sealed, received_at, attempts, open, parked)
        SELECT k, n, l, s, r, 0, true, ''
        FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::timestamptz[]) AS t(k, n, l, s, r)
        ON CONFLICT ("key") DO NOTHING RETURNING "key"
    """
    ALL = """
        WITH fixes AS (
            INSERT INTO positions (driver_id, "at", lat, lon, speed, heading, accuracy, verdict, received)
            SELECT * FROM unnest($6::text[], $7::float8[], $8::float8[], $9::float8[], $10::float8[], $11::float8[],
                                 $12::float8[], $13::text[], $14::float8[])
            ON CONFLICT DO NOTHING
        ), van AS (
            INSERT INTO vans (driver_id, "at", lat, lon, speed, heading, received, state)
            SELECT DISTINCT ON (d) d, a, la, lo, s, h, r, st
            FROM unnest($15::text[], $16::float8[], $17::float8[], $18::float8[], $19::float8[], $20::float8[],
                        $21::float8[], $22::text[]) WITH ORDINALITY AS t(d, a, la, lo, s, h, r, st, n)
            ORDER BY d, n DESC
            ON CONFLICT (driver_id) DO UPDATE SET "at" = excluded."at", lat = excluded.lat, lon = excluded.lon,
                speed = excluded.speed, heading = excluded.heading, received = excluded.received, state = excluded.state
            WHERE excluded."at" IS NULL OR vans."at" IS NULL OR excluded."at" >= vans."at"
        ), eta AS (
            INSERT INTO etas (delivery_id, soonest, likely, "by", "at")
            SELECT DISTINCT ON (d) d, e, l, t, a
            FROM unnest($23::text[], $24::float8[], $25::float8[], $26::float8[], $27::float8[])
                 WITH ORDINALITY AS t(d, e, l, t, a, n)
            ORDER BY d, n DESC
            ON CONFLICT (delivery_id) DO UPDATE SET soonest = excluded.soonest, likely = excluded.likely,
                "by" = excluded."by", "at" = excluded."at"
        )
    """ + NOTES  # noqa: S608 two constants of this class

    def __init__(self, database_url: str) -> None:
        """Nothing is open yet."""
        self._url = database_url
        self._connection: asyncpg.Connection | None = None

    async def open(self) -> None:
        """Connect."""
        self._connection = await asyncpg.connect(self._url)

    async def write(self, jobs: Sequence[Job]) -> set[str]:
        """One statement."""
        if self._connection is None or self._connection.is_closed():
            await self.open()
        if self._connection is None:
            msg = "the journal's database does not answer"
            raise OSError(msg)
        notes = _columns([row for job in jobs for row in job.notes], len(NOTE))
        fixes = [row for job in jobs for row in job.fixes]
        vans = [(*job.van[:-1], bytes(job.van[-1]).decode()) for job in jobs if job.van is not None]
        if not fixes and not vans:
            found = await self._connection.fetch(self.NOTES, *notes)
        else:
            etas = [eta for job in jobs for eta in job.etas]
            found = await self._connection.fetch(self.ALL, *notes, *_columns(fixes, len(FIX)),
                                                 *_columns(vans, len(VAN)), *_columns(etas, len(ETA)))
        return {row["key"] for row in found}

    async def close(self) -> None:
        """Close."""
        if self._connection is not None:
            await self._connection.close()


def _columns(rows: Sequence[tuple[object, ...]], wide: int) -> list[list[object]]:
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in range(wide)]
