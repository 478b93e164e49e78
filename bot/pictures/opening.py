"""Kept pictures out of the database: which there are, and their bytes, opened by their owner's key."""

from aiohttp import web

from domain.pictures import Unreadable as NotThere
from store import models
from store.crypt import Keys, Unreadable

FULL, SMALL = "full", "small"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""A picture is drawn by us and still treated as a stranger's: it runs nothing, frames nothing, is kept nowhere."""


async def opened(row: models.Picture, size: str, keys: Keys) -> bytes:
    """The JPEG of a kept picture.

    Raises:
        NotThere: it is not kept, or not any more.
    """
    sealed = await models.PictureBytes.filter(id=row.id).values_list(f"sealed_{size}", flat=True)
    owner = await models.Participant.get_or_none(id=row.owner_id)
    if row.state != "kept" or not sealed or owner is None:
        msg = "it is not kept any more"
        raise NotThere(msg)
    try:
        place = row.id if size == FULL else f"{row.id}:{SMALL}"
        return await keys.read_bytes(owner, "pictures", place, bytes(sealed[0]))
    except Unreadable:
        msg = "it cannot be opened any more"
        raise NotThere(msg) from None


async def served(row: models.Picture | None, size: str, keys: Keys) -> web.Response:
    """A picture as an answer; 404, always alike, where there is none."""
    try:
        body = await opened(row, size, keys) if row else b""
    except NotThere:
        body = b""
    if row is None or not body:
        raise web.HTTPNotFound(text="There is no such picture.", headers=HEADERS)
    name = f'attachment; filename="picture-{row.id[-6:].lower()}.jpg"'
    return web.Response(body=body, content_type="image/jpeg", headers=HEADERS | {"Content-Disposition": name})


async def proof_of(delivery: str) -> list[models.Picture]:
    """Kept photos of how a delivery was handed over, oldest first."""
    return await models.Picture.filter(conversation_id=delivery or "-", proof=True, state="kept").order_by("id")
