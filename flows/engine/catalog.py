"""Which flows there are: every module of the `flows` package, found by a scan. Adding one is adding a file."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import flows
from domain.chat import Chat
from domain.effects import Effect
from domain.events import Event
from flows.engine.state import State, Turn

Start = Callable[[Event, Chat], Turn | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a flow's `facts` keeps, and what it says if nobody else answers those words."""

    effects: tuple[Effect, ...]
    thanks: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow module's parts; a missing one takes nothing."""

    name: str
    states: dict[str, type[State]]
    law: Start
    starts: Start
    relays: Start
    facts: Callable[[Event, Chat], Kept | None]


def nothing(_event: Event, _chat: Chat) -> None:
    """Take nothing."""
    return


@cache
def catalog() -> dict[str, Flow]:
    """Every flow by its name, in the order of their names."""
    found = pkgutil.iter_modules(flows.__path__)
    return {one.name: _flow(importlib.import_module(f"flows.{one.name}")) for one in found if not one.ispkg}


def _flow(module: ModuleType) -> Flow:
    parts = {part: getattr(module, part, nothing) for part in ("law", "starts", "relays", "facts")}
    return Flow(module.__name__.rpartition(".")[2], _states(module), **parts)


def _states(module: ModuleType) -> dict[str, type[State]]:
    own = [one for one in vars(module).values()
           if isinstance(one, type) and issubclass(one, State) and one.__module__ == module.__name__]
    return {name: state for state in own for name in (state.__name__, *state.formerly)}
