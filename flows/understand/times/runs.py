"""Runs of tokens of time, what day and hours each means, and which of them belong together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from flows.understand.times.calendar import Days
from flows.understand.times.clocks import clocks
from flows.understand.times.days import days
from flows.understand.times.hours import Hours, hours
from flows.understand.times.lexicon import ZONES
from flows.understand.times.lexing import Token
from flows.understand.words.form import Times

ZONE_NAMES = tuple(ZONES.values())
LONGEST, MOST = 30, 12
"""Tokens of a run, and runs of a text, that are still somebody's time and no list of numbers."""
_FRAYED = frozenset(".&xr@iEFfTgzhtABbjkmpqvwI")
_KEPT_AFTER_LENGTH = frozenset("gALnl")
_COUNTED = frozenset("uoGUW")
_SENTENCE = re.compile(r"[.!?;\n]")
_GAP = 30
"""Characters between a day and its hours: "tomorrow if possible after six"."""


@dataclass(frozen=True, slots=True)
class Run:
    """A time that was named: the days, the hours or both, and its place in the text.

    `until`: the days run up to this one, which was the one named.
    """

    which: Days | None
    clock: Hours | None
    begin: int
    stop: int
    zone: str = ""
    until: date | None = None


def runs(pieces: list[Token]) -> Iterator[list[Token]]:
    """The tokens of time that stand together, without frayed ends."""
    found = 0
    for time, group in groupby(pieces, lambda token: token.kind != "_"):
        run = _trim(list(group)) if time else []
        if run and len(run) <= LONGEST:
            yield run
            found += 1
        if found == MOST:
            return


def _trim(run: list[Token]) -> list[Token]:
    end, begin = len(run), 0
    while end and run[end - 1].kind in _FRAYED:
        if end > 1 and run[end - 1].kind in _KEPT_AFTER_LENGTH and run[end - 2].kind in _COUNTED:
            break
        end -= 1
    while begin < end and run[begin].kind in ".&xrT" and not (
            run[begin].kind == "T" and begin + 1 < end and run[begin + 1].kind in "NCZ"):
        begin += 1
    return run[begin:end]


def meant(run: list[Token], today: date) -> Run | None:
    """The days and hours of a run; None where it names neither, or the past."""
    begin, stop = run[0].start, run[-1].end
    zone = next((ZONE_NAMES[token.value[0]] for token in run if token.kind == "0"), "")
    run = _plain([token for token in run if token.kind != "0"])
    which, run = _days(run, today, only_firm=True)
    _, run = clocks(_kinds(run), run)
    if which is None:
        which, run = _days(run, today)
        which = _and_more(run, which, today)
    clock = hours(run)
    day = next((token for token in run if token.kind == "d" and token.value), None)
    if which and clock and day:
        which = Days(which.first, which.after + timedelta(day.value[0]))
        clock = Hours(0, clock.start if clock.moment else clock.end, bound="B")
    until = which.after + timedelta(day.value[0] - 1) if which and day and not clock else None
    return Run(which, clock, begin, stop, zone, until) if which or clock else None


def _kinds(run: list[Token]) -> str:
    return "".join(token.kind for token in run)


def _plain(run: list[Token]) -> list[Token]:
    """Without words that only join: "the", "of", "in" before a part of the day."""
    kept = [part for token, before in zip(run, [None, *run], strict=False) if token.kind != "."
            for part in _parted(_in_the_morning(token, before))]
    kept = [part for token, after in zip(kept, [*kept[1:], None], strict=False) for part in _with_article(token, after)]
    after = [*(token.kind for token in kept), ""][1:]
    return [token for token, follows in zip(kept, after, strict=False)
            if not (token.kind in "EFfit@" and follows in {"P", "M"})
            and not (token.kind in "EFf@" and follows in {"n", "c", "t", "U", "V", "j"})
            and not (token.kind == "i" and follows not in {"N", "U", "u", "t", "o", "G", "C"})
            and not (token.kind == "j" and follows not in {"N", "X"})
            and not (token.kind == "f" and follows not in {"N", "j"})
            and not (token.kind == "E" and follows in {"D", "W", "O"})]


def _in_the_morning(token: Token, before: Token | None) -> Token:
    """The "morgen" and "mañana" behind a day is its morning, not tomorrow."""
    if len(token.value) == 3 and token.kind == "D" and before and before.kind in "WD":  # noqa: PLR2004 # a day and a span
        return replace(token, kind="P", value=token.value[1:])
    return token


