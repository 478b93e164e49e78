"""The hours in a run of tokens, in minutes of a day."""

import re
from dataclasses import dataclass, replace

from flows.understand.times.lexing import Token

DAY = 24 * 60
NOON = 12
EARLIEST_AFTERNOON = 8
"""A bare hour below this is after noon: nobody delivers at four in the morning."""
_HOUR, _HALF, _QUARTER = 60, 30, 15
_EVENING, _NIGHT, _SMALL_HOURS = 18, 20, 5
_BEFORE_NOON, _AFTER_NOON, _BY_24 = 1, 2, 3
"""What a clock's third number says of noon; 0 says nothing."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes of a day, half-open. `moment`: one clock time was named. `relative`: counted from now.

    `whole`: counted from the next full hour or minute, from the last one when it is negative. `bound` is "A" or "B" where only one side was named: after five, before noon.
    """

    start: int
    end: int
    moment: bool = False
    relative: bool = False
    bound: str = ""
    whole: int = 0

    def turned(self) -> "Hours | None":
        """What is left when this is not wanted: not before five is after five. None unless one side is open."""
        if self.bound == "A":
            return Hours(0, self.start, bound="B")
        return Hours(self.end, DAY, bound="A") if self.bound == "B" else None


_PLAIN = str.maketrans({"p": "A", "w": "B", "q": "@", "x": "&", "S": "L", "v": "i", "f": "F", "E": "F", "c": "n"})
_KEPT = frozenset("ABFTb&r@KPLsJinklgz")
_SPAN = re.compile(r"(K)[@FP]?(J)|(J)P?[F@](K)")
_RELATIVE = re.compile(r"i@?(J)|(J)[gL]|(J)A$")
_WITHIN = re.compile(r"[kB](J)|F?z[BT](J)L?")
_COMING = re.compile(r"n(J)|(J)n")
_PAST = re.compile(r"l(J)|(J)l")
_RANGE = re.compile(
    r"[bF@Ai]*(K)P?[T&]@?(K)|[F@]*(K)P?B(K)|F@?(K)P?@(K)|A@?(K)[&T]?B@?(K)|^(K)@(K)$|@?(K)r@?(K)")
_AFTER = re.compile(r"[AFL]@?(K)|(K)P?L|(K)[AF]$")
_BEFORE = re.compile(r"[BTs]@?(K)|(K)P?s|(K)B$")
_MOMENT = re.compile(r"(K)")
_PART = re.compile(r"([AB]?)(P)")


def hours(tokens: list[Token]) -> Hours | None:
    """The hours named in a run whose clocks are `K` and lengths `J` already; what else it holds is passed over."""
    tokens = [token for token in tokens if token.kind.translate(_PLAIN) in _KEPT]
    kinds = "".join(token.kind for token in tokens).replace("wJ", "lJ").translate(_PLAIN)
    part = next((token for token in tokens if token.kind == "P"), None)
    if "J" in kinds and (found := _lengths(kinds, tokens, part)):
        return found
    if match := _RANGE.search(kinds):
        first, second = (tokens[match.start(group)] for group in range(1, match.re.groups + 1) if match[group])
        return _between(first, second, part, last=kinds[match.end() - 2] == "r" or "r" in match[0])
    if match := _AFTER.search(kinds):
        return Hours(_minute(_first(match, tokens), part), DAY, bound="A")
    if match := _BEFORE.search(kinds):
        return Hours(0, _minute(_first(match, tokens), part), bound="B")
    if match := _MOMENT.search(kinds):
        minute = _minute(tokens[match.start(1)], part)
        return Hours(minute, minute + (_HALF if minute % _HOUR else _HOUR), moment=True)
    return _in_part(kinds, tokens)


def _first(match: re.Match[str], tokens: list[Token]) -> Token:
    """The token of the one group that matched."""
    return tokens[match.start(match.lastindex or 0)]


