"""The post office: takes the service's mails over SMTP, shows them in mailboxes, and brings answers to its webhook.

What a server said 250 to is on disk. A Message-ID that came before is shown once, as mailboxes do. An answer is brought
again until the service takes or refuses it: whoever receives mail for somebody else keeps it that long.
"""

import asyncio
from email import message_from_bytes, policy
from email.message import EmailMessage

import aiohttp
from aiosmtpd.smtp import SMTP, Envelope, Session

from simulator.mail.letter import Reply, compose
from simulator.parts import Parts
from simulator.phones import Phone, Phones

TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
PATIENCE, AGAIN = 600, 0.25


class Post:
    """`port` is where SMTP is spoken once it started; `inbox` is the service's address for what people answer."""

    def __init__(self, world: Parts, phones: Phones) -> None:
        """Nothing listens yet."""
        self._world, self._phones = world, phones
        self._server: asyncio.Server | None = None
        self._http: aiohttp.ClientSession | None = None
        self._seen = {one.text("id") for one in world.ledger.entries if one.kind == "mail"}
        self.port, self.inbox = 0, ""

    async def start(self) -> None:
        """Listen on a free port of loopback."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: SMTP(self, hostname="mail.example", loop=loop), "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 its name
        """Take one mail."""
        raw = envelope.original_content or b""
        mail = message_from_bytes(raw, policy=policy.default)
        name, to = str(mail["Message-ID"]), envelope.rcpt_tos[0].casefold()
        if name in self._seen:
            await self._world.ledger.note("mail_again", id=name)
            return "250 OK"
        self._seen.add(name)
        owner = self._phones.by_mail(to)
        await self._world.ledger.note(
            "mail", id=name, phone=owner.number if owner else "", to=to, subject=str(mail["Subject"]), by="api",
            body=_part(mail, "plain").rstrip("\n"), html=_part(mail, "html"), leave=str(mail["List-Unsubscribe"]),
            attached=[one.get_filename() or "" for one in mail.iter_attachments()], **{"from": str(mail["From"])})
        return "250 OK"

    async def say(self, phone: Phone, text: str, **marks: str) -> str:
        """Let somebody answer the newest mail they got; gives the answer's Message-ID.

        Raises:
            LookupError: there is no mail to answer, or no address to answer from.
        """
        answered = next((one for one in reversed(self._phones.thread(phone.number))
                         if one.channel == "email" and not one.mine), None)
        if answered is None or not phone.email:
            msg = f"{phone.number} got no mail that could be answered"
            raise LookupError(msg)
        reply = Reply(phone, answered, text, self._world.clock.now())
        entry = await self._world.ledger.note("mail_written", id=reply.id, phone=phone.number, to=answered.ours,
                                              subject=reply.subject, body=text, **{"from": phone.email, **marks})
        self._world.errands.start(self._bring(entry.text("id"), compose(reply)))
        return reply.id

    async def _bring(self, name: str, raw: bytes) -> None:
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=TIMEOUT, cookie_jar=aiohttp.DummyCookieJar())
        for _ in range(PATIENCE if self.inbox else 0):
            try:
                async with self._http.post(self.inbox, data=raw, headers={"Content-Type": "message/rfc822"}) as answer:
                    if answer.status < 500:  # noqa: PLR2004 taken, or refused for good
                        await self._world.ledger.note("mail_answered", id=name, http=answer.status)
                        return
            except (aiohttp.ClientError, TimeoutError, OSError):
                pass
            await asyncio.sleep(AGAIN)
        await self._world.ledger.note("mail_answered", id=name, http=0)

    async def close(self) -> None:
        """Take nothing more."""
        if self._server is not None:
            self._server.close()
        if self._http is not None:
            await self._http.close()


def _part(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body(preferencelist=(kind,))
    return str(found.get_content()).replace("\r\n", "\n") if found is not None else ""
