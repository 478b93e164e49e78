"""Bring a database to this version's schema, on either database, as often as one likes.

A database with nothing in it takes the models' schema in one script, and every migration is marked as done: the
migrations lead to the same place (a test compares every column, index and key) and take 6 s to get there.

After changing a model: `tortoise -c store.migrate.TORTOISE_ORM makemigrations` writes the next migration; read it
before you commit it (docs/adr/0009-migrations.md says what to look for).
"""

import asyncio
import contextlib
import fcntl
import os
from collections.abc import AsyncIterator

import asyncpg
from tortoise import Tortoise
from tortoise.connection import get_connection
from tortoise.migrations.api import migrate as run
from tortoise.migrations.executor import MigrationExecutor, PlanStep
from tortoise.utils import get_schema_sql

from store.connect import APP, beside, config, connect, disconnect, is_sqlite

TORTOISE_ORM = config("sqlite://:memory:")
LOCK = 7_468_100_219
"""Ours among a PostgreSQL database's advisory locks: any number that nobody else takes."""


def _config(database_url: str) -> dict[str, object]:
    """Foreign keys are off while SQLite rebuilds tables: else child rows are deleted with the old table."""
    return config(database_url, **({"foreign_keys": "OFF"} if is_sqlite(database_url) else {}))


async def migrate(database_url: str) -> list[str]:
    """Apply what is missing; the names of what was applied.

    Raises:
        BadDatabase: it does not answer.
    """
    async with _alone(database_url):
        return await _migrated(database_url)


@contextlib.asynccontextmanager
async def _alone(database_url: str) -> AsyncIterator[None]:
    """While one process migrates, others that start beside it wait, and then find it done."""
    if is_sqlite(database_url):
        handle = beside(database_url, ".migrating")
        try:
            await asyncio.to_thread(fcntl.flock, handle, fcntl.LOCK_EX)  # the end of the process ends it too
            yield
        finally:
            os.close(handle)
    else:
        await connect(database_url)  # says what is wrong with the address, where something is
        await disconnect()
        connection = await asyncpg.connect(database_url)
        try:
            await connection.execute("SELECT pg_advisory_lock($1)", LOCK)
            yield
        finally:
            await connection.close()


async def _migrated(database_url: str) -> list[str]:
    await connect(database_url)
    new = not await MigrationExecutor(get_connection("default"), APP).recorder.applied_migrations()
    if new:
        await _whole()
    await disconnect()
    applied: list[str] = []

    def report(_connection: str, plan: list[PlanStep], _fake: bool, _dry: bool) -> None:  # noqa: FBT001 their signature
        applied.extend(step.migration.name for step in plan)

    try:
        await run(config=_config(database_url), fake=new, reporter=report)
    finally:
        await disconnect()
    return applied


async def _whole() -> None:
    """Every table in one transaction. Killed before the migrations are marked, the next start does it again."""
    connection = get_connection("default")
    await connection.execute_script(f"BEGIN;\n{get_schema_sql(connection, safe=True)}\nCOMMIT;")


async def pending(database_url: str) -> bool:
    """Whether a migration is missing."""
    await connect(database_url)
    await disconnect()
    await Tortoise.init(config=_config(database_url), init_connections=False)
    try:
        return bool(await MigrationExecutor(get_connection("default"), APP).plan(None))
    finally:
        await disconnect()

