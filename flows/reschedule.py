r"""Is the window good, and if not, another one: only windows the depot still has room in, held while they answer.

    Scheduled -> UntilDayBefore -> ConfirmingWindow --1--> confirmed
                                         | 2
    "can u do tmrw after 6" ------> ChoosingSlot --n--> taken (Rebooked or SlotTaken)
    missed -----------------------------/   |
                                            n, and it is on the van already
                                            v
                                       AskingDriver --9--> stays today
                                            | 8     \--silence--> AwaitingDispatch --> taken or stays
                                            v
                                          taken

Nothing is said to be done before the place is taken, and nothing that is on a van moves without its driver or a
dispatcher agreeing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.chat import Chat
from domain.delivery import Reason, Slot, Window
from domain.effects import Confirm, DropQueued, DropSlots, Effect, HandOver, HoldSlots, Say, TakeSlot, Value
from domain.events import (
    AttemptFailed,
    Cancelled,
    Changed,
    Confirmed,
    Delivered,
    DispatchAnswered,
    Event,
    Meant,
    OutForDelivery,
    Rebooked,
    Scheduled,
    SlotChosen,
    SlotTaken,
    TimedOut,
)
from domain.meanings import Availability, Plain, Reschedule, SelectOption
from domain.message import Guard, Kind
from domain.people import Role
from flows.engine.state import State, Turn, ask, done, wait

EVENING_BEFORE = time(17)
TOO_LATE_TO_ASK = timedelta(hours=3)
OFFERED = 3
HELD = timedelta(minutes=30)
NO_PLACE = frozenset({Reason.REFUSED, Reason.DAMAGED, Reason.NOT_ON_VEHICLE})


@dataclass(frozen=True, slots=True)
class UntilDayBefore(State):
    """The evening before, we ask whether the window is good."""

    def on(self, event: Event, chat: Chat) -> Turn | None:
        """Ask when its hour comes; begin again when the window moved."""
        match event:
            case TimedOut():
                return ask(ConfirmingWindow()) if chat.customer.consented else done()
            case Confirmed():
                return done(Confirm())
            case SlotChosen():
                return _take(_chosen(event), chat)
            case Changed() | Rebooked():
                return wait(UntilDayBefore())
            case Cancelled() | Delivered() | OutForDelivery():
                return done()
            case Meant(Role.CUSTOMER, Reschedule() as wish):
                return _offer(chat, wish)
        return None

    def due(self, chat: Chat) -> datetime | None:
        """17:00 at the door on the day before; in a minute when that is past and there is time left."""
        day = chat.delivery.day(chat.zone) - timedelta(days=1)
        evening = datetime.combine(day, EVENING_BEFORE, chat.zone)
        if evening > chat.now:
            return evening
        early = chat.delivery.window.start - chat.now > TOO_LATE_TO_ASK
        return chat.now + timedelta(minutes=1) if early else None


@dataclass(frozen=True, slots=True)
class ConfirmingWindow(State):
    """1 = it is good, 2 = another time."""

    asks = Role.CUSTOMER
    patience = timedelta(hours=4)
    context = "confirm_window"
    needs_slots = True
    guards = frozenset({Guard.CONSENTED, Guard.PROMISE, Guard.COMING})

    def on(self, event: Event, chat: Chat) -> Turn | None:
        """Good, another time, or no answer, which is fine too."""
        match event:
            case Confirmed():
                return done(Confirm())
            case SlotChosen():
                return _take(_chosen(event), chat)
            case Meant(Role.CUSTOMER, SelectOption(1) | Plain("confirm_yes")):
                return done(Confirm(), _say("confirmed"))
            case Meant(Role.CUSTOMER, SelectOption(2) | Plain("deny_no" | "unsure") | Availability()):
                return _offer(chat, Reschedule())
            case Meant(Role.CUSTOMER, Reschedule() as wish):
                return _offer(chat, wish)
            case TimedOut() | OutForDelivery():
                return done()
            case Changed() | Cancelled() | Delivered() | Rebooked():
                return done()
        return None


@dataclass(frozen=True, slots=True)
class ChoosingSlot(State):
    """Up to three windows, numbered; the places are held while they choose."""

    slots: tuple[Slot, ...] = ()
    asks = Role.CUSTOMER
    patience = HELD
    context = "reschedule_offer"
    needs_slots = True

    def on(self, event: Event, chat: Chat) -> Turn | None:
        """A number, a time of their own, or never mind."""
        match event:
            case SlotChosen():
                return _take(_chosen(event), chat)
            case Meant(Role.CUSTOMER, SelectOption(number)) if 1 <= number <= len(self.slots):
                return _take(self.slots[number - 1], chat)
            case Meant(Role.CUSTOMER, Reschedule(start=datetime()) | Availability(start=datetime()) as wish):
                return _own_time(self, chat, Reschedule(wish.start, wish.end))
            case Meant(Role.CUSTOMER, Plain("nevermind" | "deny_no" | "confirm_yes")):
                return done(DropSlots(), _say("stays"))
            case TimedOut():
                return done(DropSlots(), _say("nothing_changed"))
            case Changed() | Cancelled() | Delivered() | Rebooked():
                return done(DropSlots())
        return None

    def values(self, chat: Chat) -> Mapping[str, Value]:
        """The windows as ISO spans, in order."""
        return {"slots": [f"{one.window.start.isoformat()}/{one.window.end.isoformat()}" for one in self.slots]}


@dataclass(frozen=True, slots=True)
class AskingDriver(State):
    """It is on the van: 8 = leave it for another day, 9 = nearly there."""

    slot: Slot
    asks = Role.DRIVER
    patience = timedelta(minutes=6)
    context = "driver_free"
    guards = frozenset({Guard.CONSENTED, Guard.ASSIGNED})

    def on(self, event: Event, chat: Chat) -> Turn | None:
        """The driver's word; silence goes to the dispatcher."""
        match event:
            case Meant(Role.DRIVER, Plain("accept")):
                return done(TakeSlot(self.slot), _dispatch("moved by the customer while on the van"))
            case Meant(Role.DRIVER, Plain("decline")):
                return done(DropSlots(), _say("stays_today"))
            case TimedOut():
                return wait(AwaitingDispatch(self.slot), _dispatch("wants another window while on the van", 1))
            case DispatchAnswered(agreed=agreed):
                return _answered(self.slot, agreed=agreed)
            case Changed() | Cancelled() | Delivered() | Rebooked() | AttemptFailed():
                return done(DropSlots())
        return None

    def values(self, chat: Chat) -> Mapping[str, Value]:
        """The window they would rather have."""
        return {"slot_start": self.slot.window.start.isoformat(), "slot_end": self.slot.window.end.isoformat()}


