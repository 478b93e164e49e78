"""What a driver meant: numbers off our lists, or a few words. What we cannot place is a message to the customer."""

import re
from dataclasses import dataclass

from domain.delivery import Reason
from flows.understand.doors import whole
from flows.understand.flat import Flat
from flows.understand.rules import Rules
from flows.understand.scores import option
from flows.understand.understood import Slots

MENU = {1: "arrived", 2: "delivered", 3: "failed", 4: "late", 5: "need_code"}
YES, NO = 8, 9
WHICH, MOST_WHICH = 10, 3
REASONS = tuple(Reason)
REASON = 30
NEVER_PASSED_ON = ("delivered", "failed")
_ORDER = ("sos", "vehicle_issue", "need_code", "call_customer", "schedule", "next", "break", "late", "help")
_NUMBERED = re.compile(r"[\W_]*(\d{1,2})(?![\d:])[\W_]*(.*)$", re.DOTALL)
_MINUTES = re.compile(r"(?<![\d:])(\d{1,3}) ?(h\b|hr|hour|hora|heure|stund|uur|or[ae]\b)?")
_HOUR, _LONGEST_DELAY = 60, 12 * 60
_NAME = re.compile(r"(?<!^)(?<![.!?] )\b([A-ZÀ-Ý][a-zà-ÿ]{2,})\b|^(?:\d{1,2}\W+)([A-ZÀ-Ý][a-zà-ÿ]{2,})\b")
_YET = re.compile(r"\b(?:not|nt|havent|no|still|aun|todavia)\b.{0,20}\b(?:yet|todavia|aun)\b|\b(?:todavia|aun) no\b")
_NOT_YET = re.compile(r"(?:deliver|drop|done|finish|entreg|livr|zugestellt|geliefert|bezorgd|consegn)\w*.{0,20}\b(?:yet|todavia|aun)\b")
_UNDONE = re.compile(
    r"(?<!\w)(?:almost|nearly|half (?:done|finished)|should i|shall i|do i|can i|may i|wants?|asks?|(?<!as )(?<!like )(?<!like they )(?<!like he )(?<!like she )asked|says?|tomorrow|thought|when (?:im|i am|its|i)|once (?:im|i|its)|"
    r"will be|will deliver|gonna|going to|ill (?:be|deliver|drop|leave|do)|marked|shows?|"
    r"casi|a punto de|puedo|debo|quiere|pide|dice|manana|pensaba|creia|cuando|voy a|va a|sale como|aparece|marcad[oa]|falta|faltan|"
    r"presque|bientot|dois je|puis je|veut|demain|(?<!comme )demande|quand|je vais|marque|indique|affiche|"
    r"fast (?:fertig|da|zugestellt|geliefert|erledigt|durch)|beinahe|gleich|soll ich|kann ich|darf ich|(?:er|sie|kunde|kundin) (?:will|mochte)|morgen|dachte|wenn|sobald|"
    r"werde|steht (?:als|drin|da)|angezeigt|markiert|"
    r"quase|posso|devo|quer|pede|(?<!como )pediu|amanha|achei que|quando|vou|consta|aparece|"
    r"bijna|zal ik|mag ik|kan ik|moet ik|wil|vraagt|dacht|wanneer|straks|staat (?:als|op|nog)|gemarkeerd|"
    r"quasi|devo|vuole|chiede|domani|pensavo|appena (?:ho|finisco)|sto per|risulta|segnat[oa]|manca|mancano)(?!\w)")
"""Words that make a "delivered" something still to come, to be asked or told by others: never taken for a driver's done."""
_SAID = re.compile(r"[^.,;!?\n]+\??")
_SHORT_ANSWER = 6


@dataclass(frozen=True, slots=True)
class Driven:
    """The intents of a driver's text, their slots and how sure that is."""

    intents: tuple[str, ...]
    slots: Slots
    confidence: float
    why: str


def numbered(flat: Flat, context: str, rules: Rules) -> Driven | None:
    """A number alone, or a number with words that agree with it: off our own lists, so there is nothing to weigh."""
    match = _NUMBERED.match(flat.text)
    if match and not re.search(r"\w", match[2]):
        return _number(int(match[1]), context)
    return _agreed(int(match[1]), match[2], context, rules) if match else None


def _number(number: int, context: str) -> Driven:
    if context == "driver_reason" and 1 <= number <= len(REASONS):
        number += REASON
    if REASON < number <= REASON + len(REASONS):
        which = number - REASON
        return _say("failed", Slots(option=which, reason=REASONS[which - 1]), 0.99, "a reason's number")
    if context == "driver_which" and 1 <= number <= MOST_WHICH:
        return _say("other", Slots(option=number), 0.99, "which one")
    if WHICH < number <= WHICH + MOST_WHICH:
        return _say("other", Slots(option=number - WHICH), 0.99, "which one")
    if number in (YES, NO):
        return _say("accept" if number == YES else "decline", Slots(), 0.99, "a yes or no number")
    intent = MENU.get(number)
    return _say(intent or "other", Slots(), 0.99 if intent else 0.3, "the menu" if intent else "no such number")


