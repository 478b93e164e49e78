"""Forms as Twilio posts them, signed with the vendor's own library."""

from collections.abc import Mapping
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

SIGNER = "12345"
"""The auth token of the vendor's vectors."""
ACCOUNT = "AC" + "a" * 32
URL = "https://track.example.com/webhooks/twilio/messages"
SID = "SM" + "0123456789abcdef" * 2


def text(**changed: str) -> dict[str, str]:
    """A text as it arrives at a US long code: all of Twilio's fields, `changed` where a test wants."""
    return {
        "ToCountry": "US", "ToState": "IL", "SmsMessageSid": SID, "NumMedia": "0", "ToCity": "CHICAGO",
        "FromZip": "60601", "SmsSid": SID, "FromState": "IL", "SmsStatus": "received", "FromCity": "CHICAGO",
        "Body": "press 4417# and push", "FromCountry": "US", "To": "+13125550100", "ToZip": "60602", "NumSegments": "1",
        "MessageSid": SID, "AccountSid": ACCOUNT, "From": "+13125550123", "ApiVersion": "2010-04-01",
    } | changed


def whatsapp(**changed: str) -> dict[str, str]:
    """A message as it arrives at a WhatsApp sender: other fields than a text, `changed` where a test wants."""
    return {
        "SmsMessageSid": SID, "NumMedia": "0", "ProfileName": "Ana", "MessageType": "text", "SmsSid": SID,
        "WaId": "13125550123", "SmsStatus": "received", "Body": "press 4417# and push", "To": "whatsapp:+14155550100",
        "NumSegments": "1", "ReferralNumMedia": "0", "MessageSid": SID, "AccountSid": ACCOUNT,
        "From": "whatsapp:+13125550123", "ApiVersion": "2010-04-01",
        "ChannelMetadata": '{"type":"whatsapp","data":{"context":{"ProfileName":"Ana","WaId":"13125550123"}}}',
    } | changed


def status(**changed: str) -> dict[str, str]:
    """A status callback."""
    return {
        "SmsSid": SID, "SmsStatus": "delivered", "MessageStatus": "delivered", "To": "+13125550123",
        "MessageSid": SID, "AccountSid": ACCOUNT, "From": "+13125550100", "ApiVersion": "2010-04-01",
    } | changed


def headers(signature: str, **more: str) -> dict[str, str]:
    """The headers that matter; an underscore in a keyword stands for a hyphen."""
    return {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": signature} | {
        name.replace("_", "-"): value for name, value in more.items()}


def signed(form: Mapping[str, str], url: str = URL, under: str = SIGNER, algorithm: str = "HMAC_SHA1") -> str:
    """The vendor's signature."""
    return str(RequestValidator(under).compute_signature(url, dict(form), algorithm))


def body(form: Mapping[str, str]) -> bytes:
    """The form on the wire."""
    return urlencode(form).encode()


def media(message: str, number: int) -> str:
    """Where a file of a message is, as Twilio tells it."""
    return f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages/{message}/Media/ME{number:032x}"
