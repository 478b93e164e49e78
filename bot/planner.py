"""Which way a message goes: a pure choice among one person's ways, with a reason that staff can read.

In order: where they wrote last, what the merchant or they asked for, a phone before a mailbox, what has arrived
before, and then what is cheaper. A way that is shut, dead, refused or already tried is named with why it was not taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.message import Kind

WINDOW = timedelta(hours=24)
MARGIN = timedelta(minutes=2)
PAIR = timedelta(seconds=6)
NAMES = {"sms": "text", "whatsapp": "WhatsApp", "email": "e-mail"}
TENTHS_OF_A_CENT = {"sms": 12, "whatsapp": 9, "email": 1}
"""About what one costs in the US in 2026, a text by its segment. Only their order is used."""
PRESSING = frozenset({Kind.URGENT, Kind.SENSITIVE})


class Form(StrEnum):
    """How the words are put: free, as an approved template, with what can be pressed, or as a mail."""

    FREE = "free"
    TEMPLATE = "template"
    PRESSED = "pressed"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Reach:
    """One way to reach somebody, as far as it is known. `dead` is a provider's code, 0 while something may arrive."""

    channel: str
    theirs: str
    ours: str
    heard_at: datetime | None = None
    told_at: datetime | None = None
    reached_at: datetime | None = None
    allowed: bool = True
    dead: int = 0
    landline: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be said: `template` is whether an approved one fits, `mail` whether it can be a mail.

    `preferred` is the channel asked for, `channels` those switched on, `tried` those that certainly did not take it.
    """

    kind: Kind
    now: datetime
    channels: frozenset[str]
    preferred: str = ""
    tried: frozenset[str] = frozenset()
    segments: int = 1
    template: bool = False
    mail: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The way to take and in which form; or none, and why; or none just now: look again after `wait`."""

    reach: Reach | None
    why: str
    form: Form = Form.FREE
    wait: timedelta | None = None


def plan(reaches: Sequence[Reach], wish: Wish) -> Plan:
    """Choose. Times in the reason are as `until` words them: UTC, put into the depot's zone by whoever keeps it."""
    shut = [(one, _shut(one, wish, alone=len(reaches) == 1)) for one in reaches]
    able = sorted((one for one, why in shut if not why), key=lambda one: _rank(one, reaches, wish))
    not_taken = "".join(f"; not by {NAMES[one.channel]}: {why}" for one, why in shut if why)
    if not able:
        off = any(why == OFF for _, why in shut)
        return Plan(None, not_taken.removeprefix("; "), wait=timedelta(minutes=5) if off else None)
    best = able[0]
    form = _form(best, wish)
    return Plan(best, _reason(best, form, reaches, wish, able) + not_taken, form, _pause(best, wish.now))


OFF = "switched off here"


def _shut(one: Reach, wish: Wish, *, alone: bool) -> str:
    """Why a way cannot be taken; empty when it can. Of a text to a landline only when there is another way."""
    reasons = (
        (one.channel not in wish.channels, OFF),
        (one.channel in wish.tried, "it did not take it"),
        (not one.allowed, "they left it"),
        (bool(one.dead), f"nothing arrives there ({one.dead})"),
        (one.landline and not alone, "a landline"),
        (one.channel == "email" and wish.kind in PRESSING, "too slow for this"),
        (one.channel == "email" and not wish.mail, "not a thing to mail"),
        (one.channel == "whatsapp" and not is_open(one, wish.now) and not wish.template,
         "no window is open and no approved template fits"),
    )
    return next((why for holds, why in reasons if holds), "")


def is_open(one: Reach, now: datetime) -> bool:
    """Whether free words would still arrive in WhatsApp's window. Its last two minutes are not relied upon."""
    return one.heard_at is not None and now < one.heard_at + WINDOW - MARGIN


def _form(one: Reach, wish: Wish) -> Form:
    if one.channel == "email":
        return Form.MAIL
    return Form.FREE if one.channel == "sms" or is_open(one, wish.now) else Form.TEMPLATE


def _rank(one: Reach, reaches: Sequence[Reach], wish: Wish) -> tuple[bool, bool, bool, bool, int]:
    return (not _wrote_there(one, reaches, wish.now), one.channel != wish.preferred, one.channel == "email",
            one.reached_at is None, _price(one, wish))


def _wrote_there(one: Reach, reaches: Sequence[Reach], now: datetime) -> bool:
    last = max((each.heard_at for each in reaches if each.heard_at), default=None)
    return last is not None and one.heard_at == last and now - last < WINDOW


def _price(one: Reach, wish: Wish) -> int:
    return TENTHS_OF_A_CENT[one.channel] * (wish.segments if one.channel == "sms" else 1)


def _pause(one: Reach, now: datetime) -> timedelta | None:
    """WhatsApp takes one message in six seconds to one person."""
    left = (one.told_at + PAIR - now) if one.channel == "whatsapp" and one.told_at else timedelta()
    return left if left > timedelta() else None


def _reason(one: Reach, form: Form, reaches: Sequence[Reach], wish: Wish, able: Sequence[Reach]) -> str:
    because = ("they wrote there last" if _wrote_there(one, reaches, wish.now)
               else "asked for" if one.channel == wish.preferred else "it arrived there before" if one.reached_at
               else "the cheapest that is open" if len(able) > 1 else "the way that is left")
    said = [f"by {NAMES[one.channel]}: {because}"]
    if one.channel == "whatsapp" and form is Form.FREE and one.heard_at:
        said.append(f"window open until {{{(one.heard_at + WINDOW).isoformat()}}}")
    if form is Form.TEMPLATE:
        said.append("window shut, so by an approved template")
    if one.channel != "sms" and any(each.channel == "sms" for each in able):
        said.append(f"a text would cost {wish.segments} segment{'s' if wish.segments > 1 else ''}")
    return ", ".join(said)
