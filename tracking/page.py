"""The customer's page, as what it shows: rows in, a view out. Pure.

It never shows another customer's stop, a code, or a phone number but the depot's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from msgspec import structs

from tracking.sight import ROAD as DRIVEN
from tracking.sight import Place, Spot
from tracking.telling import (
    OVER,
    ROAD,
    Facts,
    age,
    clock,
    day_of,
    late,
    silent,
    span_of,
    spoken,
    stops,
    when,
    why,
    words,
)

__all__ = ["Facts", "Live", "View", "moved", "spoken", "view", "words"]
STEPS = ("scheduled", "out_for_delivery", "arrived", "delivered")
STAGE = {"scheduled": 0, "attempt_failed": 0, "out_for_delivery": 1, "arriving": 1, "arrived": 2, "delivered": 3}
SHOWN = 6


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
class View:
    """The page, ready to be written into HTML."""

    headline: str
    when: str
    late: str
    stops: str
    why: str
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


class Live(msgspec.Struct, frozen=True, gc=False):
    """What moves: the van as far as it may be seen, and the same in words. `home` is the customer's own door, if known.

    `stage` changes when the page has other forms than before. `silent`: for how many seconds a van that should be seen
    was not heard of.
    """

    van: Spot | None
    home: Place | None
    eta: str
    late: str
    stops: str
    age: str
    status: str
    stage: str
    silent: int | None = None
    why: str = ""

    def to_json(self, now: float) -> bytes:
        """As the page's script reads it at the world's instant `now` (seconds since 1970)."""
        van = None if self.van is None else {
            "lat": self.van.lat, "lon": self.van.lon, "heading": self.van.heading, "at": self.van.at,
            "age": max(0, int(now - self.van.at)), "within": self.van.within}
        return msgspec.json.encode({
            "van": van, "home": {"lat": self.home[0], "lon": self.home[1]} if self.home else None,
            "eta": {"text": self.eta, "late": self.late, "why": self.why}, "stops": self.stops, "age": self.age,
            "status": self.status, "stage": self.stage, "silent": self.silent})


def view(facts: Facts) -> View:
    """What the page shows for these facts."""
    said, open_ = words(facts.language), facts.status not in OVER
    return View(
        headline=said[f"headline_{facts.status}"].format(day=day_of(facts.start, facts)), when=when(facts, said),
        late=late(facts, said), stops=stops(facts, said), why=why(facts, said),
        confirmed=facts.confirmed and facts.status == "scheduled", steps=_steps(facts, said), items=facts.items,
        address=facts.address, number=facts.number, support=facts.support,
        slots=tuple(Choice(key, f"{day_of(start, facts)}, {span_of(start, end, facts)}")
                    for key, start, end in facts.slots),
        said=tuple(Told(f"{day_of(at, facts)}, {clock(at, facts)}", text) for at, text in facts.told[:SHOWN]),
        may_confirm=facts.status == "scheduled" and not facts.confirmed,
        may_move=open_ and facts.status != "arrived", may_instruct=open_,
        may_rate=facts.status == "delivered" and not facts.rated,
        live=live(facts) if facts.status in ROAD else None,
    )


def live(facts: Facts) -> Live:
    """What a stream says of these facts. A delivery that is not on its way has no more than its headline."""
    said = words(facts.language)
    headline = said[f"headline_{facts.status}"].format(day=day_of(facts.start, facts))
    stage = "road" if facts.status in DRIVEN else facts.status
    plain = Live(None, facts.home, when(facts, said), "", "", "", headline, stage)
    return moved(facts, structs.replace(plain, stops=stops(facts, said))) if facts.status in ROAD else plain


def moved(facts: Facts, before: Live) -> Live:
    """The same delivery with its van elsewhere: what changes with every position, and nothing else."""
    said = words(facts.language)
    van = facts.van if facts.home and isinstance(facts.van, Spot) else None
    return structs.replace(before, van=van, eta=when(facts, said), late=late(facts, said), age=age(facts, said),
                           silent=silent(facts), why=why(facts, said))


def _steps(facts: Facts, said: Mapping[str, str]) -> tuple[Step, ...]:
    if facts.status not in STAGE:
        return ()
    stage = STAGE[facts.status]
    state = ["done" if index < stage or facts.status == "delivered" else "now" if index == stage else "later"
             for index in range(len(STEPS))]
    return tuple(Step(said[f"step_{name}"], state[index]) for index, name in enumerate(STEPS))
