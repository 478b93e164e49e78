"""A process of its own that draws a stranger's picture anew: bytes in, our own JPEGs out, or one line why not.

It runs apart because decoders have holes: what breaks here, breaks nothing else. It imports nothing of ours, has no
secret, and takes no more memory, time or file than it is granted. What it writes is drawn from pixels alone, so
that no place, comment, trailer or second file of the original is left in it.

    answer: b"OK" | full's length (4 bytes) | width | height | full | small        or        b"NO" | why
"""

import io
import resource
import struct
import sys
from contextlib import suppress

from PIL import Image, ImageFile, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

READ = (JpegImagePlugin, PngImagePlugin, WebPImagePlugin)
"""What is read beside HEIC; nothing else is loaded."""
MEGA = 1 << 20
MEMORY, SECONDS = 768 * MEGA, 15
MOST_PIXELS = {"JPEG": 52_000_000, "PNG": 26_000_000, "WEBP": 26_000_000, "HEIF": 52_000_000}
"""What phones take (50 megapixels) fits as JPEG and HEIC; screenshots and drawings are far smaller."""
JPEGS = ("JPEG", "MPO")
"""Of phones, many a JPEG has a second picture behind it, such as what brightens it on some screens."""
LONGEST_SIDE, SMALL_SIDE = 1600, 320
MOST_SCANS = 100
"""A progressive JPEG has about ten; each costs as much as the whole picture."""
HEAVIEST = 600_000
"""Bytes: carriers take no more in a picture message (reliability, and Twilio's advice)."""


def draw(raw: bytes) -> bytes:
    """The answer for one picture.

    Raises:
        ValueError: it is not taken, and why.
    """
    with opened(raw) as found:
        found.seek(0)  # of several frames the first
        if found.format in JPEGS:
            found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(found)
        full = _flat(upright)
        full.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        small = full.copy()
        small.thumbnail((SMALL_SIDE, SMALL_SIDE))
        first = _jpeg(full)
        while len(first) > HEAVIEST:  # noise, mostly: smaller, then
            full.thumbnail((full.width * 3 // 4, full.height * 3 // 4))
            first = _jpeg(full)
        return b"OK" + struct.pack(">III", len(first), full.width, full.height) + first + _jpeg(small)


def opened(raw: bytes) -> Image.Image:
    """The picture, nothing of it decoded yet."""
    if raw.startswith(b"\xff\xd8") and raw.count(b"\xff\xda") > MOST_SCANS:
        msg = "a picture of too many layers"
        raise ValueError(msg)
    found = Image.open(io.BytesIO(raw), formats=[one for one in MOST_PIXELS if one in Image.OPEN])
    if found.width * found.height > MOST_PIXELS["JPEG" if found.format in JPEGS else found.format or ""]:
        msg = f"a picture of {found.width} x {found.height} pixels"
        raise ValueError(msg)
    return found


def _flat(found: Image.Image) -> Image.Image:
    """Its pixels alone, in plain colours, on white where it lets light through."""
    if found.mode in {"RGBA", "LA", "PA"} or "transparency" in found.info:
        clear = found.convert("RGBA")
        ground = Image.new("RGB", found.size, "white")
        ground.paste(clear, mask=clear.getchannel("A"))
        return ground
    if found.mode.startswith("I"):  # sixteen bits of grey
        found = found.convert("I").point(lambda value: value / 256)
        found = found.convert("L")
    plain = found.convert("RGB")
    bare = Image.new("RGB", plain.size)
    bare.paste(plain)
    return bare


def _jpeg(found: Image.Image) -> bytes:
    for quality in (84, 72, 60, 45):
        out = io.BytesIO()
        found.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= HEAVIEST:
            break
    return out.getvalue()


def _confine() -> None:
    """No more memory and time than granted, no file written. macOS refuses the first, and lives without it."""
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0),
                       (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def _heic() -> None:
    from pi_heif import register_heif_opener  # noqa: PLC0415 only for those few

    register_heif_opener(thumbnails=False)


def main() -> int:
    """Read one picture, write one answer."""
    raw = sys.stdin.buffer.read()
    if raw[4:8] == b"ftyp":
        _heic()
    Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = None, False
    Image.preinit()
    _confine()
    try:
        answer = draw(raw)
    except MemoryError:
        answer = b"NOtoo much memory to open it"
    except Exception as error:  # noqa: BLE001 decoders raise anything; whatever it was, the picture is not taken
        told = str(error) if type(error) is ValueError and str(error).startswith("a picture of") else "damaged"
        answer = b"NO" + told.encode()
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
