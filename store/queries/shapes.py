"""Rows to models and back, for statements that go round the query builder.

A model made here is what Tortoise would have made: it can be saved, its relations are whatever the caller sets. The
columns and their kinds come from the model, so that there is one place to change.
"""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from tortoise.fields import BooleanField, DateField, DatetimeField, JSONField
from tortoise.fields.base import Field
from tortoise.models import Model

Row = Sequence[Any]
Decoder = Callable[[Any], Any]


def columns(model: type[Model]) -> list[str]:
    """The columns of a model, in the order its objects are made from."""
    return list(_projection(model).values())


def made(models: list[type[Model]], rows: Sequence[Row], kind: str) -> list[Row]:
    """Each row as one object a model, then its other columns."""
    return [_row(models, tuple(one), kind) for one in rows] if models else list(rows)


def _row(models: list[type[Model]], values: Row, kind: str) -> Row:
    found: list[Any] = []
    start = 0
    for model in models:
        end = start + len(_projection(model))
        found.append(_object(model, values[start:end], kind))
        start = end
    return (*found, *values[start:])


def _object(model: type[Model], values: Row, kind: str) -> Model | None:
    names, key, decoders, marks = _plan(model, kind)
    if values[key] is None:
        return None
    known = dict(zip(names, values, strict=True))
    for name, decode in decoders:
        if known[name] is not None:
            known[name] = decode(known[name])
    one = object.__new__(model)
    one.__dict__.update(known, **marks, _await_when_save={})
    return one


@cache
def _plan(model: type[Model], kind: str) -> tuple[list[str], int, list[tuple[str, Decoder]], dict[str, bool]]:
    """Names of the fields, where the key stands, what has to be decoded, and what Tortoise remembers of an object."""
    meta = model._meta  # noqa: SLF001 how Tortoise tells of a model
    names = list(_projection(model))
    decoders = [(name, one) for name in names if (one := _decoder(meta.fields_map[name], kind)) is not None]
    marks = {"_partial": False, "_saved_in_db": True,
             "_custom_generated_pk": meta.db_pk_column not in meta.generated_db_fields}
    return names, names.index(meta.pk_attr), decoders, marks


@cache
def _projection(model: type[Model]) -> dict[str, str]:
    return dict(model._meta.fields_db_projection)  # noqa: SLF001 field to column


def _decoder(one: Field[Any], kind: str) -> Decoder | None:
    if isinstance(one, JSONField):
        return _parsed
    if kind != "sqlite":
        return None
    if isinstance(one, DatetimeField):
        return instant
    if isinstance(one, DateField):
        return date.fromisoformat
    return bool if isinstance(one, BooleanField) else None


def _parsed(text: Any) -> Any:
    return json.loads(text) if isinstance(text, str) else text


def instant(value: Any) -> datetime:
    """A moment as either database gives it."""
    return (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(UTC)


def insertion(model: type[Model]) -> tuple[str, dict[str, Any], frozenset[str]]:
    """How a new row of a model is inserted: the statement, the default of each field in order, the fields of JSON."""
    fields = {name: model._meta.fields_map[name] for name in _projection(model)}  # noqa: SLF001
    given = {name: one for name, one in fields.items() if not one.generated}
    listed = ", ".join(f'"{_projection(model)[name]}"' for name in given)
    text = f'INSERT INTO "{model._meta.db_table}" ({listed}) VALUES ({", ".join("?" * len(given))})'  # noqa: S608, SLF001
    jsons = frozenset(name for name, one in given.items() if isinstance(one, JSONField))
    return text, {name: one.default for name, one in given.items()}, jsons
