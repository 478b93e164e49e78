"""Every source reads what its trackers post, line by line of `tests/payloads/<source>.jsonl`.

A line is a name, a `request` (`body` as JSON or `raw` text, `query`, `headers`, `received`) and either
`malformed` or what is expected: the device, the fixes in our units, and (item, field) of each refusal.
"""

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tracking.sources
from domain.position import Batch, Fix, Refused
from tests.tracking.sources.posting import posted
from tracking.sources import BESIDE, sources
from tracking.sources.posted import Malformed

PAYLOADS = Path(__file__).parents[2] / "payloads"
LINES = [(file.stem, json.loads(line)) for file in sorted(PAYLOADS.glob("*.jsonl"))
         for line in file.read_text(encoding="utf-8").splitlines()]
FIELDS = ("at", "lat", "lon", "speed", "heading", "accuracy", "battery")
ENOUGH = 8
WHOLE = "def parse(posted): ...\ndef answer(batch, kept, notes=()): ...\n"


@pytest.mark.parametrize(("source", "line"), LINES, ids=[f"{source}: {line['name']}" for source, line in LINES])
def test_a_recorded_payload_reads_as_expected(source: str, line: dict[str, Any]) -> None:
    request = posted(line["request"])
    if line.get("malformed"):
        with pytest.raises(Malformed) as fault:
            sources()[source].parse(request)
        assert fault.value.expected
        assert fault.value.example
        return
    batch, expect = sources()[source].parse(request), line["expect"]
    assert batch.device == expect["device"]
    assert [values(fix) for fix in batch.fixes] == [
        pytest.approx({**dict.fromkeys(FIELDS), **one}, abs=1e-6) for one in expect["fixes"]]
    assert [[one.item, one.field] for one in batch.refused] == expect["refused"]


def values(fix: Fix) -> dict[str, float | None]:
    return {field: getattr(fix, field) for field in FIELDS}


def test_every_source_has_payloads_and_every_payload_file_a_source() -> None:
    assert {source for source, _ in LINES} == set(sources())


@pytest.mark.parametrize("source", sorted(sources()))
def test_a_source_has_payloads_that_are_kept_refused_and_malformed(source: str) -> None:
    lines = [line for name, line in LINES if name == source]
    assert len(lines) >= ENOUGH
    assert any(line.get("malformed") for line in lines)
    assert any(line.get("expect", {}).get("fixes") for line in lines)
    assert any(line.get("expect", {}).get("refused") for line in lines)


@pytest.mark.parametrize("source", sorted(sources()))
def test_a_tracker_is_answered_200_even_for_a_batch_of_which_nothing_is_kept(source: str) -> None:
    batch = Batch("van-7", (), (Refused(0, "lat", "degrees", "41.8"),))
    status, kind, body = sources()[source].answer(batch, 0, (Refused(1, "time", "not later than now", "now"),))
    assert (status, bool(kind), isinstance(body, bytes)) == (200, True, True)


@pytest.mark.parametrize("source", sorted(sources()))
def test_a_source_says_in_its_docstring_what_it_speaks(source: str) -> None:
    assert len(importlib.import_module(f"tracking.sources.{source}").__doc__ or "") > 80


def test_owntracks_is_sent_an_empty_list_of_commands() -> None:
    assert sources()["owntracks"].answer(Batch(), 0).body == b"[]"


def test_generic_says_what_was_kept_and_why_the_rest_was_not() -> None:
    batch = Batch("van-7", (), (Refused(1, "lat", "degrees from -90 to 90", "41.8781"),))
    later = Refused(2, "time", "not more than a minute ahead", "2026-11-24T14:05:00Z")
    said = json.loads(sources()["generic"].answer(batch, 3, (later,)).body)
    assert said["kept"] == 3
    assert said["refused"] == [
        {"item": 1, "field": "lat", "expected": "degrees from -90 to 90", "example": "41.8781"},
        {"item": 2, "field": "time", "expected": "not more than a minute ahead", "example": "2026-11-24T14:05:00Z"}]


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(tracking.sources, "__path__", [*tracking.sources.__path__, str(tmp_path)])
    sources.cache_clear()
    yield tmp_path
    sources.cache_clear()
    sys.modules.pop("tracking.sources.beacon", None)


def test_adding_a_source_is_adding_a_file(beside: Path) -> None:
    (beside / "beacon.py").write_text(WHOLE, encoding="utf-8")
    assert "beacon" in sources()


@pytest.mark.parametrize("missing", ["parse", "answer"])
def test_a_source_that_lacks_a_part_is_refused(beside: Path, missing: str) -> None:
    (beside / "beacon.py").write_text(WHOLE.replace(f"def {missing}", "def other"), encoding="utf-8")
    with pytest.raises(AttributeError, match=missing):
        sources()


def test_what_the_sources_share_is_no_source() -> None:
    assert sources().keys() & BESIDE == set()
    assert list(sources()) == sorted(sources())
