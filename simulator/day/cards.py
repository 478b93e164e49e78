"""What the service showed in Slack, as its people saw it: cards, drawings, threads, calls. Judged by what can be read.

A direct message of a driver's is that driver's phone to the judge; what stands in a channel of the office is read by
"staff". What was drawn later counts as read too, at the time it was drawn.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from simulator.day.evidence import Evidence
from simulator.ledger import Entry
from simulator.slack.desk import Post
from simulator.slack.place import words
from simulator.slack.settings import direct

STAFF = "staff"
DOOR = re.compile(r"^\d+\. (\w+), .*You are there since", re.DOTALL)
STOP = re.compile(r"^\d+\. \w+, ")
CALLED = re.compile(r"(<@U\w+>|<!here>) (?:this needs a person|nobody has taken this yet|this waits for you)")
TRACKING, GIVEN_BACK = re.compile(r"\bBF-\d+"), frozenset({"Hand back", "Resolve"})
AGAIN = re.compile(r"<!here>|this waits for you")
"""Calls that are repeated for as long as it takes, by intention."""


@dataclass(frozen=True, slots=True)
class Read:
    """Something that could be read in Slack. `to` is a driver's phone, or staff; `fresh`: posted, not drawn again."""

    number: int
    to: str
    text: str
    at: datetime
    channel: str
    ts: str
    thread: str
    fresh: bool
    mark: str = ""


def shown(day: Evidence) -> list[Read]:
    """Everything the service posted, drew and whispered, in order."""
    return list(_shown(day))


def _shown(day: Evidence) -> Iterator[Read]:
    owners = {direct(one.slack): one.phone for one in day.script.drivers if one.slack}
    threads: dict[tuple[str, str], str] = {}
    for one in day.entries:
        if one.kind not in {"slack_posted", "slack_updated", "slack_whispered"}:
            continue
        channel, ts = one.text("channel"), one.text("ts")
        thread = threads.setdefault((channel, ts), one.text("thread")) if ts else one.text("thread")
        yield Read(one.number, owners.get(channel, STAFF), _text(one), one.at, channel, ts, thread,
                   one.kind == "slack_posted", _mark(one.facts.get("metadata")))


def _text(entry: Entry) -> str:
    blocks = entry.facts.get("blocks")
    return words(Post("", "", "", entry.text("text"), tuple(blocks) if isinstance(blocks, list) else ()))


def _mark(metadata: object) -> str:
    payload = metadata.get("event_payload") if isinstance(metadata, dict) else None
    return str(payload.get("id") or "") if isinstance(payload, dict) else ""


def at_doors(day: Evidence) -> list[tuple[str, str, datetime]]:
    """When the card of a stop first said that the driver is there: the driver's phone, the name, when."""
    first: dict[str, tuple[str, str, datetime]] = {}
    for one in shown(day):
        found = DOOR.search(one.text)
        if found and one.to != STAFF and not one.thread:
            first.setdefault(one.ts, (one.to, found[1], one.at))
    return list(first.values())


def doubled_posts(day: Evidence) -> int:
    """A stop's card twice to one driver, one thing twice in one thread, or two posts of one mark.

    Whoever presses a button of a card five times may be answered five times.
    """
    fresh = [one for one in shown(day) if one.fresh]
    titles = Counter((one.to, one.text.partition("\n")[0]) for one in fresh
                     if one.to != STAFF and not one.thread and STOP.match(one.text))
    said = Counter((one.channel, one.thread, one.text) for one in fresh
                   if (one.thread or one.to == STAFF) and not AGAIN.search(one.text))
    marks = Counter(one.mark for one in fresh if one.mark)
    pressed = _pressed(day)
    twice = sum(max(0, count - max(1, pressed[what[0], what[1]])) for what, count in said.items())
    return max(_more(titles) + twice, _more(marks))


def _pressed(day: Evidence) -> Counter[tuple[str, str]]:
    """How often the button of each card was pressed that was pressed most."""
    most: Counter[tuple[str, str]] = Counter()
    labels = Counter((one.text("channel"), one.text("ts"), one.text("label")) for one in day.entries
                     if one.kind == "slack_pressed")
    for (channel, ts, _), count in labels.items():
        most[channel, ts] = max(most[channel, ts], count)
    return most


def _more(counts: Counter[str] | Counter[tuple[str, str]]) -> int:
    return sum(count - 1 for count in counts.values() if count > 1)


def handed_back(day: Evidence) -> Counter[str]:
    """How often the assistant got each customer back from a person, by phone: an open question may then come again."""
    phones = {one.tracking: one.phone for one in day.script.customers}
    cards = {one.ts: phones.get(found[0], "") for one in shown(day) if (found := TRACKING.search(one.text))}
    return Counter(cards.get(one.text("ts"), "") for one in day.entries
                   if one.kind == "slack_pressed" and one.text("label") in GIVEN_BACK)


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody was called, by a mention in the thread of a card that named a parcel and a reason."""

    who: str
    at: datetime
    card: str


def calls(day: Evidence) -> dict[str, list[Call]]:
    """Calls by the card they stand under."""
    found: dict[str, list[Call]] = {}
    for one in shown(day):
        called = CALLED.search(one.text) if one.fresh and one.thread and one.to == STAFF else None
        if called:
            found.setdefault(one.thread, []).append(Call(called[1], one.at, one.thread))
    return found
