"""An .osm.pbf in, a .pmtiles out: one file with every tile of the place, kept until the extract changes."""

import json
import logging
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import osmium

from integrations.basemap.features import Feature, features
from integrations.basemap.sea import Box, sea

log = logging.getLogger(__name__)
DRAWING = 2  # raise it when features or zooms change: tiles of an older drawing are then built anew
SMALLEST, LARGEST = 6, 15
OPTIONS = ("--force", "--quiet", f"--minimum-zoom={SMALLEST}", f"--maximum-zoom={LARGEST}", "--drop-rate=1",
           "--no-feature-limit", "--no-tile-size-limit", "--no-tiny-polygon-reduction-at-maximum-zoom",
           "--simplification=4", "--attribution=© OpenStreetMap contributors")


class BasemapError(Exception):
    """The tiles could not be built; says why in one sentence."""


def build(pbf: Path, out: Path, say: Callable[[str], None] = log.info) -> Path:
    """The tiles of an extract, in folder `out`; at once where this very extract was built before.

    The file's name holds the extract's hash, so a browser may keep it for ever. Blocks for seconds: call it in a
    thread. Raises BasemapError when the extract cannot be read or tippecanoe is missing or fails.
    """
    place = pbf.name.removesuffix(".pbf").removesuffix(".osm")
    made = out / f"{place}-{_mark(pbf)}.pmtiles"
    if made.exists():
        return made
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out) as folder:
        say(f"reading the streets of {pbf.name}")
        count = _write(pbf, Path(folder) / "features.geojsonl")
        say(f"drawing {count} shapes into tiles")
        draft = Path(folder) / "draft.pmtiles"
        _tippecanoe(Path(folder) / "features.geojsonl", draft)
        draft.replace(made)
    say(f"the map is ready: {made.stat().st_size / 1e6:.1f} MB")
    return made


def extent(pbf: Path) -> Box | None:
    """The (west, south, east, north) in degrees that the extract says it covers; None where it does not say."""
    box = osmium.io.Reader(str(pbf), osmium.osm.NOTHING).header().box()
    if not box.valid():
        return None
    low, high = box.bottom_left, box.top_right
    return low.lon, low.lat, high.lon, high.lat


def _mark(pbf: Path) -> str:
    digest = sha256(f"drawing {DRAWING}".encode())
    try:
        with pbf.open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    except OSError as error:
        msg = f"{pbf.name} cannot be read: {error.strerror}"
        raise BasemapError(msg) from error
    return digest.hexdigest()[:12]


def _write(pbf: Path, to: Path) -> int:
    count = 0
    try:
        box = extent(pbf)
        with to.open("w", encoding="utf-8") as file:
            for one in features(pbf):
                file.write(_line(one))
                count += 1
            for shape in sea(pbf, box):
                file.write(_line(Feature("water", SMALLEST, shape, {"kind": "sea"})))
                count += 1
    except RuntimeError as error:  # osmium has no exception of its own for a broken file
        msg = f"{pbf.name} is no extract that osmium can read: {error}"
        raise BasemapError(msg) from error
    if not count:
        msg = f"{pbf.name} holds nothing to draw"
        raise BasemapError(msg)
    return count


def _line(one: Feature) -> str:
    tags = json.dumps(one.tags, ensure_ascii=False)
    where = json.dumps({"layer": one.layer, "minzoom": one.zoom})
    return f'{{"type":"Feature","tippecanoe":{where},"properties":{tags},"geometry":{one.shape}}}\n'


def _tippecanoe(source: Path, to: Path) -> None:
    beside = Path(sys.executable).with_name("tippecanoe")
    program = str(beside) if beside.exists() else shutil.which("tippecanoe")
    if program is None:
        raise BasemapError("tippecanoe is missing: install the package of that name")
    done = subprocess.run([program, *OPTIONS, f"--output={to}", str(source)],  # noqa: S603 our own options, no shell
                          capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines()
        msg = f"tippecanoe failed: {said[-1] if said else done.returncode}"
        raise BasemapError(msg)
