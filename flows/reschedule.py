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

# Longer than 250 lines: one conversation, whose states are read together.

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.chat import Chat
from domain.delivery import Reason, Slot, Status, Window
from domain.effects import Confirm, DropQueued, DropSlots, Effect, HandOver, HoldSlots, Say, TakeSlot, Value
from domain.events import (
    AgentHandedBack,
    AttemptFailed,
    Cancelled,
    Changed,
    Confirmed,
    Delivered,
    DispatchAnswered,
    Event,
    Meant,
    OutForDelivery,
    Reassigned,
    Rebooked,
    Scheduled,
    SlotChosen,
    SlotTaken,
    TimedOut,
)
from domain.meanings import Availability, Plain, Reschedule, SelectOption
from domain.message import Guard, Kind
from domain.people import Role
from flows.engine.state import State, Turn, ask, done, stay, wait
from flows.engine.windows import fits, nearest

EVENING_BEFORE = time(17)
TOO_LATE_TO_ASK = timedelta(hours=3)
OFFERED = 3
HELD = timedelta(minutes=30)
NOT_AGAIN = {Reason.REFUSED: ("refused at the door", 3), Reason.DAMAGED: ("damaged on the way: needs another", 2)}


@dataclass(frozen=True, slots=True)
class UntilDayBefore(State):
    """The evening before, we ask whether the window is good."""

    def on(self, event: Event, chat: Chat) -> Turn | None:
        """Ask when its hour comes; begin again when the window moved."""
        match event:
            case TimedOut() if chat.delivery.confirmed or not chat.customer.consented:
                return done()
            case TimedOut():
                return stay() if chat.agent else ask(ConfirmingWindow())
            case Changed() | Rebooked() | AgentHandedBack():
                return wait(UntilDayBefore())
            case Cancelled() | Delivered() | OutForDelivery():
                return done()
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
            case Meant(Role.CUSTOMER, SelectOption(1) | Plain("confirm_yes")):
                return done(Confirm(), _say("confirmed"))
            case Meant(Role.CUSTOMER, SelectOption(2) | Plain("deny_no" | "unsure")):
                return _offer(chat, Reschedule())
            case Meant(Role.CUSTOMER, Reschedule() | Availability() as wish):
                return _offer(chat, Reschedule(wish.start, wish.end))
            case Changed():
                return wait(UntilDayBefore())
            case TimedOut() | OutForDelivery() | Cancelled() | Delivered() | Rebooked():
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
            case Meant(Role.CUSTOMER, SelectOption(number)) if 1 <= number <= len(self.slots):
                return _take(self.slots[number - 1], chat)
            case Meant(Role.CUSTOMER, Reschedule(start=datetime()) as wish):
                return _own_time(self, chat, wish)
            case Meant(Role.CUSTOMER, Reschedule()):
                return _others(self, chat)
            case Meant(Role.CUSTOMER, Availability(start=start, end=end)):
                return _offer(chat, Reschedule(start, end), DropSlots())
            case Meant(Role.CUSTOMER, Plain("confirm_yes")):
                return _take(self.slots[0], chat) if len(self.slots) == 1 else ask(ChoosingSlot(self.slots))
            case Meant(Role.CUSTOMER, Plain("nevermind" | "deny_no")):
                return _unchanged(chat, "stays")
            case TimedOut():
                return _unchanged(chat, "nothing_changed")
            case _ if _overtaken(event):
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
                return done(TakeSlot(self.slot))
            case Meant(Role.DRIVER, Plain("decline")):
                return done(DropSlots(), _say("stays_today"))
            case TimedOut():
                return wait(AwaitingDispatch(self.slot), _dispatch("wants another window while on the van", 1))
            case DispatchAnswered(agreed=True):
                return done(TakeSlot(self.slot))
            case DispatchAnswered():
                return done(DropSlots(), _say("stays_today"))
            case Reassigned():
                return ask(AskingDriver(self.slot))
            case _ if _overtaken(event):
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
            case DispatchAnswered(agreed=True):
                return done(TakeSlot(self.slot))
            case DispatchAnswered():
                return done(DropSlots(), _say("stays_today"))
            case TimedOut():
                return done(DropSlots(), _say("stays_today"))
            case _ if _overtaken(event):
                return done(DropSlots())
        return None


