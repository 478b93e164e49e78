"""To whom, about what: one business number carries everything, so before a decision comes an address. Pure.

`desk` is what lies open for one participant, derived from rows each time. For a customer, certain means: the open
question; the only delivery the words can be about. For a driver, in this order: the open question, when the words
answer it; a quoted name; the stop arrived at and not left; the only open stop within 150 m; the menu shown last, when
the words come from it; the only open stop. Everything else is asked. Never "the last sender".
"""

import re
from dataclasses import dataclass
from typing import Protocol

from domain.people import ConversationId, Role

NEAR_METRES = 150.0
MOST_CANDIDATES = 3
WHICH_FIRST = 11
LONGEST_ANSWER = 60
FEW_WORDS = 4
TELLING = 4

AFTER = frozenset({"damaged", "missing", "wrong_item", "refund_return", "complaint", "rating", "praise", "received"})
MENU = frozenset({"arrived", "delivered", "failed", "late", "need_code", "next", "schedule", "break", "vehicle_issue",
                  "sos", "help"})
ANSWERS = frozenset({"accept", "decline"})


class Heard(Protocol):
    """What the understanding made of the words, in one role."""

    @property
    def intents(self) -> tuple[str, ...]:
        """Contract names, in order."""

    @property
    def option(self) -> int | None:
        """The number of an option, if one was named."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A delivery that concerns this participant as a customer. `what` is its item and day: never a name."""

    conversation: ConversationId
    what: str
    ended: bool = False


@dataclass(frozen=True, slots=True)
class OpenStop:
    """A stop this participant drives to. `metres` is how far they are, None when nobody knows."""

    conversation: ConversationId
    name: str
    arrived: bool = False
    menu: bool = False
    metres: float | None = None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """The one question that is open on this phone. `free` takes any words as its answer."""

    conversation: ConversationId
    role: Role
    free: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the deliveries that words may be about, as it is named in the question."""

    conversation: ConversationId
    role: Role
    label: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies open for one participant. `former` are stops that went to another driver today."""

    question: OpenQuestion | None = None
    matters: tuple[Matter, ...] = ()
    stops: tuple[OpenStop, ...] = ()
    former: tuple[OpenStop, ...] = ()
    which: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Words with what they mean in either role. A role the participant does not have is None."""

    text: str
    customer: Heard | None = None
    driver: Heard | None = None


@dataclass(frozen=True, slots=True)
class About:
    """The words are about this delivery, said in this role."""

    conversation: ConversationId
    role: Role


@dataclass(frozen=True, slots=True)
class Former:
    """The words are about a stop that somebody else has now."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class Chosen:
    """The answer to our "which one?": the kept words are about this."""

    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Which:
    """Nobody can be certain: ask, with at most three candidates, and keep the words."""

    options: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Nobody:
    """Nothing lies open for them."""


Address = About | Former | Chosen | Which | Nobody


def address(words: Words, desk: Desk) -> Address:
    """Whom the words are for, or that it has to be asked."""
    return (_chosen(words, desk) or _answered(words, desk) or _as_driver(words, desk) or _as_customer(words, desk)
            or Nobody())


def _chosen(words: Words, desk: Desk) -> Address | None:
    """The answer to our own question comes first: its number, or a name or item out of it.

    Ours are eleven and up. A smaller number is a menu's or another question's, and only a customer with nothing else
    open may mean ours by it.
    """
    if not desk.which or len(words.text) > LONGEST_ANSWER:
        return None
    option = _option(words.text)
    small = words.driver is None and desk.question is None
    place = option - WHICH_FIRST if option >= WHICH_FIRST else option - 1 if small else -1
    if 0 <= place < len(desk.which):
        return Chosen(desk.which[place])
    named = [one for one in desk.which if quoted(one.label, words.text)]
    return Chosen(named[0]) if len(named) == 1 and len(words.text.split()) <= FEW_WORDS else None


def _option(text: str) -> int:
    """The number a short answer consists of, 0 where it is none."""
    bare = re.fullmatch(r"\D{0,12}(\d{1,2})\D{0,12}", text.strip())
    return int(bare.group(1)) if bare else 0


