"""Words on their way to the other side carry no number, address of mail or link, however they are written."""

import pytest

from bot.wording import mask


@pytest.mark.parametrize("words", [
    "call me on 312-555-0123", "call me 3 1 2 5 5 5 0 1 2 3", "+1 (312) 555 0123 please",
    "three one two five five five zero one two three", "write ana@example.com", "see https://x.example/me",
    "www.x.example", "tres uno dos cinco cinco cinco cero uno dos tres",
    "zéro six douze trois quatre cinq six", "null eins fünf eins zwei drei vier fünf sechs",
    "nul zes één twee drie vier vijf zes", "TRE TRE TRE UNO DUE SEI CINQUE", "nove um dois três quatro cinco seis sete",
])
def test_what_would_let_them_talk_past_us_is_masked(words: str) -> None:
    assert "(…)" in mask(words)
    assert "0123" not in mask(words)


@pytest.mark.parametrize("words", ["bell 12, third floor", "at 4pm or after 18:30", "house number 1204", "blue car"])
def test_what_a_driver_needs_is_left_alone(words: str) -> None:
    assert mask(words) == words


def test_what_stands_around_a_number_stays_as_it_was() -> None:
    assert mask("Núñez: tres uno dos cinco cinco cinco cero, o la puerta azul") == "Núñez: (…) o la puerta azul"
    assert mask("ẞ İ ﬃ 3 1 2 5 5 5 0 1 2 3 ok") == "ẞ İ ﬃ (…) ok"
