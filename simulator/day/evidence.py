"""What the ledger and the script know of a day, arranged for judging. The service's own records are not asked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import unescape
from math import inf
from typing import Any

from simulator.day.cast import Customer
from simulator.day.hands import HOME
from simulator.day.script import Script
from simulator.day.speech import DEPOT_SPEAKS, means, tongue
from simulator.ledger import Entry
from simulator.phones import WHATSAPP

PIN_OF, PIN_WITHIN = 300.0, 400.0
"""A pin shows a van of the last five minutes, to 400 m: what the page would say of it at most."""


@dataclass(frozen=True, slots=True)
class Text:
    """What the service said to a phone or its holder's mailbox. `by` is api, carrier or twiml.

    `to` is the phone's number whichever way it went, an address only where nobody is known to have it; `rest` is what
    else a mail shows: its subject and the words and addresses of its HTML.
    """

    number: int
    to: str
    body: str
    at: datetime
    by: str
    channel: str = "sms"
    rest: str = ""
    template: bool = False

    @property
    def whole(self) -> str:
        """Everything that can be read."""
        return f"{self.body}\n{self.rest}"


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
    channel: str = "sms"

    @property
    def wording(self) -> str:
        """The text with a blank for its word."""
        return self.text.replace(self.word, "{canary}") if self.word else self.text


@dataclass(frozen=True, slots=True)
class Stood:
    """A van truly stood at a door: its driver's phone, the customer's name, seconds from and until."""

    van: str
    goal: str
    since: float
    until: float


@dataclass(frozen=True, slots=True)
class Shown:
    """A customer's page, or a pin, showed a van: whose phone, when it was seen, where, of when, and how exactly."""

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
        """Everything the provider and the mail server accepted, in order."""
        return [_text(one) for one in self.entries if one.kind in {"accepted", "mail"}]

    @property
    def said(self) -> list[Utterance]:
        """Everything people said, by whichever way, in order."""
        return [_utterance(one) for one in self.entries if one.kind in {"inbound", "mail_written"}]

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
        """Every position that a customer's page showed, or a pin on WhatsApp: that one does not say of when it is."""
        pages = [Shown(one.text("phone"), *row) for one in self.entries if one.kind == "shown"
                 for row in one.rows("rows")]
        pins = [(one, one.place("place")) for one in self.entries if one.kind == "accepted"]
        return pages + [Shown(one.text("to").removeprefix(WHATSAPP), one.at.timestamp(), *place,
                              one.at.timestamp() - PIN_OF, PIN_WITHIN) for one, place in pins if place]

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

    def about(self, one: Customer, meaning: str, after: int = 0) -> list[Text]:
        """Texts to a customer that are about that, in a language they may be written to in."""
        return [text for text in self.texts if text.to == one.phone and text.number > after
                and any(means(code, meaning, text.body) for code in {one.language, one.ordered or DEPOT_SPEAKS})]

    def own(self, name: str, *intents: str) -> list[Utterance]:
        """What the customer of an incident said with one of these intents, in their own wordings."""
        one = self.script.special[name]
        wordings = {text for intent in intents for text in tongue(one.language).says[intent]}
        return [said for said in self.said if said.phone == one.phone and said.wording in wordings]

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


TAG = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)
ADDRESS = re.compile(r"""\b(?:href|src)=["']([^"']+)["']""", re.IGNORECASE)


def _text(one: Entry) -> Text:
    if one.kind == "accepted":
        to = one.text("to")
        return Text(one.number, to.removeprefix(WHATSAPP), one.text("body"), one.at, one.text("by"),
                    "whatsapp" if to.startswith(WHATSAPP) else "sms", template=bool(one.text("template")))
    html = one.text("html")
    rest = "\n".join((one.text("subject"), unescape(TAG.sub(" ", html)), *map(unescape, ADDRESS.findall(html))))
    return Text(one.number, one.text("phone") or one.text("to"), one.text("body"), one.at, one.text("by"), "email",
                rest)


def _utterance(one: Entry) -> Utterance:
    mail, who = one.kind == "mail_written", one.text("from")
    channel = "email" if mail else "whatsapp" if who.startswith(WHATSAPP) else "sms"
    return Utterance(one.number, one.text("phone") if mail else who.removeprefix(WHATSAPP), one.text("body"),
                     one.text("canary"), frozenset(filter(None, one.text("for").split("|"))), one.at, one.text("by"),
                     channel)


def evidence(script: Script, entries: Sequence[Entry], deliveries: Sequence[dict[str, Any]], log: str,
             open_cases: int, agent: str, needed: Sequence[dict[str, Any]] = ()) -> Evidence:
    """The evidence of a day that was played."""
    over = {"delivered", "refused", "cancelled", "attempt_failed"}
    statuses = {str(row["tracking_number"]): str(row["status"]) for row in deliveries}
    return Evidence(script, entries, log, open_cases, agent, sum(1 for one in statuses.values() if one in over),
                    statuses, needed=needed)
