"""SMS by Twilio: submit once, ask what became of it, list what was sent and received, take back."""

import logging
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Protocol

import aiohttp
from twilio.base.exceptions import TwilioException
from twilio.rest import Client
from twilio.rest.api.v2010.account.message import MessageInstance

from domain.message import Receipt
from integrations.channel import Outgoing, Said, SendError, Sent
from integrations.twilio import inbound
from integrations.twilio.errors import unanswered
from integrations.twilio.form import Malformed
from integrations.twilio.states import state
from integrations.twilio.transport import DEADLINE, Transport

log = logging.getLogger(__name__)
SID = re.compile(r"(SM|MM)[0-9a-fA-F]{32}")
SHORTEST, LONGEST = timedelta(seconds=1), timedelta(seconds=36_000)
PAGE = 100
NOT_THERE = 20404
ATTACHED = "media:"
UNKNOWN_KIND, NO_FILE = "application/octet-stream", "ME" + "0" * 32
NO_MESSAGE = "an answer without a message in it"
GARBAGE = (TwilioException, ValueError, TypeError, AttributeError, KeyError)
"""What the library raises over an answer it cannot make sense of."""


class Account(Protocol):
    """The settings this channel needs. Of several auth tokens the first is used to call."""

    @property
    def url(self) -> str:
        """Our public address, without a trailing slash."""

    @property
    def twilio_account_sid(self) -> str:
        """AC and 32 hexadecimal digits."""

    @property
    def twilio_auth_token(self) -> tuple[str, ...]:
        """At least one."""

    @property
    def twilio_messaging_service_sid(self) -> str:
        """MG and 32 hexadecimal digits, or empty."""

    @property
    def twilio_from(self) -> str:
        """The number that texts go out from when a message names none."""

    @property
    def twilio_api_url(self) -> str:
        """The origin of Twilio's REST API."""


