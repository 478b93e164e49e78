"""The hours in a run of tokens, in minutes of a day."""

import re
from dataclasses import dataclass, replace

from flows.understand.times.lexing import Token

DAY = 24 * 60
NOON = 12
EARLIEST_AFTERNOON = 8
"""A bare hour below this is after noon: nobody delivers at four in the morning."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes of a day, half-open. `moment`: one clock time was named. `relative`: counted from now."""

    start: int
    end: int
    moment: bool = False
    relative: bool = False


_CLOCK = re.compile(
    r"(?:Nu?p[CNZ]|h[CNZ]|[CNZ]H|N(?=o)|(?<=[AB@sbF])N(?!M|U|u|[T&][NO]M)|(?<=[CZ][T&])N|N(?=[T&][CZ])|N(?=P)|N(?=[Ls]$)"
    r"|C|Z|N(?=D)|N(?=TN(?!M))|(?<=bN&)N(?!M)|(?<=NT)N(?!M|U)|(?<=[DPW])N(?=$|P))o?"
)
_RANGE = re.compile(r"[bF@]*(K)P?[T&A]@?(K)|F(K)B(K)|[bA]*(K)B(K)")
_AFTER = re.compile(r"[AFp]@?(K)|(K)L")
_BEFORE = re.compile(r"[BT]@?(K)|(K)s")
_MOMENT = re.compile(r"@?(K)")
_PART = re.compile(r"([AB]?)(P)")
_LENGTH = re.compile(r"[iA](?:N?|t)H?u|Nu[gz]|i@?K(?![T&K])")


def clocks(kinds: str, tokens: list[Token]) -> tuple[str, list[Token]]:
    """Make one token `K` (hour, minute, half) of everything that is a time of day."""
    out: list[str] = []
    made: list[Token] = []
    at = 0
    for match in _CLOCK.finditer(kinds):
        out.append(kinds[at:match.start()])
        made += tokens[at:match.start()]
        clock = _clock(tokens[match.start():match.end()])
        out.append("K" if clock else "_" * len(match[0]))
        made += [clock] if clock else tokens[match.start():match.end()]
        at = match.end()
    return "".join(out) + kinds[at:], made + tokens[at:]


def _clock(tokens: list[Token]) -> Token | None:
    hour, minute, half = 0, 0, 0
    if any(token.kind == "p" for token in tokens):
        minute, tokens = tokens[0].value[0], tokens[-1:]
    for token in tokens:
        if token.kind in "hH":
            minute += token.value[0]
        elif token.kind in "NZ":
            hour, half = token.value[0], 3 if token.kind == "Z" or token.value[0] > NOON else half
        elif token.kind == "C":
            hour, half = token.value[0], token.value[2]
            minute += token.value[1]
    total = hour * 60 + minute
    if not 0 <= total <= DAY:
        return None
    return Token("K", (total // 60, total % 60, half), tokens[0].start, tokens[-1].end)


def hours(kinds: str, tokens: list[Token]) -> Hours | None:
    """The hours named in a run whose clocks are `K` already."""
    part = next((token for token in tokens if token.kind == "P"), None)
    if match := _LENGTH.search(kinds):
        return _ahead(tokens[match.start():match.end()])
    if match := _RANGE.search(kinds):
        first, second = (tokens[match.start(group)] for group in range(1, 7) if match[group])
        return _between(first, second, part)
    for shape, after in ((_AFTER, True), (_BEFORE, False)):
        if match := shape.search(kinds):
            minute = _minute(tokens[match.start(1) if match[1] else match.start(2)], part)
            return Hours(minute, DAY) if after else Hours(0, minute)
    if match := _MOMENT.search(kinds):
        minute = _minute(tokens[match.start(1)], part)
        return Hours(minute, min(DAY, minute + (30 if minute % 60 else 60)), moment=True)
    return _in_part(kinds, tokens)


def _in_part(kinds: str, tokens: list[Token]) -> Hours | None:
    match = _PART.search(kinds)
    if match is None:
        return None
    spans = [token.value for token in tokens if token.kind == "P"]
    start, end = (60 * edge for edge in (max(span[0] for span in spans), min(span[1] for span in spans)))
    if start >= end:
        start, end = 60 * min(span[0] for span in spans), 60 * max(span[1] for span in spans)
    if match[1] == "A":
        return Hours(end, DAY) if end < DAY else Hours(start, end)
    return Hours(0, start) if match[1] == "B" else Hours(start, end)


def _ahead(tokens: list[Token]) -> Hours:
    count = next((token.value[0] for token in tokens if token.kind in "NK"), 1)
    half = next((token.value[0] for token in tokens if token.kind == "H"), 0)
    unit = next((token.value[0] for token in tokens if token.kind == "u"), 60)
    minutes = count * unit + (half if unit == 60 else 0)  # noqa: PLR2004
    return Hours(minutes, minutes + (60 if unit == 60 else 15), relative=True)  # noqa: PLR2004


def _between(first: Token, second: Token, part: Token | None) -> Hours | None:
    """Three to five; 3-4pm; 10-2: what one clock says of noon holds for the other as far as it can."""
    if not first.value[2] and second.value[2] == 2 and first.value[0] % NOON <= second.value[0] % NOON:  # noqa: PLR2004
        first = replace(first, value=(*first.value[:2], 2))
    elif not first.value[2] and second.value[2] == 1:
        first = replace(first, value=(*first.value[:2], 1))
    start, end = _minute(first, part), _minute(second, part)
    if end <= start and end + NOON * 60 > start and second.value[2] == 0:
        end += NOON * 60
    if end <= start:
        start -= NOON * 60
    return Hours(start, min(end, DAY)) if 0 <= start < end else None


def _minute(token: Token, part: Token | None) -> int:
    hour, minute, half = token.value
    if half == 0:
        half = _likely(hour, part)
    if half == 1:
        hour %= NOON
    elif half == 2:  # noqa: PLR2004
        hour = hour % NOON + NOON
    return hour * 60 + minute


def _likely(hour: int, part: Token | None) -> int:
    """Before or after noon, for an hour that does not say."""
    if hour > NOON or hour == 0:
        return 3
    if part is not None:
        return 1 if part.value[1] <= NOON and hour != NOON else 2
    return 2 if hour < EARLIEST_AFTERNOON or hour == NOON else 1
