"""Where a text speaks of a time, and which half-open interval it means."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from flows.understand.flat import Flat
from flows.understand.times.days import Days, days, one
from flows.understand.times.hours import DAY, Hours, clocks, hours
from flows.understand.times.lexing import Token, lexicon, tokens
from flows.understand.words.form import Words

_FRAYED = ".&@iFTgzhtABb"
_SENTENCE = re.compile(r"[.!?;\n]")


@dataclass(frozen=True, slots=True)
class When:
    """A time in a text. `start` and `end` are None when it is named as a time that is not wanted.

    `begin` and `stop` are its place in the flat text. `relative`: counted from now ("in ten minutes"). `dayless`: an
    hour with no day beside it.
    """

    phrase: str
    start: datetime | None
    end: datetime | None
    begin: int
    stop: int
    unwanted: bool = False
    relative: bool = False
    dayless: bool = False


def whens(flat: Flat, masked: str, now: datetime, words: Words) -> tuple[When, ...]:
    """Every time in the text, in order. `masked` is the flat text with what is no time blotted out."""
    lex = lexicon(words)
    return tuple(when for run in _runs(tokens(masked, lex)) if (when := _when(run, flat, masked, now, words)))


def _runs(pieces: list[Token]) -> list[list[Token]]:
    runs = [list(group) for time, group in groupby(pieces, lambda token: token.kind != "_") if time]
    return [trimmed for run in runs if (trimmed := _trim(run))]


def _trim(run: list[Token]) -> list[Token]:
    while run and run[-1].kind in _FRAYED:
        run = run[:-1]
    while run and run[0].kind in ".&T" and not (run[0].kind == "T" and len(run) > 1 and run[1].kind in "NCZ"):
        run = run[1:]
    return run


def _when(run: list[Token], flat: Flat, masked: str, now: datetime, words: Words) -> When | None:
    begin, stop = run[0].start, run[-1].end
    meant = _meant(_plain(run), now.date())
    if meant is None:
        return None
    which, clock = meant
    before = _SENTENCE.split(masked[max(0, begin - 40):begin])[-1]
    unwanted = bool((words.times.not_then and re.search(words.times.not_then, before))
                    or (words.times.then_not and re.match(words.times.then_not, masked[stop:stop + 40])))
    phrase = flat.words_of(begin, stop).strip(" ,.-")
    if unwanted:
        return When(phrase, None, None, begin, stop, unwanted=True)
    start, end = _interval(which, clock, now)
    if end <= start:
        return None
    return When(phrase, start, end, begin, stop, relative=bool(clock and clock.relative), dayless=which is None)


def _plain(run: list[Token]) -> list[Token]:
    """Without words that only join: "the", "of", "in" before a part of the day."""
    kept = [token for token in run if token.kind != "."]
    after = [*(token.kind for token in kept[1:]), ""]
    return [token for token, follows in zip(kept, after, strict=True)
            if not (token.kind in "Fit@" and follows in {"P", "M"})
            and not (token.kind in "F@" and follows in {"n", "t", "U", "V"})
            and not (token.kind == "i" and follows not in {"N", "U", "u", "t"})]


def _meant(run: list[Token], today: date) -> tuple[Days | None, Hours | None] | None:
    kinds = "".join(token.kind for token in run)
    found = days(kinds, run, today, only_firm=True)
    kinds, run, which = _cut(kinds, run, found)
    kinds, run = clocks(kinds, run)
    if which is None:
        kinds, run, which = _cut(kinds, run, days(kinds, run, today))
        which = _and_more(kinds, run, which, today)
    clock = hours(kinds, run)
    return (which, clock) if which or clock else None


def _cut(kinds: str, run: list[Token], found: tuple[Days, int, int] | None) -> tuple[str, list[Token], Days | None]:
    """Blot out what named the days, and the little word before them, so hours are read from the rest."""
    if found is None:
        return kinds, run, None
    which, start, end = found
    which = _open(which, kinds[start - 1:start] if start else "")
    return kinds[:start] + "_" * (end - start) + kinds[end:], run, which


def _open(which: Days, mark: str) -> Days:
    """After Monday; before Friday: a week of room on the open side."""
    if mark == "A":
        return Days(which.after, which.after + timedelta(7))
    if mark == "F":
        return Days(which.first, max(which.after, which.first + timedelta(7)))
    return Days(which.first - timedelta(7), which.first) if mark == "B" else which


def _and_more(kinds: str, run: list[Token], which: Days | None, today: date) -> Days | None:
    """Thursday or Friday: both, when they are near each other."""
    more = days(kinds, run, today) if which else None
    if which is None or more is None:
        return which
    first, after = min(which.first, more[0].first), max(which.after, more[0].after)
    return Days(first, after) if after - first <= timedelta(3) else which


def _interval(which: Days | None, clock: Hours | None, now: datetime) -> tuple[datetime, datetime]:
    if clock and clock.relative:
        base = now if which is None else _at(which.first, 0, now)
        start = _shift(base, clock.start)
        return start, _shift(base, clock.end)
    if clock is None:
        span = which or one(now.date())
        return max(_at(span.first, 0, now), _start_today(span.first, now)), _at(span.after, 0, now, fold=1)
    span = which or _next_chance(clock, now)
    start = _at(span.first, clock.start, now)
    if clock.start == 0:
        start = max(start, _start_today(span.first, now))
    return start, _at(span.after - timedelta(1), clock.end, now, fold=1)


def _start_today(first: date, now: datetime) -> datetime:
    """Nothing that is asked for begins in the past."""
    return now if first <= now.date() else _at(first, 0, now)


def _next_chance(clock: Hours, now: datetime) -> Days:
    """Today, unless that hour is over."""
    over = now.hour * 60 + now.minute >= (clock.start if clock.moment else clock.end)
    return one(now.date() + timedelta(1 if over else 0))


def _at(day: date, minutes: int, now: datetime, fold: int = 0) -> datetime:
    """A wall time on a day in the zone of `now`.

    In an hour that clocks skip, the moment they skip to; in one that comes twice, `fold` says which: an interval
    begins with the first and ends with the second.
    """
    whole, rest = divmod(minutes, DAY)
    day += timedelta(whole)
    wall = datetime(day.year, day.month, day.day, rest // 60, rest % 60, tzinfo=now.tzinfo, fold=fold)
    settled = wall.astimezone(UTC).astimezone(now.tzinfo)
    return settled if settled.replace(tzinfo=None, fold=0) != wall.replace(tzinfo=None, fold=0) else wall


def _shift(base: datetime, minutes: int) -> datetime:
    """Real minutes later, whatever the clocks do."""
    return (base.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(base.tzinfo).replace(second=0, microsecond=0)
