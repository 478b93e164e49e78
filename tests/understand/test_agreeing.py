"""Who names the day we asked about says yes to it; who names another, or changes the hour, wishes for it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from flows.understand import understand

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("America/Chicago"))
OFFERED = (NOW.replace(day=25, hour=14), NOW.replace(day=25, hour=16))
"""Wednesday, two to four."""


@pytest.mark.parametrize("text", ["Wednesday is good", "tomorrow works", "wednesday", "2 to 4 works",
                                  "the 25th is perfect", "mañana me va bien", "mercredi ça me va", "woensdag is goed",
                                  "mittwoch passt gut", "domani va bene"])
def test_the_day_we_asked_about_is_a_yes(text: str) -> None:
    heard = understand(text, "confirm_window", NOW, None, OFFERED)
    assert (heard.intents, heard.slots.time_phrase) == (("confirm_yes",), None)


@pytest.mark.parametrize("text", ["thursday is good", "wednesday after 3", "wednesday morning works",
                                  "another time on wednesday", "wednesday?",
                                  "wednesday would be better", "im busy wednesday, friday is fine"])
def test_another_day_or_another_hour_is_a_wish(text: str) -> None:
    assert understand(text, "confirm_window", NOW, None, OFFERED).intents == ("reschedule",)


@pytest.mark.parametrize("text", ["mittwoch kann ich nicht", "wednesday i work", "mercredi je bosse",
                                  "domani non posso"])
def test_a_no_stays_a_no_though_the_day_is_named(text: str) -> None:
    assert "confirm_yes" not in understand(text, "confirm_window", NOW, None, OFFERED).intents


def test_without_the_window_a_day_is_a_wish() -> None:
    assert understand("Wednesday is good", "confirm_window", NOW).intents == ("reschedule",)


def test_after_no_question_nothing_is_agreed_to() -> None:
    assert "confirm_yes" not in understand("Wednesday is good", "none", NOW, None, OFFERED).intents
