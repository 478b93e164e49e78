"""Pictures of this world: a door with a parcel before it, and whatever a test puts in its place."""

import io
from dataclasses import dataclass
from hashlib import md5

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 640, 480


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as a phone sends it along; `kind` is what it claims to be."""

    kind: str
    body: bytes


def door(seed: str) -> Attached:
    """A door of a colour of its own, as a phone's JPEG: the same seed gives the same door."""
    red, green, blue = md5(seed.encode(), usedforsecurity=False).digest()[:3]
    found = Image.new("RGB", (WIDTH, HEIGHT), (214, 208, 198))
    pen = ImageDraw.Draw(found)
    pen.rectangle((220, 60, 420, 430), fill=(red, green, blue), outline=(60, 50, 40), width=6)
    pen.ellipse((385, 250, 403, 268), fill=(230, 200, 90))
    pen.rectangle((250, 350, 390, 450), fill=(181, 137, 88), outline=(120, 86, 50), width=4)
    pen.rectangle((0, 450, WIDTH, HEIGHT), fill=(150, 150, 146))
    exif = Image.Exif()
    exif[0x010E] = "a phone's own words about a door"
    out = io.BytesIO()
    found.save(out, "JPEG", quality=80, exif=exif)
    return Attached("image/jpeg", out.getvalue())


def media_sid(message: str, number: int) -> str:
    """The id of a message's file."""
    return "ME" + md5(f"{message}/{number}".encode(), usedforsecurity=False).hexdigest()


class Album:
    """What is attached to which message, in order; a message that nobody put anything to has doors."""

    def __init__(self) -> None:
        """Nothing special yet."""
        self._put: dict[str, tuple[Attached, ...]] = {}
        self._deleted: set[str] = set()

    def put(self, message: str, files: tuple[Attached, ...]) -> None:
        """These come with that message."""
        self._put[message] = files

    def of(self, message: str, number: int) -> Attached:
        """One file of a message."""
        put = self._put.get(message, ())
        return put[number] if number < len(put) else door(f"{message}/{number}")

    def delete(self, media: str) -> None:
        """Forget a file."""
        self._deleted.add(media)

    def there(self, message: str, count: int) -> list[tuple[int, str]]:
        """The files of a message that are still there: number and id."""
        return [(number, sid) for number in range(count)
                if (sid := media_sid(message, number)) not in self._deleted]
