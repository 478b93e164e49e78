"""Real pictures, and files that only look like some: made here, so that what is in them is known."""

import io
import struct
import zlib

import pi_heif
from PIL import Image, ImageDraw

PLACE = b"41.8781"
MARK = b"a-canary-of-the-owner"


def phone(width: int = 1200, height: int = 900, orientation: int = 1) -> bytes:
    """A phone's JPEG: red on the left, blue on the right, with a place, a maker and a comment."""
    found = halves(width, height)
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, MARK.decode()
    exif[0x8825] = {1: "N", 2: (41.0, 52.0, 41.0), 3: "W", 4: (87.0, 37.0, 47.0), 29: PLACE.decode()}
    out = io.BytesIO()
    found.save(out, "JPEG", quality=88, exif=exif, comment=MARK + PLACE)
    return out.getvalue()


def halves(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Left half red, right half blue."""
    found = Image.new("RGB", (width, height), (200, 20, 20))
    ImageDraw.Draw(found).rectangle((width // 2, 0, width, height), fill=(20, 20, 200))
    return found.convert(mode)


def saved(found: Image.Image, kind: str, **more: object) -> bytes:
    """As a file."""
    out = io.BytesIO()
    found.save(out, kind, **more)
    return out.getvalue()


def moving(kind: str) -> bytes:
    """Red, then green, then blue, for ever."""
    frames = [Image.new("RGB", (64, 64), colour) for colour in ((200, 20, 20), (20, 200, 20), (20, 20, 200))]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=50, loop=0)


def wide_png(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that unfolds to width x height pixels."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    row = b"\0" + b"\0" * ((width + 7) // 8)
    data = zlib.compressobj(9)
    body = b"".join(data.compress(row) for _ in range(height)) + data.flush()
    chunks = ((b"IHDR", header), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, one) for name, one in chunks)


def claiming_png(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 4096)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, one) for name, one in chunks)


def text_bomb() -> bytes:
    """A small PNG with a compressed comment that unfolds to 200 MB."""
    bomb = b"Comment\0\0" + zlib.compress(b"\0" * 200_000_000, 9)
    plain = saved(halves(32, 32), "PNG")
    at = 8 + 25
    return plain[:at] + _chunk(b"zTXt", bomb) + plain[at:]


def layered(scans: int) -> bytes:
    """A progressive JPEG whose last scan is said again so many times."""
    plain = saved(halves(256, 256), "JPEG", progressive=True, quality=70)
    last = plain.rindex(b"\xff\xda")
    return plain[:last] + plain[last:-2] * scans + plain[-2:]


def both_ways() -> bytes:
    """A JPEG that is an HTML page too, with a script in its comment and a ZIP behind its end."""
    plain = saved(halves(200, 200), "JPEG", comment=b"<html><script>alert(1)</script>")
    return plain + b"PK\x03\x04" + MARK + b"<script>alert(2)</script>"


def svg() -> bytes:
    """A drawing that asks for somebody else's file."""
    return b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://169.254.169.254/latest/"/></svg>'


def heic() -> bytes:
    """A HEIC's first bytes with nothing behind them: no encoder comes with what reads them."""
    assert pi_heif.libheif_info()["decoders"]
    return struct.pack(">I", 24) + b"ftypheic" + b"\0\0\0\0" + b"mif1heic" + b"\0" * 64


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
