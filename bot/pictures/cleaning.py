"""A stranger's bytes to a picture of ours, or why not. The decoding happens in a process of its own (`draw.py`)."""

import asyncio
import struct
import sys
from pathlib import Path

from domain.pictures import LARGEST, Clean, Unreadable, kind_of

DRAW = Path(__file__).with_name("draw.py")
DEADLINE = 20.0
HEAD = 2 + 12


async def cleaned(raw: bytes, deadline: float = DEADLINE) -> Clean:
    """Our own drawing of a picture, within `deadline` seconds.

    Raises:
        Unreadable: too large, of no kind that is taken, or not to be opened.
    """
    if len(raw) > LARGEST:
        msg = "more than 10 MB"
        raise Unreadable(msg)
    if not kind_of(raw[:16]):
        msg = "not a JPEG, PNG, WebP or HEIC"
        raise Unreadable(msg)
    answer = await _drawn(raw, deadline)
    if not answer.startswith(b"OK"):
        raise Unreadable(answer[2:160].decode(errors="replace") or "it could not be opened")
    length, width, height = struct.unpack(">III", answer[2:HEAD])
    return Clean(answer[HEAD:HEAD + length], answer[HEAD + length:], width, height)


async def _drawn(raw: bytes, deadline: float) -> bytes:
    """What the process answers. One that takes too long is ended; one that dies has answered nothing."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", str(DRAW), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL, env={"MALLOC_ARENA_MAX": "1"})
    try:
        async with asyncio.timeout(deadline):
            answer, _ = await process.communicate(raw)
    except TimeoutError:
        return b"NOit took too long to open"
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return answer if process.returncode == 0 else b""
