"""What a customer meant: everything that was heard, weighed by what was asked, the harmful only when it was meant."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from flows.understand import doors
from flows.understand.flat import Flat
from flows.understand.heard import FEW, Heard, hear
from flows.understand.rules import rules
from flows.understand.scores import option, score
from flows.understand.settling import ORDER, denies_cancel, settled
from flows.understand.understood import Slots
from flows.understand.words import LANGUAGES

_BRIEF = 7
_BESIDE_OPT_OUT = frozenset({"wrong_number", "complaint", "cancel", "access_code"})
_FACES = {"ack": "👍👌✅🆗✔☑", "deny_no": "👎❌🚫✖", "thanks": "🙏", "praise": "❤😍🥰👏🤩💯😊"}
"""What a message of pictures alone says."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The intents of a customer's text in order, their slots and how sure that is."""

    intents: tuple[str, ...]
    slots: Slots
    confidence: float
    why: tuple[str, ...]


def weighed(flat: Flat, context: str, now: datetime, language: str, *, leaves: bool) -> Weighed:
    """Weigh a text in one language. `leaves`: it asks to be left alone."""
    heard = hear(flat, context, now, rules(language))
    if "auto_reply" in heard.cues and not leaves:
        return Weighed(("auto_reply",), Slots(), 0.9, ("words of auto_reply",))
    found = _facts(heard) | _answers(heard) | _wishes(heard)
    if leaves:
        found = {one: why for one, why in found.items() if one in _BESIDE_OPT_OUT}
        found["opt_out"] = "asks to be left alone"
    found = settled(heard, found) or {"other": "nothing known was said"}
    slots = _slots(heard, found)
    return Weighed(tuple(one for one in ORDER if one in found), slots, _confidence(found), tuple(found.values()))


def _facts(heard: Heard) -> dict[str, str]:
    """What holds whatever was asked: a code, news for the driver, trouble, a question."""
    found = {intent: f"words of {intent}" for intent in heard.cues}
    if denies_cancel(heard):
        found.pop("cancel", None)
    if heard.code:
        found["access_code"] = "a code"
    if _asks_language(heard):
        found["language"] = "another language is wanted"
    return found


def _asks_language(heard: Heard) -> str:
    text = heard.flat.text
    for spoken in LANGUAGES:
        for wanted, rule in rules(spoken).asks_language.items():
            if rule.match(text):
                return wanted
    return ""


def _answers(heard: Heard) -> dict[str, str]:
    """Yes, no, a score, an option: what they mean hangs on what was asked."""
    found: dict[str, str] = {}
    value = score(heard.flat, heard.rules.words, asked=heard.asked("rating_request"), praised="praise" in heard.cues)
    if value is not None and not heard.cues & {"missing", "delivery_instruction"}:
        found["rating"] = "a score"
    if heard.asked("reschedule_offer", "confirm_window") and heard.short(_BRIEF) and _choice(heard):
        found["select_option"] = "one of the options"
    if heard.rules.yes.match(heard.flat.text):
        found |= _yes(heard)
    elif heard.rules.ack.match(heard.flat.text):
        found["ack"] = "taken note"
    if heard.rules.no.match(heard.flat.text) and not heard.rules.yes.match(heard.flat.text):
        found["deny_no"] = "a no"
    return found | _faces(heard)


def _faces(heard: Heard) -> dict[str, str]:
    if re.search(r"\w", heard.flat.text):
        return {}
    found = {intent: "a picture" for intent, faces in _FACES.items() if set(faces) & set(heard.flat.text)}
    return {"confirm_yes": "a picture"} if "ack" in found and heard.asked("confirm_window") else found


def _yes(heard: Heard) -> dict[str, str]:
    is_ack = heard.rules.ack.match(heard.flat.text) is not None
    if heard.asked("confirm_window") or not is_ack:
        return {"confirm_yes": "a yes"}
    return {"ack": "taken note"}


def _choice(heard: Heard) -> int | None:
    chosen = option(heard.flat, heard.rules.words)
    return None if chosen is None or (heard.when and not heard.when.dayless and not heard.short(2)) else chosen


def _wishes(heard: Heard) -> dict[str, str]:
    """A time, and what is wanted of it."""
    when = heard.when
    if when is None or heard.cues & {"reschedule", "availability", "eta"}:
        return {}
    if heard.asked("confirm_window", "reschedule_offer"):
        return {"reschedule": "a time, where we asked for one"}
    if heard.asked("driver_relay") or when.relative:
        return {}
    rest = heard.text.replace(heard.flat.text[when.begin:when.stop], "")
    alone = len(re.findall(r"\w+", rest)) <= FEW
    return {"reschedule": "a time and nothing else"} if alone and not heard.asked("rating_request") else {}


def _slots(heard: Heard, found: dict[str, str]) -> Slots:
    """Only the slots of what was understood."""
    slots = heard.slots if "access_code" in found else replace(heard.slots, code=None, code_words=None)
    told = doors.instruction(heard.flat, heard.text, heard.rules) if "delivery_instruction" in found else None
    slots = replace(slots, instruction=told)
    if "rating" in found:
        value = score(heard.flat, heard.rules.words, asked=heard.asked("rating_request"), praised="praise" in heard.cues)
        slots = replace(slots, rating=value)
    if "select_option" in found:
        slots = replace(slots, option=_choice(heard))
    if "language" in found:
        slots = replace(slots, language=_asks_language(heard))
    when = heard.when
    if when and found.keys() & {"reschedule", "availability"} and "select_option" not in found:
        slots = replace(slots, time_phrase=when.phrase, start=when.start, end=when.end)
    return slots


def _confidence(found: dict[str, str]) -> float:
    if "other" in found:
        return 0.2
    if "opt_out" in found:
        return 0.95
    sure = 0.9 if len(found) == 1 else 0.85
    return sure if any(why != "a time and nothing else" for why in found.values()) else 0.6
