"""What a button or a form of ours does: one typed value, carried by Slack as text and read back strictly.

A value names what it acts on, never who may: whoever pressed is in the signed body, and rows say whether they may.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 120
VALUE = re.compile(r"1\.(?P<do>[a-z_]{2,20})\.(?P<of>[0-9A-Za-z]{0,26})(?:\.(?P<more>[0-9A-Za-z_-]{1,40}))?")


class Do(StrEnum):
    """The closed list of what can be done from Slack. Staff first, then drivers."""

    CLAIM = "claim"
    REPLY = "reply"
    CANNED = "canned"
    UNDO = "undo"
    NOTE = "note"
    SNOOZE = "snooze"
    HAND_BACK = "hand_back"
    TAKE_OVER = "take_over"
    RESOLVE = "resolve"
    AGREE = "agree"
    DECLINE = "decline"
    ARRIVED = "arrived"
    DELIVERED = "delivered"
    FAILED = "failed"
    LATE = "late"
    MESSAGE = "message"
    PASS_ON = "pass_on"  # noqa: S105 words to a customer
    KEEP = "keep"
    CODE = "code"
    ANSWER = "answer"


KNOWN = frozenset(Do)


@dataclass(frozen=True, slots=True)
class Act:
    """Do this to the row of that id (a case, a stop, a pending reply, a message). `more` is a choice, if any."""

    do: Do
    of: str = ""
    more: str = ""

    @property
    def value(self) -> str:
        """As a button carries it."""
        return f"1.{self.do}.{self.of}" + (f".{self.more}" if self.more else "")


def read(value: object) -> Act | None:
    """The act of a button's value; None for anything that this version did not write."""
    found = VALUE.fullmatch(value) if isinstance(value, str) and len(value) <= LONGEST else None
    if found is None or found["do"] not in KNOWN:
        return None
    return Act(Do(found["do"]), found["of"], found["more"] or "")
