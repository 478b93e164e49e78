"""Every transcript is played by the pure engine and must come out as it is written. `--accept` keeps the new one."""

import ast
from pathlib import Path

import pytest

from bot.transcript import play, transitions
from bot.wording import Wording
from flows.engine.catalog import catalog
from flows.engine.state import block

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.txt"))
FLOWS = Path(__file__).parents[2] / "flows"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_transcript_comes_out_as_it_is_written(path: Path, request: pytest.FixtureRequest) -> None:
    """The left side is input, the rest is the machine's."""
    written = path.read_text(encoding="utf-8")
    played, _ = play(written)
    if request.config.getoption("--accept"):
        path.write_text(played, encoding="utf-8")
    else:
        assert played == written


def test_every_state_is_reached_by_a_transcript() -> None:
    """A state nobody has read in a conversation is not done."""
    reached = {(flow, after) for flow, _, after in transitions(path.read_text(encoding="utf-8") for path in FILES)}
    states = {(flow.name, state.__name__) for flow in catalog().values() for state in flow.states.values()}
    assert states - reached == set()


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_question_can_be_asked_and_asked_again(language: str) -> None:
    """A state that asks has its block, and another for when the answer was unclear."""
    wording = Wording()
    asking = [f"{flow.name}/{block(state())}" for flow in catalog().values() for state in flow.states.values()
              if state.asks and not _needs_fields(state)]
    asking += ["reschedule/asking_driver", "access/trying_code"]
    missing = [name + end for name in asking for end in ("", "_again") if not wording.has(language, name + end)]
    assert missing == []


def _needs_fields(state: type) -> bool:
    try:
        state()
    except TypeError:
        return True
    return False


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_wording_that_a_flow_names_exists(language: str) -> None:
    """Found in the flows' own source, so that none is forgotten."""
    wording = Wording()
    named = {text for path in FLOWS.glob("*.py") for text in _strings(path) if _is_wording(text)}
    assert len(named) > 5
    assert {one for one in named if not wording.has(language, one)} == set()


def _strings(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _is_wording(text: str) -> bool:
    flow, slash, name = text.partition("/")
    return bool(slash) and flow in catalog() and name.isidentifier()


def test_english_and_spanish_have_the_same_wordings() -> None:
    """A translation nobody noticed was missing is a message nobody understands."""
    root = FLOWS.parent / "templates" / "messages"
    wording = Wording()
    blocks = {language: {f"{path.stem}/{name}" for path in (root / language).glob("*.j2")
                         for name in wording.env.get_template(f"{language}/{path.name}").blocks}
              for language in ("en", "es")}
    assert blocks["en"] == blocks["es"]
