"""What a customer meant: everything that was heard, weighed by what was asked, the harmful only when it was meant."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from flows.understand import doors
from flows.understand.codes import Code, code_in
from flows.understand.flat import Flat
from flows.understand.rules import Rules, rules
from flows.understand.scores import option, score
from flows.understand.times import When, whens
from flows.understand.understood import Slots
from flows.understand.words import LANGUAGES

ORDER = ("opt_out", "opt_in", "help", "auto_reply", "wrong_number", "incident", "human", "cancel", "access_code",
         "delivery_instruction", "change_address", "damaged", "missing", "wrong_item", "refund_return", "complaint",
         "rating", "select_option", "confirm_yes", "deny_no", "reschedule", "availability", "eta", "identity_question",
         "verify", "language", "nevermind", "unsure", "received", "praise", "thanks", "ack", "greeting", "other")
"""The order of intents in an answer: facts and law first, courtesies last."""

_QUIET = frozenset({"greeting", "ack", "thanks"})
_AFTER = frozenset({"damaged", "missing", "wrong_item", "refund_return", "incident"})
_FEW, _BRIEF = 4, 7
_CANCEL = re.compile(r"cancel|annul|storn|afzeg|abbestell|absag|disdi")
_NOT_CANCEL = re.compile(
    r"\b(?:dont|do not|not|never|didnt|no|ne|pas|nicht|nao|niet|non|nunca)(?: (?:want|need|wanna|have|wish|like|said|say|told|"
    r"asked|going|quiero|queria|queremos|deseo|dije|veux|voulu|mochte|will|wil|quero|voglio|vorrei|to|me|you|u|i|a|de|que|"
    r"les?|la|lo|die|den|das|de|het|bestellung|lieferung)){0,4} (?:cancel|annul|storn|afzeg|abbestell|absag|disdi)")
_FACES = {"ack": "👍👌✅🆗✔☑", "deny_no": "👎❌🚫✖", "thanks": "🙏", "praise": "❤😍🥰👏🤩💯😊"}
"""What a message of pictures alone says."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything there is to weigh about one text."""

    flat: Flat
    text: str
    context: str
    rules: Rules
    cues: frozenset[str]
    code: Code | None
    when: When | None
    slots: Slots

    def short(self, words: int = _FEW) -> bool:
        """Hardly more than an answer."""
        return len(self.flat.text.split()) <= words

    def asked(self, *contexts: str) -> bool:
        """Whether one of these was asked last."""
        return self.context in contexts


@dataclass(frozen=True, slots=True)
class Weighed:
    """The intents of a customer's text in order, their slots and how sure that is."""

    intents: tuple[str, ...]
    slots: Slots
    confidence: float
    why: tuple[str, ...]


def weighed(flat: Flat, context: str, now: datetime, language: str, *, leaves: bool) -> Weighed:
    """Weigh a text in one language. `leaves`: it asks to be left alone."""
    heard = _hear(flat, context, now, rules(language))
    if "auto_reply" in heard.cues and not leaves:
        return Weighed(("auto_reply",), Slots(), 0.9, ("words of auto_reply",))
    found = _facts(heard) | _answers(heard) | _wishes(heard)
    if leaves:
        found = {one: why for one, why in found.items() if one in {"wrong_number", "complaint", "cancel"}}
        found["opt_out"] = "asks to be left alone"
    found = _settled(heard, found) or {"other": "nothing known was said"}
    slots = _slots(heard, found)
    return Weighed(tuple(one for one in ORDER if one in found), slots, _confidence(found), tuple(found.values()))


def _hear(flat: Flat, context: str, now: datetime, spoken: Rules) -> Heard:
    words = spoken.words
    code = code_in(flat, words, asked=context == "driver_relay")
    text = doors.blot(flat.text, code.told, code.over) if code else flat.text
    called = doors.phone(text)
    lives = doors.address(text, words)
    plain = text
    for span in (called, lives):
        plain = doors.blot(plain, *span) if span else plain
    flat_unit = doors.unit(flat, text, words)
    slots = Slots(
        code=code.keyed if code else None, code_words=flat.words_of(code.begin, code.end) if code else None,
        unit=flat_unit, address=flat.words_of(*lives) if lives else None,
        phone=flat.words_of(*called) if called else None,
    )
    found = whens(flat, plain, now, words)
    wanted = [one for one in found if not one.unwanted] or list(found)
    cues = frozenset(intent for intent, rule in spoken.cues.items() if rule.search(text))
    return Heard(flat, text, context, spoken, cues, code, _best(wanted), slots)


