"""The house keeps its own rules: what the linters cannot see."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "domain", "flows", "integrations", "simulator", "store", "tracking")
SOURCES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)
CLOCKS = {"bot/clock.py", "bot/logs.py", "simulator/clock.py", "simulator/day/stroll.py", "bot/commands/demo.py",
          "store/ids.py", "simulator/ledger.py", "simulator/twilio/routes.py", "simulator/slack/post.py"}


def tracked() -> list[str]:
    found = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    return found.stdout.splitlines()


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_nobody_but_the_clock_asks_what_time_it_is() -> None:
    asking = {name(path) for path in SOURCES
              if re.search(r"datetime\.(now|utcnow)\(|\btime\.time\(", path.read_text(encoding="utf-8"))}
    assert asking - CLOCKS == set()


def test_transactions_are_opened_in_one_place() -> None:
    assert {name(path) for path in SOURCES if "in_transaction" in path.read_text(encoding="utf-8")} == {
        "store/atomic.py"}


def test_no_webhook_reads_a_form_unbounded_and_nothing_is_mocked_pickled_or_evaluated() -> None:
    banned = re.compile(r"request\.post\(\)|\.multipart\(\)|mock\.patch|MagicMock|import pickle|\beval\(")
    assert [name(path) for path in SOURCES if banned.search(path.read_text(encoding="utf-8"))
            and not name(path).startswith("simulator/")] == []


def test_secrets_are_compared_in_constant_time() -> None:
    guilty = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare) and any(isinstance(op, ast.Eq) for op in node.ops):
                names = [getattr(side, "id", getattr(side, "attr", "")) for side in (node.left, *node.comparators)]
                if any(re.search(r"signature|(^|_)token|digest|(^|_)mac($|_)", one) for one in names):
                    guilty.append(f"{name(path)}:{node.lineno}")
    assert guilty == []


def test_files_are_small_or_say_why() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in (*SOURCES, *ROOT.glob("tests/**/*.py"))
             if "words" not in path.parts}  # a language is one file of words
    long = {path: text for path, text in texts.items() if text.count("\n") > 250}
    assert [name(path) for path, text in long.items() if "\n# Longer than 250 lines: " not in text] == []
    assert [name(path) for path in long if path in SOURCES and long[path].count("\n") > 300] == []


def test_lock_files_hold_no_address() -> None:
    for lock in (*ROOT.glob("*.lock"), ROOT / "assets" / "package-lock.json"):
        assert "://" not in lock.read_text(encoding="utf-8")


def test_every_row_of_the_mission_has_a_line_and_what_it_names_exists() -> None:
    rows = dict(re.findall(r"^\| ([SN]\d+) \| .* \| (.*) \|$", (ROOT / "docs/features.md").read_text(), re.MULTILINE))
    wanted = [f"S{number}" for number in range(1, 71)] + [f"N{number}" for number in range(1, 26)]
    assert list(rows) == wanted
    named = [one.strip("`") for row in rows.values() if row != "not yet" for one in row.split(", ")]
    assert [one for one in named if not _is_shown(one)] == []


def _is_shown(by: str) -> bool:
    """A transcript or picture that is there, or a test that its file has: a whole file of tests shows no row."""
    file, _, test = by.partition("::")
    path = ROOT / file
    if path.suffix != ".py":
        return path.is_file()
    return path.is_file() and bool(re.search(rf"^(async )?def {test or 'none'}\(", path.read_text(), re.MULTILINE))


@pytest.mark.parametrize("word", ["delivery", "conversation", "floor", "session", "wording", "promise", "case"])
def test_the_glossary_knows_our_words(word: str) -> None:
    assert f"| {word} |" in (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