def starts(event: Event, chat: Chat) -> Turn | None:
    """A new order, a wish for another time, a missed delivery, a place taken or gone, a word from the page."""
    match event:
        case Scheduled():
            return wait(UntilDayBefore())
        case Meant(Role.CUSTOMER, Reschedule() as wish) if not chat.delivery.status.ended:
            return _offer(chat, wish)
        case Meant(Role.CUSTOMER, Availability() as there):
            return _there(there, chat)
        case AttemptFailed(reason=Reason.REFUSED | Reason.DAMAGED as reason):
            return done(_dispatch(*NOT_AGAIN[Reason(reason)]))
        case AttemptFailed():
            return _offer(chat, Reschedule())
        case SlotTaken():
            return _offer(chat, Reschedule(), _say("just_gone"))
        case Rebooked():
            return done(DropQueued("of the old window"), _dispatch("another window was agreed with the customer"))
        case Confirmed():
            return done(Confirm())
        case SlotChosen() if not chat.delivery.status.ended:
            return _take(Slot(event.key, Window(event.start, event.end)), chat)
    return None


def _there(there: Availability, chat: Chat) -> Turn | None:
    """When they are there or not, unasked: before the day "is it good?" fits either way; after a miss, an offer."""
    if chat.delivery.status is Status.SCHEDULED:
        return ask(ConfirmingWindow())
    missed = chat.delivery.status is Status.ATTEMPT_FAILED
    return _offer(chat, Reschedule(there.start, there.end)) if missed else None


def _overtaken(event: Event) -> bool:
    return isinstance(event, (Changed, Cancelled, Delivered, Rebooked))


def _offer(chat: Chat, wish: Reschedule, *first: Effect) -> Turn:
    slots = nearest(chat.slots, wish.start, wish.end, OFFERED)
    if not slots:
        return done(*first, *_nothing_open(chat, "wants another window; none is open"))
    sorry = () if any(fits(one, wish.start, wish.end) for one in slots) else (_say("not_then"),)
    return ask(ChoosingSlot(slots), *first, *sorry, HoldSlots(slots, chat.now + HELD))


def _others(state: ChoosingSlot, chat: Chat) -> Turn:
    """None of these: the next ones, and when there are none a dispatcher finds one."""
    rest = tuple(one for one in chat.slots if one not in state.slots)[:OFFERED]
    if rest:
        return ask(ChoosingSlot(rest), DropSlots(), HoldSlots(rest, chat.now + HELD))
    return done(DropSlots(), *_nothing_open(chat, "wants another window; none that is open suits"))


def _nothing_open(chat: Chat, reason: str) -> tuple[Effect, ...]:
    missed = chat.delivery.status is Status.ATTEMPT_FAILED
    return _dispatch(reason, 2), _say("no_window_missed" if missed else "no_window")


def _unchanged(chat: Chat, block: str) -> Turn:
    """It stays as it was; after a missed delivery that is no time at all, so a dispatcher knows."""
    if chat.delivery.status is Status.ATTEMPT_FAILED:
        return done(DropSlots(), _dispatch("missed, and no new window was chosen", 2), _say("none_set"))
    return done(DropSlots(), _say(block))


def _own_time(state: ChoosingSlot, chat: Chat, wish: Reschedule) -> Turn:
    """One window that fits is taken, offered or not; of several they choose."""
    fitting = [one for one in state.slots if fits(one, wish.start, wish.end)] or [
        one for one in chat.slots if fits(one, wish.start, wish.end)]
    return _take(fitting[0], chat) if len(fitting) == 1 else _offer(chat, wish, DropSlots())


def _take(slot: Slot, chat: Chat) -> Turn:
    if chat.delivery.status.on_the_road and chat.driver_known:
        return ask(AskingDriver(slot), _say("asked"))
    return done(TakeSlot(slot))


def _dispatch(reason: str, priority: int = 3) -> HandOver:
    return HandOver(reason, priority, "dispatch")


def _say(block: str) -> Say:
    return Say(Role.CUSTOMER, f"reschedule/{block}", kind=Kind.ANSWER)
