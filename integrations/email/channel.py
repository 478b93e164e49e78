"""E-mail over SMTP: submit once, and say of each failure whether the server may have taken it."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from urllib.parse import unquote, urlsplit

import aiosmtplib

from domain.message import Receipt, State
from integrations.channel import Outgoing, Said, SendError, Sent
from integrations.email.message import compose, mailbox

DEADLINE = 20.0
FOR_GOOD = 500
_NONE: tuple[Sent, ...] = ()
_NOBODY: tuple[Said, ...] = ()
NOT_SENT = (aiosmtplib.SMTPConnectError, aiosmtplib.SMTPConnectTimeoutError, aiosmtplib.SMTPAuthenticationError,
            aiosmtplib.SMTPHeloError)


class EmailChannel:
    """Fulfils `integrations.channel.Channel` over one SMTP server, `smtp://user:password@host:587` or `smtps://`.

    A server's "250" is the last that is heard of a mail: it counts as sent, never as delivered.
    """

    name = "email"

    def __init__(self, smtp_url: str, mail_from: str, now: Callable[[], datetime]) -> None:
        """Nothing is opened until the first mail; each has its own connection."""
        self._url, self._sender, self._now = urlsplit(smtp_url), mailbox(mail_from), now

    async def send(self, message: Outgoing) -> Receipt:
        """Submit once.

        Raises:
            SendError: refused (5xx), not now (4xx, no connection), or unknown (the line broke after it was open).
        """
        made = compose(message, self._sender, self._now())
        user, password = self._url.username, self._url.password
        try:
            await aiosmtplib.send(
                made, hostname=self._url.hostname, port=self._url.port, timeout=DEADLINE,
                username=unquote(user) if user else None, password=unquote(password) if password else None,
                use_tls=self._url.scheme == "smtps")
        except NOT_SENT as error:
            why = f"not sent: {type(error).__name__}"
            raise SendError(why) from None
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _refused(error.recipients[0].code) from None
        except aiosmtplib.SMTPResponseException as error:
            raise _refused(error.code) from None
        except (aiosmtplib.SMTPException, OSError) as error:
            why = f"outcome unknown: {type(error).__name__}"
            raise SendError(why, unknown=True) from None
        return Receipt(f"mail:{message.id}", State.SENT)

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


def _refused(code: int) -> SendError:
    return SendError(f"the mail server answered {code}", permanent=code >= FOR_GOOD, code=code)
