"""A state is a question we wait on; a turn is what became of it.

The class name of a state is its stored name and the name of its wording: `AskingCustomer` of `flows/access.py` says
the block `asking_customer` of `templates/messages/<language>/access.j2`.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from domain.chat import Chat
from domain.effects import Effect, Value
from domain.events import Event
from domain.message import CodeRef, Guard, Kind, WordsRef
from domain.people import Role


@dataclass(frozen=True, slots=True)
class State(ABC):
    """One thing a session waits for. Subclasses are frozen dataclasses that hold what is known at that point.

    `asks` is whom the question goes to; None waits without a word. `patience` is how long before `TimedOut`.
    `standing` keeps it open beside other questions (a menu); `urgent` puts it before them. `context` tells the
    understanding what was asked. `needs_slots` makes the depot's open windows part of the chat.
    `formerly` are older class names that stored rows may carry.
    """

    asks: ClassVar[Role | None] = None
    patience: ClassVar[timedelta | None] = None
    standing: ClassVar[bool] = False
    urgent: ClassVar[bool] = False
    kind: ClassVar[Kind] = Kind.QUESTION
    context: ClassVar[str] = "none"
    needs_slots: ClassVar[bool] = False
    guards: ClassVar[frozenset[Guard]] = frozenset({Guard.CONSENTED})
    version: ClassVar[int] = 1
    formerly: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def on(self, event: Event, chat: Chat) -> "Turn | None":
        """What this event means here; None when it is not for this state."""

    def values(self, chat: Chat) -> Mapping[str, Value]:
        """What the wording of the question is given."""
        return {}

    def due(self, chat: Chat) -> datetime | None:
        """When patience runs out; None waits for ever."""
        return chat.now + self.patience if self.patience else None

    @property
    def code(self) -> CodeRef | None:
        """A code the question shows, if any."""
        return None

    @property
    def words(self) -> WordsRef | None:
        """Somebody's words the question passes on, if any."""
        return None


@dataclass(frozen=True, slots=True)
class Turn:
    """What a state or a start decided: where the session goes and what is to happen.

    `state` None ends the session; `asks` says the new state's question; `stays` leaves the session as it is.
    """

    effects: tuple[Effect, ...] = ()
    state: State | None = None
    asks: bool = False
    stays: bool = False


def ask(state: State, *effects: Effect) -> Turn:
    """Go to `state` and say its question."""
    return Turn(effects, state, asks=True)


def wait(state: State, *effects: Effect) -> Turn:
    """Go to `state` without a word of its own."""
    return Turn(effects, state)


def stay(*effects: Effect) -> Turn:
    """Take the event and keep waiting for the same thing, with the same patience."""
    return Turn(effects, stays=True)


def done(*effects: Effect) -> Turn:
    """The session is over."""
    return Turn(effects)


def block(state: State) -> str:
    """The wording of a state's question: its class name in snake case."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(state).__name__).lower()
