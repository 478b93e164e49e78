"""What we say: complete in every language, short enough to send, and safe to answer."""

import ast
import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from babel.dates import format_date

from bot.speaking import ROOT, languages, plural, speaks, spoken, voice
from bot.wording import Wording
from domain.delivery import Reason
from flows.engine.catalog import catalog
from flows.engine.state import State, block
from flows.understand import understand
from flows.understand.words import LANGUAGES as UNDERSTOOD
from integrations.twilio.smart import smart

FLOWS = Path(__file__).parents[2] / "flows"
LANGUAGES = languages()
ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZONE)
WORDING = Wording()
LONG = {
    "brand": "Bloom & Sons Furniture", "support": "+13125550177", "items": "corner sofa, left, blue",
    "name": "Maximiliana", "at": "2026-11-23T11:45:00-06:00",
    "driver": "Christopher", "address": "1204 North Lake Shore Drive, Apt 17", "tracking": "BF-2026-1002345",
    "start": "2026-11-25T10:15:00-06:00", "end": "2026-11-25T12:45:00-06:00", "now": "2026-11-23T12:00:00-06:00",
    "slot_start": "2026-11-25T10:15:00-06:00", "slot_end": "2026-11-25T12:45:00-06:00",
    "link": "https://track.bloom.example/t/AAAAAAAAAAAAAAAAAAAAAA", "code": "4417#", "words": "the bell says Smith",
    "first": False, "before": 12, "minutes": 120, "how": "third_party", "to": "Mr Lindqvist", "place": "",
    "reason": "not_home", "notes": ["hazard: big dog"], "planned": True, "spoken": "en", "morning": True,
    "slots": ["2026-11-25T10:15:00-06:00/2026-11-25T12:45:00-06:00"] * 3, "stops": ["Ana, 1 Main St"] * 2,
    "windows": ["2026-11-25T10:15:00-06:00/2026-11-25T12:45:00-06:00"] * 2,
    "options": ["11 lamp (Tue 24 Nov)", "12 desk (Wed 25 Nov)"],
}


def blocks(language: str) -> set[str]:
    return {f"{path.stem}/{name}" for path in (ROOT / language).glob("*.j2")
            for name in WORDING.env.get_template(f"{language}/{path.name}").blocks}


ALL = [(language, one) for language in LANGUAGES for one in sorted(blocks(language))]


