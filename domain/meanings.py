"""What a person can mean: the closed list of intents, one small class each, with its slots.

`name` is the intent's name in the outside world (`porchlight understand`, the API, exports).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.message import CodeRef


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a person meant. Subclasses are found by `by_name`."""

    name: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class AccessCode(Meaning):
    """How a door opens. The digits stay in the vault."""

    name: ClassVar[str] = "access_code"
    code: CodeRef


@dataclass(frozen=True, slots=True)
class Reschedule(Meaning):
    """Another time is wanted; `start` and `end` when they said which (half-open, aware)."""

    name: ClassVar[str] = "reschedule"
    start: datetime | None = None
    end: datetime | None = None
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Availability(Meaning):
    """When they are there or not, without asking for a change."""

    name: ClassVar[str] = "availability"
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class SelectOption(Meaning):
    """A number out of what we offered."""

    name: ClassVar[str] = "select_option"
    option: int = 0


@dataclass(frozen=True, slots=True)
class Rating(Meaning):
    """One (poor) to five (lovely)."""

    name: ClassVar[str] = "rating"
    score: int = 0


@dataclass(frozen=True, slots=True)
class Instruction(Meaning):
    """Words to pass on to whoever delivers, as they were said."""

    name: ClassVar[str] = "delivery_instruction"
    words: str = ""


@dataclass(frozen=True, slots=True)
class ChangeAddress(Meaning):
    """Another door is wanted."""

    name: ClassVar[str] = "change_address"
    address: str = ""


@dataclass(frozen=True, slots=True)
class Language(Meaning):
    """Another language is wanted (BCP 47)."""

    name: ClassVar[str] = "language"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Failed(Meaning):
    """A driver could not deliver. `reason` is a `domain.delivery.Reason`, empty when not said."""

    name: ClassVar[str] = "failed"
    reason: str = ""
    option: int | None = None


@dataclass(frozen=True, slots=True)
class Late(Meaning):
    """A driver runs late, by so many minutes when said."""

    name: ClassVar[str] = "late"
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Plain(Meaning):
    """Any intent that carries no slot: `intent` is one of `PLAIN`."""

    name: ClassVar[str] = "plain"
    intent: str = "other"


CUSTOMER_INTENTS = frozenset(
    "eta reschedule select_option change_address access_code delivery_instruction availability cancel human complaint "
    "damaged missing wrong_item refund_return incident thanks praise rating opt_out opt_in help wrong_number "
    "identity_question confirm_yes deny_no unsure nevermind received ack greeting auto_reply language verify other"
    .split()
)
DRIVER_INTENTS = frozenset(
    "arrived delivered failed late next schedule need_code call_customer message break vehicle_issue sos accept "
    "decline help other".split()
)
SLOTTED = {one.name: one for one in (AccessCode, Reschedule, Availability, SelectOption, Rating, Instruction,
                                     ChangeAddress, Language, Failed, Late)}
PLAIN = (CUSTOMER_INTENTS | DRIVER_INTENTS) - SLOTTED.keys()


def intent(meaning: Meaning) -> str:
    """The contract's name for a meaning."""
    return meaning.intent if isinstance(meaning, Plain) else meaning.name
