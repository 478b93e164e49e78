"""Judges by the vans' own truth: arrivals that were none, arrivals nobody noticed, vans shown to whom they must not be.

The rules are the service's promises (a van is seen when at most three open stops come before, not within 200 m of
another door of its run nor 500 m of where the shift began, and no longer than five minutes later), said anew here:
the judge shares no line with what it judges. A minute or two is given to what is under way between the two.
"""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from math import inf

from simulator.day.cards import at_doors
from simulator.day.cast import Customer
from simulator.day.evidence import Evidence, Shown, Stood
from simulator.roads.streets import Place, metres

AT = re.compile(r"\bAt (\w+)\. ")
CLOSING = re.compile(r"2|8|3[1-8]")
EARLY, LATE = 120.0, 120.0
RECORDED_EARLY, RECORDED_LATE = 240.0, 120.0
SOON = 300.0
GRACE = 120.0
BEFORE = 3
OTHER_DOOR, SHIFT_START, DOUBT = 200.0, 500.0, 20.0
AROUND = 25.0
OLD, ASTRAY = 300.0, 150.0
SAME_DOOR = 5.0


@dataclass(frozen=True, slots=True)
class Noticed:
    """A stand at a door, and how many seconds of the world later the driver was asked there; infinite: never."""

    stood: Stood
    after: float


def noticed(day: Evidence) -> list[Noticed]:
    """Each stand with the text that it led to: each text is for one stand."""
    asked = _asked(day)
    found = []
    for stood in day.stood:
        mine = next((one for one in asked if one[:2] == (stood.van, stood.goal)
                     and stood.since - EARLY <= one[2] <= stood.until + LATE), None)
        if mine is not None:
            asked.remove(mine)
        found.append(Noticed(stood, max(0.0, mine[2] - stood.since) if mine else inf))
    return found


def _asked(day: Evidence) -> list[tuple[str, str, float]]:
    """When drivers were asked at a door, by a text or by their card: whose phone, at whose door."""
    texts = [(one.to, name, one.at.timestamp()) for one in day.texts for name in AT.findall(one.body)]
    return texts + [(phone, name, at.timestamp()) for phone, name, at in at_doors(day)]


def unnoticed(day: Evidence) -> list[str]:
    """The names at whose door a van stood five minutes and nobody noticed, or where the driver had to say so.

    Not those where a driver pressed "Arrived" at once, before anybody could notice.
    """
    by_hand, pressed = _said(day, "tapped"), _said(day, "arrived_pressed")
    return [one.stood.goal for one in noticed(day) if (one.stood.van, one.stood.goal) not in pressed
            if (one.after > SOON and one.stood.until - one.stood.since > SOON)
            or (one.stood.van, one.stood.goal) in by_hand]


def _said(day: Evidence, kind: str) -> set[tuple[str, str]]:
    return {(one.text("van"), one.text("goal")) for one in day.entries if one.kind == kind}


def pressed(day: Evidence) -> int:
    """At how many doors a driver pressed "Arrived" at once."""
    return len(_said(day, "arrived_pressed"))


def false_arrivals(day: Evidence) -> int:
    """Drivers asked at a door where their van was not, and arrivals kept of vans that never came."""
    stood, phones = day.stood, {one.phone for one in (*day.script.drivers, day.script.stand_in)}
    asked = sum(1 for phone, name, at in _asked(day) if phone in phones
                and not _was_there(stood, name, at, EARLY, LATE))
    names = {one.tracking: one.name for one in day.script.customers}
    kept = sum(1 for tracking, at in day.arrived.items()
               if not _was_there(stood, names[tracking], at.timestamp(), RECORDED_EARLY, RECORDED_LATE))
    return max(asked, kept)


def _was_there(stood: list[Stood], name: str, at: float, early: float, late: float) -> bool:
    return any(one.goal == name and one.since - early <= at <= one.until + late for one in stood)


def shown_outside(day: Evidence) -> int:
    """Positions that a page or a pin showed while the van was none of the customer's business, or was not there."""
    return sum(outside(day).values())


def outside(day: Evidence) -> Counter[str]:
    """How many of them for each reason."""
    court = _Court(day)
    return Counter(why for one in day.shown if (why := court.outside(one)))


class _Court:
    """What is true of each customer's van, worked out once."""

    def __init__(self, day: Evidence) -> None:
        self._customers: dict[str, Customer] = {one.phone: one for one in day.script.customers}
        self._stood, self._tracks, self._start = day.stood, day.tracks, day.start
        self._closed = {one: _closed(day, one) for one in self._stood}
        self._drivers = {one.name: one.driver for one in day.script.customers}
        self._doors: dict[str, Place] = {one.name: one.home.door for one in day.script.customers}

    def outside(self, one: Shown) -> str:
        """Why this should not have been seen; empty where it was right."""
        customer = self._customers.get(one.phone)
        if customer is None:
            return "nobody's page"
        visits = self._visits(customer)
        return self._too_soon(customer, visits, one.seen) or self._untrue(visits, one) or self._too_near(
            customer, visits, one)

    def _too_soon(self, customer: Customer, visits: list[Stood], seen: float) -> str:
        own = next((at for at, visit in enumerate(visits) if visit.goal == customer.name), len(visits))
        if own < len(visits) and seen > self._closed[visits[own]] + GRACE:
            return "the delivery had ended"
        before = sum(1 for visit in visits[:own] if self._closed[visit] > seen + GRACE)
        return "too many stops came before" if before > BEFORE else ""

    def _too_near(self, customer: Customer, visits: list[Stood], one: Shown) -> str:
        """By where the van truly was, however roughly that was shown: all the while from then on it was too near."""
        home = self._doors[customer.name]
        others = [self._doors[visit.goal] for visit in visits if metres(self._doors[visit.goal], home) > SAME_DOOR]
        places = [here for van in {visit.van for visit in visits} for here in self._places(van, one)
                  if metres(here, (one.lat, one.lon)) < ASTRAY + one.within]
        if all(any(metres(here, other) < OTHER_DOOR - DOUBT for other in others) for here in places):
            return "it was at somebody else's door"
        start = self._start
        begun = start is not None and all(metres(here, start) < SHIFT_START - DOUBT for here in places)
        return "it was where the shift began" if begun else ""

    def _untrue(self, visits: list[Stood], one: Shown) -> str:
        if one.seen - one.at > OLD + GRACE:
            return "it was old"
        there = any(metres(here, (one.lat, one.lon)) < ASTRAY + one.within
                    for van in {visit.van for visit in visits} for here in self._places(van, one))
        return "" if there else "no van was there"

    def _visits(self, customer: Customer) -> list[Stood]:
        """The stands of this customer's run, in order; parcels that were taken off it never had one."""
        return [one for one in self._stood if self._drivers.get(one.goal) == customer.driver]

    def _places(self, van: str, one: Shown) -> list[Place]:
        """Where a van truly was from the time of a position until it was seen, half a minute more or less."""
        track = self._tracks.get(van, [])
        first, last = bisect_left(track, (one.at - AROUND,)), bisect_left(track, (one.seen + AROUND,))
        return [(lat, lon) for _, lat, lon in track[first:last]]


def _closed(day: Evidence, stood: Stood) -> float:
    """When the driver said that it was over there: from then on the stop is none of the open ones."""
    said = [one.at.timestamp() for one in day.said if one.phone == stood.van and CLOSING.fullmatch(one.text)]
    said += [one.at.timestamp() for one in day.entries if one.kind == "said_over" and one.text("van") == stood.van]
    return next((at for at in said if stood.since <= at <= stood.until), stood.until)
