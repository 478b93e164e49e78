"""Every transcript is played by the pure engine and must come out as it is written. `--accept` keeps the new one."""

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from bot.rehearsal import Rehearsal
from bot.speaking import FALLBACK, languages
from bot.transcript import play
from flows.engine.catalog import catalog

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.txt"))
FLOWS = Path(__file__).parents[2] / "flows"
SOURCES = {str(path) for path in FLOWS.glob("*.py")}


@cache
def played(path: Path) -> tuple[str, Rehearsal, frozenset[tuple[str, int]]]:
    """A transcript as it comes out now, the conversation behind it, and the lines of the flows that it ran."""
    ran: set[tuple[str, int]] = set()

    def in_flow(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            ran.add((frame.f_code.co_filename, frame.f_lineno))
        return in_flow

    def entered(frame: FrameType, _: str, __: Any) -> Any:
        return in_flow if frame.f_code.co_filename in SOURCES else None

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        text, rehearsal = play(path.read_text(encoding="utf-8"))
    finally:
        sys.settrace(before)
    return text, rehearsal, frozenset(ran)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_transcript_comes_out_as_it_is_written(path: Path, request: pytest.FixtureRequest) -> None:
    text = played(path)[0]
    if request.config.getoption("--accept"):
        path.write_text(text, encoding="utf-8")
    else:
        assert text == path.read_text(encoding="utf-8")


def test_every_state_is_reached_by_a_transcript() -> None:
    reached = {(flow, after) for path in FILES for flow, _, after in played(path)[1].used}
    states = {(flow.name, state.__name__) for flow in catalog().values() for state in flow.states.values()}
    assert states - reached == set()


def test_every_line_of_every_flow_is_read_in_some_conversation() -> None:
    ran = {one for path in FILES for one in played(path)[2]}
    unread = {f"{path.name}:{line}" for path in FLOWS.glob("*.py") for line in _decisions(path)
              if (str(path), line) not in ran}
    assert unread == set()


def _decisions(path: Path) -> set[int]:
    """The lines inside functions: what runs when something is decided, not when the module is read."""
    whole = compile(path.read_text(encoding="utf-8"), str(path), "exec")
    functions = [one for one in _inside(whole) if "__qualname__" not in one.co_names]
    return {line for one in functions for *_, line in one.co_lines() if line and line != one.co_firstlineno}


def _inside(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _inside(one)


@pytest.mark.parametrize("language", languages())
def test_every_language_is_spoken_in_enough_conversations(language: str) -> None:
    heads = [path.read_text(encoding="utf-8") for path in FILES]
    assert len(heads) >= 60
    if language != FALLBACK:
        assert sum(f"\nlanguage {language}\n" in head for head in heads) >= 3
