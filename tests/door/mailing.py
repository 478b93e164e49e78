"""A real mail server on loopback, a delivery told by mail, and what its customer answers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, Envelope, Session

from bot import ways
from integrations.email.channel import EmailChannel
from store import models
from store.atomic import atomic
from tests.door.stage import Stage

ANA, BOX = "+13125550111", "ana@example.com"


@dataclass(slots=True)
class Office:
    """The mail server's handler: keeps what it took; `answer` is what it says to the next mail, `to` to its address."""

    took: list[EmailMessage] = field(default_factory=list)
    answer: str = "250 OK"
    to: str = "250 OK"

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, address: str,  # noqa: N802 its name
                          _options: list[str]) -> str:
        """Whether somebody may be written to."""
        if self.to.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 its name
        """Take a mail."""
        if self.answer.startswith("250"):
            self.took.append(message_from_bytes(envelope.original_content or b"", policy=policy.default))
        return self.answer


@asynccontextmanager
async def opened(stage: Stage) -> AsyncIterator[Office]:
    """A server, and a stage that mails through it."""
    made = Office()
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(made), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    stage.outbox.settings = stage.door.settings = stage.door.settings.model_copy(update={
        "smtp_url": f"smtp://127.0.0.1:{port}", "mail_from": "Bloom <hello@bloom.example>",
        "public_url": "https://track.example.com"})
    settings = stage.door.settings
    stage.outbox.channels["email"] = EmailChannel(settings.smtp_url, settings.mail_from, stage.clock.now)
    yield made
    server.close()


async def mailed(stage: Stage, item: str = "lamp", name: str = "Ana Ruiz", language: str = "en") -> str:
    """A delivery that asks for e-mail, told by the outbox."""
    delivery = await stage.delivery(ANA, item=item, name=name, language=language)
    await models.Delivery.filter(id=delivery).update(channel="email")
    row = await models.Delivery.get(id=delivery).select_related("customer")
    await atomic(lambda: ways.offer(row.customer, BOX, "email", stage.door.settings, stage.clock.now()))
    await stage.outbox.send_due()
    return delivery


def part(mail: EmailMessage, kind: str) -> str:
    return next(str(one.get_content()) if kind != "text/calendar" else one.get_payload(decode=True).decode()
                for one in mail.walk() if one.get_content_type() == kind)


def reply(to: EmailMessage, text: str, **headers: str) -> bytes:
    """Ana's answer, with the usual quote and signature below."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"Ana <{BOX}>", "hello@bloom.example", f"Re: {to['Subject']}"
    mail["Message-ID"], mail["In-Reply-To"] = "<answer-1@example.com>", str(to["Message-ID"])
    for name, value in headers.items():
        del mail[name.replace("_", "-")]
        mail[name.replace("_", "-")] = value
    quoted = "\n".join(f"> {line}" for line in part(to, "text/plain").splitlines())
    mail.set_content(f"{text}\n\n-- \nAna Ruiz\n+1 312 555 0199\n\n"
                     f"On Mon, Nov 23, 2026 at 12:00 PM Bloom <hello@bloom.example> wrote:\n{quoted}\n")
    return bytes(mail)
