"""What an operator reads who points the service at roads that are none."""

import os
import subprocess
import sys
from pathlib import Path

import osmium
import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("roads", ["words.osm.pbf", "empty.osm.pbf", "http://127.0.0.1:9"])
def test_roads_that_cannot_be_used_end_the_start_with_one_line_and_code_2(tmp_path: Path, roads: str) -> None:
    (tmp_path / "words.osm.pbf").write_bytes(b"this is no map")
    osmium.SimpleWriter(str(tmp_path / "empty.osm.pbf")).close()
    env = {"SECRET_KEYS": "k" * 40, "DATABASE_URL": f"sqlite://{tmp_path / 'one.db'}", "PORT": "0",
           "CACHE": str(tmp_path / "cache"), "ROADS": roads if "//" in roads else str(tmp_path / roads)}
    ended = subprocess.run([sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=os.environ | env,
                           capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    said = [line for line in ended.stderr.splitlines() if not line.startswith("{")]
    assert len(said) == 1
    assert said[0].startswith("porchlight: ROADS: ")
    assert "expected" in said[0]
