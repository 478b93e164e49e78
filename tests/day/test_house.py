"""The demo's house: one order, three ways, two languages, and nobody who answers by themselves."""

import pytest

from simulator.day.house import neighbours
from simulator.day.speech import LANGUAGES
from simulator.roads.homes import Home
from simulator.roads.streets import Kerb

HOME = Home("1 Test Street", (60.1, 24.8), Kerb(0, 1, 0.5))


@pytest.mark.parametrize("beside", LANGUAGES[1:])
def test_each_way_is_told_in_both_languages_at_one_door(beside: str) -> None:
    found = neighbours(beside, HOME, 0, "+13125550999", 1)
    assert [(one.channel, one.language) for one in found] == [
        (way, language) for way in ("sms", "whatsapp", "email") for language in ("en", beside)]
    assert {one.home for one in found} == {HOME}
    for each in ("name", "phone", "tracking"):
        assert len({getattr(one, each) for one in found}) == len(found)
    assert all(one.email for one in found if one.channel == "email")
    assert not any(one.habits for one in found)
