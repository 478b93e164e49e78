"""The journal's writer on PostgreSQL: a connection of its own, where every statement is one commit."""

from collections.abc import Sequence

import asyncpg

from store.batch import ETA, FIX, NOTE, VAN, Job, Row, batch_of


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
        batch = batch_of(jobs)
        notes = _columns(batch.notes, len(NOTE))
        if not batch.fixes and not batch.vans:
            found = await self._connection.fetch(self.NOTES, *notes)
        else:
            found = await self._connection.fetch(self.ALL, *notes, *_columns(batch.fixes, len(FIX)),
                                                 *_columns(batch.vans, len(VAN)), *_columns(batch.etas, len(ETA)))
        return {row["key"] for row in found}

    async def close(self) -> None:
        """Close."""
        if self._connection is not None:
            await self._connection.close()


def _columns(rows: Sequence[Row], wide: int) -> list[list[object]]:
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in range(wide)]
