"""What Twilio's refusals mean for the message, the person and the sender, in one table.

Three outcomes are kept apart: refused (certainly not sent, and it never will be), not now (certainly not sent), and
unknown (it may be on its way: a 5xx, or no answer after the first byte went out). See Twilio's error dictionary.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from integrations.channel import SendError

TOO_MANY = 429
SERVER_ERROR = 500
LONGEST_WAIT = 3600


class Verdict(StrEnum):
    """What follows from an error code.

    PERMANENT: not this message, ever. RETRY: later. OPTED_OUT: the person said stop to the carrier; keep it as consent.
    PAUSED: the fault is the sender's or the wording's, so others will fail alike until a person has put it right.
    """

    PERMANENT = "permanent"
    RETRY = "retry"
    OPTED_OUT = "opted_out"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A verdict with our words for it; `wait` is how long to leave it alone when Twilio does not say."""

    verdict: Verdict
    words: str
    wait: timedelta | None = None


MINUTE = timedelta(minutes=1)
OTHERWISE = Refusal(Verdict.PERMANENT, "Twilio refused it")
REFUSALS = {
    20003: Refusal(Verdict.RETRY, "Twilio does not accept our credentials", MINUTE),
    20429: Refusal(Verdict.RETRY, "too many requests for now"),
    21211: Refusal(Verdict.PERMANENT, "not a valid phone number"),
    21212: Refusal(Verdict.PAUSED, "the sender is not a valid number"),
    21408: Refusal(Verdict.PAUSED, "texts to this region are switched off in the Twilio account"),
    21602: Refusal(Verdict.PERMANENT, "nothing to say"),
    21606: Refusal(Verdict.PAUSED, "the sender is not ours or cannot text this number"),
    21610: Refusal(Verdict.OPTED_OUT, "opted out at the carrier"),
    21611: Refusal(Verdict.RETRY, "the sender's queue is full", MINUTE),
    21612: Refusal(Verdict.PERMANENT, "cannot be reached from this sender"),
    21614: Refusal(Verdict.PERMANENT, "not a mobile number"),
    21617: Refusal(Verdict.PERMANENT, "longer than 1600 characters"),
    21635: Refusal(Verdict.PERMANENT, "a landline"),
    30001: Refusal(Verdict.RETRY, "waited too long in the sender's queue", MINUTE),
    30002: Refusal(Verdict.PAUSED, "the Twilio account is suspended"),
    30003: Refusal(Verdict.RETRY, "the phone is off or out of reach", timedelta(minutes=15)),
    30004: Refusal(Verdict.PERMANENT, "blocked by the person or the carrier"),
    30005: Refusal(Verdict.PERMANENT, "the number does not exist any more"),
    30006: Refusal(Verdict.PERMANENT, "a landline, or a carrier that takes no texts"),
    30007: Refusal(Verdict.PAUSED, "filtered by the carrier for its words or links"),
    30008: Refusal(Verdict.RETRY, "lost at the carrier for reasons unknown", MINUTE),
    30032: Refusal(Verdict.PAUSED, "the toll-free number is not verified"),
    30034: Refusal(Verdict.PAUSED, "the sender is not registered for business texts in the US"),
    30036: Refusal(Verdict.PERMANENT, "its time ran out before it was sent"),
    30110: Refusal(Verdict.PAUSED, "the link's domain is blocked"),
    30111: Refusal(Verdict.PAUSED, "the link's domain is blocked"),
    50416: Refusal(Verdict.PERMANENT, "this pair of numbers is in use elsewhere in the Twilio account"),
    63003: Refusal(Verdict.PERMANENT, "not reachable on this channel"),
    63005: Refusal(Verdict.PERMANENT, "the channel does not take such content"),
    63007: Refusal(Verdict.PAUSED, "the sender is not registered on this channel"),
    63013: Refusal(Verdict.PAUSED, "against the channel's policy"),
    63014: Refusal(Verdict.PERMANENT, "blocked by the person"),
    63016: Refusal(Verdict.PERMANENT, "outside the 24-hour window, and not an approved template"),
    63018: Refusal(Verdict.RETRY, "too many messages on this channel for now", MINUTE),
    63021: Refusal(Verdict.PERMANENT, "the channel found its content invalid"),
    63024: Refusal(Verdict.PERMANENT, "not a number of this channel"),
    63032: Refusal(Verdict.PERMANENT, "the channel does not deliver to this person"),
    63040: Refusal(Verdict.PAUSED, "the template was rejected"),
    63041: Refusal(Verdict.PAUSED, "the template is paused"),
    63042: Refusal(Verdict.PAUSED, "the template is disabled"),
}

NOBODY_THERE = frozenset({21211, 21614, 21635, 30005, 30006, 63003, 63014, 63024})
"""Codes after which nothing will ever arrive at this address: a landline, a dead number, not on WhatsApp, blocked."""

NEVER_TAKEN = frozenset({63003, 63005, 63007, 63013, 63016, 63021, 63024, 63032, 63040, 63041, 63042})
"""Codes of a failed message that WhatsApp itself never took: it may be told another way and cannot arrive twice."""


def refusal(code: int) -> Refusal:
    """What an error code means, of a refused request or of a failed message; one not in the table is permanent."""
    return REFUSALS.get(code, OTHERWISE)


def refused(status: int, text: str, headers: Mapping[str, str]) -> SendError:
    """The error for an HTTP answer that is not 2xx, from its status, body and headers. Holds nothing of the body."""
    code = _code(text)
    if status == TOO_MANY:
        return SendError("too many requests for now", code=code or 20429, retry_after=_wait(headers))
    if status >= SERVER_ERROR or not code:
        return unanswered(f"HTTP {status} and no word from Twilio on what became of it", code)
    why = refusal(code)
    retry = why.verdict is Verdict.RETRY
    after = (_wait(headers) or why.wait) if retry else None
    return SendError(f"{why.words} ({code})", permanent=not retry, code=code, retry_after=after)


def unanswered(why: str, code: int = 0) -> SendError:
    """Something was sent and its outcome is unknown: only evidence may decide now."""
    return SendError(f"outcome unknown: {why}", unknown=True, code=code)


def unsent(why: str) -> SendError:
    """Not one byte of the request left, so it certainly did not go out."""
    return SendError(f"not sent: {why}")


def _code(text: str) -> int:
    try:
        code = json.loads(text)["code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return 0
    return code if isinstance(code, int) and code > 0 else 0


def _wait(headers: Mapping[str, str]) -> timedelta | None:
    seconds = headers.get("Retry-After", "")
    known = seconds.isascii() and seconds.isdigit()
    return timedelta(seconds=min(int(seconds[:9]), LONGEST_WAIT)) if known else None
