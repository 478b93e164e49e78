"""Whether everybody who needed a person had one called in time, by the rows of cases and by what stood in Slack.

The times are the service's promises, said anew here: a first answer is due after five minutes, a quarter of an hour or
four hours, by how urgent it is. Until somebody takes it the first on duty is called, then the next in line: whoever is
not taken when the answer is due has had two people called, or the whole channel. And whoever took it and wrote to
nobody for thrice that time is called again.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from simulator.day.cards import STAFF, Call, Read, calls, shown
from simulator.day.evidence import Evidence

DUE = {1: timedelta(minutes=5), 2: timedelta(minutes=15), 3: timedelta(hours=4)}
GRACE = timedelta(minutes=3)
"""Given to what is under way: between two calls lie two looks at the clocks and two posts, and half a second of the
machine's is two minutes of a fast day."""
ENOUGH, FORGOTTEN = 2, 3
EVERYBODY = "<!here>"


def past_sla(day: Evidence) -> int:
    """Cases that sat: untaken when their answer was due and nobody, or one only, called; or taken and forgotten."""
    tracking = {one.text("id"): one.text("tracking") for one in day.entries if one.kind == "order"}
    called, cards = calls(day), _cards(day)
    ends = max((one.at for one in day.entries), default=None)
    names = [(row, tracking.get(str(row["conversation_id"]), "")) for row in day.needed]
    return sum(1 for row, name in names if ends is not None
               and ((_waited(row, ends) and not _enough(row, called, cards, name))
                    or (_claimed_only(row, ends) and not _called_again(row, called, cards, name))))


def _cards(day: Evidence) -> list[Read]:
    """Every card in a channel of the office, as it was posted."""
    return [one for one in shown(day) if one.fresh and one.to == STAFF and not one.thread]


def _waited(row: Mapping[str, Any], ends: datetime) -> bool:
    """Whether nobody had it when its answer was due."""
    due = _opened(row) + DUE[row["priority"]]
    taken = row["claimed_at"] or row["resolved_at"]
    return due + GRACE < ends and (taken is None or datetime.fromisoformat(taken) > due)


def _enough(row: Mapping[str, Any], called: Mapping[str, list[Call]], cards: list[Read], tracking: str) -> bool:
    until = _opened(row) + DUE[row["priority"]] + GRACE
    who = {one.who for one in _under(row, called, cards, tracking) if one.at <= until}
    return len(who) >= ENOUGH or EVERYBODY in who


def _under(row: Mapping[str, Any], called: Mapping[str, list[Call]], cards: list[Read], tracking: str) -> list[Call]:
    """The calls under its card."""
    card = next((one for one in cards if str(row["reason"]) in one.text and tracking in one.text
                 and one.at >= _opened(row)), None)
    return called.get(card.ts, []) if card is not None else []


def _claimed_only(row: Mapping[str, Any], ends: datetime) -> bool:
    """Whether somebody had it for so long, put nothing off, and neither answered nor ended it."""
    done = row["resolved_at"] or row.get("answered_at") or row.get("snoozed_until")
    return bool(row["claimed_at"]) and not done and _again_by(row) < ends


def _called_again(row: Mapping[str, Any], called: Mapping[str, list[Call]], cards: list[Read], tracking: str) -> bool:
    claimed = datetime.fromisoformat(str(row["claimed_at"]))
    return any(claimed < one.at <= _again_by(row) for one in _under(row, called, cards, tracking))


def _again_by(row: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(str(row["claimed_at"])) + FORGOTTEN * DUE[row["priority"]] + GRACE


def _opened(row: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(str(row["opened_at"]))
