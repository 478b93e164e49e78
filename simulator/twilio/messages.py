"""All texts of the account and who opted out, folded from the ledger."""

from collections.abc import Iterator
from dataclasses import replace

from simulator.ledger import Entry
from simulator.twilio.message import Message, message_from

LEFT = frozenset({"sent", "delivered", "undelivered"})


class Messages:
    """What Twilio holds."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._held: dict[str, Message] = {}
        self._opted_out: set[tuple[str, str]] = set()

    def hear(self, entry: Entry) -> None:
        """Take in one entry of the ledger."""
        sid = entry.text("sid")
        old = self._held.get(sid)
        match entry.kind:
            case "accepted" | "inbound":
                self._held[sid] = message_from(entry)
            case "status" if old:
                self._held[sid] = _moved(old, entry)
            case "redacted" if old:
                self._held[sid] = replace(old, body="", updated=entry.at)
            case "deleted":
                self._held.pop(sid, None)
            case "opted_out":
                self._opted_out.add((entry.text("phone"), entry.text("scope")))
            case "opted_in":
                self._opted_out.discard((entry.text("phone"), entry.text("scope")))

    def get(self, sid: str) -> Message | None:
        """One message, if it is there."""
        return self._held.get(sid)

    def opted_out(self, phone: str, scope: str) -> bool:
        """Whether the carrier blocks texts to a phone from a number or Messaging Service."""
        return (phone, scope) in self._opted_out

    def newest(self) -> Iterator[Message]:
        """All of them, newest first."""
        return reversed(list(self._held.values()))

    def last_sender(self, phone: str) -> str | None:
        """The number of ours that a phone last heard from or wrote to: a Messaging Service stays with it."""
        for one in self.newest():
            if phone in {one.to, one.sender}:
                return one.to if one.inbound else one.sender
        return None


def _moved(old: Message, entry: Entry) -> Message:
    status = entry.text("status")
    sent = entry.at if status in LEFT and old.sent is None else old.sent
    return replace(old, status=status, error=entry.count("code"), updated=entry.at, sent=sent)
