"""Every wording has a preview with what it costs, in every language: a new one brings its sample value along."""

import pytest

from bot.console.wordings import languages, previews


@pytest.mark.parametrize("language", languages())
def test_every_wording_can_be_previewed(language: str) -> None:
    shown = [one for some in previews(language).values() for one in some]
    assert len(shown) > 100
    assert [(one.name, one.why) for one in shown if one.why or not one.count] == []
