"""Rows outlive code: every state that was ever stored is still read, or hands over to a person, and never crashes."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.stage import stage
from domain.effects import HandOver
from domain.events import TimedOut
from domain.people import SessionId
from flows.engine.catalog import catalog
from flows.engine.codec import Lost, decode, encode

FILES = sorted(Path(__file__).parent.glob("*.json"))
STATES = sorted((flow.name, state) for flow in catalog().values() for state in {
    one.__name__ for one in flow.states.values()})


def stored(path: Path) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return row


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_stored_state_is_still_read_and_written_back_the_same(path: Path) -> None:
    row = stored(path)
    state = decode(path.name.split(".")[0], row)
    assert not isinstance(state, Lost)
    again = json.loads(json.dumps(encode(state)))
    assert {name: again["fields"][name] for name in row["fields"]} == row["fields"]


@pytest.mark.parametrize("path", [path for path in FILES if stored(path)["fields"]], ids=lambda path: path.stem)
def test_a_state_whose_fields_cannot_be_read_is_lost_and_not_a_crash(path: Path) -> None:
    row = stored(path) | {"fields": {"of": 1, "slot": 1, "slots": "none", "score": "two"}}
    assert isinstance(decode(path.name.split(".")[0], row), Lost)


def test_every_state_has_an_example_of_its_present_version() -> None:
    kept = {tuple(path.name.split(".")[:3]) for path in FILES}
    wanted = {(flow, name, str(catalog()[flow].states[name].version)) for flow, name in STATES}
    assert wanted - kept == set()


@pytest.mark.parametrize(("flow", "row"), [
    ("access", {"state": "NeverHeardOf", "version": 1, "fields": {}}),
    ("parking", {"state": "Asking", "version": 1, "fields": {}}),
    ("access", {}),
])
def test_what_nobody_can_read_hands_over_to_a_person(flow: str, row: dict[str, Any]) -> None:
    state = decode(flow, row)
    turn = state.on(TimedOut(SessionId(flow), 1), stage({}))
    assert turn is not None
    assert turn.state is None
    assert [type(one) for one in turn.effects] == [HandOver]
