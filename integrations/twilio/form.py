"""A webhook's body, read within bounds and taken only as one strict form."""

import asyncio
from collections.abc import Mapping
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web

LARGEST = 64 * 1024
MOST_FIELDS = 200
FORM = "application/x-www-form-urlencoded"


class Malformed(Exception):
    """Something a vendor sent is not what it should be. Names the field and what was expected, never its value."""

    def __init__(self, field: str, expected: str) -> None:
        """Keep both for whoever answers."""
        super().__init__(f"{field}: expected {expected}")
        self.field = field
        self.expected = expected


async def read_body(content: aiohttp.StreamReader, headers: Mapping[str, str], deadline: float,
                    most: int = LARGEST) -> bytes:
    """The body, at most 64 KiB unless `most` bytes are said, within `deadline` seconds however slowly it drips.

    Raises:
        web.HTTPException: 413 too large, 408 too slow, 415 compressed (a few bytes may unfold to gigabytes).
    """
    if headers.get("Content-Encoding"):
        raise web.HTTPUnsupportedMediaType
    body = bytearray()
    try:
        async with asyncio.timeout(deadline):
            async for chunk in content.iter_any():
                body += chunk
                if len(body) > most:
                    raise web.HTTPRequestEntityTooLarge(most, len(body))
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    return bytes(body)


def parse_form(body: bytes, headers: Mapping[str, str]) -> dict[str, str]:
    """The form's fields, each once.

    Raises:
        Malformed: another content type or encoding, too large, not strictly urlencoded UTF-8, or a field twice:
            Twilio's signature does not cover which of two came first.
    """
    if headers.get("Content-Encoding"):
        raise Malformed(field="Content-Encoding", expected="none")
    if headers.get("Content-Type", "").split(";")[0].strip().lower() != FORM:
        raise Malformed(field="Content-Type", expected=FORM)
    if len(body) > LARGEST:
        raise Malformed(field="body", expected=f"at most {LARGEST} bytes")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, strict_parsing=True, errors="strict",
                          max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Malformed(field="body", expected=f"a urlencoded form of at most {MOST_FIELDS} fields") from None
    form = dict(pairs)
    if len(form) != len(pairs):
        raise Malformed(field="body", expected="each field once")
    return form