def _with_article(token: Token, after: Token | None) -> tuple[Token, ...]:
    """Until the 8th: a small word that holds the article too; early Friday: its morning."""
    follows = after.kind if after else ""
    if token.kind == "B" and token.value == (2,) and follows == "N":
        return token, replace(token, kind="f")
    if token.kind == "a" and follows in {"D", "W"}:
        return (replace(token, kind="P", value=(6, 10)),)
    return (replace(token, kind="P", value=(10, 14)),) if token.kind == "I" and follows == "D" else (token,)


def _parted(token: Token) -> tuple[Token, ...]:
    """A word that names a day and a part of it is both."""
    if token.kind == "D" and len(token.value) == 4:  # noqa: PLR2004 # a day, a span and the mark of both
        return replace(token, value=token.value[:1]), replace(token, kind="P", value=token.value[1:3])
    return (token,)


def _days(run: list[Token], today: date, *, only_firm: bool = False) -> tuple[Days | None, list[Token]]:
    """The days of a run, and the run with one token `d` in their place and without the small word before them.

    The value of `d` is the days (0 or more) that stay in when the small word only bounds them at their end.
    """
    found = days(_kinds(run), run, today, only_firm=only_firm)
    if found is None:
        return None, run
    which, start, end = found
    onwards = run[end] if end < len(run) and run[end].kind == "S" else None
    which, taken = _open(which, run[start - 1] if start else None, today)
    which = which if taken else _open(which, onwards, today)[0]
    bounded = (found[0].after - which.after).days if taken and which.after <= found[0].after else None
    day = Token("d", () if bounded is None else (bounded,), run[start].start, run[end - 1].end)
    return which, [*run[:start - taken], day, *run[end:]]


def _open(which: Days, mark: Token | None, today: date) -> tuple[Days, bool]:
    """After Monday; before Friday; by Friday: a week of room on the open side, and whether the mark said so."""
    week = timedelta(7)
    kind = mark.kind if mark else ""
    if kind == "S" or (kind == "A" and mark and mark.value == (1,)):
        return Days(which.first, max(which.after, which.first + week)), True
    if kind in {"A", "p"}:
        return Days(which.after, which.after + week), True
    if kind == "F":
        return Days(which.first, max(which.after, which.first + week)), True
    if kind in {"B", "w", "s", "k"}:
        inclusive = kind in "sk" or (mark and mark.value[:1] > (0,))
        last = which.after if inclusive else which.first
        return Days(today if last > today else last - week, last), True
    return which, False


def _and_more(run: list[Token], which: Days | None, today: date) -> Days | None:
    """Thursday or Friday: both, when they are near each other."""
    more = days(_kinds(run), run, today) if which else None
    if which is None or more is None:
        return which
    first, after = min(which.first, more[0].first), max(which.after, more[0].after)
    return Days(first, after) if after - first <= timedelta(3) else which


def joined(found: list[Run], text: str, times: Times) -> list[Run]:
    """A day and its hours are one time although a few words stand between them: "tomorrow if possible after six"."""
    made: list[Run] = []
    for run in found:
        last = made[-1] if made else None
        if last and _belong(last, run, text[last.stop:run.begin], times):
            made[-1] = replace(last, which=last.which or run.which, clock=_both(last.clock, run.clock), stop=run.stop,
                               zone=last.zone or run.zone)
        else:
            made.append(run)
    return made


def _both(first: Hours | None, second: Hours | None) -> Hours | None:
    """After nine, but before eleven."""
    if first and second:
        return Hours(max(first.start, second.start), min(first.end, second.end))
    return first or second


def _lasts(hours_: Hours | None) -> bool:
    return hours_ is not None and hours_.start < hours_.end


def _belong(last: Run, run: Run, gap: str, times: Times) -> bool:
    day_then_hours = last.which and not last.clock and run.clock and not run.which and not run.clock.relative
    hours_then_day = last.clock and not last.which and run.which and not run.clock and not last.clock.relative
    bounds = (last.clock.bound, run.clock.bound) if last.clock and run.clock and not (last.which and run.which) else ()
    between = bounds in {("A", "B"), ("B", "A")} and _lasts(_both(last.clock, run.clock))
    if not (day_then_hours or hours_then_day or between) or len(gap) > _GAP or _SENTENCE.search(gap):
        return False
    return not any(rule and re.search(rule, gap) for rule in (times.away, times.not_then))
