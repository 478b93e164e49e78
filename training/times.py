"""How well days and times are read: totals by language and level on published phrases, each half of them apart.

Half A (`training.rows.half`) is what the grammar was built on; half B was never looked at, and only its totals are told.
"""

import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from flows.understand.flat import flatten
from flows.understand.times import When, named
from flows.understand.words import LANGUAGES
from training.rows import PHRASES, phrases

_DUCKLING = timezone(timedelta(hours=-2))
"""Where Duckling's phrases are spoken: it matters to those that name a zone."""
LEVELS = ("day", "time", "partofday")
_CLOCK = len("2013-02-12T00:00")
_GRAINS = (timedelta(0), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1))
"""Published intervals end one grain after their last unit, or with it: either is right."""


@dataclass(frozen=True, slots=True)
class Total:
    """Phrases of one language and level: how many, how many begin where the source says, how many end there too."""

    asked: int
    right: int
    whole: int

    @property
    def share(self) -> float:
        """The share that begins where the source says, 0 to 1."""
        return self.right / self.asked if self.asked else 0.0


def totals(half: str = "B", path: Path = PHRASES) -> dict[tuple[str, str], Total]:
    """Totals by (language, level)."""
    asked, right, whole = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for row in phrases(half, path):
        key = row["lang"], row["level"]
        begins, ends = judged(row)
        asked[key] += 1
        right[key] += begins
        whole[key] += begins and ends
    return {key: Total(asked[key], right[key], whole[key]) for key in sorted(asked)}


def judged(row: Mapping[str, Any]) -> tuple[bool, bool]:
    """Whether a row is read to begin, and to end, as one of its accepted values."""
    now = datetime.fromisoformat(row["ref"]).replace(tzinfo=_DUCKLING if row["source"].startswith("duckling") else UTC)
    when = _read(row["text"], now, row["lang"])
    if when is None:
        return False, False
    found = [(_begins(one, when, row["level"]), _ends(one, when)) for one in row["accept"]]
    return max(found)


def _read(text: str, now: datetime, language: str) -> When | None:
    flat = flatten(text)
    return next((one for one in named(flat, flat.text, now, LANGUAGES[language]) if one.start and one.end), None)


def _begins(accepted: Mapping[str, str], when: When, level: str) -> bool:
    """On the same day, or at the same minute; what is only bounded at its end is judged by that."""
    start = accepted.get("value") or accepted.get("from")
    if start is None:
        return _ends(accepted, when)
    size = len("2013-02-12") if level == "day" else _CLOCK
    return _same(start, when.start, size)


def _ends(accepted: Mapping[str, str], when: When) -> bool:
    end = accepted.get("to")
    if end is None or when.end is None:
        return True
    if ":" not in end:
        return date.fromisoformat(end) in {when.end.date(), when.end.date() - timedelta(1)}
    return any(_same(end, when.end + grain, _CLOCK) for grain in _GRAINS)


def _same(written: str, read: datetime | None, size: int) -> bool:
    """Compared as far as the source writes it: "03:15:00" names no day."""
    if read is None:
        return False
    if "-" not in written:
        return read.strftime("%H:%M") == written[:len("03:15")]
    if len(written) <= len("2013-02-12"):
        written += "T00:00"
    return read.strftime("%Y-%m-%dT%H:%M")[:size] == written.replace(" ", "T")[:size]


def main() -> None:
    """Print the totals of a half, a line a language."""
    half = sys.argv[1] if len(sys.argv) > 1 else "B"
    found = totals(half)
    for language in sorted({lang for lang, _ in found}):
        cells = (f"{level} {one.right}/{one.asked} {one.share:.0%} (whole {one.whole})"
                 for level in LEVELS if (one := found.get((language, level))))
        sys.stdout.write(f"{language}  " + "  ".join(cells) + "\n")


if __name__ == "__main__":
    main()
