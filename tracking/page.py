"""The customer's page, as what it shows: rows in, a view out. Pure; the words come from templates/pages/words.

It never shows another customer's stop, a code, or a phone number but the depot's own.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
from babel import Locale
from babel.dates import format_date, format_time

from tracking.sight import NEAR_THE_FRONT, Place, Spot

WORDS = Path(__file__).parents[1] / "templates" / "pages" / "words"
STEPS = ("scheduled", "out_for_delivery", "arrived", "delivered")
STAGE = {"scheduled": 0, "attempt_failed": 0, "out_for_delivery": 1, "arriving": 1, "arrived": 2, "delivered": 3}
CLOSED = frozenset({"delivered", "refused", "cancelled"})
ROAD = frozenset({"out_for_delivery", "arriving", "arrived"})
SHOWN = 6
JUST_NOW, A_MINUTE, FIVE = 15, 60, 300


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the journey. `state` is done, now or later."""

    label: str
    state: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An open window."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Told:
    """A text we really sent."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page may know. Instants are aware; `expected` is our estimate where there is one."""

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
    expected: tuple[datetime, datetime] | None = None
    slots: tuple[tuple[str, datetime, datetime], ...] = ()
    told: tuple[tuple[datetime, str], ...] = ()
    now: datetime | None = None
    van: Spot | None = None
    home: Place | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The page, ready to be written into HTML."""

    headline: str
    when: str
    stops: str
    confirmed: bool
    steps: tuple[Step, ...]
    items: str
    address: str
    number: str
    support: str
    slots: tuple[Choice, ...]
    said: tuple[Told, ...]
    may_confirm: bool
    may_move: bool
    may_instruct: bool
    may_rate: bool
    live: "Live | None"


@dataclass(frozen=True, slots=True)
class Live:
    """What moves: the van as far as it may be seen, and the same in words. `home` is the customer's own door."""

    van: Spot | None
    home: Place
    eta: str
    stops: str
    age: str
    status: str

    def to_json(self, now: float) -> bytes:
        """As the page's script reads it at the world's instant `now` (seconds since 1970)."""
        van = None if self.van is None else {"lat": self.van.lat, "lon": self.van.lon, "heading": self.van.heading,
                                             "at": self.van.at, "age": max(0, int(now - self.van.at))}
        return msgspec.json.encode({
            "van": van, "home": {"lat": self.home[0], "lon": self.home[1]}, "eta": {"text": self.eta},
            "stops": self.stops, "age": self.age, "status": self.status})


@cache
def _languages() -> frozenset[str]:
    return frozenset(path.stem for path in WORDS.glob("*.toml"))


def words(language: str) -> Mapping[str, str]:
    """The page's words in a language, in English where we do not speak it."""
    return _words(spoken(language))


@cache
def _words(language: str) -> Mapping[str, str]:
    return tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))


def spoken(language: str) -> str:
    """The language the page will be in. `language` may be anything: browsers send it."""
    short = language.split("-", maxsplit=1)[0].lower()
    return short if short in _languages() else "en"


def view(facts: Facts) -> View:
    """What the page shows for these facts."""
    said = words(facts.language)
    day, span = day_of(facts.start, facts), span_of(facts.start, facts.end, facts)
    on_road = facts.status in ROAD
    headline, when = said[f"headline_{facts.status}"].format(day=day), _when(facts, said, day, span)
    return View(
        headline=headline, when=when, stops=_stops(facts, said) if on_road else "",
        confirmed=facts.confirmed and facts.status == "scheduled", steps=_steps(facts, said), items=facts.items,
        address=facts.address, number=facts.number, support=facts.support,
        slots=tuple(Choice(key, f"{day_of(start, facts)}, {span_of(start, end, facts)}")
                    for key, start, end in facts.slots),
        said=tuple(Told(f"{day_of(at, facts)}, {_clock(at, facts)}", text) for at, text in facts.told[:SHOWN]),
        may_confirm=facts.status == "scheduled" and not facts.confirmed,
        may_move=facts.status not in CLOSED and facts.status != "arrived", may_instruct=facts.status not in CLOSED,
        may_rate=facts.status == "delivered" and not facts.rated,
        live=_live(facts, said, headline, when) if on_road else None,
    )


def _live(facts: Facts, said: Mapping[str, str], headline: str, when: str) -> Live | None:
    if facts.home is None:
        return None
    return Live(facts.van, facts.home, when, _stops(facts, said), _age(facts, said), headline)


def moved(facts: Facts, live: Live) -> Live:
    """The same delivery with its van elsewhere: what changes with every position, and nothing else."""
    said = words(facts.language)
    when = _when(facts, said, "", "") if facts.expected else live.eta
    return replace(live, van=facts.van, eta=when, age=_age(facts, said))


def _age(facts: Facts, said: Mapping[str, str]) -> str:
    """How old the position is, in words: to ten seconds, then to a minute."""
    if facts.van is None or facts.now is None:
        return said["map_soon"] if facts.before is None or facts.before > NEAR_THE_FRONT else said["map_lost"]
    age = max(0, int(facts.now.timestamp() - facts.van.at))
    if age < JUST_NOW:
        return said["age_now"]
    if age < A_MINUTE:
        return said["age_seconds"].format(count=age // 10 * 10)
    minutes = age // A_MINUTE
    return said["age_minute"] if minutes == 1 else said["age_minutes"].format(count=minutes)


def _when(facts: Facts, said: Mapping[str, str], day: str, span: str) -> str:
    if facts.status in ROAD and facts.expected:
        return said["expected"].format(span=span_of(*_rounded(*facts.expected), facts))
    return said["between"].format(day=day, span=span)


def _rounded(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """To five minutes, outward: an estimate is no more exact than that, and must not flicker."""
    first, last = start.timestamp() // FIVE * FIVE, -(-end.timestamp() // FIVE) * FIVE
    return datetime.fromtimestamp(first, UTC), datetime.fromtimestamp(last, UTC)


def _stops(facts: Facts, said: Mapping[str, str]) -> str:
    if facts.before is None or facts.status == "arrived":
        return ""
    if facts.before == 0:
        return said["before_none"]
    form = f"before_{Locale.parse(spoken(facts.language)).plural_form(facts.before)}"
    return said[form if form in said else "before_other"].format(count=facts.before)


def _steps(facts: Facts, said: Mapping[str, str]) -> tuple[Step, ...]:
    if facts.status not in STAGE:
        return ()
    stage = STAGE[facts.status]
    state = ["done" if index < stage or facts.status == "delivered" else "now" if index == stage else "later"
             for index in range(len(STEPS))]
    return tuple(Step(said[f"step_{name}"], state[index]) for index, name in enumerate(STEPS))


def day_of(at: datetime, facts: Facts) -> str:
    """A weekday with its date, in the door's zone and the customer's language."""
    language = spoken(facts.language)
    return format_date(at.astimezone(facts.zone).date(), words(language)["day_pattern"], locale=language)


def span_of(start: datetime, end: datetime, facts: Facts) -> str:
    """From one clock time to another."""
    return f"{_clock(start, facts)} – {_clock(end, facts)}"


def _clock(at: datetime, facts: Facts) -> str:
    return _clock_words(int(at.timestamp() // A_MINUTE), facts.zone, spoken(facts.language))


@lru_cache(maxsize=4096)
def _clock_words(minute: int, zone: ZoneInfo, language: str) -> str:
    """Asked for each position of each van: Babel takes a while, and a day has few minutes."""
    return format_time(datetime.fromtimestamp(minute * A_MINUTE, zone), "short", locale=language)
