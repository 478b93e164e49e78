"""Deliveries out of a CSV: every good line is kept, every bad one named with what was expected.

Columns: tracking_number, name, phone, address, window_start, window_end, item; and, if wanted: reference, email,
language, company, receiving, quantity, service_minutes, notes, depot_id.
"""

import csv
import io
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import ValidationError

from bot.api.problems import Problem, of_validation, wrong
from bot.api.shapes import EXAMPLE, NewDelivery
from store.atomic import savepoint

NEEDED = ("tracking_number", "name", "phone", "address", "window_start", "window_end", "item")


async def imported(text: str, create: Callable[[NewDelivery], Awaitable[Any]]) -> dict[str, Any]:
    """Create what can be created; a report of {created, failed, lines: [{line, ok, errors}]}.

    Raises:
        Problem: the file has no header with the columns that are needed.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), restkey="_more")
    missing = [one for one in NEEDED if one not in (reader.fieldnames or [])]
    if missing:
        raise Problem(422, f"the first line must name the columns; missing: {', '.join(missing)}", *(
            {"field": one, "expected": "a column of this name", "example": ",".join(NEEDED)} for one in missing))
    lines = [await _line(reader.line_num, row, create) for row in reader]
    created = sum(1 for one in lines if one["ok"])
    return {"created": created, "failed": len(lines) - created, "lines": lines}


async def _line(number: int, row: dict[str, Any], create: Callable[[NewDelivery], Awaitable[Any]]) -> dict[str, Any]:
    try:
        _whole(row)
        body = NewDelivery.model_validate(_shaped(row))
        await savepoint(lambda: create(body))
    except ValidationError as error:
        return {"line": number, "ok": False, "errors": list(of_validation(error, EXAMPLE).errors)}
    except Problem as problem:
        plain = [{"field": "", "expected": problem.detail, "example": ""}]
        return {"line": number, "ok": False, "errors": list(problem.errors) or plain}
    return {"line": number, "ok": True, "tracking_number": body.tracking_number}


def _whole(row: dict[str, Any]) -> None:
    if "_more" in row or None in row.values():
        raise wrong("line", "as many fields as the first line has", ",".join(NEEDED))


def _shaped(row: dict[str, str]) -> dict[str, Any]:
    def given(**names: str) -> dict[str, Any]:
        return {name: row[column].strip() for name, column in names.items() if row.get(column, "").strip()}

    return given(tracking_number="tracking_number", reference="reference", service_minutes="service_minutes",
                 notes="notes", depot_id="depot_id") | {
        "customer": given(name="name", phone="phone", email="email", language="language", company="company",
                          receiving="receiving"),
        "address": given(text="address"), "window": given(start="window_start", end="window_end"),
        "items": [given(description="item", quantity="quantity")]}
