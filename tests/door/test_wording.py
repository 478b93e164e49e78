"""Words on their way to the other side carry no number, address of mail or link, however they are written."""

from zoneinfo import ZoneInfo

import pytest

from bot.wording import Wording, mask
from integrations.twilio.segments import segments

ZONE = ZoneInfo("America/Chicago")


@pytest.mark.parametrize("words", [
    "call me on 312-555-0123", "call me 3 1 2 5 5 5 0 1 2 3", "+1 (312) 555 0123 please",
    "three one two five five five zero one two three", "write ana@example.com", "see https://x.example/me",
    "www.x.example", "tres uno dos cinco cinco cinco cero uno dos tres",
])
def test_what_would_let_them_talk_past_us_is_masked(words: str) -> None:
    assert "(…)" in mask(words)
    assert "0123" not in mask(words)


@pytest.mark.parametrize("words", ["bell 12, third floor", "at 4pm or after 18:30", "house number 1204", "blue car"])
def test_what_a_driver_needs_is_left_alone(words: str) -> None:
    assert mask(words) == words


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_notices_of_a_usual_delivery_are_short(language: str) -> None:
    values = {"brand": "Bloom", "name": "Ana", "items": "3-seat sofa", "driver": "Marco", "address": "1 Main St",
              "tracking": "BF-10023", "start": "2026-11-24T14:00:00-06:00", "end": "2026-11-24T16:00:00-06:00",
              "now": "2026-11-23T12:00:00-06:00", "support": "+13125550177", "first": False, "before": 4,
              "minutes": 12, "how": "safe_place", "to": "", "reason": "not_home",
              "link": "https://track.example.com/t/AAAAAAAAAAAAAAAAAAAAAA"}
    wording = Wording()
    for block in ("scheduled", "out_for_delivery", "next", "near", "late", "delivered", "missed", "rebooked"):
        text = wording.render(language, f"notices/{block}", values, ZONE)
        assert segments(text).count <= (1 if language == "en" and block != "scheduled" else 3), text
