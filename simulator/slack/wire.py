"""How a call to Slack's Web API arrives, in all the forms its library writes it, and how it is answered."""

import json
from typing import Any

from aiohttp import web

Json = dict[str, Any]


async def body_of(request: web.Request) -> Json:
    """Query, form or JSON as one; JSON inside of form fields is read too."""
    found: Json = dict(request.query)
    if request.content_type == "application/json" and request.can_read_body:
        raw = await request.json()
        return found | (raw if isinstance(raw, dict) else {})
    if request.can_read_body:
        found |= {name: str(value) for name, value in (await request.post()).items()}
    return {name: _json_in(value) for name, value in found.items()}


def _json_in(text: Any) -> Any:
    if isinstance(text, str) and text[:1] in {"[", "{"}:
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


def answer(body: Json, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """JSON, as every method answers."""
    return web.json_response(body, status=status, headers=headers)
