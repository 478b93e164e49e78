"""Opt-outs in all languages, and what only looks like one."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows.understand import understand

CORPUS = Path(__file__).with_name("corpus.jsonl")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("America/Chicago"))
LEAST_PHRASES, MOST_FALSE = 0.99, 0.01


def rows(kind: str) -> Iterator[str]:
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        if one["kind"] == kind:
            yield one["text"]


def opts_out(text: str) -> bool:
    return "opt_out" in understand(text, "none", NOW).intents


def test_there_is_enough_of_it() -> None:
    assert len(CORPUS.read_text(encoding="utf-8").splitlines()) >= 500


@pytest.mark.parametrize("text", list(rows("keyword")))
def test_every_keyword_is_an_opt_out(text: str) -> None:
    assert opts_out(text)


def test_of_a_hundred_phrases_at_most_one_is_missed() -> None:
    said = list(rows("phrase"))
    missed = [one for one in said if not opts_out(one)]
    assert len(missed) <= (1 - LEAST_PHRASES) * len(said), missed


def test_of_a_hundred_look_alikes_at_most_one_is_taken_for_an_opt_out() -> None:
    said = list(rows("lookalike"))
    taken = [one for one in said if opts_out(one)]
    assert len(taken) <= MOST_FALSE * len(said), taken


def test_the_carriers_own_keywords_are_ours(shared_data: Path) -> None:
    lines = (shared_data / "optout" / "provider_default.jsonl").read_text(encoding="utf-8").splitlines()
    for one in map(json.loads, lines):
        if one["expect"] == "opt_out":
            assert opts_out(one["text"]), one["text"]
