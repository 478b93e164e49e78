"""How many SMS a text costs: GSM-7 or UCS-2, 160 or 70 units alone, 153 or 67 in each of several parts.

A pair (an escaped GSM-7 character, a UTF-16 surrogate pair) is never split between two parts, so a part may stay one
unit short. The alphabet is that of 3GPP TS 23.038, section 6.2.1, with its extension table.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
ESCAPED = frozenset("\f^{}\\[~]|€")
ALPHABET = BASIC | ESCAPED
LAST_OF_ONE_UNIT = "\uffff"


@dataclass(frozen=True, slots=True)
class Segments:
    """A text's size on the air.

    `encoding` is GSM-7 or UCS-2, `count` the SMS it costs, `units` its septets or its UTF-16 units.
    """

    encoding: str
    count: int
    units: int


def segments(text: str) -> Segments:
    """The size of a text as it stands. One of no characters costs one SMS all the same."""
    letters = set(text)
    if letters <= ALPHABET:
        return _counted("GSM-7", text, letters & ESCAPED, alone=160, part=153)
    return _counted("UCS-2", text, {letter for letter in letters if letter > LAST_OF_ONE_UNIT}, alone=70, part=67)


def _counted(encoding: str, text: str, pairs: AbstractSet[str], *, alone: int, part: int) -> Segments:
    """`pairs` are the letters of the text that take two units."""
    units = len(text) + sum(map(text.count, pairs))
    if units <= alone:
        return Segments(encoding, 1, units)
    return Segments(encoding, _parts(text, pairs, part) if pairs else -(-units // part), units)


def _parts(text: str, pairs: AbstractSet[str], part: int) -> int:
    count, used = 1, 0
    for letter in text:
        size = 2 if letter in pairs else 1
        used += size
        if used > part:
            count, used = count + 1, size
    return count
