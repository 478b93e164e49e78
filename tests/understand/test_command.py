"""`porchlight understand`, as it is run."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _run(lines: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "understand", *options]
    return subprocess.run(command, input=lines, capture_output=True, text=True, cwd=ROOT, check=False,  # noqa: S603
                          timeout=60)


def test_each_line_is_answered_with_local_edges_of_the_time_meant() -> None:
    asked = {"text": "can u do tmrw after 6", "context": "none", "now": "2026-11-24T09:00:00-06:00"}
    done = _run(json.dumps(asked) + "\n" + json.dumps({"text": "español por favor"}) + "\n")
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 0
    assert first["intents"] == ["reschedule"]
    assert first["slots"] == {"time_phrase": "tmrw after 6", "from": "2026-11-25T18:00:00",
                              "to": "2026-11-26T00:00:00"}
    assert (second["lang"], second["slots"], second["escalate"]) == ("es", {"language": "es"}, False)


def test_a_bad_line_is_named_and_the_others_are_answered() -> None:
    lines = [
        '{"text": "5", "context": "rating_request"}', "not json", '{"text": 5}', '{"text": "x", "context": "nope"}',
        '{"text": "x", "lang": 7}', '{"text": "x", "now": "soon"}', "[]", '{"text": "STOP"}',
    ]
    done = _run("\n".join(lines))
    assert done.returncode == 1
    assert [json.loads(line)["intents"] for line in done.stdout.splitlines()] == [["rating"], ["opt_out"]]
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == [f"line {number}" for number in range(2, 8)]


def test_explaining_says_why() -> None:
    done = _run('{"text": "gate code 4417#"}\n', "--explain")
    assert json.loads(done.stdout)["why"]
    assert "4417" not in " ".join(json.loads(done.stdout)["why"])
