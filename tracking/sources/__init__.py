"""GPS vendors, one file each: `parse` turns what a tracker posted into fixes, `answer` is what it is told. Pure.

Adding a vendor is adding a file here and its recorded payloads under `tests/payloads/`; the scan finds it.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Protocol

from domain.position import Batch, Refused
from tracking.sources.posted import Answer, Posted

BESIDE = frozenset({"posted", "reader", "reading", "token"})  # what the vendors share; not vendors


class Answering(Protocol):
    """How a vendor's `answer` is called."""

    def __call__(self, batch: Batch, kept: int, notes: tuple[Refused, ...] = (), /) -> Answer:
        """Take the batch, how many of its fixes were kept, and what admission has to say of the others."""


@dataclass(frozen=True, slots=True)
class Source:
    """One vendor. `parse` raises `Malformed` and `TooMany`; `answer` may leave out its last argument."""

    name: str
    parse: Callable[[Posted], Batch]
    answer: Answering


@cache
def sources() -> Mapping[str, Source]:
    """Every vendor by the name it has in `/webhooks/gps/{name}`, in the order of their names."""
    found = pkgutil.iter_modules(__path__)
    return MappingProxyType({one.name: _source(one.name) for one in found if one.name not in BESIDE})


def _source(name: str) -> Source:
    module = importlib.import_module(f"{__name__}.{name}")
    return Source(name, module.parse, module.answer)
