"""What the understanding is trained on: well-formed, of the closed lists, and apart from what it is measured on."""

import json
import unicodedata
from collections import Counter
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from domain.delivery import Reason
from domain.meanings import CUSTOMER_INTENTS, DRIVER_INTENTS
from flows.understand.reading import CUSTOMER_CONTEXTS, DRIVER_CONTEXTS
from flows.understand.words import LANGUAGES
from training.rows import half, patterned, sentences

TRAINING = Path(__file__).parents[2] / "training"
SCORES, OPTIONS, LONGEST_DELAY = range(1, 6), range(1, len(Reason) + 1), 12 * 60
SLOTS: dict[str, type] = {"code": str, "rating": int, "option": int, "unit": str, "language": str, "reason": str,
                          "minutes": int, "phone": str, "time_phrase": str}
LEAST_LINES, LEAST_OF_AN_INTENT = 560, 8
NEEDED = {"access_code": "code", "rating": "rating", "select_option": "option", "language": "language"}


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


EXAMPLES = {code: _read(TRAINING / "examples" / f"{code}.jsonl") for code in sorted(LANGUAGES)}
ALL = list(chain.from_iterable(EXAMPLES.values()))


def _key(row: dict[str, Any]) -> tuple[str, str]:
    """One text in one context, however it is spaced, cased or ended."""
    return " ".join(unicodedata.normalize("NFKC", row["text"]).casefold().split()).rstrip(" .!?"), row["context"]


def _same(row: dict[str, Any]) -> tuple[str, str]:
    """As `_key`, but "ok" and "ok!" are two texts."""
    return " ".join(row["text"].casefold().split()), row["context"]


def _from_driver(row: dict[str, Any]) -> bool:
    return row["context"] in DRIVER_CONTEXTS


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_line_has_its_five_fields_and_labels_of_the_closed_lists(code: str) -> None:
    for row in EXAMPLES[code]:
        assert list(row) == ["text", "context", "lang", "intents", "slots"], row
        assert row["text"].strip() == row["text"] != "", row
        assert row["context"] in CUSTOMER_CONTEXTS + DRIVER_CONTEXTS, row
        assert row["lang"] in LANGUAGES, row
        assert row["intents"], row
        assert len(set(row["intents"])) == len(row["intents"]), row
        assert set(row["intents"]) <= (DRIVER_INTENTS if _from_driver(row) else CUSTOMER_INTENTS), row


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_slot_is_known_and_holds_what_it_may(code: str) -> None:
    for row in EXAMPLES[code]:
        slots = row["slots"]
        assert slots.keys() <= SLOTS.keys(), row
        assert all(type(value) is SLOTS[name] for name, value in slots.items()), row
        assert slots.get("rating", 1) in SCORES, row
        assert slots.get("option", 1) in OPTIONS, row
        assert 0 < slots.get("minutes", 1) <= LONGEST_DELAY, row
        assert slots.get("reason", "other") in set(Reason), row
        assert all(slots[name] in row["text"] for name in ("time_phrase", "phone", "unit") if name in slots), row


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_code_a_score_an_option_and_a_language_are_labelled_and_given_together(code: str) -> None:
    for row in EXAMPLES[code]:
        for intent, slot in NEEDED.items():
            if intent in row["intents"]:
                assert slot in row["slots"], row
            elif slot != "option":
                assert slot not in row["slots"], row


@pytest.mark.parametrize("code", EXAMPLES)
def test_nothing_is_there_twice(code: str) -> None:
    assert [key for key, times in Counter(map(_same, EXAMPLES[code])).items() if times > 1] == []


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_text_in_a_context_has_one_set_of_labels(code: str) -> None:
    labels: dict[tuple[str, str], set[frozenset[str]]] = {}
    for row in EXAMPLES[code]:
        labels.setdefault(_key(row), set()).add(frozenset(row["intents"]))
    assert [key for key, sets in labels.items() if len(sets) > 1] == []


def _frozen() -> set[tuple[str, str]]:
    return {_key(row) for name in ("frozen", "second", "third") for row in _read(TRAINING / f"{name}.jsonl")}


def test_no_line_that_is_learned_from_is_also_frozen() -> None:
    learned = [*ALL, *_read(TRAINING / "dev.jsonl"), *_read(TRAINING / "other_hand.jsonl")]
    assert len(_frozen()) > 2500
    frozen = _frozen()
    assert sum(_key(row) in frozen for row in learned) == 0


def test_what_other_hands_wrote_is_halved_by_its_text_alone() -> None:
    assert {half(row["text"]) for name in ("second", "third") for row in _read(TRAINING / f"{name}.jsonl")} == {"B"}
    eighth = {sha256(row["text"].encode()).hexdigest()[0] for name in ("fourth", "fifth")
              for row in _read(TRAINING / f"{name}.jsonl")}
    learned = [row["text"] for row in _read(TRAINING / "other_hand.jsonl")]
    assert eighth == {"e", "f"}
    assert not {sha256(text.encode()).hexdigest()[0] for text in learned} & eighth


def test_what_other_hands_wrote_and_we_learn_from_is_apart_from_the_frozen() -> None:
    names = ("second", "third", "fourth", "fifth", "frozen")
    measured = {(" ".join(row["text"].casefold().split()).rstrip(" .!?"), row["context"])
                for name in names for row in _read(TRAINING / f"{name}.jsonl")}
    assert not {_key(row) for row in _read(TRAINING / "other_hand.jsonl")} & measured


def test_a_whole_sentence_has_one_meaning_after_a_question_and_is_apart_from_the_frozen() -> None:
    rows, labels = sentences(), dict[tuple[str, str], set[frozenset[str]]]()
    assert {row.language for row in rows} == set(LANGUAGES)
    for row in rows:
        assert set(row.intents) <= CUSTOMER_INTENTS, row
        labels.setdefault((row.text.casefold(), row.context), set()).add(frozenset(row.intents))
    assert [key for key, sets in labels.items() if len(sets) > 1] == []
    assert {(" ".join(text.split()).rstrip(" .!?"), context) for text, context in labels} & _frozen() == set()


def test_a_pattern_has_its_contexts_and_labels_and_makes_sentences_apart_from_the_frozen() -> None:
    frozen = _frozen()
    rows = patterned()
    assert {row.language for row in rows} == set(LANGUAGES)
    for row in rows:
        assert set(row.intents) <= (DRIVER_INTENTS if row.driver else CUSTOMER_INTENTS), row
        assert not set("{|}") & set(row.text), row
        assert (" ".join(row.text.casefold().split()).rstrip(" .!?"), row.context) not in frozen, row


@pytest.mark.parametrize("code", EXAMPLES)
def test_every_intent_is_there_often_enough(code: str) -> None:
    for known, driver in ((CUSTOMER_INTENTS, False), (DRIVER_INTENTS, True)):
        times = Counter(chain.from_iterable(row["intents"] for row in EXAMPLES[code] if _from_driver(row) is driver))
        assert {intent: times[intent] for intent in known if times[intent] < LEAST_OF_AN_INTENT} == {}
    assert len(EXAMPLES[code]) >= LEAST_LINES
    assert {row["context"] for row in EXAMPLES[code]} == {*CUSTOMER_CONTEXTS, *DRIVER_CONTEXTS}


def test_a_bare_cancel_or_end_is_both_and_no_other_word_is() -> None:
    both = [row for row in ALL if {"opt_out", "cancel"} <= set(row["intents"])]
    assert both
    assert all(row["intents"] == ["opt_out", "cancel"] and len(row["text"].split()) < 3 for row in both)
