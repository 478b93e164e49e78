"""What came out of understanding: intents with their slots, and the domain's meanings made of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain import meanings as m
from domain.message import CodeRef

CLOCKLESS = frozenset({"deny_no", "confirm_yes", "ack"})


@dataclass(frozen=True, slots=True)
class Slots:
    """What was named beside the intents.

    `code` is as it is to be keyed; `code_words` is the exact part of the text that holds it, to be masked. `start` and
    `end` bound the half-open local interval of `time_phrase`. `option` counts from 1. `name` is whom a driver named.
    """

    code: str | None = None
    code_words: str | None = None
    rating: int | None = None
    option: int | None = None
    time_phrase: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    instruction: str | None = None
    unit: str | None = None
    address: str | None = None
    phone: str | None = None
    language: str | None = None
    reason: str | None = None
    minutes: int | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """What one message meant. `intents` are the contract's names, the one to act on first; `why` never holds a code.

    `context` is what had been asked. `told`: enough words were written to know the language by them.
    """

    language: str
    intents: tuple[str, ...]
    confidence: float
    slots: Slots
    escalate: bool
    why: tuple[str, ...]
    context: str = "none"
    told: bool = False


DOUBT = 0.35
"""Below this a meaning that changes something is not acted on: what was asked is asked again, or a person reads."""

GUESSABLE = frozenset({"eta", "human", "complaint", "damaged", "missing", "wrong_item", "refund_return", "identity_question",
                       "verify", "greeting", "thanks", "praise", "ack", "unsure", "delivery_instruction", "message", "other",
                       "failed", "delivered", "arrived", "late"})
"""What may be acted on as a guess: it is answered, passed on or read by a person, and nothing is changed by it."""

ASKED = frozenset({"confirm_window", "reschedule_offer", "rating_request"})
"""Where a question of ours is open, asking it again is better than any guess."""

_MAKE: dict[str, Callable[[Slots], m.Meaning]] = {
    "reschedule": lambda s: m.Reschedule(s.start, s.end, s.time_phrase or ""),
    "availability": lambda s: m.Availability(s.start, s.end),
    "select_option": lambda s: m.SelectOption(s.option or 0),
    "rating": lambda s: m.Rating(s.rating or 0),
    "delivery_instruction": lambda s: m.Instruction(s.instruction or ""),
    "change_address": lambda s: m.ChangeAddress(s.address or ""),
    "language": lambda s: m.Language(s.language or ""),
    "failed": lambda s: m.Failed(s.reason or "", s.option),
    "late": lambda s: m.Late(s.minutes),
}


def meanings(understood: Understood, code: CodeRef | None) -> tuple[m.Meaning, ...]:
    """The domain's meanings, in order; `other` where it is too doubtful. An access code needs its name in the vault, `code`.

    "No, tomorrow after five" is a wish for another time and nothing else: a bare yes or no beside a wish would answer
    the open question twice.
    """
    guessed = understood.confidence < DOUBT
    if guessed and (understood.context in ASKED or not GUESSABLE.issuperset(understood.intents)):
        return (m.Plain("other"),)
    drop = CLOCKLESS if "reschedule" in understood.intents else frozenset[str]()
    named = [one for one in understood.intents if one not in drop]
    return tuple(made for one in named if (made := _meaning(one, understood.slots, code)) is not None)


def _meaning(intent: str, slots: Slots, code: CodeRef | None) -> m.Meaning | None:
    if intent == "access_code":
        return m.AccessCode(code) if code else None
    make = _MAKE.get(intent)
    return make(slots) if make else m.Plain(intent)
