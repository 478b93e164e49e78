"""Every language is complete, and every rule is one: it matches something, and never nothing."""

import re
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from domain.delivery import Reason
from domain.meanings import CUSTOMER_INTENTS, DRIVER_INTENTS
from flows.understand import understand
from flows.understand.rules import rules
from flows.understand.words import LANGUAGES

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("America/Chicago"))
CUED = CUSTOMER_INTENTS - {"opt_out", "opt_in", "help", "access_code", "rating", "select_option", "confirm_yes",
                           "deny_no", "ack", "language", "other"}
DRIVEN = DRIVER_INTENTS - {"message", "accept", "decline", "other"}
SLOW_SECONDS = 1.0


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_a_language_is_complete(code: str) -> None:
    words = LANGUAGES[code]
    assert words.cues.keys() == CUED
    assert words.driver.keys() == DRIVEN
    assert words.reasons.keys() == set(Reason) - {Reason.OTHER}
    assert (len(words.times.weekdays), len(words.times.months)) == (7, 12)
    assert set(range(1, 13)) <= set(words.numbers.values())
    assert {1, 2, 3, -1} <= set(words.ordinals.values())
    assert {code, "en"} <= words.asks_language.keys()


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_no_rule_matches_nothing_or_just_anything(code: str) -> None:
    spoken = rules(code)
    for table in (spoken.cues, spoken.driver, spoken.reasons):
        for name, rule in table.items():
            for text in ("", " ", "qqq", "zzz qqq zzz", "7"):
                assert not rule.search(text), (name, text)


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_rules_are_written_as_text_is_flattened(code: str) -> None:
    words = LANGUAGES[code]
    for table in (words.cues, words.driver, words.reasons):
        for name, rule in table.items():
            plain = re.sub(r"\\[a-zA-Z]", "", rule)
            assert plain == plain.casefold(), name
            assert not re.search(r"[à-ÿ']", plain), name


@pytest.mark.parametrize(("text", "language"), [
    ("¿dónde está mi pedido?", "es"), ("where is my order", "en"), ("où est mon colis", "fr"),
    ("wo ist mein Paket", "de"),
    ("onde está minha encomenda", "pt"), ("waar is mijn pakket", "nl"), ("dov'è il mio pacco", "it"),
    ("déjelo con el vecino", "es"), ("obrigado", "pt"), ("dank je wel", "nl"), ("grazie mille", "it"),
])
def test_a_language_is_heard_without_a_hint(text: str, language: str) -> None:
    assert understand(text, "none", NOW).language == language


@pytest.mark.parametrize("hint", ["es", "es-MX", "ES_mx"])
def test_the_hint_stands_where_the_words_say_nothing(hint: str) -> None:
    assert understand("5", "rating_request", NOW, hint).language == "es"
    assert understand("ok", "none", NOW, hint).language == "es"
    assert understand("where is my package please", "none", NOW, hint).language == "en"


@pytest.mark.parametrize("text", [
    "a" * 10_000, "4" * 10_000, "1 " * 5_000, "code " * 2_000, "(" * 10_000, "not " * 2_500, "when " * 2_000,
    "\x00" * 10_000,     "where is the " * 800, "please " * 1_500, "4 4 1 7 and then " * 600, "tomorrow at " * 900,
    "one " * 2_500, "⭐" * 10_000, "stop " * 2_000, "yes, " * 2_000, "leave it at the door, " * 450, "no" * 5_000,
    "ñ" * 10_000, "ﷺ" * 2_000, "- " * 5_000,
])
def test_a_hostile_text_takes_no_time(text: str) -> None:
    for context in ("none", "rating_request", "reschedule_offer", "driver_relay", "driver_menu"):
        began = time.process_time()
        assert understand(text, context, NOW).intents
        assert time.process_time() - began < SLOW_SECONDS, context
