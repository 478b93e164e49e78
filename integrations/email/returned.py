"""A mail that came back: which of ours, to whom, and whether anything will ever arrive there (RFC 3464, RFC 3463)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string, policy
from email.message import Message

from integrations.email.inbound import OURS

REPORT, STATUS = "multipart/report", "message/delivery-status"
CLASSED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
NOBODY, REFUSED = 550, 554
"""SMTP's own codes: there is no such mailbox, or none that takes mail; and: this mail was not taken."""
GONE = re.compile(r"5\.1\.(?:0|1|2|3|6|10)|5\.2\.1")
"""What says that of an address and not of this mail alone: nobody's, moved, no such domain, or switched off."""


@dataclass(frozen=True, slots=True)
class Returned:
    """One mail that was given up.

    `row` is our own id for it, `to` the address we wrote to as reported, `status` its class. `code` is `NOBODY` where
    nothing will ever arrive at this address, else `REFUSED`.
    """

    row: str
    to: str
    status: str

    @property
    def code(self) -> int:
        """SMTP's code for it."""
        return meant(REFUSED, self.status)


def meant(code: int, words: str) -> int:
    """What a refusal means by its enhanced status, if it has one: 550 is said of spam and of closed mailboxes alike."""
    found = CLASSED.search(words)
    if found is None:
        return code
    return NOBODY if GONE.fullmatch(found[0]) else REFUSED if code in {NOBODY, 551, 553} else code


def parse(raw: bytes, ours: str) -> tuple[Returned, ...]:
    """What a report says was given up for good; nothing where this is no report, or tells of no mail of ours.

    `ours` is our address: only who got a mail of ours, or carries it, can know its id. A report of a delay says nothing
    yet; one without the mail's own head cannot be trusted.
    """
    try:
        mail = message_from_bytes(raw, policy=policy.compat32)
        if mail.get_content_type() != REPORT:
            return ()
        parts = list(mail.walk())
        row = next((name for part in parts for name in _named(part, ours.rpartition("@")[2])), "")
        given = [one for part in parts if part.get_content_type() == STATUS for one in _given_up(part)]
    except Exception:  # noqa: BLE001 the parser stumbles in ways of its own; no mail may come back for ever
        return ()
    return tuple(Returned(row, to, status) for to, status in given) if row else ()


def _named(part: Message, domain: str) -> Iterator[str]:
    """Our id of the mail that is returned, whole or its head alone."""
    kind, inside = part.get_content_type(), part.get_payload()
    heads: Message | None = None
    if kind == "message/rfc822" and isinstance(inside, list) and isinstance(inside[0], Message):
        heads = inside[0]
    elif kind == "text/rfc822-headers":
        heads = message_from_string(bytes(part.get_payload(decode=True) or b"").decode(errors="replace"))
    for row, where in OURS.findall(str(heads.get("Message-ID", ""))) if heads else ():
        if where == domain:
            yield row


def _given_up(part: Message) -> Iterator[tuple[str, str]]:
    blocks = part.get_payload()
    for block in blocks if isinstance(blocks, list) else ():
        to = str(block.get("Original-Recipient", "") or block.get("Final-Recipient", ""))  # type: ignore[union-attr]
        status = CLASSED.search(str(block.get("Status", "")))  # type: ignore[union-attr]
        failed = str(block.get("Action", "")).strip().casefold() == "failed"  # type: ignore[union-attr]
        if to and failed and status and status[1] == "5":
            yield to.partition(";")[2].strip().strip("<>").casefold(), status[0]
