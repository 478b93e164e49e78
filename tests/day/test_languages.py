"""The judge of languages is held to every wording a customer can get; and what the day's people say is understood."""

import re
import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import approved, mails
from bot.linting.tongue import tongues
from flows.understand import understand
from simulator.day.languages import LINK, _reads_as
from simulator.day.script import EVENING, MORNING, NIGHT, SMALL_HOURS, START
from simulator.day.speech import LANGUAGES, means, tongue

NOW = datetime(2027, 3, 27, 16, 40, tzinfo=ZoneInfo("Europe/Helsinki"))
FOR_DRIVERS = frozenset({
    "access/trying_code", "access/trying_code_again", "access/code", "access/not_yet", "access/asked",
    "access/no_answer", "access/instruction", "relay/to_driver", "relay/unreachable", "reschedule/asking_driver",
    "reschedule/asking_driver_again", "changes/driver_changed", "consent/driver_help", "escalation/driver_media",
    "escalation/sos", "escalation/dispatch_told", "access/person_helps", "meeting/to_driver", "pictures/to_driver",
    "pictures/proof_kept", "pictures/dispatch_sees"})
WORDS_OF_OTHERS = frozenset({"escalation/agent", "relay/to_customer"})
LISTS_LANGUAGES = frozenset({"identity/language"})
MEANT = {"yes": ("confirm_window", "confirm_yes"), "rates": ("rating_request", "rating"),
         "door": ("none", "delivery_instruction"), "dog": ("none", "delivery_instruction"),
         "bell": ("none", "delivery_instruction"), "thanks": ("none", "thanks"), "another_time": ("none", "reschedule"),
         "another_day": ("none", "reschedule"), "code": ("driver_relay", "access_code"), "where": ("none", "eta"),
         "whole": ("none", "eta"), "human": ("none", "human"), "broken": ("none", "damaged"),
         "not_here": ("none", "missing"), "wrong_number": ("none", "wrong_number")}


@cache
def texts(code: str) -> tuple[tuple[str, str], ...]:
    """Whatever a customer can get in a language, each with its wording: texts, WhatsApp's templates, a mail's frame."""
    return tuple(chain(_by_text(code), _by_whatsapp(code), _by_mail(code)))


def _by_text(code: str) -> Iterator[tuple[str, str]]:
    own = next(one for one in tongues() if one.language == code)
    for one in own.sayings:
        if not one.name.startswith("driver_day/") and one.name not in FOR_DRIVERS | WORDS_OF_OTHERS | LISTS_LANGUAGES:
            yield from ((one.name, LINK.sub(" ", _without_items(one.name, text))) for text in one.texts)


def _without_items(name: str, text: str) -> str:
    """A list of parcels is in the merchant's words."""
    return text.partition("\n")[0] if name == "desk/which" else text


def _by_whatsapp(code: str) -> Iterator[tuple[str, str]]:
    specs = (spec for (_, language), spec in approved.specs().items() if language == code)
    yield from ((f"whatsapp {spec.wording}", approved.reads(spec.text, ("5",) * 6)) for spec in specs)


def _by_mail(code: str) -> Iterator[tuple[str, str]]:
    said = mails.words(code)
    yield "mail", " ".join((said["subject"], said["see"], said["answer"], said["unsubscribe"]))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_judge_knows_every_text_for_what_it_is(code: str) -> None:
    assert [(name, text) for name, text in texts(code) if not _reads_as(code, text)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_judge_takes_no_text_for_another_language(code: str) -> None:
    others = [one for one in LANGUAGES if one != code]
    taken = [(other, name, text) for name, text in texts(code) for other in others if _reads_as(other, text)]
    assert taken == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_the_days_people_say_is_understood_as_they_mean_it(code: str) -> None:
    assert tongue(code).says.keys() == MEANT.keys() | {"coming", "sister"}
    missed = []
    for name, (context, intent) in MEANT.items():
        for said in tongue(code).says[name]:
            text = said.replace("{code}", "4417#").replace("{canary}", "xabadegoki")
            found = understand(text, context, NOW, code)
            if intent not in found.intents or (intent == "access_code" and found.slots.code != "4417#"):
                missed.append((text, found.intents, found.slots.code))
    assert missed == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_word_to_a_person_of_the_office_is_no_instruction_for_the_driver(code: str) -> None:
    for said in tongue(code).says["sister"]:
        assert understand(said.replace("{canary}", "xafomibeki"), "none", NOW, code).intents == ("thanks",)


MEANINGS = {"scheduled": "notices/scheduled", "good": "reschedule/confirming_window", "van": "notices/out_for_delivery",
            "next": "notices/next", "near": "notices/near", "late": "notices/late", "delivered": "notices/delivered",
            "offers": "reschedule/choosing_slot", "done": "notices/rebooked", "rate": "rating/asking_score",
            "cause": "rating/asking_cause", "gate": "access/asking_customer", "which": "desk/which",
            "says": "relay/to_customer", "asked": "reschedule/asked", "back": "consent/started",
            "help": "consent/help", "planned": "whereabouts/planned", "where": "whereabouts/under_way",
            "moved": "changes/window", "called_off": "changes/called_off", "damaged": "aftercare/damaged",
            "checking": "aftercare/missing", "reads": "rating/noted", "media": "escalation/media",
            "unclear": "escalation/person_reads"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_people_know_each_text_by_what_it_is_about(code: str) -> None:
    own = next(one for one in tongues() if one.language == code)
    said = {one.name: [text.replace("Bloom & Sons", "Bloom") for text in one.texts] for one in own.sayings}
    unheard = [(meaning, text) for meaning, name in MEANINGS.items() for text in said[name]
               if not means(code, meaning, text)]
    specs = {spec.wording: approved.reads(spec.text, ("5",) * 6) for (_, language), spec in approved.specs().items()
             if language == code}
    unheard += [(meaning, specs[name]) for meaning, name in MEANINGS.items()
                if name in specs and not means(code, meaning, specs[name])]
    assert unheard == []


NOTICES = ("scheduled", "van", "next", "late", "delivered", "offers", "good", "rate", "gate")


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_other_notice_is_taken_for_one_that_people_answer(code: str) -> None:
    own = next(one for one in tongues() if one.language == code)
    names = {MEANINGS[meaning] for meaning in NOTICES} | {"whereabouts/under_way", "whereabouts/planned"}
    said = {one.name: one.texts for one in own.sayings if one.name in names}
    wrong = [(meaning, name, text) for meaning in NOTICES for name, some in said.items() for text in some
             if name != MEANINGS[meaning] and means(code, meaning, text)]
    assert wrong == []


def test_the_evening_and_the_morning_lie_on_both_sides_of_the_hour_that_is_none() -> None:
    assert [one.utcoffset() for one in (EVENING, NIGHT, SMALL_HOURS[0])] == [timedelta(hours=2)] * 3
    assert [one.utcoffset() for one in (SMALL_HOURS[1], MORNING, START)] == [timedelta(hours=3)] * 3


CHOICES = Path(__file__).parents[2] / "templates" / "choices.toml"
LISTS = {"good": "reschedule/confirming_window", "offers": "reschedule/choosing_slot", "rate": "rating/asking_score",
         "cause": "rating/asking_cause"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_asked_by_a_list_on_whatsapp_hears_the_same_question(language: str) -> None:
    choices = tomllib.loads(CHOICES.read_text(encoding="utf-8"))
    for meaning, wording in LISTS.items():
        assert re.search(tongue(language).hears[meaning], choices[wording]["text"][language], re.IGNORECASE), meaning
