"""How an address may be read: which of its words are the street, which the number, which the town. Pure.

    12 Main St          12, Main St          Main St 12          Main St, 12          Main St no 12 A, Springfield

Every other word beside street and number must be one that may stand there: "12 Main St North" is not "12 Main St".
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from integrations.roads.spelling import NUMERO, UNITS, Words, is_number


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an address: `numbers` it may have, the most said first; `rest` is what names the town."""

    street: str
    numbers: tuple[str, ...]
    rest: Words


def readings(parts: Sequence[Words], number: int, span: tuple[int, int], is_name: Callable[[Words], bool]
             ) -> Iterator[Reading]:
    """Every way to read an address whose street stands at `span` of part `number`.

    `is_name` says whether words begin with the name of a town or a postcode.
    """
    part, (start, stop) = parts[number], span
    before, street, after = part[:start], " ".join(part[start:stop]), part[stop:]
    previous, following = tuple(chain(*parts[:number])), tuple(chain(*parts[number + 1:]))
    settled = not after or after[0] in UNITS or after[0][0].isdigit() or is_name(after)
    if len(before) == 1 and is_number(before[0]) and settled:
        yield Reading(street, before, (*previous, *after, *following))
    if not before and settled and number and len(parts[number - 1]) == 1 and is_number(parts[number - 1][0]):
        yield Reading(street, parts[number - 1], (*previous[:-1], *after, *following))
    if not before:
        taken, numbers = _leading(after or following)
        if numbers:
            rest = (after or following)[taken:]
            yield Reading(street, numbers, (*previous, *rest, *(following if after else ())))


def _leading(said: Words) -> tuple[int, tuple[str, ...]]:
    """How many words the number at the beginning takes, and what it may be: "no 12 a" takes three, 12a or 12."""
    at = int(bool(said) and said[0] in NUMERO)
    if len(said) <= at or not is_number(said[at]):
        return 0, ()
    number, stair = said[at], said[at + 1:at + 2]
    if stair and len(stair[0]) == 1 and stair[0].isalpha():
        return at + 2, (number + stair[0], number)
    return at + 1, (number,)