def said(language: str, one: str, **other: Any) -> str:
    return smart(WORDING.render(language, one, LONG | other, ZONE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_wordings_and_small_words(language: str) -> None:
    assert blocks(language) == blocks("en")
    assert tables(language) == tables("en")


def tables(language: str) -> dict[str, list[str]]:
    words = tomllib.loads((ROOT / language / "words.toml").read_text(encoding="utf-8"))
    return {name: sorted(table) for name, table in words.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_can_be_asked_and_asked_again(language: str) -> None:
    asking = [f"{flow.name}/{block(_blank(state))}" for flow in catalog().values() for state in flow.states.values()
              if state.asks]
    assert len(asking) >= 10
    assert [name + end for name in asking for end in ("", "_again") if not WORDING.has(language, name + end)] == []


def _blank(state: type[State]) -> State:
    return object.__new__(state)


def test_every_wording_that_a_flow_names_exists_and_every_wording_is_named() -> None:
    named = {text for path in FLOWS.rglob("*.py") for text in _wordings(path)}
    blocked = {f"{path.stem}/{text}" for path in FLOWS.glob("*.py") for text in _strings(path)}
    asked = {f"{flow.name}/{block(_blank(state))}{end}" for flow in catalog().values()
             for state in flow.states.values() for end in ("", "_again")}
    assert len(named) > 10
    assert named - blocks("en") == set()
    others = ("desk/", "whereabouts/", "canned/")  # a person says the last
    unused = {one for one in blocks("en") - named - blocked - asked if not one.startswith(others)}
    assert unused == {"driver_day/not_yours"}  # said by the door itself, as the desk's are


def _strings(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _wordings(path: Path) -> set[str]:
    """Whole names such as `access/kept`."""
    whole = re.compile(r"([a-z_]+)/[a-z_]+")
    return {text for text in _strings(path) if (found := whole.fullmatch(text)) and found[1] in catalog()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words_of_its_own(language: str) -> None:
    assert len({said(language, "notices/missed", reason=str(one)) for one in Reason}) == len(Reason)


def test_a_driver_reads_a_customers_note_without_a_number_to_ring() -> None:
    text = said("en", "driver_day/on_the_way", notes=["instruction: ring 312 555 0123 or knock"])
    assert "0123" not in text
    assert "Note: ring (...) or knock." in text


def test_a_word_nobody_wrote_falls_back_to_the_general_one() -> None:
    assert "did not work out" in said("en", "notices/missed", reason="aliens")


def test_a_language_without_wordings_falls_back_to_its_base_and_then_to_english() -> None:
    assert WORDING.render("es-MX", "access/inside", LONG, ZONE).startswith("Gracias")
    assert WORDING.render("tlh", "access/inside", LONG, ZONE).startswith("Thank you")
    with pytest.raises(KeyError, match="no wording access/nothing"):
        WORDING.render("en", "access/nothing", LONG, ZONE)


@pytest.mark.parametrize(("asked", "written"), [
    ("es", "es"), ("es-MX", "es"), ("ES_mx", "es"), ("tlh", "en"), ("", "en"), ("../es", "en"),
])
def test_somebody_is_written_to_in_the_nearest_language_there_is(asked: str, written: str) -> None:
    assert spoken(asked) == written
    assert speaks(asked) is (asked.lower().startswith("es"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_asks_for_a_language_we_do_not_write_is_told_which_we_do(language: str) -> None:
    here = Locale.parse(language)
    text = said(language, "identity/language", spoken="tlh")
    assert all(str(here.languages[one]) in text for one in LANGUAGES)
    assert said(language, "identity/language", spoken=language) != text


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_that_are_near_are_words_and_others_are_dates(language: str) -> None:
    days = [said(language, "changes/driver_changed", start=f"2026-11-{day}T10:00:00-06:00") for day in (22, 23, 24, 25)]
    words = tomllib.loads((ROOT / language / "words.toml").read_text(encoding="utf-8"))["days"]
    for text, near in zip(days, ("yesterday", "today", "tomorrow"), strict=False):
        assert words[near] in text
    assert "25" in days[3]
    assert format_date(date(2026, 11, 25), "EEE", locale=language) in days[3]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_caller_is_asked_for_a_text_in_their_own_language(language: str) -> None:
    accent, words = voice(f"{language}-XX")
    assert accent.startswith(f"{language}-")
    assert len(words) > 40


@pytest.mark.parametrize(("language", "count", "text"), [
    ("en", 1, "1 a"), ("en", 0, "0 b"), ("fr", 0, "0 a"), ("fr", 2, "2 b"), ("pt", 0, "0 a"), ("de", 1_200, "1.200 b"),
    ("en", 1_200, "1,200 b"), ("es", 1_000_000, "1.000.000 b"),
])
def test_a_count_takes_the_form_its_language_gives_it(language: str, count: int, text: str) -> None:
    assert plural(count, {"one": "# a", "other": "# b"}, language) == text


@pytest.mark.parametrize(("count", "form"), [
    (1, "a"), (2, "b"), (4, "b"), (5, "c"), (11, "c"), (12, "c"), (14, "c"), (21, "c"), (22, "b"), (25, "c"), (0, "c"),
    (104, "b"), (112, "c"),
])
def test_a_slavic_count_has_three_forms(count: int, form: str) -> None:
    assert plural(count, {"one": "a", "few": "b", "many": "c"}, "pl") == form


def quoted(text: str) -> str:
    """The words a text asks for: between quotes, or after its last colon."""
    found = re.search('"([^"]+)"', text)
    return found[1] if found else text.rpartition(":")[2].strip(" .")


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_we_ask_a_driver_for_are_understood(language: str) -> None:
    for context in ("driver_menu", "driver_free"):
        following = understand(quoted(said(language, "driver_day/not_now")), context, NOW, language)
        assert following.intents == ("next",)
        late = understand(quoted(said(language, "driver_day/late_how")), context, NOW, language)
        assert (late.intents, late.slots.minutes) == (("late",), 20)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_we_ask_a_stranger_for_are_understood_or_bring_a_person(language: str) -> None:
    asked = said(language, "notices/scheduled_strange").partition("OK")[2]
    words = asked.partition(":")[2].partition(".")[0].strip()
    expected = "wrong_number" if language in UNDERSTOOD else "other"
    assert understand(words, "none", NOW, language).intents == (expected,), words


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one not in UNDERSTOOD])
@pytest.mark.parametrize("context", ["none", "confirm_window", "rating_request", "reschedule_offer", "driver_relay"])
def test_words_of_a_language_we_do_not_understand_do_no_harm_and_numbers_count(language: str, context: str) -> None:
    usual = tomllib.loads((ROOT / language / "check.toml").read_text(encoding="utf-8"))["samples"]
    for words in (*usual["words"], *usual["places"], *usual["names"]):
        heard = set(understand(words, context, NOW, language).intents)
        assert not heard & {"opt_out", "cancel", "rating", "access_code", "select_option", "wrong_number"}, words
    assert understand("2", "reschedule_offer", NOW, language).slots.option == 2
    assert understand("4", "rating_request", NOW, language).slots.rating == 4
    assert understand("4417#", "driver_relay", NOW, language).slots.code == "4417#"
    for stop in ("STOP", "Rezygnuję", "ARRET", "STOPP"):
        assert "opt_out" in understand(stop, context, NOW, language).intents
