"""The command line as a stranger meets it: one readable line and the right exit code."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEYS = "k" * 40


def run(*words: str, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """One command in a process of its own."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("TWILIO", "DATABASE", "SECRET"))}
    return subprocess.run([sys.executable, "-m", "bot", *words], cwd=ROOT, env=clean | env, input=stdin,  # noqa: S603
                          capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(("env", "named"), [
    ({"PORT": "0x50"}, "PORT"),
    ({"PORT": "70000"}, "PORT"),
    ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL"),
    ({"SECRET_KEYS": "short"}, "SECRET_KEYS"),
    ({"PUBLIC_URL": "track.example.com"}, "PUBLIC_URL"),
    ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL"),
])
def test_a_wrong_setting_stops_the_start_with_one_line(env: dict[str, str], named: str) -> None:
    ended = run("serve", **({"SECRET_KEYS": KEYS} | env))
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert named in ended.stderr
    assert "expected" in ended.stderr


def test_no_keys_is_a_wrong_setting_too() -> None:
    ended = run("serve", SECRET_KEYS="")
    assert ended.returncode == 2
    assert "openssl rand -hex 32" in ended.stderr


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    ended = run("serve", SECRET_KEYS=KEYS, DATABASE_URL="postgres://ana:sesame@127.0.0.1:9/none")
    assert ended.returncode == 2
    assert "DATABASE_URL" in ended.stderr
    assert "sesame" not in ended.stderr


def test_a_second_serve_on_the_same_file_is_refused(tmp_path: Path) -> None:
    env = {"SECRET_KEYS": KEYS, "DATABASE_URL": f"sqlite://{tmp_path / 'one.db'}", "PORT": "0"}
    first = subprocess.Popen([sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=os.environ | env,
                             stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while run("migrate", "--check", **env).returncode and time.monotonic() < until:
            time.sleep(0.1)  # it migrates a new database first
        ended = run("serve", **env)
        assert ended.returncode == 2
        assert "already served" in ended.stderr
        assert run("migrate", "--check", **env).returncode == 0
    finally:
        first.terminate()
        first.wait(20)


def test_an_import_keeps_the_good_lines_and_says_which_are_not(tmp_path: Path) -> None:
    env = {"SECRET_KEYS": KEYS, "DATABASE_URL": f"sqlite://{tmp_path / 'one.db'}", "TWILIO_FROM": "+13125550100"}
    assert run("migrate", **env).returncode == 0
    file = tmp_path / "orders.csv"
    file.write_text("tracking_number,name\nA,Ana\n")
    ended = run("import", str(file), **env)
    assert ended.returncode == 1
    assert "missing: phone" in ended.stderr


def test_a_new_flow_passes_every_test_of_flows_as_it_was_written(tmp_path: Path) -> None:
    for folder in ("bot", "domain", "flows", "integrations", "store", "templates", "tests", "tracking"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "vendor"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert run("new", "flow", "parking", "--root", str(tmp_path)).returncode == 0
    played = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/conversations", "tests/stored_states",
         "tests/engine"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert played.returncode == 0, played.stdout[-3000:]
    assert run("new", "flow", "parking", "--root", str(tmp_path)).returncode == 1
    assert run("new", "flow", "Parking!", "--root", str(tmp_path)).returncode == 2


def test_chat_prints_a_transcript() -> None:
    ended = run("chat", "access", stdin="status arrived\ndriver > 5\n\n")
    assert ended.returncode == 0
    assert "I am asking Ana for the code" in ended.stdout


def test_doctor_says_what_is_missing(tmp_path: Path) -> None:
    ended = run("doctor", SECRET_KEYS=KEYS, DATABASE_URL=f"sqlite://{tmp_path / 'one.db'}")
    assert ended.returncode == 1
    assert "PUBLIC_URL is not set" in ended.stdout


@pytest.mark.parametrize("command", ["serve", "worker", "demo", "migrate", "chat", "key", "import", "new", "doctor"])
def test_every_command_helps(command: str) -> None:
    assert run(command, "--help").returncode == 0
