"""A stranger's file becomes our own drawing of it, or nothing at all."""

import asyncio
import io
import os
import resource
import sys
from pathlib import Path

import pytest
from PIL import Image

from bot.pictures.cleaning import DRAW, cleaned
from bot.pictures.draw import HEAVIEST, LONGEST_SIDE, SMALL_SIDE
from domain.pictures import LARGEST, Unreadable, kind_of
from tests.pictures import hostile


def seen(body: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(body))
    assert found.format == "JPEG"
    found.load()
    return found


def colour(found: Image.Image, x: float, y: float) -> str:
    red, green, blue = found.convert("RGB").getpixel((int(found.width * x), int(found.height * y)))  # type: ignore[misc]
    return max((red, "red"), (green, "green"), (blue, "blue"))[1]


async def test_a_phones_picture_comes_out_without_its_place_its_maker_or_anything_but_pixels() -> None:
    raw = hostile.phone(2400, 1800)
    assert hostile.PLACE in raw
    assert hostile.MARK in raw
    clean = await cleaned(raw)
    for body in (clean.full, clean.small):
        assert hostile.PLACE not in body
        assert hostile.MARK not in body
        assert b"Exif" not in body
        found = seen(body)
        assert not found.getexif()
        assert set(found.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    full, small = seen(clean.full), seen(clean.small)
    assert (clean.width, clean.height) == full.size == (LONGEST_SIDE, LONGEST_SIDE * 3 // 4)
    assert max(small.size) == SMALL_SIDE
    assert (colour(full, .2, .5), colour(full, .8, .5)) == ("red", "blue")


@pytest.mark.parametrize(("orientation", "left", "top"), [(3, "blue", ""), (6, "", "red"), (8, "", "blue")])
async def test_a_picture_held_sideways_is_turned_before_its_exif_is_gone(orientation: int, left: str, top: str) -> None:
    full = seen((await cleaned(hostile.phone(600, 400, orientation))).full)
    if left:
        assert (full.width, full.height, colour(full, .2, .5)) == (600, 400, left)
    else:
        assert (full.width, full.height, colour(full, .5, .2)) == (400, 600, top)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK"])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_every_kind_and_palette_of_a_picture_can_be_seen(kind: str, mode: str) -> None:
    try:
        raw = hostile.saved(hostile.halves(300, 200, mode), kind)
    except OSError:
        pytest.skip(f"there is no {kind} in {mode}")
    full = seen((await cleaned(raw)).full)
    assert (full.size, full.mode) == ((300, 200), "RGB")


async def test_what_an_iphone_makes_is_read_and_its_place_is_gone() -> None:
    raw = Path(__file__).with_name("door.heic").read_bytes()
    assert hostile.PLACE in raw
    clean = await cleaned(raw)
    full = seen(clean.full)
    assert (full.size, colour(full, .2, .5), colour(full, .8, .5)) == ((320, 240), "red", "blue")
    assert hostile.PLACE not in clean.full + clean.small
    assert hostile.MARK not in clean.full + clean.small


async def test_a_jpeg_with_a_second_picture_behind_it_is_read_as_phones_mean_it() -> None:
    raw = hostile.saved(hostile.halves(400, 300), "MPO", save_all=True, append_images=[hostile.halves(200, 150, "L")])
    full = seen((await cleaned(raw)).full)
    assert (full.size, full.format, colour(full, .2, .5)) == ((400, 300), "JPEG", "red")


async def test_sixteen_bits_of_grey_are_as_light_as_they_were() -> None:
    raw = hostile.saved(Image.new("I;16", (64, 64), 128 << 8), "PNG")
    assert abs(seen((await cleaned(raw)).full).convert("L").getpixel((32, 32)) - 128) < 6  # type: ignore[operator]


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
async def test_of_a_moving_picture_the_first_frame_is_kept(kind: str) -> None:
    full = seen((await cleaned(hostile.moving(kind))).full)
    assert colour(full, .5, .5) == "red"
    assert getattr(full, "n_frames", 1) == 1


async def test_what_is_a_page_and_an_archive_too_comes_out_as_a_picture_alone() -> None:
    clean = await cleaned(hostile.both_ways())
    for body in (clean.full, clean.small):
        assert b"script" not in body
        assert b"PK\x03\x04" not in body
        assert hostile.MARK not in body
        assert body.endswith(b"\xff\xd9")


async def test_a_noisy_picture_is_small_enough_for_a_carrier() -> None:
    raw = hostile.saved(Image.effect_noise((1600, 1200), 120).convert("RGB"), "JPEG", quality=92)
    assert len((await cleaned(raw)).full) <= HEAVIEST


@pytest.mark.parametrize(("raw", "why"), [
    (hostile.svg(), "not a JPEG"), (b"%PDF-1.7", "not a JPEG"), (b"", "not a JPEG"),
    (b"GIF89a" + b"\0" * 99, "not a JPEG"),
    (b"MZ" + b"\0" * 99, "not a JPEG"), (b"\xff\xd8\xff\xe0", "damaged"), (b"\x89PNG\r\n\x1a\n", "damaged"),
    (b"RIFF\x10\0\0\0WEBPVP8 ", "damaged"), (hostile.heic(), "damaged"),
    (hostile.phone()[:9000], "damaged"),
    (hostile.claiming_png(60_000, 60_000), "60000 x 60000"),
    (hostile.claiming_png(2**31 - 1, 2**31 - 1), "pixels|damaged"),
    (hostile.layered(300), "too many layers"), (b"\xff\xd8\xff" + b"\0" * LARGEST, "more than 10 MB"),
    (b"\xff\xd8\xff" + os.urandom(50_000), "damaged")],
    ids=["svg", "pdf", "nothing", "gif", "program", "jpeg head", "png head", "webp head", "heic head", "cut off",
         "claims much", "claims all", "layers", "large", "noise"])
async def test_what_is_no_picture_or_too_much_of_one_is_refused_with_a_reason(raw: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        await cleaned(raw)


async def test_a_few_kilobytes_that_unfold_to_a_wall_are_refused_before_they_unfold() -> None:
    raw = hostile.wide_png(30_000, 30_000)
    assert len(raw) < LARGEST // 40
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with pytest.raises(Unreadable, match="30000 x 30000"):
        await cleaned(raw)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= max(before, 200_000)


async def test_a_comment_that_unfolds_to_much_is_never_unfolded_whole() -> None:
    try:
        clean = await cleaned(hostile.text_bomb())
    except Unreadable:
        return
    assert len(clean.full) < HEAVIEST


async def test_a_drawing_that_takes_too_long_is_ended() -> None:
    with pytest.raises(Unreadable, match="too long"):
        await cleaned(hostile.phone(2400, 1800), 0.001)


async def test_the_process_that_draws_gets_no_more_memory_and_writes_no_file(tmp_path: Path) -> None:
    code = ("import runpy, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
            f"runpy.run_path({str(DRAW)!r})['_confine']()\n"
            f"try:\n    open({str(tmp_path / 'left')!r}, 'wb', buffering=0).write(b'x' * 9)\n"
            "except OSError:\n    print('no file')\n"
            "try:\n    bytearray(2 << 30)\nexcept MemoryError:\n    print('no memory')\n")
    process = await asyncio.create_subprocess_exec(sys.executable, "-I", "-c", code, stdout=asyncio.subprocess.PIPE,
                                                   env={})
    told, _ = await process.communicate()
    assert told.decode().split() == ["no", "file", "no", "memory"]


@pytest.mark.parametrize(("head", "kind"), [
    (b"\xff\xd8\xff\xe1", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"RIFF1234WEBP", "webp"),
    (b"\0\0\0\x18ftypheic", "heic"), (b"\0\0\0\x18ftypmp42", ""), (b"RIFF1234WAVE", ""), (b"<html>", ""), (b"", "")])
def test_a_kind_is_known_by_the_first_bytes_and_by_nothing_else(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind
