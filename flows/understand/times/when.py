"""Where a text speaks of a time, and which half-open interval it means."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from flows.understand.flat import Flat
from flows.understand.times.calendar import Days, one
from flows.understand.times.hours import DAY, Hours
from flows.understand.times.lexicon import lexicon
from flows.understand.times.lexing import tokens
from flows.understand.times.runs import Run, joined, meant, runs
from flows.understand.words.form import Words

_SENTENCE = re.compile(r"[.!?;\n]")
_LOOK = 40
"""Characters before and after a time in which a "not" is its own."""


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
    past: bool = False


def whens(flat: Flat, masked: str, now: datetime, words: Words) -> tuple[When, ...]:
    """Every time in the text that can still be wished for, in order. `masked` is the flat text with what is no time blotted out."""
    return tuple(when for when in named(flat, masked, now, words) if not when.past)


def named(flat: Flat, masked: str, now: datetime, words: Words) -> tuple[When, ...]:
    """Every time in the text, what is over included: as `whens`."""
    pieces = tokens(masked, lexicon(words))
    read = [run for found in runs(pieces) if (run := meant(found, now.date()))]
    return tuple(when for run in joined(read, masked, words.times) if (when := _when(run, flat, masked, now, words)))


def _when(run: Run, flat: Flat, masked: str, now: datetime, words: Words) -> When | None:
    phrase = flat.words_of(run.begin, run.stop).strip(" ,.-")
    which, clock = run.which, run.clock
    if _refused(run, masked, words):
        clock = clock.turned() if clock else None
        if run.until and not run.clock:
            which = Days(run.until, run.until + timedelta(7))  # "away until Monday"
        elif clock is None:
            return When(phrase, None, None, run.begin, run.stop, unwanted=True)
    start, end = _interval(which, clock, _elsewhere(run, clock, now))
    start, end = start.astimezone(now.tzinfo), end.astimezone(now.tzinfo)
    if end <= start:
        return None
    counted = bool(clock and clock.relative)
    return When(phrase, start, end, run.begin, run.stop, relative=counted, dayless=which is None, past=end <= now)


def _elsewhere(run: Run, clock: Hours | None, now: datetime) -> datetime:
    """Now by the clocks that were named: "3 pm PST"."""
    return now.astimezone(ZoneInfo(run.zone)) if run.zone and clock else now


def _refused(run: Run, masked: str, words: Words) -> bool:
    """Whether a "not", or "I work", stands beside it: then it is the other hours that are meant."""
    before = _SENTENCE.split(masked[max(0, run.begin - _LOOK):run.begin])[-1]
    if words.times.but:
        before = re.split(rf"\b(?:{words.times.but})\b", before)[-1]
    after = masked[run.stop:run.stop + _LOOK]
    times = words.times
    if times.away and (run.clock.bound == "B" if run.clock else run.until) and re.search(times.away, before):
        return True
    if not run.clock and run.which and _absent(before, after, words):
        return True
    return bool((times.not_then and re.search(times.not_then, before))
                or (times.then_not and re.match(times.then_not, after)))


def _absent(before: str, after: str, words: Words) -> bool:
    """Whether somebody says of a whole day that they are away or at work on it: "I'm out on Friday", "Friday I work"."""
    times = words.times
    return bool((times.absent and re.search(times.absent, before))
                or (times.absent_then and re.match(times.absent_then, after)))


def _interval(which: Days | None, clock: Hours | None, now: datetime) -> tuple[datetime, datetime]:
    if clock and clock.relative:
        base = now if which is None else _at(which.first, 0, now)
        if clock.whole:
            base = _shift(base, _to_full(base, clock.whole))
        return _shift(base, clock.start), _shift(base, clock.end)
    if clock is None:
        span = which or one(now.date())
        start, end = _at(span.first, 0, now), _at(span.after, 0, now, fold=1)
        return (max(start, _start_today(span.first, now)) if end > now else start), end
    span = which or _next_chance(clock, now)
    start = _at(span.first, clock.start, now)
    if clock.start == 0:
        start = max(start, _start_today(span.first, now))
    return start, _at(span.after - timedelta(1), clock.end, now, fold=1)


def _to_full(base: datetime, whole: int) -> int:
    """Minutes to the next full hour, or to the next minute; back to the last full hour when `whole` is negative."""
    minutes = base.hour * 60 + base.minute
    return -(minutes % -whole) if whole < 0 else -minutes % whole or (whole == 1)


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
