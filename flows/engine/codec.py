"""States to plain data and back. Rows outlive code: new fields need defaults, a renamed class says `formerly`.

What cannot be read is a `Lost` state, which hands the conversation to a person instead of crashing.
"""

from dataclasses import dataclass
from typing import Any

import msgspec

from domain.chat import Chat
from domain.effects import HandOver
from domain.events import Event
from flows.engine.catalog import catalog
from flows.engine.state import State, Turn, done


@dataclass(frozen=True, slots=True)
class Lost(State):
    """A stored state that this version cannot read."""

    flow: str = ""
    name: str = ""

    def on(self, event: Event, chat: Chat) -> Turn | None:
        """Whatever happens next, a person looks."""
        return done(HandOver(f"could not read {self.flow}/{self.name}", priority=1))


def encode(state: State) -> dict[str, Any]:
    """Plain JSON data: the class name, its version, its fields."""
    return {"state": type(state).__name__, "version": state.version, "fields": msgspec.to_builtins(state)}


def decode(flow: str, stored: dict[str, Any]) -> State:
    """The state that `encode` stored, perhaps by an older version; `Lost` when it cannot be read."""
    name = str(stored.get("state", ""))
    known = catalog().get(flow)
    if known is None or name not in known.states:
        return Lost(flow, name)
    try:
        return msgspec.convert(stored.get("fields", {}), known.states[name])
    except msgspec.ValidationError:
        return Lost(flow, name)
