"""What the customer's page says, in the customer's words: when, after whom, how old the position is. Pure.

Honest or silent: an estimate whose time is over is none, a position nobody may see is not called old, and the window we
told stands until we know better. The words come from templates/pages/words.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from msgspec import Struct

from tracking.parts import parts
from tracking.sight import HOUSE, Place, Spot, Unseen

WORDS = Path(__file__).parents[1] / "templates" / "pages" / "words"
ROAD = frozenset({"out_for_delivery", "arriving", "arrived"})
OVER = frozenset({"delivered", "refused", "cancelled"})
JUST_NOW, A_MINUTE, FIVE = 15, 60, 300
WORTH = 10
"""Minutes; a shorter time needs no reasons."""
Span = tuple[float, float]
"""From and to, in seconds since 1970."""


class Expected(Struct, frozen=True, gc=False):
    """Our estimate of when it comes, in seconds since 1970.

    `standing`: for how many seconds until then the van stands at other doors; None where that is not known.
    """

    earliest: float
    likely: float
    latest: float
    standing: float | None = None

    def left(self, now: float) -> float:
        """Seconds until it likely comes."""
        return max(0.0, self.likely - now)


class Facts(Struct, frozen=True, gc=False):
    """What the page may know. Instants are aware.

    `van` is what of it may be seen, or why nothing is; `heard` when it was last heard of, in seconds since 1970.
    """

    status: str
    start: datetime
    end: datetime
    zone: ZoneInfo
    language: str
    items: str
    address: str
    number: str
    support: str
    confirmed: bool
    rated: bool
    before: int | None = None
    expected: Expected | None = None
    slots: tuple[tuple[str, datetime, datetime], ...] = ()
    told: tuple[tuple[datetime, str], ...] = ()
    now: datetime | None = None
    ended: datetime | None = None
    van: Spot | Unseen = Unseen.FAR
    heard: float | None = None
    home: Place | None = None


@cache
def _languages() -> frozenset[str]:
    return frozenset(path.stem for path in WORDS.glob("*.toml"))


def words(language: str) -> Mapping[str, str]:
    """The page's words in a language, in English where we do not speak it."""
    return _words(spoken(language))


@cache
def _words(language: str) -> Mapping[str, str]:
    return tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=256)
def spoken(language: str) -> str:
    """The language the page will be in. `language` may be anything: browsers send it."""
    short = language.split("-", maxsplit=1)[0].lower()
    return short if short in _languages() else "en"


def when(facts: Facts, said: Mapping[str, str]) -> str:
    """When it comes, or came: an estimate while it holds, else the window we told; "" where there is nothing to say."""
    if facts.status in OVER:
        return f"{day_of(facts.ended, facts)}, {clock(facts.ended, facts)}" if facts.ended else ""
    if facts.status in {"arrived", "attempt_failed"}:
        return ""
    if facts.status in ROAD and (found := _holds(facts)) is not None:
        return _expected(found, _today(facts), facts.zone, spoken(facts.language))
    day, span = day_of(facts.start, facts), span_of(facts.start, facts.end, facts)
    if facts.now is not None and facts.now > facts.end:
        return said["overdue"].format(span=span)
    return said["between"].format(day=day, span=span)


def _holds(facts: Facts) -> Span | None:
    """The estimate, unless its time is over: to five minutes, outward, for it is no more exact and must not flicker."""
    found, now = facts.expected, facts.now.timestamp() if facts.now else 0.0
    if found is None or found.latest <= now:
        return None
    return max(found.earliest, now) // FIVE * FIVE, -(-found.latest // FIVE) * FIVE


