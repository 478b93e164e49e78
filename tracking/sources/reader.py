"""The slow way through a batch that holds something bad: every item by itself, each refusal with its reason.

The quick way is a typed decode of the whole body. It fails as a whole on one bad item; then the body is read loosely
(`NaN` and numbers without end included) and every item is typed by itself, by the same type and the same function.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

from domain.position import Batch, Fix, Refused
from tracking.sources.posted import Malformed, Posted, few
from tracking.sources.reading import HINTS, Hint, Wrong

Item = TypeVar("Item")
Quiet = Callable[[object], bool]

UNREAD = (ValueError, RecursionError)  # all that a typed decode of any bytes raises
DIGITS = 20  # longer integers are read as floats: Python refuses to read thousands of digits
SITE = re.compile(r"field `(\w+)`(?: - at `\$\.?([^`]*)`)?$|at `\$\.?([^`]*)`$")


def never(_item: object) -> bool:
    """Pass over no item."""
    return False


@dataclass(frozen=True, slots=True)
class Reader(Generic[Item]):
    """How one vendor's item is read: its type, item and time received -> fix, a hint for each field, an example."""

    kind: type[Item]
    fix: Callable[[Item, float], Fix]
    hints: Mapping[str, Hint]
    example: str

    def batch(self, items: Sequence[object], posted: Posted, device: str = "", quiet: Quiet = never) -> Batch:
        """Read each item by itself: the good are fixes, the bad refused with their reason, the quiet passed over."""
        few(items)
        fixes, refused = [], []
        for at, item in enumerate(items):
            if quiet(item):
                continue
            try:
                fixes.append(self.fix(msgspec.convert(item, self.kind), posted.received))
            except UNREAD as fault:
                refused.append(self.refused(at, fault))
        return Batch(device, tuple(fixes), tuple(refused))

    def refused(self, item: int, fault: Exception) -> Refused:
        """Say which field of an item is at fault, what it should be, and an example."""
        field = fault.field if isinstance(fault, Wrong) else where(str(fault))
        expected, example = self.hints.get(field) or HINTS.get(field) or ("an item as in the example", self.example)
        return Refused(item, field, expected, example)

    def malformed(self) -> Malformed:
        """Say that nothing of the body could be read."""
        return Malformed("JSON as in the example", self.example)

    def loosely(self, body: bytes) -> object:
        """Read JSON as leniently as can be; raise `Malformed` for what is none."""
        try:
            return json.loads(body, parse_constant=str, parse_int=whole)
        except UNREAD as fault:
            raise self.malformed() from fault


def where(fault: str) -> str:
    """Name the field a decoder complained of: `lat`, `coords.latitude`; "" for the item itself."""
    found = SITE.search(fault)
    if found is None:
        return ""
    missing, inside, wrong = found.groups()
    return ".".join(part for part in (inside, missing) if part) or wrong or ""


def whole(digits: str) -> float:
    """Read an integer, a very long one as a float: it is out of every bound all the same."""
    return int(digits) if len(digits) < DIGITS else float(digits)


def listed(found: object) -> list[object]:
    """Take one item or a list of them as a list."""
    return found if isinstance(found, list) else [found]
