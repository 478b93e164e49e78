"""What a picture may be: how large, and of which kind by its own first bytes, whatever a vendor says of it."""

import re
from dataclasses import dataclass

LARGEST = 10 * 1024 * 1024
"""Bytes taken from a vendor (reliability D5)."""
MOST = 10
"""Pictures of one message: as many as Twilio takes."""
IMAGE = re.compile(r"image/.+", re.IGNORECASE)
HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
BOX = 4


@dataclass(frozen=True, slots=True)
class Clean:
    """A picture as we keep it: JPEGs that we drew ourselves, the full one and a small one; sizes in pixels."""

    full: bytes
    small: bytes
    width: int
    height: int


class Unreadable(Exception):
    """A picture that is not taken. The text says why, for staff; it holds nothing of the picture."""


def is_picture(kind: str) -> bool:
    """Whether a content type claims to be one. Only a reason to look: the bytes decide."""
    return bool(IMAGE.fullmatch(kind))


def kind_of(head: bytes) -> str:
    """jpeg, png, webp or heic, by the bytes that a file begins with; empty for anything else."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head[BOX:BOX + 4] == b"ftyp" and head[8:12] in HEIC:
        return "heic"
    return ""
