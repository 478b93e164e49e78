"""Rules and model together: which intents hold, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.understand.answering import asks_language, choice, given
from flows.understand.heard import Heard
from flows.understand.model.scoring import floors, likelihood
from flows.understand.model.weights import CUSTOMER
from flows.understand.settling import settled

CERTAIN = frozenset({"opt_out", "auto_reply"})
"""What the rules alone decide when they find it: words of the law, and another machine's."""
HONEST = -0.4
"""Points above its floor that the best intent may lack before we rather say that we do not know."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The intents that hold, each with why."""

    why: dict[str, str]
    confidence: float


def decided(heard: Heard, found: Mapping[str, str], points: Mapping[str, float]) -> Decided:
    """Every intent above its floor, else the best one that comes near, else an honest `other`.

    An intent that needs a slot holds only where the slot was found: a score, a code, an option, a language.
    """
    certain = {one: why for one, why in found.items() if one in CERTAIN}
    if certain:
        return Decided(dict(found), 0.95)
    above = {one: points[one] - floor for one, floor in floors(CUSTOMER).items() if one != "other" and _has_slot(one, heard)}
    kept = [one for one, over in above.items() if over >= 0]
    best = max(above, key=lambda one: above[one])
    if not kept and above[best] >= HONEST and points["other"] < points[best]:
        kept = [best]
    why = settled(heard, {one: found.get(one, "the model") for one in kept})
    if not why:
        return Decided({"other": "nothing we are sure of"}, round(min(0.4, 1 - likelihood(points[best])), 2))
    return Decided(why, round(min(likelihood(points[one]) for one in why), 2))


def _has_slot(intent: str, heard: Heard) -> bool:
    needs = {"rating": given, "select_option": choice, "language": asks_language, "access_code": lambda one: one.code}
    return intent not in needs or bool(needs[intent](heard))
