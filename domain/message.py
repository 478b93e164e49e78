"""Words on their way: what may be sent, under which conditions, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

CodeRef = NewType("CodeRef", str)
"""Names a code in the vault. The digits themselves are nowhere else."""

WordsRef = NewType("WordsRef", str)
"""Names the inbound message whose words are meant. They are encrypted at rest and read only when rendered."""


class State(StrEnum):
    """Where an outgoing message is in its life. `docs/adr/0004-sending.md` draws the moves between them.

    HELD waits for a person's decision, WAITING for a van to stand still.
    """

    QUEUED = "queued"
    CLAIMED = "claimed"
    SUBMITTING = "submitting"
    UNKNOWN = "unknown"
    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    CANCELED = "canceled"
    REJECTED = "rejected"
    DROPPED = "dropped"
    EXPIRED = "expired"
    HELD = "held"
    WAITING = "waiting"


class Kind(StrEnum):
    """Why a message is sent: decides its hour, its guards and what happens when nobody knows if it went out.

    ANSWER replies to the person's own words; URGENT concerns a van at the door; NOTICE tells; QUESTION asks;
    SENSITIVE holds a code; CONSENT confirms an opt-out or answers HELP and passes the opt-out.
    """

    ANSWER = "answer"
    URGENT = "urgent"
    NOTICE = "notice"
    QUESTION = "question"
    SENSITIVE = "sensitive"
    CONSENT = "consent"


class Guard(StrEnum):
    """What must still hold at the moment of sending. One that does not, drops the message and says so."""

    CONSENTED = "consented"
    ASSIGNED = "assigned"
    PROMISE = "promise"
    COMING = "coming"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a provider says became of a message: `state` in our words, `code` the provider's error if there is one."""

    sid: str
    state: State
    code: int | None = None