def _answered(words: Words, desk: Desk) -> Address | None:
    """The open question, when the words can be its answer."""
    open_one = desk.question
    if open_one is None:
        return None
    if open_one.role is Role.CUSTOMER:
        other = words.driver is not None and bool(MENU & set(words.driver.intents))
        return None if other else About(open_one.conversation, Role.CUSTOMER)
    answers = words.driver is not None and bool(ANSWERS & set(words.driver.intents))
    fits = answers or (open_one.free and _option(words.text) > 0)
    return About(open_one.conversation, Role.DRIVER) if fits else None


def _as_driver(words: Words, desk: Desk) -> Address | None:
    if words.driver is None or not (desk.stops or desk.former):
        return None
    named = [one for one in desk.stops if quoted(one.name, words.text)]
    if len(named) == 1:
        return About(named[0].conversation, Role.DRIVER)
    gone = [one for one in desk.former if quoted(one.name, words.text)]
    if not named and (len(gone) == 1 or not desk.stops):
        return Former((gone or list(desk.former))[0].conversation)
    if _own_parcel(words, desk):
        return None
    certain = None if named else _certain(words, desk)
    if certain and not _torn(words, desk):
        return About(certain.conversation, Role.DRIVER)
    return Which(_candidates(desk, named))


def _certain(words: Words, desk: Desk) -> OpenStop | None:
    here = [one for one in desk.stops if one.arrived]
    near = [one for one in desk.stops if one.metres is not None and one.metres <= NEAR_METRES]
    shown = [one for one in desk.stops if one.menu] if words.driver and MENU & set(words.driver.intents) else []
    for certain in (here, near, shown, list(desk.stops)):
        if len(certain) == 1:
            return certain[0]
    return None


def _own_parcel(words: Words, desk: Desk) -> bool:
    """A driver who is somebody's customer too: words no driver says to us are about their own parcel."""
    own = {"rating", "reschedule", "access_code", "select_option", "confirm_yes", "deny_no", "eta"}
    menu = words.driver is not None and bool((MENU | ANSWERS) & set(words.driver.intents))
    return bool(desk.matters) and not menu and words.customer is not None and bool(own & set(words.customer.intents))


def _torn(words: Words, desk: Desk) -> bool:
    """Free words of somebody who is driver and customer may belong to either side."""
    menu = words.driver is not None and bool((MENU | ANSWERS) & set(words.driver.intents))
    return any(not one.ended for one in desk.matters) and not menu


def _candidates(desk: Desk, named: list[OpenStop]) -> tuple[Candidate, ...]:
    drives = tuple(Candidate(one.conversation, Role.DRIVER, one.name) for one in named or desk.stops)
    own = tuple(Candidate(one.conversation, Role.CUSTOMER, one.what) for one in desk.matters if not one.ended)
    return (*drives[:MOST_CANDIDATES - len(own[:1])], *own[:1])


def _as_customer(words: Words, desk: Desk) -> Address | None:
    if not desk.matters:
        return None
    after = words.customer is not None and bool(AFTER & set(words.customer.intents))
    wanted = [one for one in desk.matters if one.ended is after] or list(desk.matters)
    named = [one for one in wanted if quoted(one.what, words.text)]
    certain = named if len(named) == 1 else wanted
    if len(certain) == 1:
        return About(certain[0].conversation, Role.CUSTOMER)
    return Which(tuple(Candidate(one.conversation, Role.CUSTOMER, one.what) for one in certain[:MOST_CANDIDATES]))


def quoted(label: str, text: str) -> bool:
    """Whether the words name this: its first word, or a longer one, stands in them as a word of its own."""
    telling = [word for word in re.findall(r"\w+", label.casefold()) if len(word) > 1 and not word.isdigit()]
    said = set(re.findall(r"\w+", text.casefold()))
    return bool(telling) and (telling[0] in said or any(word in said for word in telling if len(word) >= TELLING))
