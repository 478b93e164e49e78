"""What happened, in the past tense. Everything that enters the one door is one of these."""

# Longer than 250 lines: the closed list of what can happen, read as one list.

from dataclasses import dataclass
from datetime import datetime

from domain.meanings import Meaning
from domain.message import WordsRef
from domain.people import DriverId, Role, SessionId


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in, or to, one conversation."""


# What people say.


@dataclass(frozen=True, slots=True)
class Meant(Event):
    """Somebody said something, and this is one of the things they meant by it."""

    who: Role
    meaning: Meaning
    words: WordsRef = WordsRef("")


@dataclass(frozen=True, slots=True)
class Unclear(Event):
    """Somebody said something that nothing and nobody took."""

    who: Role
    words: WordsRef = WordsRef("")


@dataclass(frozen=True, slots=True)
class SentMedia(Event):
    """Something came that we cannot use: a voice note, a film, or a picture that could not be opened."""

    who: Role
    kind: str = "picture"


@dataclass(frozen=True, slots=True)
class PicturesCame(Event):
    """So many pictures that came with these words were opened and are kept. `proof`: they show what was delivered."""

    who: Role
    count: int
    words: WordsRef
    proof: bool = False


@dataclass(frozen=True, slots=True)
class PlaceShared(Event):
    """Somebody shared a place on the map, in degrees; `metres` from the door, -1 where that is not known."""

    who: Role
    lat: float
    lon: float
    metres: int = -1


# The engine's own.


@dataclass(frozen=True, slots=True)
class TimedOut(Event):
    """Patience ran out. A timer names its turn; one of an older turn means nothing."""

    session: SessionId
    turn: int


@dataclass(frozen=True, slots=True)
class FloorGiven(Event):
    """A question that had to wait for another one on the same phone may now be asked."""

    session: SessionId
    turn: int


@dataclass(frozen=True, slots=True)
class SlotTaken(Event):
    """Somebody else took the last place of a window while this customer was deciding."""

    key: str


@dataclass(frozen=True, slots=True)
class Confirmed(Event):
    """The customer said on the page that the window is good."""


@dataclass(frozen=True, slots=True)
class SlotChosen(Event):
    """The customer chose an open window on the page."""

    key: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class SendFailed(Event):
    """A message to `who` failed for good or expired. `code` is the provider's, 0 where it has none."""

    who: Role
    wording: str
    code: int = 0


# The journey.


@dataclass(frozen=True, slots=True)
class Scheduled(Event):
    """An order came in with its window."""


@dataclass(frozen=True, slots=True)
class OutForDelivery(Event):
    """The run it is on has started. `first` marks the run's first stop."""

    first: bool = False


@dataclass(frozen=True, slots=True)
class BecameNext(Event):
    """Every stop before it is done."""


@dataclass(frozen=True, slots=True)
class DriverNear(Event):
    """The van is a few minutes away."""

    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Delayed(Event):
    """It will come later than promised, by about so many minutes; `start` and `end` bound the new estimate."""

    minutes: int
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class EtaMoved(Event):
    """Our estimate moved enough to be kept: when it comes at the earliest, likely, and at the latest.

    Kept as a row in the commit of the fix that moved it; no conversation is locked for it, and none decides on it.
    """

    start: datetime
    likely: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class SignalLost(Event):
    """Nothing believable came from the van's tracker since `since`, and it was on its way here."""

    since: datetime


@dataclass(frozen=True, slots=True)
class Arrived(Event):
    """The driver is at the stop."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Departed(Event):
    """The driver left the stop."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Delivered(Event):
    """It was handed over or left. `how`: recipient, third_party, safe_place, mailbox, other; `to`: a name if known."""

    at: datetime
    how: str = "recipient"
    to: str = ""


@dataclass(frozen=True, slots=True)
class AttemptFailed(Event):
    """The driver was there and could not deliver. `reason` is a `domain.delivery.Reason`."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Rebooked(Event):
    """Another window was agreed and its place taken."""

    start: datetime
    end: datetime
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Changed(Event):
    """The merchant changed the order. Only what changed is set."""

    start: datetime | None = None
    end: datetime | None = None
    address: str = ""
    items: str = ""
    phone: bool = False


@dataclass(frozen=True, slots=True)
class Cancelled(Event):
    """The merchant called it off."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Corrected(Event):
    """Staff put a status right. `status` is a `domain.delivery.Status`."""

    status: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class TakenOffRun(Event):
    """It will not be delivered on this run; its window may stand or be agreed anew."""


@dataclass(frozen=True, slots=True)
class Reassigned(Event):
    """Another driver has the stop now. `old` is who had it before, if anybody."""

    old: DriverId | None = None


# Staff.


@dataclass(frozen=True, slots=True)
class Begun(Event):
    """Staff, or the merchant's own system, began a conversation by its flow's name."""

    flow: str


@dataclass(frozen=True, slots=True)
class AgentTookOver(Event):
    """A person answers this customer now; our own talk is silent."""

    agent: str


@dataclass(frozen=True, slots=True)
class AgentSaid(Event):
    """A person's own words to the customer or the driver."""

    agent: str
    to: Role
    words: WordsRef


@dataclass(frozen=True, slots=True)
class AgentHandedBack(Event):
    """The person is done; the open question, if any, is asked again or dropped."""

    agent: str


@dataclass(frozen=True, slots=True)
class AnswerPromised(Event):
    """No person has answered yet; one will by then, or from then on where nobody is at the desk now (`away`)."""

    by: datetime
    away: bool = False


@dataclass(frozen=True, slots=True)
class DispatchAnswered(Event):
    """A dispatcher agreed to a change that was asked for, or did not."""

    agreed: bool
