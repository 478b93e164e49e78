"""One mail as it goes over the wire: text and HTML, a calendar file, one-click unsubscribe, a thread per delivery."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from integrations.channel import Outgoing, SendError


def mailbox(text: str) -> Address:
    """A sender such as `Bloom <hello@bloom.example>`, typed."""
    name, address = parseaddr(text)
    return Address(name, addr_spec=address)


def message_id(row: str, domain: str) -> str:
    """The same for every attempt, so that mailboxes recognise a mail that had to be sent twice."""
    return f"<{row}@{domain}>"


def compose(message: Outgoing, sender: Address, now: datetime) -> EmailMessage:
    """The mail. Nothing of it may break a header: white space, line ends included, becomes one space.

    Raises:
        SendError: permanent, where the message was not drafted as a mail or the address is none.
    """
    mail = message.mail
    if mail is None:
        raise SendError("not drafted as a mail", permanent=True)
    made = EmailMessage()
    made["From"], made["To"] = sender, message.to
    made["Subject"] = " ".join(mail.subject.split())
    made["Date"] = format_datetime(now)
    made["Message-ID"] = message_id(message.id, sender.domain)
    made["References"] = made["In-Reply-To"] = message_id(mail.thread, sender.domain)
    made["Auto-Submitted"] = "auto-generated"
    made["List-Unsubscribe"] = f"<{mail.leave}>"
    made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(f"{message.body}\n\n{mail.foot}" if mail.foot else message.body)
    made.add_alternative(mail.html, subtype="html")
    if mail.calendar:
        made.add_attachment(mail.calendar, maintype="text", subtype="calendar", filename="delivery.ics")
    return made
