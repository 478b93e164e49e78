"""Replies as people type them, each with what was meant; the label guide; keywords; hostile lengths."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows.understand import understand

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("America/Chicago"))
REPLIES = Path(__file__).parent / "replies.jsonl"
HARM = ("opt_out", "access_code", "rating")
LEAST_RIGHT = 0.85


def test_replies_are_understood_and_hardly_anything_harmful_is_invented() -> None:
    """The share that is wholly right may only rise; what would do harm is invented in one of two hundred at most."""
    wrong, harmful, count = [], [], 0
    for line in REPLIES.read_text(encoding="utf-8").splitlines():
        row, count = json.loads(line), count + 1
        heard = set(understand(row["text"], row["context"], NOW).intents)
        meant = set(row.get("intents", heard - {row.get("never")}))
        if heard != meant:
            wrong.append((row["text"], row["context"], heard))
        harmful += [(row["text"], one) for one in HARM if one in heard - meant]
    assert len(harmful) <= count // 200, harmful
    assert 1 - len(wrong) / count >= LEAST_RIGHT, wrong


def test_the_label_guide_is_understood_whole(shared_data: Path) -> None:
    for line in (shared_data / "language/label_guide_examples.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        understood = understand(row["text"], row["context"], NOW)
        assert set(understood.intents) == set(row["intents"]), row["text"]
        assert {name: getattr(understood.slots, name) for name in row["slots"]} == row["slots"], row["text"]


@pytest.mark.parametrize("text", ["STOP", "stop.", "Unsubscribe", "alto", "ARRET", "Stopp", "parar", "afmelden",
                                  "basta", "please stop texting me", "no me escriban más"])
def test_a_stop_is_a_stop(text: str) -> None:
    assert "opt_out" in understand(text, "none", NOW).intents


@pytest.mark.parametrize("text", ["please stop at the side entrance", "stop at the second driveway",
                                  "the bus stop is next to us", "don't stop at the gate, drive in"])
def test_not_every_stop_is_a_stop(text: str) -> None:
    assert "opt_out" not in understand(text, "none", NOW).intents


@pytest.mark.parametrize("text", ["a" * 10_000, "4" * 10_000, "code " * 2_000, "1 " * 5_000, "(" * 10_000,
                                  "\u0000" * 900])
def test_hostile_lengths_are_cut(text: str) -> None:
    assert understand(text, "none", NOW).intents
