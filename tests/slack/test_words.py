"""What we say in Slack: the same in every language it is said in, and every word of it used."""

import re
from pathlib import Path

import pytest

from bot.slack_words import WORDING, Markup, person, safe
from bot.wording import ROOT

HERE = ROOT.parent / "slack"
LANGUAGES = sorted(one.name for one in HERE.iterdir() if one.is_dir())
BOT = Path(__file__).parents[2] / "bot"


def blocks(language: str, file: str) -> set[str]:
    return set(WORDING.env.get_template(f"{language}/{file}.j2").blocks)


@pytest.mark.parametrize("file", ["desk", "driver"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str, file: str) -> None:
    assert blocks(language, file) == blocks("en", file)


@pytest.mark.parametrize("file", ["desk", "driver"])
def test_every_language_is_given_the_same_values(file: str) -> None:
    def blanks(language: str) -> dict[str, set[str]]:
        text = (HERE / language / f"{file}.j2").read_text(encoding="utf-8")
        found = re.findall(r"\{% block (\w+) %\}(.*?)\{% endblock %\}", text, re.DOTALL)
        return {name: set(re.findall(r"\{\{ ?(\w+)", body)) for name, body in found}

    for language in LANGUAGES:
        assert blanks(language) == blanks("en"), language


def test_values_lose_their_markup_and_mentions_of_ours_keep_it() -> None:
    assert safe("<!here>") == "&lt;!here&gt;"
    assert safe(["a<b", 3]) == ["a&lt;b", 3]
    assert safe(Markup("<@U1>")) == "<@U1>"
    assert person("U0KIM").text == "<@U0KIM>"
    assert person("kim <b>").text == "kim &lt;b&gt;"
    assert person("everybody").text == "<!here>"
