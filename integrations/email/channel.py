"""E-mail over SMTP: submit once, and say of each failure whether the server may have taken it."""

from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import datetime
from urllib.parse import unquote, urlsplit

import aiosmtplib

from domain.message import Receipt, State
from integrations.channel import Outgoing, Said, SendError, Sent
from integrations.email.message import compose, mailbox
from integrations.email.returned import NOBODY, REFUSED, meant
from integrations.email.tls import context, must_hide, on_this_machine, reason

DEADLINE = 20.0
FOR_GOOD = 500
_NONE: tuple[Sent, ...] = ()
_NOBODY: tuple[Said, ...] = ()
BROKEN = (aiosmtplib.SMTPException, OSError)
"""Whatever a server or the line to it may do."""


class EmailChannel:
    """Fulfils `integrations.channel.Channel` over one SMTP server, `smtp://user:password@host:587` or `smtps://`.

    `smtp://` to another machine turns to TLS where that is offered, and sends no password without it. `authority` is a
    file of certificates that are trusted beside the system's.
    A server's "250" is the last that is heard of a mail: it counts as sent, never as delivered.
    """

    name = "email"

    def __init__(self, smtp_url: str, mail_from: str, now: Callable[[], datetime], authority: str = "") -> None:
        """Nothing is opened until the first mail; each has its own connection."""
        self._url, self._sender, self._now = urlsplit(smtp_url), mailbox(mail_from), now
        self._trusted = context(authority)

    async def send(self, message: Outgoing) -> Receipt:
        """Submit once.

        Raises:
            SendError: refused (5xx), not now (4xx, no connection), or unknown (the line broke after it was open).
        """
        made = compose(message, self._sender, self._now())
        line = await self._opened()
        try:
            await line.send_message(made)
        except aiosmtplib.SMTPRecipientsRefused as error:
            first = error.recipients[0]
            raise _refused(first.code, first.message) from None
        except aiosmtplib.SMTPResponseException as error:
            raise _refused(error.code if error.code != NOBODY else REFUSED, error.message) from None
        except BROKEN as error:
            why = f"outcome unknown: {type(error).__name__}"
            raise SendError(why, unknown=True) from None
        finally:
            await _closed(line)
        return Receipt(f"mail:{message.id}", State.SENT)

    async def _opened(self) -> aiosmtplib.SMTP:
        """A line on which we are known; whatever fails up to here has certainly sent nothing."""
        url, tls = self._url, self._url.scheme == "smtps"
        line = aiosmtplib.SMTP(
            hostname=url.hostname, port=url.port, timeout=DEADLINE, use_tls=tls, tls_context=self._trusted,
            username=unquote(url.username) if url.username else None, password=unquote(url.password or "") or None,
            start_tls=False if tls or on_this_machine(url) else must_hide(url) or None)
        try:
            await line.connect()
        except BROKEN as error:
            line.close()
            why = f"not sent: {reason(error)}"
            raise SendError(why) from None
        return line

    async def sent(self, to: str, since: datetime) -> AsyncIterator[Sent]:  # noqa: ARG002 the protocol's
        """SMTP keeps no list of what it took."""
        for nothing in _NONE:
            yield nothing

    async def received(self, since: datetime) -> AsyncIterator[Said]:  # noqa: ARG002 the protocol's
        """Mails come by the webhook, whose sender tries again until it is answered."""
        for nothing in _NOBODY:
            yield nothing

    async def fetch(self, sid: str) -> Receipt:
        """Nothing is heard after the server took it."""
        return Receipt(sid, State.SENT)

    async def cancel(self, sid: str) -> bool:  # noqa: ARG002 the protocol's
        """A mail cannot be taken back."""
        return False

    async def forget(self, sid: str) -> None:
        """A mail server keeps no copy that we could name."""


async def _closed(line: aiosmtplib.SMTP) -> None:
    """A mail that was taken stays taken, however the line ends."""
    with suppress(*BROKEN):
        await line.quit()
    line.close()


def _refused(code: int, words: str) -> SendError:
    """`words` are read for an enhanced status and not passed on: they may name the address."""
    return SendError(f"the mail server answered {code}", permanent=code >= FOR_GOOD, code=meant(code, words))