class TwilioChannel:
    """Fulfils `integrations.channel.Channel` for SMS.

    `http` should come from `transport.session()`: under any other session a refused connection counts as unknown,
    because nobody watches the wire. `deadline` in seconds bounds each request.
    """

    name = "sms"
    prefix = ""

    def __init__(self, account: Account, http: aiohttp.ClientSession, deadline: float = DEADLINE) -> None:
        """Open the library now: its first use imports for half a second, which no message should wait for."""
        self._account = account
        client = Client(account.twilio_account_sid, account.twilio_auth_token[0],
                        http_client=Transport(http, account.twilio_api_url, deadline))
        self._messages = client.api.v2010.account.messages

    async def send(self, message: Outgoing) -> Receipt:
        """Submit once: exactly one POST, whatever becomes of it.

        Raises:
            SendError: refused, not sent, or unknown.
        """
        with _understood():
            made = await self._messages.create_async(**self.fields(message))
            return _receipt(made)

    def fields(self, message: Outgoing) -> dict[str, object]:
        """What is posted. With a messaging service the number is named too, so that answers come to the one asking."""
        service, sender = self._account.twilio_messaging_service_sid, message.sender or self._account.twilio_from
        return ({"to": message.to, "body": message.body} | self.terms(message)
                | ({"messaging_service_sid": service} if service else {}) | ({"from_": sender} if sender else {})
                | ({"media_url": list(message.photos)} if message.photos else {}))

    def terms(self, message: Outgoing) -> dict[str, object]:
        """How long Twilio may keep it waiting, and where it tells what became of it."""
        valid = min(max(message.valid, SHORTEST), LONGEST)
        return {"validity_period": int(valid.total_seconds()),
                "status_callback": f"{self._account.url}/webhooks/twilio/status/{message.token}"}

    async def sent(self, to: str, since: datetime) -> AsyncIterator[Sent]:
        """What Twilio holds that we sent to `to` since then, newest first. Raises SendError."""
        async for one in self._listed(since, to=f"{self.prefix}{to}"):
            if str(one.direction).startswith("outbound"):
                with _understood():
                    receipt = _receipt(one)
                yield Sent(receipt.sid, to, str(one.body or ""), one.date_created, receipt)

    async def received(self, since: datetime) -> AsyncIterator[Said]:
        """What people texted us since then, newest first; what is not a plain text is left out. Raises SendError."""
        async for one in self._listed(since):
            if one.direction == "inbound" and one.status != "receiving":
                form = await self._as_form(one)
                try:
                    said = inbound.parse(form, self._account.twilio_account_sid, one.date_created)
                except Malformed as error:
                    log.warning("left out of what Twilio received: %s", error)
                else:
                    if said.channel == self.name:
                        yield said

    async def fetch(self, sid: str) -> Receipt:
        """Twilio's present word on a message. Raises SendError."""
        with _understood():
            return _receipt(await self._messages(sid).fetch_async())

    async def cancel(self, sid: str) -> bool:
        """Take back a message that is scheduled or queued; false when Twilio says it is too late. Raises SendError."""
        try:
            with _understood():
                return _receipt(await self._messages(sid).update_async(status="canceled")).state == state("canceled")
        except SendError as error:
            if error.permanent:
                return False
            raise

    async def forget(self, sid: str) -> None:
        """Delete Twilio's copy of a message, attachments included; of `media:` and its id only what is attached.

        Raises SendError; a message that is on its way cannot be deleted.
        """
        try:
            with _understood():
                if sid.startswith(ATTACHED):
                    found = self._messages(sid.removeprefix(ATTACHED)).media
                    for each in await found.list_async():
                        await each.delete_async()
                else:
                    await self._messages(sid).delete_async()
        except SendError as error:
            if error.code != NOT_THERE:
                raise

    async def _listed(self, since: datetime, **chosen: str) -> AsyncIterator[MessageInstance]:
        """Pages of messages created since then.

        Never chosen by DateSent: it is empty until a message has left Twilio. Order within a page is not relied upon:
        the end is a page with nothing young enough on it.
        """
        with _understood():
            page = await self._messages.page_async(**chosen, page_size=PAGE)
        while page is not None:
            with _understood():
                young = [one for one in page if one.date_created >= since]
            for one in young:
                yield one
            with _understood():
                page = await page.next_page_async() if young else None

    async def _as_form(self, one: MessageInstance) -> dict[str, str]:
        """A listed text as the webhook would have told it, so that both are parsed alike."""
        kinds: list[tuple[str, str]] = []
        if str(one.num_media or "0") != "0":
            kinds = await self._kinds(one)
        there = f"{self._account.twilio_api_url}/2010-04-01/Accounts/{one.account_sid}/Messages/{one.sid}/Media"
        return {"AccountSid": str(one.account_sid), "MessageSid": str(one.sid), "From": str(one.from_),
                "To": str(one.to), "Body": str(one.body or ""), "NumMedia": str(len(kinds)),
                **{f"MediaContentType{number}": kind for number, (kind, _) in enumerate(kinds)},
                **{f"MediaUrl{number}": f"{there}/{sid}" for number, (_, sid) in enumerate(kinds)}}

    async def _kinds(self, one: MessageInstance) -> list[tuple[str, str]]:
        """What is attached: kinds and ids; where Twilio will not say, that something is.

        One picture must not hide all other texts.
        """
        try:
            with _understood():
                return [(str(each.content_type), str(each.sid))
                        for each in await self._messages(one.sid).media.list_async()]
        except SendError as error:
            log.warning("what is attached to a text could not be read: %s", error)
            return [(UNKNOWN_KIND, NO_FILE)] * int(one.num_media)


def _receipt(one: MessageInstance) -> Receipt:
    sid, word = one.sid, one.status
    if not isinstance(sid, str) or not SID.fullmatch(sid) or not isinstance(word, str):
        raise unanswered(NO_MESSAGE)
    return Receipt(sid, state(word), one.error_code if isinstance(one.error_code, int) else None)


@contextmanager
def _understood() -> Iterator[None]:
    """A 2xx whose body makes no sense may still have sent something."""
    try:
        yield
    except GARBAGE as error:
        why = f"an answer that cannot be read ({type(error).__name__})"
        raise unanswered(why) from None