def _agreed(number: int, rest: str, context: str, rules: Rules) -> Driven | None:
    """"3 not home", "2 done", "4 20 min": the number counts when its words say the same."""
    intent = MENU.get(number)
    if REASON < number <= REASON + len(REASONS):
        return _number(number, context)
    if context == "driver_which":
        return None
    if intent == "late":
        minutes = minutes_in(rest)
        return _say("late", Slots(minutes=minutes), 0.9, "late, by so much") if minutes else None
    reason = reason_in(rest, rules)
    if number == 3 and reason:  # noqa: PLR2004
        return _say("failed", Slots(reason=reason), 0.95, "failed, and why")
    rule = rules.driver.get(intent) if intent else None
    agrees = rule is not None and rule.search(rest) is not None
    return _say(intent, Slots(), 0.95, "a number and its word") if intent and agrees else None


def worded(flat: Flat, context: str, rules: Rules) -> Driven:
    """What the rules make of a driver's words."""
    text, name = flat.text, name_in(flat)
    named = option(flat, rules.words) if context == "driver_which" else None
    if named is not None and named.sure and named.value <= MOST_WHICH:
        return _say("other", Slots(option=named.value), 0.9, "which one, in words")
    for intent in _ORDER[:2]:
        if hears(intent, text, rules):
            return _say(intent, Slots(instruction=flat.original.strip()), 0.9, f"words of {intent}")
    done = _outcome(flat, context, name, rules)
    if done is None and len(text.split()) <= _SHORT_ANSWER and (answer := _answer(text, rules)):
        return _say(answer, Slots(), 0.9, "a short answer")
    return done or _other_words(flat, name, rules)


def _answer(text: str, rules: Rules) -> str:
    if rules.yes.match(text):
        return "accept"
    return "decline" if rules.no.match(text) else ""


def _outcome(flat: Flat, context: str, name: str | None, rules: Rules) -> Driven | None:
    """Done, failed, there: these words are facts, and are never passed on as a message."""
    text, reason = flat.text, reason_in(flat.text, rules)
    question = text.rstrip().endswith("?")
    if _YET.search(text):
        return None
    if hears("failed", text, rules) or (reason and not question and _fits(reason, text, context, rules)):
        return _say("failed", Slots(reason=reason, name=name), 0.85, "words of failure")
    if hears("delivered", text, rules) and not undone(text):
        note = whole(flat, rules) if len(text.split()) > 2 else None  # noqa: PLR2004
        return _say("delivered", Slots(name=name, instruction=note), 0.85, "words of delivery")
    if hears("arrived", text, rules) and not question and not hears("need_code", text, rules):
        return _say("arrived", Slots(name=name), 0.85, "words of arrival")
    return None


def undone(text: str) -> bool:
    """Whether a "delivered" in it is asked, wished, near or told by others: "almost done", "do i leave it at the door?"."""
    asked = all(one.endswith("?") for one in _SAID.findall(text))
    return asked or _UNDONE.search(text) is not None


def _fits(reason: str, text: str, context: str, rules: Rules) -> bool:
    """Whether a reason alone says that it failed. A dog or a locked gate may be news and no more."""
    if context == "driver_reason":
        return True
    wants = hears("need_code", text, rules) or hears("call_customer", text, rules)
    return not wants and (reason in {"not_home", "refused", "unable_to_locate", "not_on_vehicle"}
                          or len(text.split()) <= 3)  # noqa: PLR2004


def _other_words(flat: Flat, name: str | None, rules: Rules) -> Driven:
    for intent in _ORDER[2:]:
        if hears(intent, flat.text, rules):
            minutes = minutes_in(flat.text) if intent == "late" else None
            return _say(intent, Slots(minutes=minutes, name=name), 0.85, f"words of {intent}")
    if any(hears(intent, flat.text, rules) for intent in NEVER_PASSED_ON) or _NOT_YET.search(flat.text) or not re.search(r"[^\W\d_]", flat.text):
        return _say("other", Slots(), 0.3, "near to done or failed, and neither")
    return _say("message", Slots(instruction=flat.original.strip(), name=name), 0.7, "words for the customer")


def hears(intent: str, text: str, rules: Rules) -> bool:
    """Whether words of an intent stand in the text."""
    rule = rules.driver.get(intent)
    return rule is not None and rule.search(text) is not None


def reason_in(text: str, rules: Rules) -> str | None:
    """Why it failed, where the words say so."""
    for reason, rule in rules.reasons.items():
        if rule.search(text):
            return reason
    return None


def minutes_in(text: str) -> int | None:
    """How many minutes are named."""
    match = _MINUTES.search(text)
    if match is None:
        return _HOUR // 2 if re.search(r"half an hour|media hora|demi heure|halbe stunde", text) else None
    minutes = int(match[1]) * (_HOUR if match[2] else 1)
    return minutes if 0 < minutes <= _LONGEST_DELAY else None


def name_in(flat: Flat) -> str | None:
    """Whom the driver names."""
    if flat.original.isupper():
        return None
    match = _NAME.search(flat.original)
    return (match[1] or match[2]) if match else None


def _say(intent: str, slots: Slots, confidence: float, why: str) -> Driven:
    return Driven((intent,), slots, confidence, why)
