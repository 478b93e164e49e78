"""What the ledger and the script know of a day, arranged for judging. The service's own records are not asked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import inf
from typing import Any

from simulator.day.hands import HOME
from simulator.day.script import Script
from simulator.ledger import Entry


@dataclass(frozen=True, slots=True)
class Text:
    """A text the provider accepted from the service. `by` is api, carrier or twiml."""

    number: int
    to: str
    body: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something somebody said. `hearers` are the numbers it is meant for; `word` its own word, if it has one."""

    number: int
    phone: str
    text: str
    word: str
    hearers: frozenset[str]
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Stood:
    """A van truly stood at a door: its driver's phone, the customer's name, seconds from and until."""

    van: str
    goal: str
    since: float
    until: float


@dataclass(frozen=True, slots=True)
class Shown:
    """A customer's page showed a van: whose phone, when it was seen, where, of when, and how exactly."""

    phone: str
    seen: float
    lat: float
    lon: float
    at: float
    within: float = 10.0


@dataclass(slots=True)
class Evidence:
    """A day as the world saw it. `log` is what the service wrote to its log, `open_cases` what nobody took.

    `arrived` is when the service says that a van came to each delivery's door, by tracking number; `start` the dock.
    `needed` are its rows of what needed a person.
    """

    script: Script
    entries: Sequence[Entry]
    log: str = ""
    open_cases: int = 0
    agent: str = ""
    ended: int = 0
    statuses: dict[str, str] = field(default_factory=dict)
    arrived: dict[str, datetime] = field(default_factory=dict)
    start: tuple[float, float] | None = None
    needed: Sequence[dict[str, Any]] = ()

    @property
    def texts(self) -> list[Text]:
        """Everything the provider accepted, in order."""
        return [Text(one.number, one.text("to"), one.text("body"), one.at, one.text("by"))
                for one in self.entries if one.kind == "accepted"]

    @property
    def said(self) -> list[Utterance]:
        """Everything people said, in order."""
        return [Utterance(one.number, one.text("from"), one.text("body"), one.text("canary"),
                          frozenset(filter(None, one.text("for").split("|"))), one.at, one.text("by"))
                for one in self.entries if one.kind == "inbound"]

    @property
    def written(self) -> list[tuple[str, str, str]]:
        """Each word that was written in Slack, by whom, and for which number: empty, it is nobody's outside."""
        return [(one.text("canary"), one.text("by"), one.text("for")) for one in self.entries if one.kind == "word"]

    @property
    def agents(self) -> Iterator[tuple[str, str]]:
        """Each word that somebody sent to a number from Slack."""
        return ((word, phone) for word, _, phone in self.written if phone)

    @property
    def stood(self) -> list[Stood]:
        """Every stand of a van at a customer's door, in order."""
        found: list[Stood] = []
        for one in self.entries:
            if one.kind == "van_stood" and one.text("goal") != HOME:
                found.append(Stood(one.text("van"), one.text("goal"), one.number_of("time"), inf))
            elif one.kind == "van_left":
                open_ = next((at for at, last in enumerate(found) if last.van == one.text("van") and last.until == inf),
                             None)
                if open_ is not None:
                    found[open_] = replace(found[open_], until=one.number_of("time"))
        return found

    @property
    def shown(self) -> list[Shown]:
        """Every position that a customer's page showed."""
        return [Shown(one.text("phone"), *row) for one in self.entries if one.kind == "shown"
                for row in one.rows("rows")]

    @property
    def tracks(self) -> dict[str, list[tuple[float, float, float]]]:
        """Where each van truly was, in order: seconds, degrees."""
        found: dict[str, list[tuple[float, float, float]]] = {}
        for one in self.entries:
            if one.kind == "van_track":
                found.setdefault(one.text("van"), []).extend((at, lat, lon) for at, lat, lon in one.rows("track"))
        return {van: sorted(track) for van, track in found.items()}

    def cases(self, pattern: str) -> list[str]:
        """Conversations for which a person was called because of something."""
        return [one.text("conversation") for one in self.entries
                if one.kind == "case" and re.search(pattern, one.text("reason"))]

    def to(self, phone: str, pattern: str, after: int = 0) -> list[Text]:
        """Texts to a phone that match, later than an entry."""
        found = re.compile(pattern, re.IGNORECASE | re.DOTALL)
        return [one for one in self.texts if one.to == phone and one.number > after and found.search(one.body)]

    def stops(self, phone: str) -> Iterable[tuple[int, int]]:
        """Spans of entries in which this phone had opted out, from the answered webhook on."""
        since = None
        answered = {one.text("sid"): one.number for one in self.entries
                    if one.kind == "inbound_answered" and one.count("http") == 200}  # noqa: PLR2004 acknowledged
        for one in self.entries:
            if one.kind != "inbound" or one.text("from") != phone:
                continue
            word = one.text("body").strip().upper()
            if word == "STOP" and since is None:
                since = answered.get(one.text("sid"))
            elif word == "START" and since is not None:
                yield since, one.number
                since = None
        if since is not None:
            yield since, len(self.entries) + 1


def evidence(script: Script, entries: Sequence[Entry], deliveries: Sequence[dict[str, Any]], log: str,
             open_cases: int, agent: str, needed: Sequence[dict[str, Any]] = ()) -> Evidence:
    """The evidence of a day that was played."""
    over = {"delivered", "refused", "cancelled", "attempt_failed"}
    statuses = {str(row["tracking_number"]): str(row["status"]) for row in deliveries}
    return Evidence(script, entries, log, open_cases, agent, sum(1 for one in statuses.values() if one in over),
                    statuses, needed=needed)
