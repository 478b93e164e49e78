"""The trained model: the same points everywhere, small, and bound to what the rules found."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.meanings import CUSTOMER_INTENTS, DRIVER_INTENTS, Plain
from flows.understand import meanings, understand
from flows.understand.flat import flatten
from flows.understand.model.concepts import concepts
from flows.understand.model.pieces import pieces, words_in
from flows.understand.model.scoring import see
from flows.understand.model.weights import CUSTOMER, DRIVER, LANGUAGE, weights
from flows.understand.reading import CUSTOMER_CONTEXTS, DRIVER_CONTEXTS
from flows.understand.words import LANGUAGES

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("America/Chicago"))
MOST_BYTES = 5_000_000
TEXTS = ("where is my sofa", "déjelo con el vecino", "Tor 5512#", "4 of 5, nice guy", "plutôt vendredi", "ok")


def test_the_weights_hold_every_intent_and_language_and_are_small() -> None:
    parts = weights().parts
    assert set(parts[CUSTOMER].names) == CUSTOMER_INTENTS
    assert set(parts[DRIVER].names) == DRIVER_INTENTS
    assert set(parts[LANGUAGE].names) == set(LANGUAGES)
    assert (ROOT / "flows/understand/model/weights.npz").stat().st_size < MOST_BYTES


def test_sums_are_of_whole_numbers_and_their_order_does_not_matter() -> None:
    rows = pieces(words_in(flatten("please leave it with the neighbour at number 12")))
    table = weights().pieces
    assert table.dtype == np.int8
    forward, backward = table[rows].sum(axis=0, dtype=np.int64), table[rows[::-1]].sum(axis=0, dtype=np.int64)
    assert (forward == backward).all()


def test_another_process_understands_the_same_to_the_last_digit() -> None:
    script = ("import json, sys; from datetime import datetime; from zoneinfo import ZoneInfo; "
              "from flows.understand import understand; "
              "now = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo('America/Chicago')); "
              "print(json.dumps([[list(one.intents), one.confidence, one.language] for one in "
              "(understand(text, 'none', now) for text in json.loads(sys.argv[1]))]))")
    command = [sys.executable, "-c", script, json.dumps(TEXTS)]
    there = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True,  # noqa: S603
                           env={"PYTHONHASHSEED": "77", "PATH": ""}).stdout
    heard = [understand(text, "none", NOW) for text in TEXTS]
    here = [[list(one.intents), one.confidence, one.language] for one in heard]
    assert json.loads(there) == here


@pytest.mark.parametrize(("word", "language", "concept"), [
    ("neighbours", "en", "neighbour"), ("vecina", "es", "neighbour"), ("nachbarin", "de", "neighbour"),
    ("voisins", "fr", "neighbour"), ("vizinho", "pt", "neighbour"), ("buren", "nl", "neighbour"),
    ("vicino", "it", "neighbour"), ("lentree", "fr", "door"),
    ("gartennachbar", "de", "neighbour"), ("voordeurcode", "nl", "code"),
])
def test_a_concept_is_the_same_in_every_language(word: str, language: str, concept: str) -> None:
    assert concept in concepts(word, language)


def test_the_table_of_concepts_has_a_column_for_each_language() -> None:
    head, *rows = (ROOT / "flows/understand/model/concepts.txt").read_text(encoding="utf-8").splitlines()
    assert {one.strip() for one in head.split("(")[0].split("|")[1:]} == set(LANGUAGES)
    assert all(line.count("|") == len(LANGUAGES) for line in rows)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300), context=st.sampled_from(CUSTOMER_CONTEXTS + DRIVER_CONTEXTS),
       hint=st.sampled_from((None, "es", "de-AT", "xx")))
def test_any_text_gets_an_answer_of_the_closed_lists_with_the_slots_it_needs(
        text: str, context: str, hint: str | None) -> None:
    understood = understand(text, context, NOW, hint)
    known = DRIVER_INTENTS if context in DRIVER_CONTEXTS else CUSTOMER_INTENTS
    allowed = known | {"opt_out", "opt_in", "help", "cancel"}
    assert understood.intents
    assert set(understood.intents) <= allowed
    assert 0 <= understood.confidence <= 1
    slots = understood.slots
    needed = {"rating": slots.rating, "access_code": slots.code, "language": slots.language,
              "select_option": slots.option}
    assert all(value for intent, value in needed.items() if intent in understood.intents)
    assert (slots.code is not None) == ("access_code" in understood.intents)


@settings(max_examples=40, deadline=None)
@given(text=st.text(alphabet="abcdefghij 0123456789#*.,?!\n", max_size=120))
def test_the_words_of_a_code_always_stand_in_the_text(text: str) -> None:
    understood = understand(text, "driver_relay", NOW)
    assert understood.slots.code is None or (understood.slots.code_words and understood.slots.code_words in text)


def test_a_doubtful_meaning_that_changes_something_is_not_acted_on() -> None:
    sure = understand("yes", "confirm_window", NOW)
    assert meanings(sure, None)
    assert meanings(replace(sure, confidence=0.2), None) == (Plain("other"),)
    assert meanings(replace(sure, confidence=0.2, intents=("eta",), context="none"), None) == (Plain("eta"),)


@pytest.mark.parametrize("word", ["ok", "super", "5", "👍"])
def test_a_word_of_many_languages_tells_none(word: str) -> None:
    assert understand(word, "none", NOW, "nl").language == "nl"
    assert not understand(word, "none", NOW, "nl").told


def test_a_text_is_seen_as_far_as_it_is_read() -> None:
    assert see(flatten("where is it " * 500)).count < 8_000
