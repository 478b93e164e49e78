"""The database: SQLite in one file by default, PostgreSQL by address. One connection set-up for every process."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import asyncpg
from tortoise import Tortoise
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.backends.sqlite.client import SqliteTransactionWrapper
from tortoise.connection import get_connection
from tortoise.exceptions import ConfigurationError, DBConnectionError

APP = {"store": {"models": ["store.models"], "migrations": "store.migrations", "default_connection": "default"}}
POOL = {"minsize": "1", "maxsize": "8"}


class BadDatabase(Exception):
    """The database cannot be used. The text says which setting, what was expected, and an example."""


class AlreadyServed(Exception):
    """Another process serves this SQLite file."""


async def _begin_immediate(self: SqliteTransactionWrapper) -> None:
    """Take the write lock at once: SQLite fails a later upgrade immediately, whatever the busy timeout says."""
    await self._connection.commit()
    await self._connection.execute("BEGIN IMMEDIATE")


SqliteTransactionWrapper.begin = _begin_immediate  # type: ignore[method-assign]


def config(database_url: str, **extra: str) -> dict[str, Any]:
    """Tortoise's configuration for an address of ours. `extra` are query parameters, such as pragmas."""
    return {"connections": {"default": tortoise_url(database_url, **extra)}, "apps": APP, "use_tz": True,
            "timezone": "UTC"}


def tortoise_url(database_url: str, **extra: str) -> str:
    """`sqlite://file` or `postgres://...` as Tortoise wants it, with our pragmas or pool size."""
    base, _, query = database_url.partition("?")
    given = dict(parse_qsl(query))
    if is_sqlite(database_url):
        ours = {"journal_mode": "WAL", "synchronous": "FULL", "foreign_keys": "ON", "busy_timeout": "5000"}
    else:
        base, ours = base.replace("postgres://", "asyncpg://", 1), POOL
    return f"{base}?{urlencode(ours | given | extra)}"


def is_sqlite(database_url: str) -> bool:
    """Whether one file holds everything."""
    return database_url.startswith("sqlite://")


async def connect(database_url: str) -> None:
    """Open the database for this process.

    Raises:
        BadDatabase: it does not answer, or the address is wrong.
    """
    EXECUTOR_CACHE.clear()  # holds the SQL of another dialect otherwise
    try:
        await Tortoise.init(config=config(database_url), _enable_global_fallback=True)
        await get_connection("default").execute_query("SELECT 1")
    except (OSError, DBConnectionError, ConfigurationError, asyncpg.PostgresError, ValueError) as error:
        await Tortoise.close_connections()
        msg = (f"DATABASE_URL: cannot open {shown(database_url)} ({type(error).__name__}); expected a database that "
               "answers, for example sqlite://porchlight.db or postgres://user:password@host/porchlight")
        raise BadDatabase(msg) from None


async def disconnect() -> None:
    """Close every connection of this process."""
    await Tortoise.close_connections()


def shown(database_url: str) -> str:
    """The address without its password."""
    parts = urlsplit(database_url)
    return database_url.replace(f":{parts.password}@", ":***@") if parts.password else database_url


def sqlite_path(database_url: str) -> Path:
    """The file of a SQLite address."""
    return Path(database_url.removeprefix("sqlite://").partition("?")[0])


def beside(database_url: str, suffix: str) -> int:
    """Open a file beside a SQLite file, for a lock that ends with whoever holds it.

    Not the file itself: closing that would drop SQLite's own locks.

    Raises:
        BadDatabase: the folder cannot be written.
    """
    path = sqlite_path(database_url).with_suffix(suffix)
    try:
        return os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        msg = f"DATABASE_URL: cannot write beside {path} ({error.strerror}); expected a folder that can be written"
        raise BadDatabase(msg) from None


@contextlib.contextmanager
def only_server(database_url: str) -> Iterator[None]:
    """Hold the right to serve a SQLite file until the process ends, however it ends.

    Raises:
        AlreadyServed: somebody else holds it.
        BadDatabase: the folder cannot be written.
    """
    handle = beside(database_url, ".lock")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        msg = f"{sqlite_path(database_url)} is already served by another process; stop it, or use PostgreSQL"
        raise AlreadyServed(msg) from None
    try:
        yield
    finally:
        os.close(handle)
