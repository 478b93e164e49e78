"""Gate codes and what to know at the door: kept when told, asked for when the driver stands there.

    driver: "5 code"  ->  AskingCustomer  ->  TryingCode(code)  --8-->  in
         | code known        |                   |  9
         +---------------> TryingCode          a person
                          silence --> a person

The code goes from the vault to the driver of this stop while he is at the door, and to nobody else, ever.
"""

from dataclasses import dataclass
from datetime import timedelta

from domain.chat import Chat
from domain.effects import Effect, HandOver, KeepCode, KeepNote, Say
from domain.events import (
    Arrived,
    AttemptFailed,
    Cancelled,
    Delivered,
    Departed,
    Event,
    Meant,
    Reassigned,
    TakenOffRun,
    TimedOut,
)
from domain.meanings import AccessCode, Instruction, Plain
from domain.message import CodeRef, Guard, Kind
from domain.people import Role
from flows.engine.catalog import Kept
from flows.engine.state import State, Turn, ask, done

AT_DOOR = frozenset({Guard.CONSENTED, Guard.ASSIGNED, Guard.CODE})
DANGERS = frozenset("dog dogs perro perros perra hund hunde chien chiens cane cani hond honden cachorro cão cães ice "
                    "icy step steps slippery careful cuidado vorsicht attention attenzione voorzichtig".split())
SAFE = frozenset("porch shed garage porche garaje cobertizo neighbour neighbor vecino vecina concierge portero doorman "
                 "lobby locker leave deja dejar déjalo dejalo".split())


@dataclass(frozen=True, slots=True)
class AskingCustomer(State):
    """The driver waits at the gate."""

    asks = Role.CUSTOMER
    patience = timedelta(minutes=4)
    urgent = True
    kind = Kind.URGENT
    context = "driver_relay"
    guards = frozenset({Guard.CONSENTED, Guard.COMING})

    def on(self, event: Event, chat: Chat) -> Turn | None:
        """A code opens it; silence brings a person."""
        match event:
            case Meant(Role.CUSTOMER, AccessCode(code)):
                return ask(TryingCode(code))
            case TimedOut():
                return done(HandOver("the driver waits at the gate", 1), _to_driver("no_answer"))
        return _over(event)


@dataclass(frozen=True, slots=True)
class TryingCode(State):
    """8 = it opened, 9 = it did not."""

    of: CodeRef
    asks = Role.DRIVER
    patience = timedelta(minutes=10)
    urgent = True
    kind = Kind.SENSITIVE
    context = "driver_free"
    guards = AT_DOOR

    def on(self, event: Event, chat: Chat) -> Turn | None:
        """It opened, it did not, or the customer sent another code meanwhile."""
        match event:
            case Meant(Role.DRIVER, Plain("accept")):
                return done(Say(Role.CUSTOMER, "access/inside", kind=Kind.ANSWER))
            case Meant(Role.DRIVER, Plain("decline")):
                return done(HandOver("the code does not open the gate", 1), _to_driver("person_helps"))
            case Meant(Role.CUSTOMER, AccessCode(code)):
                return ask(TryingCode(code))
            case Reassigned():
                return ask(TryingCode(self.of)) if chat.stop and chat.stop.arrived else done()
            case TimedOut():
                return done()
        return _over(event)

    @property
    def code(self) -> CodeRef | None:
        """The code the question shows."""
        return self.of


def facts(event: Event, chat: Chat) -> Kept | None:
    """A code or an instruction is kept whoever else takes it; a driver near the door hears of it at once."""
    match event:
        case Meant(Role.CUSTOMER, AccessCode(code)):
            return Kept((KeepCode(code),), (_thanks("kept"),))
        case Meant(Role.CUSTOMER, Instruction(words=text)):
            now = (_pass_on(event),) if _close(chat) else ()
            return Kept((KeepNote(_kind(text), event.words), *now), (_thanks("noted"),))
    return None


def starts(event: Event, chat: Chat) -> Turn | None:
    """The driver needs the code, or arrives where we know it."""
    match event:
        case Meant(Role.DRIVER, Plain("need_code")):
            if chat.stop is None or not chat.stop.arrived:
                return done(_to_driver("not_yet"))
            return ask(TryingCode(chat.code)) if chat.code else ask(AskingCustomer(), _to_driver("asked"))
        case Arrived() if chat.code is not None and chat.driver_known:
            return done(Say(Role.DRIVER, "access/code", kind=Kind.SENSITIVE, code=chat.code, guards=AT_DOOR))
        case Meant(Role.CUSTOMER, AccessCode(code)) if chat.stop and chat.stop.arrived and not chat.stop.left:
            return ask(TryingCode(code), _thanks("kept"))
    return None


def _over(event: Event) -> Turn | None:
    ended = isinstance(event, (Delivered, AttemptFailed, Departed, Cancelled, TakenOffRun))
    return done() if ended else None


def _close(chat: Chat) -> bool:
    return chat.driver_known and chat.stop is not None and chat.stop.started and chat.stop.before == 0


def _pass_on(event: Meant) -> Effect:
    return Say(Role.DRIVER, "access/instruction", kind=Kind.URGENT, words=event.words,
               guards=frozenset({Guard.ASSIGNED, Guard.COMING}))


def _kind(text: str) -> str:
    words = {word.strip(".,!?¡¿").casefold() for word in text.split()}
    return "hazard" if words & DANGERS else "safe_place" if words & SAFE else "instruction"


def _to_driver(block: str) -> Say:
    return Say(Role.DRIVER, f"access/{block}", kind=Kind.ANSWER)


def _thanks(block: str) -> Say:
    return Say(Role.CUSTOMER, f"access/{block}", kind=Kind.ANSWER)
