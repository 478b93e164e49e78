"""An .osm.pbf in, one file of arrays out, kept until the extract or this program changes.

Reading a city takes seconds and its order holds the interpreter, so it is a process of its own:
`python -m integrations.roads.build EXTRACT.osm.pbf FOLDER`. A second one for the same extract does no harm.
"""

import asyncio
import os
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

import numpy as np

from integrations.roads.addressed import Addressed, addressed
from integrations.roads.graph import Graph, graph
from integrations.roads.grid import Packed, pack
from integrations.roads.kinds import RoadsError
from integrations.roads.network import order
from integrations.roads.reading import Ints, read

FORM = 2  # raise it when speeds, graph, grid or addresses change: what an older program made is then made anew
SCALE = 0.95  # what 1,000 pairs in Porto ask for against Valhalla's free times (docs/roads.md)
WRONG = 3  # exit code of the process that builds: its last line says what is wrong
# what numpy and zipfile raise for a file with a flipped byte; RuntimeError for one that then claims to be encrypted
DAMAGED = (OSError, ValueError, KeyError, EOFError, RuntimeError, zipfile.BadZipFile)


@dataclass(frozen=True, slots=True)
class Made:
    """What an extract was made into."""

    graph: Graph
    grid: Packed
    order: Ints
    addresses: Addressed


async def made(pbf: Path, folder: Path) -> Made:
    """What an extract is made into: from the cache, or built now in a process of its own.

    Raises:
        RoadsError: the extract cannot be read or holds no roads.
    """
    file = await asyncio.to_thread(cached, pbf, folder)
    if file.exists():
        try:
            return await asyncio.to_thread(load, file)
        except DAMAGED:
            file.unlink(missing_ok=True)
    root = Path(__file__).parents[2]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "integrations.roads.build", str(pbf), str(folder), stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH"))))})
    try:
        said = (await process.communicate())[1].decode(errors="replace").strip().splitlines()
    finally:
        if process.returncode is None:  # whoever waited was cancelled
            process.kill()
            await process.wait()
    if process.returncode:
        said = said or [f"ended by signal {-process.returncode}"]
        raise RoadsError(said[-1] if process.returncode == WRONG else f"{pbf.name} gave no roads: {said[-1]}")
    return await asyncio.to_thread(load, file)


def cached(pbf: Path, folder: Path) -> Path:
    """Where the roads of this very extract are kept: the name holds its hash and the form of the file.

    Raises:
        RoadsError: the extract cannot be read.
    """
    digest = sha256(f"roads {FORM}".encode())
    try:
        with pbf.open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    except OSError as error:
        msg = f"{pbf.name} cannot be read: {error.strerror}"
        raise RoadsError(msg) from error
    place = pbf.name.removesuffix(".pbf").removesuffix(".osm")
    return folder / f"{place}-{digest.hexdigest()[:12]}.roads.npz"


def build(pbf: Path, folder: Path) -> Path:
    """Make the file. Blocks for seconds.

    Raises:
        RoadsError: the extract cannot be read or holds no roads.
    """
    to = cached(pbf, folder)
    drawn = graph(read(pbf), SCALE)
    if drawn is None:
        msg = f"{pbf.name} holds no roads that lead anywhere"
        raise RoadsError(msg)
    roads, shapes = drawn
    folder.mkdir(parents=True, exist_ok=True)
    save(to, _columns("graph", roads) | _columns("grid", pack(shapes)) | _columns("addresses", addressed(pbf))
         | {"order": np.array(order(roads))})
    return to


def save(to: Path, columns: Mapping[str, Any]) -> None:
    """Write arrays so that whoever looks sees all of the file or nothing."""
    with NamedTemporaryFile(dir=to.parent, prefix=f"{to.name}.", delete=False) as draft:
        try:
            _write(draft, columns)
        except BaseException:
            Path(draft.name).unlink()
            raise
    Path(draft.name).replace(to)


def _write(draft: IO[bytes], columns: Mapping[str, Any]) -> None:
    np.savez(draft, allow_pickle=False, **columns)
    draft.flush()
    os.fsync(draft.fileno())


def _columns(name: str, held: Graph | Packed | Addressed) -> dict[str, Any]:
    return {f"{name}_{each.name}": getattr(held, each.name) for each in fields(held)}


def load(file: Path) -> Made:
    """Read the file; every array is checked against the sum that was kept with it.

    Raises:
        OSError, ValueError, KeyError, EOFError, RuntimeError, BadZipFile: the file is damaged.
    """
    with np.load(file, allow_pickle=False) as held:
        roads = Graph(**{each.name: held[f"graph_{each.name}"] for each in fields(Graph)})
        grid = Packed(**{each.name: held[f"grid_{each.name}"] for each in fields(Packed)})
        addresses = Addressed(**{each.name: held[f"addresses_{each.name}"] for each in fields(Addressed)})
        return Made(roads, grid, held["order"], addresses)


if __name__ == "__main__":
    try:
        build(Path(sys.argv[1]), Path(sys.argv[2]))
    except (RoadsError, OSError) as wrong:
        sys.stderr.write(f"{wrong}\n")
        sys.exit(WRONG)
