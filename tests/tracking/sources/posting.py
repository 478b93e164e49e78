"""How the tests post: a request written down as data, or put together on the spot."""

import json
from typing import Any
from urllib.parse import parse_qsl

from domain.position import Batch
from tracking.sources import sources
from tracking.sources.posted import Posted

NOON = 1_795_529_100.0  # 2026-11-24T14:05:00Z


def posted(request: dict[str, Any]) -> Posted:
    body = request["raw"] if "raw" in request else json.dumps(request["body"])
    return Posted(body.encode(), dict(parse_qsl(request.get("query", ""), keep_blank_values=True)),
                  float(request.get("received", NOON)), request.get("headers", {}))


def post(source: str, body: object = None, query: str = "") -> Batch:
    raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    return sources()[source].parse(Posted(raw, dict(parse_qsl(query)), NOON))
