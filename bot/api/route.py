"""One way to declare a route of the API: what it needs, what it takes, what it answers. OpenAPI is made of the same.

Everything a POST or PATCH does happens in one transaction, the idempotent answer included: it is there or it is not.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.api import keyring
from bot.api.problems import Problem, of_validation, response, wrong
from bot.context import CONTEXT, Context
from store import models
from store.atomic import atomic

MOST_PAGE = 200
LONGEST_KEY = 64
BODY = 512 * 1024


class Model(BaseModel):
    """A body or an answer: nothing unknown is accepted."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def example_of(body: type[Model]) -> dict[str, Any]:
    """The example that a body is documented with."""
    return dict(getattr(body, "EXAMPLE", {}))


@dataclass(frozen=True, slots=True)
class Call:
    """One authorised request, as a handler sees it."""

    context: Context
    key: models.ApiKey
    path: dict[str, str]
    query: dict[str, str]
    text: str = ""

    @property
    def now(self) -> datetime:
        """World time."""
        return self.context.clock.now()

    def may(self, scope: str) -> bool:
        """Whether the caller's key has this scope."""
        return scope in self.key.scopes


Handler = Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Route:
    """A declared route. `raw` bodies are handed over as text."""

    method: str
    path: str
    scope: str
    handler: Handler
    body: type[Model] | None
    status: int
    summary: str
    raw: bool = False
    query: tuple[str, ...] = field(default=())


ROUTES: list[Route] = []


def route(method: str, path: str, scope: str, body: type[Model] | None = None, status: int = 200, *,
          raw: bool = False, query: tuple[str, ...] = ()) -> Callable[[Handler], Handler]:
    """Declare a route of /api/v1. The handler's docstring is its summary."""
    def declare(handler: Handler) -> Handler:
        summary = (handler.__doc__ or "").strip().splitlines()[0]
        ROUTES.append(Route(method, path, scope, handler, body, status, summary, raw, query))
        return handler

    return declare


def bound(one: Route) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The route as aiohttp serves it."""
    async def serve(request: web.Request) -> web.Response:
        try:
            return await _answer(one, request)
        except Problem as problem:
            return response(problem)
        except web.HTTPRequestEntityTooLarge:
            return response(Problem(413, f"a body has at most {BODY} bytes"))

    return serve


async def _answer(one: Route, request: web.Request) -> web.Response:
    context = request.config_dict[CONTEXT]
    key = await keyring.authorised(request.headers.get("Authorization", ""), one.scope, context.clock.machine())
    text = await _text(request) if one.method in {"POST", "PATCH"} else ""
    call = Call(context, key, dict(request.match_info), dict(request.query), text)
    body = (_parsed(one, text),) if one.body else ()
    if one.method == "GET":
        return _json(one.status, await one.handler(call, *body))
    status, answer = await atomic(lambda: _once(one, call, body, request.headers.get("Idempotency-Key", "")))
    return _json(status, answer)


async def _text(request: web.Request) -> str:
    if (request.content_length or 0) > BODY:
        raise Problem(413, f"a body has at most {BODY} bytes")
    try:
        return (await request.read()).decode()
    except UnicodeDecodeError:
        raise Problem(400, "the body is not UTF-8") from None


def _parsed(one: Route, text: str) -> Model:
    if one.body is None:
        msg = "this route takes no body"
        raise TypeError(msg)
    try:
        plain = json.loads(text or "{}")
    except ValueError:
        raise Problem(400, "the body is not JSON; an example is in /api/docs") from None
    try:
        return one.body.model_validate(plain)
    except ValidationError as error:
        raise of_validation(error, example_of(one.body)) from None


async def _once(one: Route, call: Call, body: tuple[Model, ...], idempotency: str) -> tuple[int, Any]:
    """Do it, or answer as it was answered before under the same Idempotency-Key."""
    if not idempotency:
        return one.status, await one.handler(call, *body)
    if len(idempotency) > LONGEST_KEY:
        raise wrong("Idempotency-Key", f"at most {LONGEST_KEY} characters", "order-10023-create")
    name = f"{call.key.id}:{idempotency}"
    digest = hashlib.sha256(f"{one.method} {one.path} {sorted(call.path.items())} {call.text}".encode()).hexdigest()
    kept = await models.IdempotentAnswer.get_or_none(id=name)
    if kept is not None:
        if kept.body_hash != digest:
            raise wrong("Idempotency-Key", "a new key for a different request", "order-10024-create")
        return kept.status, kept.answer
    answer = await one.handler(call, *body)
    await models.IdempotentAnswer.create(id=name, body_hash=digest, status=one.status, answer=answer,
                                         created_at=call.now)
    return one.status, answer


def _json(status: int, answer: Any) -> web.Response:
    return web.Response(text=json.dumps(answer, ensure_ascii=False), status=status, content_type="application/json")


async def page(call: Call, query: Any, show: Callable[[Any], Awaitable[Any] | Any]) -> dict[str, Any]:
    """A page of a list, newest first. The cursor is the last id shown.

    `query` is a Tortoise queryset over rows whose ids sort by age.
    """
    try:
        size = int(call.query.get("limit", "50"))
    except ValueError:
        size = 0
    if not 1 <= size <= MOST_PAGE:
        raise wrong("limit", f"a number from 1 to {MOST_PAGE}", "50")
    if after := call.query.get("cursor"):
        query = query.filter(id__lt=after)
    rows = await query.order_by("-id").limit(size + 1)
    shown = [await found if hasattr(found := show(row), "__await__") else found for row in rows[:size]]
    return {"items": shown, "next_cursor": rows[size - 1].id if len(rows) > size else None}


async def found(model: Any, row_id: str, what: str, *related: str) -> Any:
    """A row by id, or a 404 that says what there is none of."""
    query = model.filter(id=row_id)
    row = await (query.select_related(*related) if related else query).first()
    if row is None:
        raise Problem(404, f"there is no {what} of that id")
    return row
