"""Numbers and small words made into clock times and lengths of time: an ordered table, each shape tried on the whole run."""

import re
from collections.abc import Callable
from dataclasses import replace

from flows.understand.times.lexing import Token

_HOUR, _HALF_HOUR, _NOON, _DAY = 60, 30, 12, 24
_ROUND, _TEN = 5, 10
_WORKING = range(6, 23)
"""Hours that four digits may name: "at 1030", but "at 2350" is rather a house."""

Read = Callable[[re.Match[str], list[Token]], Token | None]


def clocks(kinds: str, tokens: list[Token]) -> tuple[str, list[Token]]:
    """Make one token `K` (hour, minute, half) of each time of day, and one token `J` (minutes) of each length."""
    for shape, read in _SHAPES:
        if shape.search(kinds):
            kinds, tokens = _rewritten(shape, read, kinds, tokens)
    return kinds, tokens


def _rewritten(shape: re.Pattern[str], read: Read, kinds: str, tokens: list[Token]) -> tuple[str, list[Token]]:
    made: list[Token] = []
    at = 0
    for match in shape.finditer(kinds):
        found = read(match, tokens)
        made += tokens[at:match.start()]
        made += [found] if found else tokens[match.start():match.end()]
        at = match.end()
    made += tokens[at:]
    return "".join(token.kind for token in made), made


def _value(match: re.Match[str], tokens: list[Token], group: str) -> int | None:
    """The first number of the token of a group; None where the shape has no such group or it is empty."""
    if not match.groupdict().get(group):
        return None
    return tokens[match.start(group)].value[0]


def _length(match: re.Match[str], tokens: list[Token]) -> Token | None:
    """Two hours; an hour and a half; 3 hours 30 minutes."""
    minutes, count = 0, 1
    for token in tokens[match.start():match.end()]:
        if token.kind == "N":
            count, minutes = token.value[0], sum(token.value[1:])
        elif token.kind == "H":
            minutes += token.value[0]
        elif token.kind in "uoG":
            minutes += count * (token.value[0] if token.kind == "u" else _HOUR)
    return Token("J", (minutes,), tokens[match.start()].start, tokens[match.end() - 1].end)


def _coming_length(match: re.Match[str], tokens: list[Token]) -> Token | None:
    """The three next hours: a length with a mark that it begins now."""
    length = _length(match, tokens)
    return replace(length, value=(*length.value, 1)) if length else None


def _clock_as_length(match: re.Match[str], tokens: list[Token]) -> Token | None:
    """Dans 1h30."""
    token = tokens[match.start()]
    hour, minute, half = token.value
    return None if half else Token("J", (hour * _HOUR + minute,), token.start, token.end)


