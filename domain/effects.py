"""What we want to happen, in the imperative. `bot/keep.py` turns each into rows of the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.delivery import Slot
from domain.events import Event
from domain.message import CodeRef, Guard, Kind, WordsRef
from domain.people import DriverId, Role, SessionId

Value = str | int | bool | list[str] | None
"""What a wording may be given: plain data that survives JSON. Instants are ISO 8601 strings with an offset."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Something to be done because of a decision."""


@dataclass(frozen=True, slots=True)
class Say(Effect):
    """Say a wording (`flow/block`) to one side. What one turn says to one person goes out as one message.

    `code` and `words` name what the vault or the conversation holds; they are read only when rendered.
    `pictures` names the message whose pictures go along. `lasts` is how long the words stay true: not sent within it,
    never sent. `driver` names another driver than the present one, for a last word to whoever had the stop before.
    """

    to: Role
    wording: str
    values: Mapping[str, Value] = field(default_factory=dict)
    kind: Kind = Kind.NOTICE
    code: CodeRef | None = None
    words: WordsRef | None = None
    pictures: WordsRef | None = None
    lasts: timedelta = timedelta(hours=6)
    guards: frozenset[Guard] = frozenset({Guard.CONSENTED})
    driver: DriverId | None = None


@dataclass(frozen=True, slots=True)
class Ask(Say):
    """Say the question of a session's present turn. One question at a time is open on a phone; others wait.

    A `standing` one (a driver's menu) stays open beside others and never waits; an `urgent` one goes first.
    """

    session: SessionId = SessionId("")
    turn: int = 0
    urgent: bool = False
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Wake(Effect):
    """Come back to this session at `at` unless it moved on: a timer that names its turn."""

    session: SessionId
    turn: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Happen(Effect):
    """Something happened to this delivery: kept in its timeline, moves its status, and is decided on by its flows."""

    event: Event


@dataclass(frozen=True, slots=True)
class Raise(Effect):
    """Note an event for other conversations of the run, in this transaction: its next open stop, or all the rest."""

    event: Event
    rest: bool = False


@dataclass(frozen=True, slots=True)
class KeepNote(Effect):
    """Keep what the driver must know at the door. `kind` is instruction, hazard or safe_place."""

    kind: str
    words: WordsRef


@dataclass(frozen=True, slots=True)
class KeepCode(Effect):
    """This code opens the delivery's door."""

    code: CodeRef


@dataclass(frozen=True, slots=True)
class HoldSlots(Effect):
    """Keep a place in each of these windows for this customer until `until`."""

    slots: tuple[Slot, ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class TakeSlot(Effect):
    """Take the held place and give the others back; answers `Rebooked`, or `SlotTaken` when it is gone."""

    slot: Slot


@dataclass(frozen=True, slots=True)
class DropSlots(Effect):
    """Give back every place held for this customer."""


@dataclass(frozen=True, slots=True)
class DropQueued(Effect):
    """Drop what is queued for the customer and speaks of an older promise."""

    why: str


@dataclass(frozen=True, slots=True)
class Promise(Effect):
    """A time we tell the customer: every one is a row."""

    start: datetime
    end: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Confirm(Effect):
    """The customer said the present window is good."""


@dataclass(frozen=True, slots=True)
class HandOver(Effect):
    """Bring in a person. `priority` is 1 (now) to 3 (today); `queue` is support or dispatch."""

    reason: str
    priority: int = 2
    queue: str = "support"


@dataclass(frozen=True, slots=True)
class Silence(Effect):
    """A person has the conversation (`agent`), or nobody has (empty)."""

    agent: str


@dataclass(frozen=True, slots=True)
class Rate(Effect):
    """How it was: `score` 1 to 5, then perhaps a `cause` and the customer's own words."""

    score: int | None = None
    cause: str = ""
    words: WordsRef | None = None


@dataclass(frozen=True, slots=True)
class SetConsent(Effect):
    """Somebody opted out (`allowed` false) or in. Their words are the evidence."""

    who: Role
    allowed: bool
    source: str
    words: WordsRef | None = None


@dataclass(frozen=True, slots=True)
class SpeakLanguage(Effect):
    """Talk to them in this language (BCP 47) from now on."""

    who: Role
    language: str


@dataclass(frozen=True, slots=True)
class NotThem(Effect):
    """This number belongs to somebody else: nothing of this delivery is said to it again."""

    who: Role


@dataclass(frozen=True, slots=True)
class Explain(Effect):
    """Why something was or was not done, for the timeline: "sent because ...", "held: quiet hours"."""

    text: str