@dataclass(frozen=True, slots=True)
class AwaitingDispatch(State):
    """A dispatcher decides; the customer hears within half an hour either way."""

    slot: Slot
    patience = HELD

    def on(self, event: Event, chat: Chat) -> Turn | None:
        """Agreed, refused, or nobody answered in time."""
        match event:
            case DispatchAnswered(agreed=agreed):
                return _answered(self.slot, agreed=agreed)
            case TimedOut():
                return done(DropSlots(), _say("stays_today"))
            case Changed() | Cancelled() | Delivered() | Rebooked() | AttemptFailed():
                return done(DropSlots())
        return None


def starts(event: Event, chat: Chat) -> Turn | None:
    """A new order, a wish for another time, a missed delivery, or a place that was gone."""
    match event:
        case Scheduled():
            return wait(UntilDayBefore())
        case Meant(Role.CUSTOMER, Reschedule() as wish) if not chat.delivery.status.ended:
            return _offer(chat, wish)
        case AttemptFailed(reason=reason) if reason not in NO_PLACE:
            return _offer(chat, Reschedule())
        case SlotTaken():
            return _offer(chat, Reschedule(), _say("just_gone"))
        case Confirmed():
            return done(Confirm())
        case SlotChosen() if not chat.delivery.status.ended:
            return _take(_chosen(event), chat)
    return None


def _chosen(event: SlotChosen) -> Slot:
    return Slot(event.key, Window(event.start, event.end))


def _offer(chat: Chat, wish: Reschedule, *first: Effect) -> Turn:
    slots = _fitting(chat, wish)
    if not slots:
        return done(*first, _dispatch("wants another window; none is open", 2), _say("no_window"))
    missed = wish.start is not None and not any(_fits(one, wish) for one in slots)
    sorry = (_say("not_then"),) if missed else ()
    return ask(ChoosingSlot(slots), *first, *sorry, HoldSlots(slots, chat.now + HELD))


def _fitting(chat: Chat, wish: Reschedule) -> tuple[Slot, ...]:
    """The open windows that fit the wish, then the nearest others, three at most, in order of time."""
    if wish.start is None:
        return chat.slots[:OFFERED]
    start = wish.start
    fits = [one for one in chat.slots if _fits(one, wish)]
    rest = sorted((one for one in chat.slots if one not in fits), key=lambda one: abs(one.window.start - start))
    return tuple(sorted((fits + rest)[:OFFERED], key=lambda one: one.window.start))


def _fits(slot: Slot, wish: Reschedule) -> bool:
    """Whether the window has room for the time they named."""
    if wish.start is None:
        return True
    end = wish.end or wish.start + timedelta(hours=12)
    return slot.window.start < end and slot.window.end > wish.start


def _own_time(state: ChoosingSlot, chat: Chat, wish: Reschedule) -> Turn:
    exact = [one for one in state.slots if _fits(one, wish)]
    return _take(exact[0], chat) if len(exact) == 1 else _offer(chat, wish, DropSlots())


def _take(slot: Slot, chat: Chat) -> Turn:
    if chat.delivery.status.on_the_road and chat.driver_known:
        return ask(AskingDriver(slot), _say("asked"))
    return done(TakeSlot(slot), DropQueued("another window was agreed"),
                _dispatch("another window was agreed with the customer", 3))


def _answered(slot: Slot, *, agreed: bool) -> Turn:
    return done(TakeSlot(slot)) if agreed else done(DropSlots(), _say("stays_today"))


def _dispatch(reason: str, priority: int = 3) -> HandOver:
    return HandOver(reason, priority, "dispatch")


def _say(block: str) -> Say:
    return Say(Role.CUSTOMER, f"reschedule/{block}", kind=Kind.ANSWER)
