"""The form every language fills in. All words stand as `flat.flatten` leaves them: no capitals, accents, apostrophes.

A rule is a regular expression for whole words, one alternative a line, in which `~` stands for up to thirty characters
of the same sentence and every bracket only groups. Plain lists are parted by `|`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Span = tuple[int, int]
"""Hours of a day, half-open."""


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """How a language speaks of days and hours.

    `weekdays` start on Monday, `months` in January. `days` counts from today. `parts` are hours of the day, `points`
    single hours. `before_hour` ("half past" 5) and `after_hour` (5 "and a half") are minutes to add. `marks` holds, by
    name, the small words that the grammar turns on: see `times.lexicon.MARKS`. A day named by `not_then` before it or
    `then_not` after it is not wanted; `away` before "until five" makes it after five; a whole day after words of
    `absent`, or before those of `absent_then`, is one on which nobody is there. `but` are words that end a "not".
    `day_parts` name a day and a part of it in one word ("domattina"). `ordinals` are those of a month above the
    third (the first three choose among options). `numbers` are those that only
    times use. `no_slip` are words that look like a slip of the thumb in a word of time, and are none.
    """

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    days: Mapping[str, int]
    parts: Mapping[str, Span]
    points: Mapping[str, int]
    units: Mapping[str, str]
    marks: Mapping[str, str]
    before_hour: Mapping[str, int]
    after_hour: Mapping[str, int]
    month_first: bool = False
    not_then: str = ""
    then_not: str = ""
    away: str = ""
    absent: str = ""
    absent_then: str = ""
    but: str = ""
    day_parts: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    no_slip: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Codes:
    """How a language speaks of door codes.

    `nouns` announce a code, `gates` one when it looks like a code, `says` one while a driver asks for it, `rings` a
    bell's number. `never` are words before
    a number that make it something else; `old` words that make it a code no more.
    """

    nouns: str
    gates: str
    says: str
    rings: str
    never: str
    old: str
    hash_key: str
    star_key: str
    joins: str


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """One language. `code` is BCP 47. `common` are words that tell it from the others.

    `stop`, `start`, `help` are whole messages. `leave_me` are other ways to opt out, `stay` what looks like one and is
    none. `yes`, `no`, `ack` are short answers; `polite` may stand beside them. `cues` and `driver` are rules by intent,
    `reasons` by `domain.delivery.Reason`. `joins` stand between two things said in one message. `scores` are words that may follow a bare score, `scale` ways to say "of 5".
    """

    code: str
    name: str
    common: str
    polite: str
    yes: str
    no: str
    ack: str
    stop: str
    start: str
    help: str
    leave_me: str
    stay: str
    cues: Mapping[str, str]
    driver: Mapping[str, str]
    reasons: Mapping[str, str]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    option_nouns: str
    scores: str
    scale: str
    before_score: str
    codes: Codes
    times: Times
    trim_front: str
    trim_back: str
    unit: str
    address: str
    asks_language: Mapping[str, str]
    joins: str = ""
