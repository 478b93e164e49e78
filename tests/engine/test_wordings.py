"""What we say: complete in every language, short enough to send, and safe to answer."""

import ast
import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.wording import ROOT, Wording
from domain.delivery import Reason
from flows.engine.catalog import catalog
from flows.engine.state import State, block
from integrations.twilio.segments import segments
from integrations.twilio.smart import smart

FLOWS = Path(__file__).parents[2] / "flows"
LANGUAGES = sorted(path.name for path in ROOT.iterdir() if path.is_dir())
ZONE = ZoneInfo("America/Chicago")
WORDING = Wording()
TAKEN = r"(?:stop|stopall|unsubscribe|cancel|end|quit|revoke|optout|yes|start|unstop|parar|baja)"
INVITED = re.compile(rf"(?i:\b(?:reply|text|send|type|answer|responda|escriba|envíe)\b(?: with)?\W+{TAKEN}\b)"
                     rf"|\b{TAKEN.upper()}\b")
OPT_OUT = {"notices/scheduled", "notices/scheduled_strange", "consent/stopped", "consent/started", "consent/help",
           "consent/driver_help"}
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
    tables = {name: re.findall(r"(?m)^(?:\[\w+\]|\w+ =)", (ROOT / name / "words.toml").read_text(encoding="utf-8"))
              for name in (language, "en")}
    assert tables[language] == tables["en"]


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
    unused = {one for one in blocks("en") - named - blocked - asked if not one.startswith(("desk/", "whereabouts/"))}
    assert unused == {"driver_day/not_yours"}  # said by the door itself, as the desk's are


def _strings(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _wordings(path: Path) -> set[str]:
    """Whole names such as `access/kept`."""
    whole = re.compile(r"([a-z_]+)/[a-z_]+")
    return {text for text in _strings(path) if (found := whole.fullmatch(text)) and found[1] in catalog()}


@pytest.mark.parametrize(("language", "one"), ALL)
def test_no_wording_invites_a_word_that_the_carrier_takes_for_itself(language: str, one: str) -> None:
    text = said(language, one)
    assert (INVITED.search(text) is not None) is (one in OPT_OUT), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_message_names_the_brand_and_the_way_out(language: str) -> None:
    for one in ("notices/scheduled", "notices/scheduled_strange"):
        text = said(language, one)
        assert text.startswith(str(LONG["brand"]))
        assert "STOP" in text


def test_english_fits_two_segments_of_plain_letters_even_with_long_names() -> None:
    sizes = {one: segments(said("en", one)) for language, one in ALL if language == "en"}
    assert {one: size.encoding for one, size in sizes.items() if size.encoding != "GSM-7"} == {}
    assert {one: size.count for one, size in sizes.items() if size.count > 2} == {}


def test_spanish_keeps_its_accents_and_fits_four_segments_even_with_long_names() -> None:
    sizes = {one: segments(said("es", one)).count for language, one in ALL if language == "es"}
    assert {one: count for one, count in sizes.items() if count > 4} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words_of_its_own(language: str) -> None:
    assert len({said(language, "notices/missed", reason=str(one)) for one in Reason}) == len(Reason)


def test_a_public_shortener_is_nowhere() -> None:
    banned = re.compile(r"bit\.ly|tinyurl|\bt\.co\b|goo\.gl|is\.gd|cutt\.ly|rebrand\.ly|https?://")
    assert [path.name for path in ROOT.rglob("*.*") if banned.search(path.read_text(encoding="utf-8"))] == []


def test_a_driver_reads_a_customers_note_without_a_number_to_ring() -> None:
    text = said("en", "driver_day/on_the_way", notes=["instruction: ring 312 555 0123 or knock"])
    assert "0123" not in text
    assert "Note: ring (...) or knock." in text


def test_a_word_nobody_wrote_falls_back_to_the_general_one() -> None:
    assert "did not work out" in said("en", "notices/missed", reason="aliens")


def test_a_language_without_wordings_falls_back_to_its_base_and_then_to_english() -> None:
    assert WORDING.render("es-MX", "access/inside", LONG, ZONE).startswith("Gracias")
    assert WORDING.render("pl", "access/inside", LONG, ZONE).startswith("Thank you")
    with pytest.raises(KeyError, match="no wording access/nothing"):
        WORDING.render("en", "access/nothing", LONG, ZONE)
