"""What a driver meant: a number off our lists counts as it stands, words are weighed by rules and model together."""

from dataclasses import replace

from flows.understand.driver import (
    NEVER_PASSED_ON,
    Driven,
    hears,
    minutes_in,
    name_in,
    numbered,
    reason_in,
    undone,
    worded,
)
from flows.understand.flat import Flat
from flows.understand.model.scoring import Seen, floors, likelihood, points
from flows.understand.model.weights import DRIVER
from flows.understand.rules import rules
from flows.understand.understood import Slots

CERTAIN = ("which one, in words", "near to done or failed, and neither")
FACTS, BRIEF = frozenset({"delivered", "failed", "arrived"}), 2
"""A report of one or two words is one: our own lists invite it."""
EVEN = 0.5
"""How likely a yes or a no of a driver must be, where the rules hear none: "ok" and a word nobody knows is neither."""
NEAR = 1.0
"""Points below its floor at which a "done" or "failed" is still too near for the words to be passed on."""
_LENGTHS = (1, 2, 3, 5, 8, 13)


def driven(flat: Flat, context: str, language: str, seen: Seen) -> Driven:
    """One intent. What we cannot place is a message to the customer, unless it is near to done or failed."""
    spoken = rules(language)
    if number := numbered(flat, context, spoken) or (numbered(flat, context, rules("en")) if language != "en" else None):
        return number
    ruled = _by_rules(flat, context, language)
    if ruled.why in CERTAIN:
        return ruled
    scored = points(seen, DRIVER, (language, context), driver_marks(flat, context, language))
    over = {intent: scored[intent] - floor for intent, floor in floors(DRIVER).items()}
    best = max(over, key=lambda intent: over[intent])
    if ruled.intents[0] in FACTS and len(seen.words) <= BRIEF:
        best = ruled.intents[0]
    if best in {"message", "other"} and (max(over[one] for one in NEVER_PASSED_ON) > -NEAR
                                         or ruled.intents[0] in NEVER_PASSED_ON):
        best = "other"
    if over[best] < 0 and best not in {"message", "other"}:
        best = ruled.intents[0]
    if best in {"accept", "decline"} and best != ruled.intents[0] and likelihood(scored[best]) < EVEN:
        best = ruled.intents[0]
    if best == "delivered" and undone(flat.text):
        best = "other"
    return _filled(best, ruled, flat, language, likelihood(scored[best]))


def _by_rules(flat: Flat, context: str, language: str) -> Driven:
    first = worded(flat, context, rules(language))
    if first.intents[0] in {"message", "other"} and language != "en":
        again = worded(flat, context, rules("en"))
        first = again if again.intents[0] not in {"message", "other"} else first
    return first


def driver_marks(flat: Flat, context: str, language: str) -> list[str]:
    """What the rules noticed in a driver's words, as marks for the model."""
    spoken, text = rules(language), flat.text
    first, english = worded(flat, context, spoken), worded(flat, context, rules("en"))
    words = len(text.split())
    marks = [f"c:{context}", f"l:{language}", f"n:{next((at for at, most in enumerate(_LENGTHS) if words <= most), 6)}",
             f"r:{first.intents[0]}", f"r:{first.intents[0]}@{context}", f"e:{english.intents[0]}"]
    marks += [f"q:{intent}" for intent in spoken.driver if hears(intent, text, spoken)]
    shapes = {"s:?": "?" in text, "s:digit": any(one.isdigit() for one in text), "s:minutes": minutes_in(text),
              "s:name": name_in(flat), "s:numbered": numbered(flat, context, spoken)}
    reason = reason_in(text, spoken)
    marks += [f"s:reason:{reason}", "s:reason"] if reason else []
    return marks + [name for name, there in shapes.items() if there]


def _filled(intent: str, ruled: Driven, flat: Flat, language: str, sure: float) -> Driven:
    """The slots of the intent that holds."""
    if intent == ruled.intents[0]:
        return replace(ruled, confidence=round(max(sure, min(ruled.confidence, 0.6)), 2))
    said, text = flat.original.strip(), flat.text
    reason = (reason_in(text, rules(language)) or reason_in(text, rules("en"))) if intent == "failed" else None
    minutes = minutes_in(text) if intent == "late" else None
    passed_on = said if intent in {"message", "sos", "vehicle_issue", "delivered"} else None
    slots = Slots(reason=reason, minutes=minutes, name=name_in(flat), instruction=passed_on)
    return Driven((intent,), slots, round(sure, 2), "the model")