def _lengths(kinds: str, tokens: list[Token], part: Token | None) -> Hours | None:
    """From two for an hour; in an hour; within two hours."""
    if match := _SPAN.search(kinds):
        clock, length = (match[1] and (1, 2)) or (4, 3)
        start = _minute(tokens[match.start(clock)], part)
        return Hours(start, min(DAY, start + tokens[match.start(length)].value[0]))
    if match := _WITHIN.search(kinds):
        return Hours(0, max(1, _first(match, tokens).value[0]), relative=True)
    if found := _coming(kinds, tokens):
        return found
    if match := _PAST.search(kinds):
        minutes = max(1, _first(match, tokens).value[0])
        counted = any(token.kind == "l" and token.value[0] for token in tokens) or minutes % _HOUR
        return Hours(-minutes, 0, relative=True, whole=0 if counted else -_HOUR)
    if match := _RELATIVE.search(kinds):
        minutes = _first(match, tokens).value[0]
        return Hours(minutes, minutes + (_QUARTER if minutes % _HOUR else _HOUR), relative=True)
    return None


def _coming(kinds: str, tokens: list[Token]) -> Hours | None:
    """The next three hours, as published phrases count them: from the next full one."""
    length = next((token for token in tokens if token.kind == "J" and len(token.value) > 1), None)
    if length is None and (match := _COMING.search(kinds)):
        length = _first(match, tokens)
    if length is None:
        return None
    minutes = length.value[0]
    return Hours(0, minutes, relative=True, whole=1 if minutes % _HOUR else _HOUR)


def _in_part(kinds: str, tokens: list[Token]) -> Hours | None:
    match = _PART.search(kinds)
    if match is None:
        return None
    spans = [token.value for token in tokens if token.kind == "P"]
    start, end = (_HOUR * edge for edge in (max(span[0] for span in spans), min(span[1] for span in spans)))
    if start >= end:
        start, end = _HOUR * min(span[0] for span in spans), _HOUR * max(span[1] for span in spans)
    if match[1] == "A":
        return Hours(end, DAY, bound="A") if end < DAY else Hours(start, end)
    return Hours(0, start, bound="B") if match[1] == "B" else Hours(start, end)


def _between(first: Token, second: Token, part: Token | None, *, last: bool) -> Hours | None:
    """Three to five; 3-4pm; 10-2: what one clock says of noon holds for the other as far as it can.

    `last`: "three or four" lasts to the end of the second hour.
    """
    lone = part if part and first.start < part.start < second.start else None
    if not first.value[2] and not lone and second.value[2] == _AFTER_NOON and first.value[0] % NOON <= second.value[0] % NOON:
        first = replace(first, value=(*first.value[:2], _AFTER_NOON))
    elif not first.value[2] and not lone and second.value[2] == _BEFORE_NOON:
        first = replace(first, value=(*first.value[:2], _BEFORE_NOON))
    start, end = _minute(first, part), _minute(second, None if lone else part)
    if end <= start and end + NOON * _HOUR > start and second.value[2] == 0:
        end += NOON * _HOUR
    if end <= start:
        start -= NOON * _HOUR
    return Hours(start, min(end + _HOUR * last, DAY)) if 0 <= start < end else None


def _minute(token: Token, part: Token | None) -> int:
    hour, minute, half = token.value
    if half == 0 and hour == NOON and part and part.value[0] >= _EVENING:
        return DAY + minute  # "twelve at night"
    if half == 0:
        half = _likely(hour, part)
    if half == _BEFORE_NOON:
        hour %= NOON
    elif half == _AFTER_NOON:
        hour = hour % NOON + NOON
    return hour * _HOUR + minute


def _likely(hour: int, part: Token | None) -> int:
    """Before or after noon, for an hour that does not say."""
    if hour > NOON or hour == 0:
        return _BY_24
    if part is None:
        return _AFTER_NOON if hour < EARLIEST_AFTERNOON or hour == NOON else _BEFORE_NOON
    begins, ends = part.value
    if begins >= _NIGHT and ends == DAY // _HOUR and hour < _SMALL_HOURS:
        return _BEFORE_NOON  # "four at night"
    return _BEFORE_NOON if ends <= NOON and hour != NOON else _AFTER_NOON