def _best(found: list[When]) -> When | None:
    """The time that says most: one with a day before one without, the first of equals."""
    return min(found, key=lambda one: one.dayless, default=None)


def _facts(heard: Heard) -> dict[str, str]:
    """What holds whatever was asked: a code, news for the driver, trouble, a question."""
    found = {intent: f"words of {intent}" for intent in heard.cues}
    if _NOT_CANCEL.search(heard.text):
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
    alone = len(re.findall(r"\w+", rest)) <= _FEW
    return {"reschedule": "a time and nothing else"} if alone and not heard.asked("rating_request") else {}


def _settled(heard: Heard, found: dict[str, str]) -> dict[str, str]:
    """What was heard twice is one thing, and the graver reading goes only where it was meant."""
    drop: set[str] = set()
    if found.keys() & (_AFTER | {"complaint"}):
        drop |= {"praise", "received", "confirm_yes", "ack", "availability"}
    if "incident" in found:
        drop |= {"damaged", "complaint"}
    if "refund_return" in found and "cancel" not in heard.cues:
        drop |= {"select_option"}
    if "missing" in found:
        drop |= {"received", "eta", "deny_no"}
    drop |= _of_time(heard, found) | _of_courtesy(heard, found)
    return {one: why for one, why in found.items() if one not in drop}


def _of_time(heard: Heard, found: dict[str, str]) -> set[str]:
    drop: set[str] = set()
    if "select_option" in found:
        drop |= {"reschedule", "availability", "unsure", "rating"}
    if "reschedule" in found:
        drop |= {"eta", "availability"} if heard.when or "availability" not in heard.cues else {"eta"}
        drop |= {"cancel"} if heard.when and "cancel" in found and not _said_cancel(heard) else set()
    elif "eta" in found:
        drop |= {"availability"} if not heard.when else set()
    if "change_address" in found:
        drop |= {"delivery_instruction", "reschedule"} if not heard.when else {"delivery_instruction"}
    if "delivery_instruction" in found:
        drop |= {"select_option"} | _within(heard) | ({"eta"} if "?" not in heard.text else set())
    if "nevermind" in found:
        drop |= {"cancel", "reschedule", "deny_no"}
    return drop


def _within(heard: Heard) -> set[str]:
    """A time inside an instruction is part of it: "leave it with Ann, she is home until six"."""
    told = doors.instruction(heard.flat, heard.text, heard.rules) or ""
    if heard.when is None:
        return {"reschedule", "availability"}
    return {"availability"} if heard.when.phrase in told else set()


def _said_cancel(heard: Heard) -> bool:
    return _CANCEL.search(heard.text) is not None


def _of_courtesy(heard: Heard, found: dict[str, str]) -> set[str]:
    drop: set[str] = set()
    if "availability" in found and heard.asked("none", "driver_relay"):
        drop |= {"deny_no", "confirm_yes"}
    if found.keys() - _QUIET:
        drop |= {"greeting", "ack"}
    if "thanks" in found:
        drop |= {"ack"}
    if found.keys() & {"confirm_yes", "deny_no", "human", "identity_question"}:
        drop |= {"unsure"} if "deny_no" not in found else set()
    if "identity_question" in found and "verify" in found:
        drop |= {"identity_question"}
    if "wrong_number" in found:
        drop |= {"deny_no", "identity_question", "availability", "missing"}
    if heard.context == "rating_request" and "rating" in found:
        drop |= {"confirm_yes", "deny_no", "ack", "reschedule"}
    if "praise" in found and "confirm_yes" in found:
        drop |= {"praise"} if heard.context != "rating_request" else {"confirm_yes"}
    return drop


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
