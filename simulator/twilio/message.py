"""One text as Twilio keeps it, and the JSON its client libraries read."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from simulator.ledger import Entry
from simulator.settings import Account
from simulator.twilio.errors import FATES
from simulator.twilio.segments import num_segments

API = "2010-04-01"
FINAL = frozenset({"delivered", "undelivered", "failed", "canceled", "received", "read"})
CANCELABLE = frozenset({"accepted", "scheduled", "queued"})


@dataclass(frozen=True, slots=True)
class Message:
    """A text in or out. Times are world time, `real` the Unix time it was accepted; `error` is 0 while all is well."""

    sid: str
    direction: str
    sender: str
    to: str
    body: str
    status: str
    created: datetime
    updated: datetime
    real: float
    sent: datetime | None = None
    media: int = 0
    service_sid: str = ""
    callback: str = ""
    template: str = ""
    validity: int = 36000
    send_at: datetime | None = None
    error: int = 0

    @property
    def inbound(self) -> bool:
        """Whether somebody texted it to us."""
        return self.direction == "inbound"

    def as_json(self, account: Account) -> dict[str, object]:
        """The resource. A Messaging Service has not chosen a sender yet while the message is only accepted."""
        uri = f"/{API}/Accounts/{account.sid}/Messages/{self.sid}"
        chosen = self.status not in {"accepted", "scheduled"} or not self.service_sid
        return {
            "account_sid": account.sid, "api_version": API, "sid": self.sid, "uri": f"{uri}.json",
            "subresource_uris": {"media": f"{uri}/Media.json"},
            "from": self.sender if chosen else None, "to": self.to, "body": self.body, "direction": self.direction,
            "messaging_service_sid": self.service_sid or None, "status": self.status,
            "num_media": str(self.media), "num_segments": str(num_segments(self.body)) if chosen else "0",
            "error_code": self.error or None,
            "error_message": FATES.get(self.error, "Unknown error") if self.error else None,
            "price": None, "price_unit": "USD", "date_created": format_datetime(self.created),
            "date_updated": format_datetime(self.updated),
            "date_sent": format_datetime(self.sent) if self.sent else None,
        }


def message_from(entry: Entry) -> Message:
    """The message that an `accepted` or `inbound` entry tells of."""
    inbound = entry.kind == "inbound"
    send_at = entry.text("send_at")
    return Message(
        sid=entry.text("sid"), direction="inbound" if inbound else entry.text("direction"),
        sender=entry.text("from"), to=entry.text("to"), body=entry.text("body"),
        status="received" if inbound else entry.text("status"), created=entry.at, updated=entry.at, real=entry.real,
        sent=entry.at if inbound else None, media=entry.count("media"), service_sid=entry.text("service_sid"),
        callback=entry.text("callback"), template=entry.text("template"),
        validity=entry.count("validity") or 36000, send_at=datetime.fromisoformat(send_at) if send_at else None,
    )

