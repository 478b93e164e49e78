"""Bring a database to this version's schema, on either database, as often as one likes.

A database with nothing in it takes the models' schema in one script, and every migration is marked as done: the
migrations lead to the same place (a test compares every column, index and key) and take 6 s to get there.

After changing a model: `tortoise -c store.migrate.TORTOISE_ORM makemigrations` writes the next migration; read it
before you commit it (docs/adr/0009-migrations.md says what to look for).
"""

from tortoise import Tortoise
from tortoise.connection import get_connection
from tortoise.migrations.api import migrate as run
from tortoise.migrations.executor import MigrationExecutor, PlanStep
from tortoise.utils import get_schema_sql

from store.connect import APP, config, connect, disconnect, is_sqlite

TORTOISE_ORM = config("sqlite://:memory:")


def _config(database_url: str) -> dict[str, object]:
    """Foreign keys are off while SQLite rebuilds tables: else child rows are deleted with the old table."""
    return config(database_url, **({"foreign_keys": "OFF"} if is_sqlite(database_url) else {}))


async def migrate(database_url: str) -> list[str]:
    """Apply what is missing; the names of what was applied.

    Raises:
        BadDatabase: it does not answer.
    """
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

