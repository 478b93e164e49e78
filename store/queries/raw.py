"""Plain SQL on either database, prepared once; `?` stands for a parameter. What else differs between them is said here.

A `Statement` is a constant of the module that names it. In its text
    {alias}         is every column of the model of that alias
    {among}         is "is one of this list", the list being one parameter
    {lock alias}    locks the row on PostgreSQL; {claim alias} does too and passes over rows somebody else has locked
`together` runs several in one trip, for a trip costs ten times what an indexed statement does. Tortoise's query
builder, which this goes round, took nine tenths of a turn; whatever is not hot stays with it.
"""

import json
import re
import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from typing import Any

import asyncpg
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection
from tortoise.exceptions import IntegrityError, OperationalError
from tortoise.models import Model

from store.queries.shapes import Row, columns, insertion, made

SQLITE = "sqlite"
CLAUSES = {
    "among": ("IN (SELECT value FROM json_each(?))", "= ANY(?)"),
    "lock": ("", "FOR UPDATE OF {}"),
    "claim": ("", "FOR UPDATE OF {} SKIP LOCKED"),
}
PLACE = re.compile(r"\{(\w+)(?: (\w+))?\}")


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """SQL and the models in its rows.

    A row is one object a model (None where an outer join found nothing), in the order of `models`, then the other
    columns as the database gives them.
    """

    text: str
    models: dict[str, type[Model]] = field(default_factory=dict)

    def __call__(self, *values: Any) -> "Call":
        """The statement with its parameters."""
        return Call(self, values)


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """A statement about to be run."""

    statement: Statement
    values: tuple[Any, ...]


def dialect() -> str:
    """`sqlite` or `postgres`."""
    return str(get_connection("default").capabilities.dialect)


async def together(*calls: Call) -> list[list[Row]]:
    """Run statements in this order in one trip, inside the present transaction if there is one. The rows of each.

    Raises:
        IntegrityError: a row that may not be.
        OperationalError: anything else the database refuses.
    """
    client, kind = get_connection("default"), dialect()
    run = _on_sqlite if kind == SQLITE else _on_postgres
    try:
        found = await run(client, [(prepared(one.statement, kind), one.values) for one in calls])
    except (sqlite3.IntegrityError, asyncpg.IntegrityConstraintViolationError) as error:
        raise IntegrityError(error) from error
    except (sqlite3.Error, asyncpg.SyntaxOrAccessError, asyncpg.DataError) as error:
        raise OperationalError(error) from error
    return [made(list(one.statement.models.values()), rows, kind) for one, rows in zip(calls, found, strict=True)]


async def rows(call: Call) -> list[Row]:
    """The rows of one statement."""
    [found] = await together(call)
    return found


@cache
def prepared(statement: Statement, kind: str) -> str:
    """The text as that database takes it."""
    def clause(match: re.Match[str]) -> str:
        word, of = match.groups()
        if word in CLAUSES:
            return CLAUSES[word][kind != SQLITE].format(of)
        return ", ".join(f'{word}."{one}"' for one in columns(statement.models[word]))

    text = PLACE.sub(clause, statement.text)
    if kind != SQLITE:
        for number in range(1, text.count("?") + 1):
            text = text.replace("?", f"${number}", 1)
    return " ".join(text.split())


Plain = list[tuple[str, tuple[Any, ...]]]


async def _on_sqlite(client: BaseDBAsyncClient, calls: Plain) -> list[list[Row]]:
    def run() -> list[list[Row]]:
        return [connection.execute(text, values).fetchall() for text, values in plain]

    plain = [(text, tuple(map(_comparable, values))) for text, values in calls]
    async with client.acquire_connection() as held:
        connection: sqlite3.Connection = held._conn  # noqa: SLF001 its thread is the only place it may be used in
        return await held._execute(run)  # noqa: SLF001 aiosqlite has no public way to run two statements in one trip


def _comparable(value: Any) -> Any:
    """SQLite keeps moments as text: only those of one zone are ordered as they happened."""
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return json.dumps(value) if isinstance(value, list) else value


async def _on_postgres(client: BaseDBAsyncClient, calls: Plain) -> list[list[Row]]:
    found: list[list[Row]] = []
    async with client.acquire_connection() as held:
        for text, same in groupby(calls, key=lambda one: one[0]):
            values = [one for _, one in same]
            if len(values) > 1 and not text.startswith("SELECT") and "RETURNING" not in text:
                await held.executemany(text, values)
                found += [[] for _ in values]
            else:
                found += [await held.fetch(text, *one) for one in values]
    return found


def adding(model: type[Model], **values: Any) -> Call:
    """A new row of a model, to be inserted; fields that are not given have their defaults.

    Raises:
        TypeError: the model has no such field.
    """
    statement, defaults, jsons = _insert(model)
    if unknown := values.keys() - defaults.keys():
        msg = f"{model.__name__} has no {', '.join(sorted(unknown))}"
        raise TypeError(msg)
    whole = defaults | values
    return statement(*(json.dumps(one) if name in jsons and one is not None else one for name, one in whole.items()))


@cache
def _insert(model: type[Model]) -> tuple[Statement, dict[str, Any], frozenset[str]]:
    text, defaults, jsons = insertion(model)
    return Statement(text), defaults, jsons
