"""Replies as people type them, each with what was meant; the label guide; what would do harm."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.meanings import CUSTOMER_INTENTS, DRIVER_INTENTS
from flows.understand import Understood, understand

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("America/Chicago"))
ROWS: list[dict[str, Any]] = [json.loads(line) for line in
                              (Path(__file__).parent / "replies.jsonl").read_text(encoding="utf-8").splitlines()]
CONTEXTS = {"none", "confirm_window", "reschedule_offer", "rating_request", "driver_relay", "driver_menu",
            "driver_reason", "driver_which", "driver_free"}
HARMFUL = {"opt_out", "cancel", "access_code", "rating"}


def _slot(understood: Understood, name: str) -> object:
    """The slot as a row writes it: local wall times to the minute."""
    edge = {"from": understood.slots.start, "to": understood.slots.end}
    if name in edge:
        moment = edge[name]
        return moment.isoformat()[:16] if moment else None
    return getattr(understood.slots, name)


@cache
def _heard(text: str, context: str) -> Understood:
    """Many tests ask after the same reply: each is read once."""
    return understand(text, context, NOW)


def _told(row: dict[str, Any]) -> str:
    """What is wrong with a row, empty where nothing is."""
    one = _heard(row["text"], row["context"])
    meant = row["never"] not in one.intents if "never" in row else set(one.intents) == set(row["intents"])
    found = {name: _slot(one, name) for name in row.get("slots", {})}
    if meant and found == row.get("slots", {}):
        return ""
    return f"{row['context']}: {row['text']}: {one.intents} {found} {one.why}"


@pytest.mark.parametrize("context", sorted(CONTEXTS))
def test_a_reply_is_understood(context: str) -> None:
    """Each row of a context; what went wrong is listed whole, so that one run shows all of it."""
    assert [told for row in ROWS if row["context"] == context and (told := _told(row))] == []


def test_what_only_looks_harmful_is_never_heard_as_it() -> None:
    """An opt-out, a cancellation, a code, a score, a driver's "done": none is made of words that only look like one."""
    lines = (Path(__file__).parent / "lookalikes.txt").read_text(encoding="utf-8").splitlines()
    told = [(text, context, heard) for never, contexts, text in (line.split(" | ", 2) for line in lines)
            for context in contexts.split(",") if (heard := set(never.split(",")) & set(_heard(text, context).intents))]
    assert len(lines) > 200
    assert told == []


def test_the_table_holds_every_context_and_every_intent_we_claim() -> None:
    named = {intent for row in ROWS for intent in row.get("intents", ())}
    assert {row["context"] for row in ROWS} == CONTEXTS
    assert named >= CUSTOMER_INTENTS | DRIVER_INTENTS


@pytest.mark.parametrize("context", sorted(CONTEXTS - {"driver_menu", "driver_reason", "driver_which", "driver_free"}))
def test_no_context_makes_up_what_would_do_harm(context: str) -> None:
    """A reply that is no code, score, opt-out or cancellation anywhere is none in another context either."""
    harmless = [row["text"] for row in ROWS if not row["context"].startswith("driver_") and not row.get("slots")
                and not HARMFUL & set(row.get("intents", HARMFUL))]
    invented = {text: heard for text in harmless
                if (heard := HARMFUL & set(_heard(text, context).intents))}
    assert len(harmless) > 150
    assert invented == {}


def test_the_words_of_a_code_stand_in_the_text_as_they_were_typed() -> None:
    coded = [row["text"] for row in ROWS if "access_code" in row.get("intents", ())]
    for text in coded:
        words = _heard(text, "driver_relay").slots.code_words
        assert words, text
        assert words in text


def test_a_reason_never_holds_a_code() -> None:
    for row in ROWS:
        understood = _heard(row["text"], row["context"])
        code = understood.slots.code
        assert not code or not any(code in why for why in understood.why)


def test_the_label_guide_is_understood_whole(shared_data: Path) -> None:
    for line in (shared_data / "language/label_guide_examples.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for hint in (row["lang"], None):
            understood = understand(row["text"], row["context"], NOW, hint)
            assert set(understood.intents) == set(row["intents"]), row["text"]
            assert {name: getattr(understood.slots, name) for name in row["slots"]} == row["slots"], row["text"]
            assert understood.language == row["lang"]
