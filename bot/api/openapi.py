"""OpenAPI 3.1 and its page, made of the same declarations that are served."""

import html
import json
import re
from functools import cache
from typing import Any

from aiohttp import web

from bot.api.route import ROUTES, Route, example_of

PROBLEM = {"description": "A problem (RFC 9457)", "content": {"application/problem+json": {"schema": {
    "type": "object", "required": ["title", "status", "detail"], "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
        "detail": {"type": "string"}, "errors": {"type": "array", "items": {"type": "object", "properties": {
            "field": {"type": "string"}, "expected": {"type": "string"}, "example": {"type": "string"}}}}}}}}}
STYLE = "/static/docs.css"


@cache
def document() -> dict[str, Any]:
    """The whole description."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    for one in ROUTES:
        paths.setdefault(f"/api/v1{one.path}", {})[one.method.lower()] = _operation(one, schemas)
    return {"openapi": "3.1.0", "info": {"title": "Porchlight", "version": "1.0.0",
                                         "description": "The conversation between a delivery and its doorstep."},
            "security": [{"key": []}], "paths": paths,
            "components": {"schemas": schemas, "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}}}


def _operation(one: Route, schemas: dict[str, Any]) -> dict[str, Any]:
    name = f"{one.handler.__module__.rpartition('.')[2]}_{one.handler.__name__}"
    made: dict[str, Any] = {"operationId": name, "summary": one.summary, "description": f"Scope: `{one.scope}`.",
                            "parameters": _parameters(one),
                            "responses": {str(one.status): {"description": one.summary, "content": {
                                "application/json": {"schema": {"type": "object"}}}}, "default": PROBLEM}}
    if one.body:
        schema = one.body.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= schema.pop("$defs", {})
        example = example_of(one.body)
        for key in example:
            schema.pop(key, None)
        schemas[one.body.__name__] = schema
        made["requestBody"] = {"required": True, "content": {"application/json": {
            "schema": {"$ref": f"#/components/schemas/{one.body.__name__}"}, "example": example}}}
    elif one.raw:
        made["requestBody"] = {"required": True, "content": {"text/csv": {"schema": {"type": "string"}}}}
    return made


def _parameters(one: Route) -> list[dict[str, Any]]:
    text = {"type": "string"}
    named = re.findall(r"{(\w+)}", one.path)
    found = [{"name": name, "in": "path", "required": True, "schema": text} for name in named]
    if one.method == "GET" and not found:
        found += [{"name": name, "in": "query", "required": False, "schema": text}
                  for name in (*one.query, "cursor", "limit")]
    if one.method == "POST":
        found.append({"name": "Idempotency-Key", "in": "header", "required": False, "schema": text})
    return found


async def serve_document(_request: web.Request) -> web.Response:
    """GET /api/openapi.json."""
    return web.json_response(document())


async def serve_page(_request: web.Request) -> web.Response:
    """GET /api/docs: every route with an example, without a script."""
    rows = "".join(_row(one) for one in ROUTES)
    text = (f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
            f"<title>Porchlight API</title><link rel=stylesheet href={STYLE}><main><h1>Porchlight API</h1>"
            "<p>Send <code>Authorization: Bearer plk_live_...</code>. Machine readable: "
            f"<a href=/api/openapi.json>openapi.json</a>.</p>{rows}</main></html>")
    return web.Response(text=text, content_type="text/html")


def _row(one: Route) -> str:
    example = example_of(one.body) if one.body else None
    shown = f"<pre><code>{html.escape(json.dumps(example, indent=1))}</code></pre>" if example else ""
    return (f"<section><h2><b>{one.method}</b> <code>/api/v1{html.escape(one.path)}</code></h2>"
            f"<p>{html.escape(one.summary)} Scope <code>{one.scope}</code>.</p>{shown}</section>")
