"""How was it? Asked once, a while after; a low answer reaches a person before the customer has to ask for one.

Delivered -> Resting --20 min--> AskingScore --4, 5--> thanks
| 1 to 3
v
AskingCause --> thanks, and a person has it
"""

from dataclasses import dataclass
from datetime import timedelta

from domain.chat import Chat
from domain.delivery import Status
from domain.effects import HandOver, Rate, Say
from domain.events import AgentTookOver, Delivered, Event, Meant, TimedOut
from domain.meanings import Plain, Rating, SelectOption
from domain.message import Kind
from domain.people import Role
from flows.engine.state import State, Turn, ask, done, stay, wait

GOOD, LOW = 4, 2
CAUSES = ("driver", "time", "goods", "other")
WORDS = frozenset({"other", "complaint", "damaged", "missing", "wrong_item", "late", "eta"})


@dataclass(frozen=True, slots=True)
class Resting(State):
    """Let them open the parcel first."""

    patience = timedelta(minutes=20)

    def on(self, event: Event, chat: Chat) -> Turn | None:
        """Ask, unless there is something more important between us."""
        match event:
            case TimedOut() if chat.cases or chat.agent or not chat.customer.consented:
                return done()
            case TimedOut():
                return ask(AskingScore())
            case AgentTookOver():
                return done()
        return None


@dataclass(frozen=True, slots=True)
class AskingScore(State):
    """1 to 5."""

    asks = Role.CUSTOMER
    patience = timedelta(hours=20)
    context = "rating_request"

    def on(self, event: Event, chat: Chat) -> Turn | None:
        """A score; no answer is an answer too."""
        match event:
            case Meant(Role.CUSTOMER, Rating() as rating):
                return _rated(rating, event)
            case Meant(Role.CUSTOMER, Plain("nevermind")) | TimedOut() | AgentTookOver():
                return done()
        return None


@dataclass(frozen=True, slots=True)
class AskingCause(State):
    """What went wrong: one of four, or their own words."""

    score: int = 3
    asks = Role.CUSTOMER
    patience = timedelta(hours=12)
    context = "reschedule_offer"

    def on(self, event: Event, chat: Chat) -> Turn | None:
        """Keep the cause or the words; a person has it either way."""
        match event:
            case Meant(Role.CUSTOMER, SelectOption(number)) if 1 <= number <= len(CAUSES):
                return done(Rate(cause=CAUSES[number - 1]), _person(self.score), _say("noted"))
            case Meant(Role.CUSTOMER, Rating() as rating):
                return _rated(rating, event)
            case Meant(Role.CUSTOMER, Plain(intent)) if intent in WORDS:
                return done(Rate(cause="other", words=event.words), _person(self.score), _say("noted"))
            case Meant(Role.CUSTOMER, Plain("praise" | "thanks" | "ack")):
                return stay()
            case TimedOut() | AgentTookOver():
                return done()
        return None


def starts(event: Event, chat: Chat) -> Turn | None:
    """After a delivery, or when somebody rates it unasked."""
    match event:
        case Delivered():
            return wait(Resting())
        case Meant(Role.CUSTOMER, Rating() as rating) if chat.delivery.status is Status.DELIVERED:
            return _rated(rating, event)
    return None


def _rated(rating: Rating, event: Meant) -> Turn:
    kept = Rate(rating.score, words=event.words)
    if rating.score >= GOOD:
        return done(kept, _say("thanks"))
    return ask(AskingCause(rating.score), kept, *((_person(rating.score),) if rating.score <= LOW else ()))


def _person(score: int) -> HandOver:
    return HandOver("low rating", 2 if score <= LOW else 3)


def _say(block: str) -> Say:
    return Say(Role.CUSTOMER, f"rating/{block}", kind=Kind.ANSWER)
