"""A driver's day by numbered texts, eyes on the road.

    OutForDelivery(first) / BecameNext -> OnTheWay --1--> AtDoor --2--> delivered -> the next stop
                                             |             | 3 -> GivingReason --31..38--> failed -> the next stop
                                             | "done" -> ConfirmingDone --8--> delivered
                                             4 late n: told to this customer and to everybody after

The menu stands open beside questions: 1 to 5. Answers are 8 and 9, reasons 31 to 38; they never overlap.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.chat import Chat
from domain.delivery import Reason
from domain.effects import Effect, Happen, Raise, Say, Value
from domain.events import (
    Arrived,
    AttemptFailed,
    BecameNext,
    Cancelled,
    Delayed,
    Delivered,
    Event,
    Meant,
    OutForDelivery,
    Reassigned,
    Rebooked,
    TakenOffRun,
    TimedOut,
)
from domain.meanings import Failed, Late, Plain
from domain.message import Guard, Kind
from domain.people import Role
from flows.engine.state import State, Turn, ask, done, stay, wait

ASSIGNED = frozenset({Guard.CONSENTED, Guard.ASSIGNED})
SPREAD = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class OnTheWay(State):
    """Driving to this stop: 1 arrived, 3 could not, 4 late, 5 code."""

    asks = Role.DRIVER
    standing = True
    kind = Kind.URGENT
    context = "driver_menu"
    guards = frozenset({Guard.ASSIGNED, Guard.COMING})

    def on(self, event: Event, chat: Chat) -> Turn | None:
        """There, late, or it cannot be done."""
        match event:
            case Meant(Role.DRIVER, Plain("arrived")):
                return stay(Happen(Arrived(chat.now)))
            case Meant(Role.DRIVER, Plain("delivered")):
                return ask(ConfirmingDone())
            case Arrived():
                return ask(AtDoor())
        return _both(event, chat)

    def values(self, chat: Chat) -> Mapping[str, Value]:
        """What to know before the door."""
        return {"notes": [f"{one.kind}: {one.text}" for one in chat.notes]}


@dataclass(frozen=True, slots=True)
class ConfirmingDone(State):
    """Done, without having said that they arrived: 8 = yes, with the name."""

    asks = Role.DRIVER
    patience = timedelta(minutes=10)
    context = "driver_free"
    guards = ASSIGNED

    def on(self, event: Event, chat: Chat) -> Turn | None:
        """Only a yes makes it true."""
        match event:
            case Meant(Role.DRIVER, Plain("accept")):
                return wait(AtDoor(), Happen(Arrived(chat.now)), Happen(Delivered(chat.now)))
            case Meant(Role.DRIVER, Plain("decline")) | TimedOut():
                return ask(OnTheWay())
            case Arrived():
                return ask(AtDoor())
        return _both(event, chat)


@dataclass(frozen=True, slots=True)
class AtDoor(State):
    """At the stop: 2 delivered, 3 could not, 5 code."""

    asks = Role.DRIVER
    standing = True
    kind = Kind.URGENT
    context = "driver_menu"
    guards = ASSIGNED

    def on(self, event: Event, chat: Chat) -> Turn | None:
        """Handed over, or not."""
        match event:
            case Meant(Role.DRIVER, Plain("delivered")):
                return stay(Happen(Delivered(chat.now)))
            case Meant(Role.DRIVER, Plain("arrived")):
                return stay(_say("known"))
            case Arrived():
                return stay()
        return _both(event, chat)


@dataclass(frozen=True, slots=True)
class GivingReason(State):
    """Why it could not be delivered: 31 to 38."""

    asks = Role.DRIVER
    patience = timedelta(minutes=10)
    context = "driver_reason"
    guards = ASSIGNED

    def on(self, event: Event, chat: Chat) -> Turn | None:
        """A reason, or it worked after all."""
        match event:
            case Meant(Role.DRIVER, Failed(reason=reason)) if reason:
                return wait(AtDoor(), *_failed(reason, chat))
            case Meant(Role.DRIVER, Plain("delivered")):
                return wait(AtDoor(), Happen(Delivered(chat.now)))
            case Meant(Role.DRIVER, Plain("decline")):
                return ask(AtDoor())
            case TimedOut():
                return wait(AtDoor(), *_failed(Reason.OTHER, chat))
        return _both(event, chat)


def starts(event: Event, chat: Chat) -> Turn | None:
    """The morning, the next stop, and what a driver may ask at any time."""
    match event:
        case OutForDelivery(first=True) if chat.driver_known:
            return ask(OnTheWay(), _schedule(chat, morning=True))
        case BecameNext() if chat.driver_known:
            return ask(OnTheWay())
        case Arrived() if chat.driver_known and chat.stop and chat.stop.started:
            return ask(AtDoor())
        case Reassigned() if chat.stop and chat.stop.started:
            return done(*_last_word(event))
        case Cancelled() | Rebooked() | TakenOffRun() if chat.stop and chat.stop.started and not chat.stop.arrived:
            return done(_say("taken_off"))
        case Meant(Role.DRIVER, Plain("schedule")):
            return done(_schedule(chat, morning=False))
        case Meant(Role.DRIVER, Plain("next")):
            return done(_say("next_is"))
        case Meant(Role.DRIVER, Plain("arrived" | "delivered") | Failed() | Late()):
            return _out_of_turn(event, chat) or done(_say("not_now"))
    return None


def _out_of_turn(event: Event, chat: Chat) -> Turn | None:
    """Drivers know short cuts: an open stop of the run may be done before it is next."""
    if not chat.driver_known or chat.stop is None or not chat.stop.started:
        return None
    here = AtDoor() if chat.stop.arrived else OnTheWay()
    turn = here.on(event, chat)
    return replace(turn, state=here, stays=False) if turn and turn.stays else turn


def _both(event: Event, chat: Chat) -> Turn | None:
    """What means the same on the way and at the door."""
    match event:
        case Meant(Role.DRIVER, Failed(reason="")):
            return ask(GivingReason())
        case Meant(Role.DRIVER, Failed(reason=reason)):
            return wait(AtDoor(), *_failed(reason, chat))
        case Meant(Role.DRIVER, Late(minutes=int() as minutes)):
            return stay(*_late(minutes, chat), _say("late_told", minutes=minutes))
        case Meant(Role.DRIVER, Late()):
            return stay(_say("late_how"))
        case Reassigned():
            return ask(AtDoor() if chat.stop and chat.stop.arrived else OnTheWay(), *_last_word(event))
        case Delivered():
            return _finished("finished", chat)
        case AttemptFailed():
            return _finished("not_delivered", chat)
        case Cancelled() | Rebooked() | TakenOffRun():
            return _finished("taken_off", chat)
    return None


def _failed(reason: str, chat: Chat) -> tuple[Effect, ...]:
    arrived = () if chat.stop and chat.stop.arrived else (Happen(Arrived(chat.now)),)
    return (*arrived, Happen(AttemptFailed(chat.now, reason)))


def _late(minutes: int, chat: Chat) -> tuple[Effect, ...]:
    """An honest new interval: from that many minutes late, with room for what nobody knows yet."""
    start = max(chat.now, chat.delivery.window.start) + timedelta(minutes=minutes)
    late = Delayed(minutes, start, start + SPREAD + timedelta(minutes=minutes // 2))
    return Happen(late), Raise(late, rest=True)


def _finished(block: str, chat: Chat) -> Turn:
    """The name, and the next stop hears of it; not while an earlier one is still open, for then that one is next."""
    last = () if chat.stops else (_say("day_done"),)
    following = () if chat.stop and chat.stop.before else (Raise(BecameNext()),)
    return done(_say(block), *last, *following)


def _last_word(event: Reassigned) -> tuple[Effect, ...]:
    """Whoever had the stop hears that it is with somebody else now."""
    if event.old is None:
        return ()
    return (Say(Role.DRIVER, "driver_day/reassigned", kind=Kind.ANSWER, driver=event.old),)


def _schedule(chat: Chat, *, morning: bool) -> Say:
    values: dict[str, Value] = {
        "stops": [f"{one.name}, {one.address}" for one in chat.stops], "morning": morning,
        "windows": [f"{one.window.start.isoformat()}/{one.window.end.isoformat()}" for one in chat.stops]}
    return Say(Role.DRIVER, "driver_day/schedule", values, Kind.URGENT, lasts=timedelta(hours=3))


def _say(block: str, **values: Value) -> Say:
    return Say(Role.DRIVER, f"driver_day/{block}", values, Kind.ANSWER, guards=frozenset({Guard.CONSENTED}))
