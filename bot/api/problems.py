"""Refusals as RFC 9457 problems: which field, what was expected, an example."""

import json
from typing import Any

from aiohttp import web
from pydantic import ValidationError

TITLES = {400: "The request cannot be read", 401: "Who are you?", 403: "Not with this key", 404: "There is none",
          405: "Not this way", 409: "It is there already", 413: "Too large", 415: "Not this form",
          422: "Something in it is wrong", 429: "Too often", 503: "Not now"}


class Problem(Exception):
    """Answers a request with a problem. `errors` are {field, expected, example}."""

    def __init__(self, status: int, detail: str, *errors: dict[str, str]) -> None:
        """Keep what the answer says."""
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors


def wrong(field: str, expected: str, example: str, status: int = 422) -> Problem:
    """A problem with one field."""
    return Problem(status, f"{field}: expected {expected}", {"field": field, "expected": expected, "example": example})


def response(problem: Problem) -> web.Response:
    """The problem as an answer."""
    body: dict[str, Any] = {"type": "about:blank", "title": TITLES.get(problem.status, "It did not work"),
                            "status": problem.status, "detail": problem.detail}
    if problem.errors:
        body["errors"] = list(problem.errors)
    return web.Response(text=json.dumps(body), status=problem.status, content_type="application/problem+json")


def _example(path: tuple[int | str, ...], examples: Any) -> Any:
    """The part of an example body that stands at a path, or its nearest parent."""
    for part in path:
        if isinstance(examples, dict) and part in examples:
            examples = examples[part]
        elif isinstance(examples, list) and examples:
            examples = examples[0]
        else:
            return ""
    return examples


def of_validation(error: ValidationError, examples: dict[str, Any]) -> Problem:
    """What pydantic found, in our form. `examples` are by field name."""
    rows = []
    for one in error.errors(include_url=False, include_input=False, include_context=False):
        field = ".".join(str(part) for part in one["loc"]) or "body"
        example = _example(one["loc"], examples)
        rows.append({"field": field, "expected": one["msg"].removeprefix("Value error, "),
                     "example": example if isinstance(example, str) else json.dumps(example)})
    return Problem(422, "; ".join(f"{row['field']}: {row['expected']}" for row in rows)[:500], *rows)
