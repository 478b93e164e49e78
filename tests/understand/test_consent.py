"""Stop, start and help, in every language; and what only looks like them."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows.understand import understand
from flows.understand.words import LANGUAGES

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("America/Chicago"))
CONTEXTS = ("none", "confirm_window", "rating_request", "driver_relay", "driver_menu")


def test_every_keyword_of_the_providers_counts_in_every_context(shared_data: Path) -> None:
    """A bare YES opts nobody in here: it answers questions, and carriers see to blocked numbers themselves."""
    rows = [json.loads(line) for line in
            (shared_data / "optout/provider_default.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in rows:
        expected = "confirm_yes" if row["text"] == "YES" else row["expect"]
        for context in CONTEXTS if row["text"] != "YES" else ("none", "confirm_window"):
            assert expected in understand(row["text"], context, NOW).intents, (row["text"], context)


@pytest.mark.parametrize("dress", ["{}", "{}!!", " {} ", "{}\n", "\u200b{}.", "{} 🙏"])
def test_a_stop_word_counts_however_it_is_dressed(dress: str) -> None:
    asked = [(code, word) for code, words in LANGUAGES.items() for word in words.stop.split("|")]
    missed = [(code, word) for code, word in asked
              if understand(dress.format(word.upper()), "confirm_window", NOW, code).intents[0] != "opt_out"]
    assert missed == []


def test_a_yes_of_one_language_is_no_stop_of_another() -> None:
    for hint in (None, "en", "nl"):
        assert "opt_out" not in understand("fine", "confirm_window", NOW, hint).intents


@pytest.mark.parametrize("hint", ["it", "it-IT", "IT_ch"])
def test_an_end_said_in_italian_is_one_for_whom_we_know_to_speak_it(hint: str) -> None:
    """Without a hint it is an English yes: nobody is cut off by a guess at their language."""
    assert understand("FINE", "none", NOW, hint).intents == ("opt_out", "cancel")
    for text in ("fine settimana", "a fine giornata", "fine della strada"):
        assert "opt_out" not in understand(text, "none", NOW, hint).intents


@pytest.mark.parametrize("word", ["стоп", "إلغاء", "הסר", "停止", "수신거부", "ｓｔｏｐ", "avsluta", "rezygnuję"])
def test_nobody_has_to_learn_a_language_to_be_left_alone(word: str) -> None:
    assert "opt_out" in understand(word, "none", NOW).intents


@pytest.mark.parametrize("word", ["CANCEL", "end", "Cancelar", "annuler", "stornieren", "annulla", "annuleren"])
def test_an_opt_out_that_may_mean_the_delivery_reaches_a_person(word: str) -> None:
    understood = understand(word, "none", NOW)
    assert understood.intents == ("opt_out", "cancel")
    assert understood.escalate


@pytest.mark.parametrize("text", [
    "stop here", "stop by anytime", "please stop at the lobby", "bus stop is across the road",
    "don't stop, drive through",
    "end of the road on the left", "the end house", "quit early, i'm home now", "he quit ringing",
    "remove your shoes please",
    "text me when you're here", "don't text me until noon, i'm asleep", "cancel culture lol", "start at the back door",
    "alto edificio azul", "pare en la esquina", "baja por la rampa", "no más tarde de las 5", "ende der Straße links",
    "arrêtez-vous devant le portail", "pare em frente ao portão", "stop bij de tweede poort",
    "fermatevi davanti al cancello",
])
def test_what_only_looks_like_a_stop_is_none(text: str) -> None:
    for context in CONTEXTS:
        assert "opt_out" not in understand(text, context, NOW).intents, context


@pytest.mark.parametrize("text", ["yes", "Yes!", "sí", "oui"])
def test_a_yes_is_no_opt_in(text: str) -> None:
    for context in ("none", "confirm_window"):
        assert understand(text, context, NOW).intents == ("confirm_yes",)
