"""Whether everybody who needed a person had one called in time, by the rows of cases and by what stood in Slack.

The times are the service's promises, said anew here: a first answer is due after five minutes, a quarter of an hour or
four hours, by how urgent it is. Until somebody takes it the first on duty is called, then the next in line: whoever is
not taken when the answer is due has had two people called, or the whole channel.
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
ENOUGH = 2
EVERYBODY = "<!here>"


def past_sla(day: Evidence) -> int:
    """Cases whose first answer was due while nobody had taken them, and for which nobody, or one only, was called."""
    tracking = {one.text("id"): one.text("tracking") for one in day.entries if one.kind == "order"}
    called, cards = calls(day), _cards(day)
    ends = max((one.at for one in day.entries), default=None)
    return sum(1 for row in day.needed if ends is not None and _waited(row, ends)
               and not _enough(row, called, cards, tracking.get(str(row["conversation_id"]), "")))


def _cards(day: Evidence) -> list[Read]:
    """Every card in a channel of the office, as it was posted."""
    return [one for one in shown(day) if one.fresh and one.to == STAFF and not one.thread]


def _waited(row: Mapping[str, Any], ends: datetime) -> bool:
    """Whether nobody had it when its answer was due."""
    due = _opened(row) + DUE[row["priority"]]
    taken = row["claimed_at"] or row["resolved_at"]
    return due + GRACE < ends and (taken is None or datetime.fromisoformat(taken) > due)


def _enough(row: Mapping[str, Any], called: Mapping[str, list[Call]], cards: list[Read], tracking: str) -> bool:
    opened = _opened(row)
    card = next((one for one in cards if str(row["reason"]) in one.text and tracking in one.text
                 and one.at >= opened), None)
    until = opened + DUE[row["priority"]] + GRACE
    who = {one.who for one in called.get(card.ts, ()) if one.at <= until} if card is not None else set()
    return len(who) >= ENOUGH or EVERYBODY in who


def _opened(row: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(str(row["opened_at"]))
