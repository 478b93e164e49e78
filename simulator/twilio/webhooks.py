"""Twilio's requests to the service: signed forms, posted once. What the service misses is not delivered again."""

import hmac
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha1
from urllib.parse import urldefrag, urlencode
from uuid import uuid4

import aiohttp
from yarl import URL

from simulator.pictures import media_sid
from simulator.settings import Account
from simulator.twilio.message import API, Message
from simulator.twilio.segments import num_segments

TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
PLACE = {"City": "CHICAGO", "State": "IL", "Zip": "60601", "Country": "US"}
CONTENT_TYPE = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service answered: `status` is 0 where nothing came back."""

    status: int
    body: str = ""

    @property
    def good(self) -> bool:
        """Whether it was a 2xx."""
        return 200 <= self.status < 300  # noqa: PLR2004 what 2xx means


def signature(token: str, url: str, form: Mapping[str, str]) -> str:
    """The `X-Twilio-Signature` of a form posted to `url` under the account's auth token."""
    text = url + "".join(name + form[name] for name in sorted(form))
    return b64encode(hmac.new(token.encode(), text.encode(), sha1).digest()).decode()


class Postman:
    """Posts the account's webhooks."""

    def __init__(self, account: Account) -> None:
        """Nothing is open until the first post."""
        self._token = account.token
        self._http: aiohttp.ClientSession | None = None

    async def post(self, url: str, form: Mapping[str, str]) -> Answer:
        """Post one form, once."""
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=TIMEOUT, cookie_jar=aiohttp.DummyCookieJar())
        bare = urldefrag(url).url
        headers = {"X-Twilio-Signature": signature(self._token, bare, form), "User-Agent": "TwilioProxy/1.1",
                   "I-Twilio-Idempotency-Token": str(uuid4()), "Accept": "*/*",
                   "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
        try:
            async with self._http.post(URL(bare, encoded=True), data=urlencode(form).encode(), headers=headers,
                                       allow_redirects=False) as answer:
                return Answer(answer.status, (await answer.content.read(65536)).decode(errors="replace"))
        except (aiohttp.ClientError, TimeoutError, OSError):
            return Answer(0)

    async def close(self) -> None:
        """Let go of every connection."""
        if self._http is not None:
            await self._http.close()


def status_form(account: Account, message: Message, status: str, code: int) -> dict[str, str]:
    """What a status callback says."""
    form = {"AccountSid": account.sid, "ApiVersion": API, "From": message.sender, "To": message.to,
            "MessageSid": message.sid, "MessageStatus": status, "SmsSid": message.sid, "SmsStatus": status}
    if message.service_sid:
        form["MessagingServiceSid"] = message.service_sid
    if code:
        form["ErrorCode"] = str(code)
    return form


def inbound_form(account: Account, message: Message, origin: str, opt_out_type: str,
                 kinds: Sequence[str] = ()) -> dict[str, str]:
    """What the webhook for a text to us says, with Advanced Opt-Out's word where there is one.

    `kinds` are the content types of what is attached.
    """
    form = {"AccountSid": account.sid, "ApiVersion": API, "Body": message.body, "From": message.sender,
            "To": message.to, "MessageSid": message.sid, "SmsMessageSid": message.sid, "SmsSid": message.sid,
            "SmsStatus": "received", "NumMedia": str(message.media), "NumSegments": str(num_segments(message.body))}
    form |= {f"{end}{part}": text for end in ("From", "To") for part, text in PLACE.items()}
    for number in range(message.media):
        form[f"MediaUrl{number}"] = f"{origin}{media_path(account, message.sid, number)}"
        form[f"MediaContentType{number}"] = kinds[number] if number < len(kinds) else CONTENT_TYPE
    if message.sender.startswith("whatsapp:"):
        return {name: value for name, value in form.items() if not name.startswith(("FromC", "FromS", "FromZ", "ToC",
                "ToS", "ToZ"))} | {"ProfileName": "Ana", "WaId": message.sender.removeprefix("whatsapp:+"),
                                   "MessageType": "text"}
    if account.service_sid:
        form["MessagingServiceSid"] = account.service_sid
    if opt_out_type:
        form["OptOutType"] = opt_out_type
    return form


def call_form(account: Account, sid: str, phone: str, ours: str) -> dict[str, str]:
    """What the webhook for a call to us says."""
    form = {"AccountSid": account.sid, "ApiVersion": API, "CallSid": sid, "CallStatus": "ringing", "Called": ours,
            "Caller": phone, "Direction": "inbound", "From": phone, "To": ours}
    return form | {f"{end}{part}": text for end in ("From", "To") for part, text in PLACE.items()}


def media_path(account: Account, message_sid: str, number: int) -> str:
    """Where the picture number `number` of a message is fetched, on this world's own origin."""
    return f"/{API}/Accounts/{account.sid}/Messages/{message_sid}/Media/{media_sid(message_sid, number)}"
