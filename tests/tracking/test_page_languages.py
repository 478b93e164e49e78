"""The page counts, names days and chooses its words as each language does."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.speaking import languages
from tracking.page import Facts, spoken, view, words

START, END = datetime(2026, 11, 27, 14, 0, tzinfo=UTC), datetime(2026, 11, 27, 16, 0, tzinfo=UTC)


def facts(language: str, status: str = "out_for_delivery", before: int | None = None) -> Facts:
    return Facts(status, START, END, ZoneInfo("UTC"), language, "sofa", "1 Main St", "BF-1", "", confirmed=False,
                 rated=False, before=before)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("before", [0, 1, 2, 5, 22, 104])
def test_it_says_how_many_come_before(language: str, before: int) -> None:
    text = view(facts(language, before=before)).stops
    assert (str(before) in text) is (before > 0)
    assert "{" not in text


@pytest.mark.parametrize(("before", "text"), [
    (1, "Przed Tobą 1 dostawa"), (2, "Przed Tobą 2 dostawy"), (5, "Przed Tobą 5 dostaw"), (22, "Przed Tobą 22 dostawy"),
])
def test_polish_has_three_forms_for_them(before: int, text: str) -> None:
    assert view(facts("pl", before=before)).stops == text


@pytest.mark.parametrize(("language", "headline"), [
    ("en", "Planned for Friday 27 November"), ("de", "Geplant für Freitag, 27. November"),
    ("es", "Prevista para viernes 27 de noviembre"), ("fr", "Prévue vendredi 27 novembre"),
    ("it", "Prevista per venerdì 27 novembre"), ("nl", "Gepland op vrijdag 27 november"),
    ("pt", "Prevista para sexta-feira, 27 de novembro"), ("pl", "Termin: piątek, 27 listopada"),
])
def test_a_day_is_written_as_the_language_writes_it(language: str, headline: str) -> None:
    assert view(facts(language, "scheduled")).headline == headline


def test_the_page_is_in_the_languages_of_the_texts() -> None:
    assert [spoken(one) for one in languages()] == list(languages())


@pytest.mark.parametrize("asked", ["tlh", "", "*", "../messages/es/words", "en/../es", "\x00"])
def test_a_language_nobody_wrote_is_english_whatever_a_browser_sends(asked: str) -> None:
    assert spoken(asked) == "en"
    assert words(asked) == words("en")
