"""What a customer meant: what the rules find and the trained model thinks, the harmful only when it was meant."""

from dataclasses import dataclass
from datetime import datetime

from flows.understand import consent
from flows.understand.answering import ruled
from flows.understand.clauses import clauses
from flows.understand.deciding import Decided, decided
from flows.understand.flat import Flat, flatten
from flows.understand.heard import Heard, cued, hear
from flows.understand.marking import marks_of
from flows.understand.model.scoring import Seen, points, see
from flows.understand.model.together import Read, noticed, weighed_together
from flows.understand.model.weights import CUSTOMER
from flows.understand.rules import rules
from flows.understand.settling import ORDER
from flows.understand.slotting import slots_of
from flows.understand.understood import Slots
from flows.understand.words import LANGUAGES

HARMFUL = frozenset({"opt_out", "cancel", "access_code", "rating"})
"""What is never guessed from a language we only suppose."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The intents of a customer's text in order, their slots and how sure that is."""

    intents: tuple[str, ...]
    slots: Slots
    confidence: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """A text read in one language: what there is to weigh, what the rules find, the marks for the model."""

    heard: Heard
    found: dict[str, str]
    marks: list[str]


def look(flat: Flat, context: str, now: datetime, language: str, *, sure: bool, leaves: bool) -> Looked:
    """Read a text by the rules of its language; where they know nothing, by English, or by any when `sure` is not."""
    heard = hear(flat, context, now, rules(language))
    found = ruled(heard, leaves=leaves)
    for other in ("en",) if sure else ("en", *LANGUAGES):
        if found or other == language:
            continue
        again = hear(flat, context, now, rules(other))
        more = ruled(again, leaves=leaves)
        if sure and more.keys() == {"reschedule"} and "reschedule" not in again.cues:
            continue  # "mon colis" names no Monday
        if more and (sure or not HARMFUL & more.keys()):
            heard, found = again, more
    english = heard.cues if heard.rules.words.code == "en" else cued(heard.text, rules("en"))
    return Looked(heard, found, marks_of(heard, found, english))


def _part(text: str, heard: Heard, now: datetime, *, sure: bool) -> Read:
    flat = flatten(text)
    return _read(see(flat), look(flat, heard.context, now, heard.rules.words.code, sure=sure, leaves=consent.leaves(flat)))


def _read(seen: Seen, looked: Looked) -> Read:
    heard = looked.heard
    return Read(points(seen, CUSTOMER, (heard.rules.words.code, heard.context), looked.marks), frozenset(looked.found))


def weighed(seen: Seen, looked: Looked, now: datetime, *, sure: bool) -> Weighed:
    """Weigh what was read, whole and part by part, against what the model thinks of it."""
    heard = looked.heard
    parts = [_part(one, heard, now, sure=sure) for one in clauses(heard.flat.text, heard.rules.words.code)]
    scored = weighed_together(noticed(_read(seen, looked), parts, heard.context, len(seen.words)))
    one: Decided = decided(heard, looked.found, scored)
    slots = slots_of(heard, one.why)
    return Weighed(tuple(name for name in ORDER if name in one.why), slots, one.confidence, tuple(one.why.values()))