def _clock(match: re.Match[str], tokens: list[Token], minutes: int = 0) -> Token | None:
    """The time of the groups `hour`, `before` ("half past") and `half` (am, pm), and so many minutes more."""
    hour = tokens[match.start("hour")]
    known = 3 if hour.kind == "Z" or hour.value[0] > _NOON else 0
    if hour.kind == "C":
        minutes, known = minutes + hour.value[1], hour.value[2]
    minutes += _value(match, tokens, "before") or 0
    half = _value(match, tokens, "half") or _value(match, tokens, "early")
    known = half if half and hour.value[0] <= _NOON else known
    total = hour.value[0] * _HOUR + minutes
    if not 0 <= total < (_DAY + 1) * _HOUR or hour.value[0] > _DAY:
        return None
    return Token("K", (total // _HOUR, total % _HOUR, known), tokens[match.start()].start, tokens[match.end() - 1].end)


def _minutes_and_hour(match: re.Match[str], tokens: list[Token]) -> Token | None:
    """Twenty past three; zehn vor halb vier."""
    minutes = _value(match, tokens, "minutes") or 0
    if not 0 < minutes < _HALF_HOUR:
        return None
    return _clock(match, tokens, minutes if match["sign"] in "pvA" else -minutes)


def _hour_and_part(match: re.Match[str], tokens: list[Token]) -> Token | None:
    """Las tres y media; moins le quart."""
    return _clock(match, tokens, _value(match, tokens, "after") or 0)


def _hour_less(match: re.Match[str], tokens: list[Token]) -> Token | None:
    """Las doce menos cinco."""
    minutes = _value(match, tokens, "minutes") or 0
    return _clock(match, tokens, -minutes) if 0 < minutes < _HOUR else None


def _hour_and_minutes(match: re.Match[str], tokens: list[Token]) -> Token | None:
    """Las tres y veinte; but "3 y 4" are two hours."""
    minutes = _value(match, tokens, "minutes") or 0
    hour = tokens[match.start("hour")]
    round_or_asked = minutes % _ROUND == 0 or match.string[match.start() - 1:match.start()] == "@"
    if not 0 < minutes < _HOUR or not round_or_asked or (hour.kind == "C" and hour.value[1]):
        return None
    return _clock(match, tokens, minutes)


def _side_by_side(match: re.Match[str], tokens: list[Token]) -> Token | None:
    """Seven thirty; 15 uhr 20; six zero two."""
    minutes = _value(match, tokens, "minutes") or 0
    hour = tokens[match.start("hour")]
    if minutes >= _HOUR or (hour.kind == "C" and hour.value[1]):
        return None
    said = match.groupdict()
    if said.get("zero"):
        fits = _value(match, tokens, "zero") == 0 and minutes < _TEN
    elif said.get("word"):
        fits = True
    else:
        asked = said.get("half") or match.string[match.start() - 1:match.start()] in tuple("@ABEFTbpwq")
        fits = minutes >= _TEN and (bool(asked) or minutes % 15 == 0)
    return _clock(match, tokens, minutes) if fits else None


def _four_digits(match: re.Match[str], tokens: list[Token]) -> Token | None:
    """At 1030; but 4417 and 1999 are no clock's."""
    token = tokens[match.start()]
    hour, minute = token.value
    if hour not in _WORKING or minute % 15:
        return None
    known = 3 if hour > _NOON else 0
    return Token("K", (hour, minute, known), token.start, token.end)


def _plain(match: re.Match[str], tokens: list[Token]) -> Token | None:
    return _clock(match, tokens)


_LED = r"(?:(?<=[ABsbEFpwqL@])|(?<=K[T&rxBw])|(?<=K[T&rxBw]@)|(?<=iN[x&]))(?P<hour>N)G?(?![MUuNO]|[T&rx][NO]M)"
"""A bare number that a small word makes an hour: "after 5", "between 3 and 5"; read twice, for the second of two."""
_HOUR_WORD = r"(?P<hour>[CNZ])[oG]?"
_PATTERNS: tuple[tuple[str, Read], ...] = (
    (r"(?:(?<![xm])(?<![oCZ]p)N|(?<=[ivkncl@F])|(?=u[gLl]))H?u(?:[x&]?Nu)?H?(?![pqwvTBA]h?[CNZ])", _length),
    (r"(?<=[ivkncl])N?[oG]H?|N[oG](?=[gLl]|A$)|(?<=B)NG", _length),
    (r"N[nc][uoG]", _coming_length),
    (r"(?<=[ik])(?P<hour>C)(?!y)", _clock_as_length),
    (rf"(?P<minutes>N)u(?P<sign>[pvqwTBA])@?(?P<before>h?){_HOUR_WORD}(?P<half>y?)", _minutes_and_hour),
    (rf"(?P<minutes>N)(?P<sign>[pvqw])(?P<before>h?){_HOUR_WORD}(?P<half>y?)", _minutes_and_hour),
    (rf"(?P<before>h)p?{_HOUR_WORD}(?P<half>y?)", _plain),
    (rf"{_HOUR_WORD}(?P<early>y?)(?P<after>H)(?P<half>y?)", _hour_and_part),
    (rf"{_HOUR_WORD}p(?P<minutes>N)u", _hour_and_minutes),
    (rf"{_HOUR_WORD}m(?P<minutes>N)u?(?P<half>y?)", _hour_less),
    (rf"(?<![bi]){_HOUR_WORD}x(?P<minutes>N)u?(?P<half>y?)(?![UMoG])", _hour_and_minutes),
    (r"(?P<hour>[CN])(?P<word>[oG])(?P<minutes>N)u?(?P<half>y?)(?![UMoG])", _side_by_side),
    (r"(?<!N)(?P<hour>[NZ])(?P<zero>N?)(?P<minutes>N)(?P<half>y?)(?![NUMuoGT])", _side_by_side),
    (r"(?<=[@ABEFTbpwq])Y|Y(?=TY|[Dd])|(?<=[DdW])Y", _four_digits),
    (r"(?P<hour>[CZ])[oG]?(?P<half>y?)", _plain),
    (r"G(?P<hour>N)(?!G)", _plain),
    (r"(?P<hour>N)(?=[oy])o?(?P<half>y?)", _plain),
    (r"(?P<hour>N)(?=[T&rxBw]@?K|P|[LSs]$|[Dd]|T@?N(?![MU]))", _plain),
    (_LED, _plain),
    (_LED, _plain),
    (r"(?P<hour>N)(?=[T&rxBw]@?K)", _plain),
    (r"(?<![WDdN])(?P<hour>N)(?=@K$)", _plain),
    (r"(?<=[DdPW])(?P<hour>N)(?=$|P|[BAFLT])", _plain),
)
_SHAPES: tuple[tuple[re.Pattern[str], Read], ...] = tuple((re.compile(shape), read) for shape, read in _PATTERNS)
