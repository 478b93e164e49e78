"""Gate codes and what to know at the door: kept when told, asked for when the driver stands there.

    driver: "5 code"  ->  AskingCustomer  ->  TryingCode(code)  --8-->  in
         | code known        |  |                |  9
         +---------------> TryingCode          a person
                             |  +-- other words --> the driver reads them
                             +-- silence --> a person

The code goes from the vault to the driver of this stop while he is at the door, and to nobody else, ever.
"""

from dataclasses import dataclass
from datetime import timedelta

from domain.chat import Chat
from domain.effects import Effect, HandOver, KeepCode, KeepNote, Say
from domain.events import (
    AgentHandedBack,
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
from domain.meanings import AccessCode, Availability, Instruction, Plain
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
        """A code opens it, other words go to the driver, silence brings a person."""
        match event:
            case Meant(Role.CUSTOMER, AccessCode(code)):
                return ask(TryingCode(code))
            case Meant(Role.CUSTOMER, Instruction()):
                return done(_thanks("noted"))
            case Meant(Role.CUSTOMER, Plain("other" | "deny_no" | "unsure") | Availability()):
                return done(_pass_on(event), _thanks("noted"))
            case AgentHandedBack() if chat.code:
                return ask(TryingCode(chat.code))
            case TimedOut():
                return done(_person("the driver waits at the gate"), _to_driver("no_answer"))
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
        """It opened or it did not; another code from the customer starts anew."""
        match event:
            case Meant(Role.DRIVER, Plain("accept")):
                return done(Say(Role.CUSTOMER, "access/inside", kind=Kind.ANSWER))
            case Meant(Role.DRIVER, Plain("decline")):
                return done(_person("the code does not open the gate"), _to_driver("person_helps"))
            case Reassigned():
                return ask(TryingCode(self.of)) if _at_door(chat) else done()
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
            return Kept((KeepCode(code), *_beside_agent(code, chat)), (_thanks("kept"),))
        case Meant(Role.CUSTOMER, Instruction(words=text)):
            return Kept((KeepNote(_kind(text), event.words), *_heard_now(event, chat)), (_thanks("noted"),))
    return None


def starts(event: Event, chat: Chat) -> Turn | None:
    """The driver needs the code, or arrives where we know it; on the road the customer says when they are there."""
    match event:
        case Meant(Role.DRIVER, Plain("need_code")):
            return _needed(chat)
        case Arrived() if chat.code is not None and chat.driver_known:
            return done(_show(chat.code))
        case Meant(Role.CUSTOMER, AccessCode(code)) if _at_door(chat):
            return ask(TryingCode(code), _thanks("kept"))
        case Meant(Role.CUSTOMER, Availability()) if chat.delivery.status.on_the_road:
            return done(KeepNote("instruction", event.words), *_heard_now(event, chat), _thanks("noted"))
    return None


def _needed(chat: Chat) -> Turn:
    """The code we have, else the customer's word for it, else (a person has the customer) that person's help."""
    if not _at_door(chat):
        return done(_to_driver("not_yet"))
    if chat.code:
        return ask(TryingCode(chat.code))
    if chat.agent or not chat.customer.consented:
        return done(_person("the driver waits at the gate"), _to_driver("person_helps"))
    return ask(AskingCustomer(), _to_driver("asked"))


def _over(event: Event) -> Turn | None:
    ended = isinstance(event, (Delivered, AttemptFailed, Departed, Cancelled, TakenOffRun))
    return done() if ended else None


def _at_door(chat: Chat) -> bool:
    return chat.driver_known and chat.stop is not None and chat.stop.arrived


def _beside_agent(code: CodeRef, chat: Chat) -> tuple[Effect, ...]:
    """While a person has the customer nothing else speaks, but a driver at the gate still gets the code."""
    return (_show(code),) if chat.agent and _at_door(chat) else ()


def _show(code: CodeRef) -> Say:
    return Say(Role.DRIVER, "access/code", kind=Kind.SENSITIVE, code=code, guards=AT_DOOR)


def _heard_now(event: Meant, chat: Chat) -> tuple[Effect, ...]:
    """A driver who comes here next, or is here, hears it at once; others read it when this stop is next."""
    stop = chat.stop
    close = stop is not None and stop.started and (stop.arrived or stop.before == 0)
    return (_pass_on(event),) if close and chat.driver_known else ()


def _person(reason: str) -> HandOver:
    return HandOver(reason, 1, "dispatch")


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
