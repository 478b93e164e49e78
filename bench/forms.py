"""Twilio's inbound form as it comes, signed, from as many phones as one likes."""

from collections.abc import Iterator
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

SID = "AC" + "0" * 32
TOKEN = "0123456789abcdef0123456789abcdef"
OURS = "+13125550100"
PATH = "/webhooks/twilio/messages"
HEAD = ("POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "X-Twilio-Signature: {signature}\r\nContent-Length: {length}\r\n\r\n")


def phone(number: int) -> str:
    """The number of a made-up customer."""
    return f"+1312{2000000 + number:07d}"


def inbound(url: str, count: int, phones: int, text: str, first: int = 0) -> Iterator[bytes]:
    """`count` different messages from `phones` phones in turn, as raw HTTP requests."""
    validator = RequestValidator(TOKEN)
    for number in range(first, first + count):
        yield _request(validator, url, number, phone(number % phones), text)


def _request(validator: RequestValidator, url: str, number: int, theirs: str, text: str) -> bytes:
    sid = f"SM{number:032x}"
    form = {"ToCountry": "US", "ToState": "IL", "SmsMessageSid": sid, "NumMedia": "0", "ToCity": "CHICAGO",
            "FromZip": "60601", "SmsSid": sid, "FromState": "IL", "SmsStatus": "received", "FromCity": "CHICAGO",
            "Body": text, "FromCountry": "US", "To": OURS, "ToZip": "60601", "NumSegments": "1", "MessageSid": sid,
            "AccountSid": SID, "From": theirs, "ApiVersion": "2010-04-01"}
    body = urlencode(form)
    signature = validator.compute_signature(url + PATH, form)
    return HEAD.format(path=PATH, signature=signature, length=len(body)).encode() + body.encode()