@lru_cache(maxsize=4096)
def _expected(found: Span, today: date | None, zone: ZoneInfo, language: str) -> str:
    """Asked for each position of each van, and another one only every five minutes."""
    said, minutes = words(language), [int(at // A_MINUTE) for at in found]
    start, end = [_clock_words(minute, zone, language) for minute in minutes]
    span, day = _span(start, end), _date(minutes[0], zone)
    if today is not None and day != today:
        return said["between"].format(day=_day_words(day, language), span=span)
    return said["expected"].format(start=start, end=end, span=span)


def _today(facts: Facts) -> date | None:
    return None if facts.now is None else _date(int(facts.now.timestamp() // A_MINUTE), facts.zone)


@lru_cache(maxsize=1024)
def _date(minute: int, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(minute * A_MINUTE, zone).date()


def late(facts: Facts, said: Mapping[str, str]) -> str:
    """That it comes after the window we told, where even the earliest time does; "" otherwise."""
    found = _holds(facts) if facts.status in ROAD and facts.status != "arrived" else None
    if found is None or found[0] < facts.end.timestamp():
        return ""
    return said["late"].format(span=span_of(facts.start, facts.end, facts))


def why(facts: Facts, said: Mapping[str, str]) -> str:
    """What the time is made of, while it is far enough away to be made of something; "" otherwise."""
    found = facts.expected
    if facts.status not in ROAD or facts.now is None or found is None or found.standing is None or not _holds(facts):
        return ""
    one = parts(found.left(facts.now.timestamp()), found.standing if facts.before else 0.0)
    if facts.status == "arrived" or one.driving + one.stops < WORTH:
        return ""
    form = "why_both" if one.driving and one.stops else "why_driving" if one.driving else "why_stops"
    return said[form].format(driving=one.driving, stops=one.stops)


def stops(facts: Facts, said: Mapping[str, str]) -> str:
    """How many come first."""
    if facts.before is None or facts.status not in ROAD or facts.status == "arrived":
        return ""
    if facts.before == 0:
        return said["before_none"]
    form = f"before_{Locale.parse(spoken(facts.language)).plural_form(facts.before)}"
    return said[form if form in said else "before_other"].format(count=facts.before)


def age(facts: Facts, said: Mapping[str, str]) -> str:
    """How old the position is, to ten seconds, then to a minute; or why none is shown; "" for a door on no map."""
    if facts.home is None and facts.van is not Unseen.HERE:
        return ""
    if isinstance(facts.van, Unseen):
        return _unseen(facts, said)
    seconds = 0 if facts.now is None else max(0, int(facts.now.timestamp() - facts.van.at))
    text = _aged(seconds, said)
    if facts.van.within > HOUSE.within:
        return said["within"].format(age=text, metres=facts.van.within)
    return text


def _aged(seconds: int, said: Mapping[str, str]) -> str:
    if seconds < JUST_NOW:
        return said["age_now"]
    if seconds < A_MINUTE:
        return said["age_seconds"].format(count=seconds // 10 * 10)
    minutes = seconds // A_MINUTE
    return said["age_minute"] if minutes == 1 else said["age_minutes"].format(count=minutes)


def _unseen(facts: Facts, said: Mapping[str, str]) -> str:
    if facts.van is not Unseen.SILENT:
        return said[f"map_{'soon' if facts.van is Unseen.FAR else facts.van}"]
    minutes = int(silent(facts) or 0) // A_MINUTE
    return said["map_silent"].format(count=minutes) if minutes > 1 else said["map_lost"]


def silent(facts: Facts) -> int | None:
    """For how many seconds a van that should be seen was not heard of; None otherwise, and where it never was."""
    if facts.van is not Unseen.SILENT or facts.heard is None or facts.now is None:
        return None
    return max(0, int(facts.now.timestamp() - facts.heard))


def day_of(at: datetime, facts: Facts) -> str:
    """A weekday with its date, in the door's zone and the customer's language."""
    return _day_words(at.astimezone(facts.zone).date(), spoken(facts.language))


@lru_cache(maxsize=1024)
def _day_words(day: date, language: str) -> str:
    """Asked as often as the clock's words."""
    return format_date(day, words(language)["day_pattern"], locale=language)


def span_of(start: datetime, end: datetime, facts: Facts) -> str:
    """From one clock time to another."""
    return _span(clock(start, facts), clock(end, facts))


def _span(start: str, end: str) -> str:
    return f"{start} – {end}"


def clock(at: datetime, facts: Facts) -> str:
    """A time of day, as the customer's language writes it."""
    return _clock_words(int(at.timestamp() // A_MINUTE), facts.zone, spoken(facts.language))


@lru_cache(maxsize=4096)
def _clock_words(minute: int, zone: ZoneInfo, language: str) -> str:
    """Asked for each position of each van: Babel takes a while, and a day has few minutes."""
    return format_time(datetime.fromtimestamp(minute * A_MINUTE, zone), "short", locale=language)
