"""An answer as mail programs write it: the new words, a signature, and under them what is answered, quoted."""

from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from html import escape

from simulator.phones import Bubble, Phone

HEADINGS = {
    "en": "On {day} at {time}, {ours} wrote:", "es": "El {day} a las {time}, {ours} escribió:",
    "fr": "Le {day} à {time}, {ours} a écrit :", "de": "Am {day} um {time} schrieb {ours}:",
    "pt": "Em {day} às {time}, {ours} escreveu:", "nl": "Op {day} om {time} schreef {ours}:",
    "it": "Il giorno {day} alle {time}, {ours} ha scritto:",
}
"""How the usual mail programs say whose words follow."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Somebody's answer to a mail of ours. `text` is what they wrote themselves."""

    phone: Phone
    answered: Bubble
    text: str
    at: datetime
    id: str = field(default_factory=lambda: make_msgid(domain="mailbox.example"))

    @property
    def subject(self) -> str:
        """As programs make it."""
        return self.answered.subject if self.answered.subject.startswith("Re: ") else f"Re: {self.answered.subject}"


def compose(reply: Reply) -> bytes:
    """The raw mail, text and HTML, with a signature and the quoted mail."""
    person, mail = reply.phone, EmailMessage()
    mail["From"] = Address(person.name, addr_spec=person.email)
    mail["To"], mail["Subject"], mail["Date"] = reply.answered.ours, reply.subject, format_datetime(reply.at)
    mail["Message-ID"] = reply.id
    mail["In-Reply-To"] = mail["References"] = reply.answered.sid
    heading = _heading(reply)
    quoted = "\n".join(f"> {line}" for line in reply.answered.text.splitlines())
    signature = f"-- \n{person.name}\n{person.number}"
    mail.set_content(f"{reply.text}\n\n{signature}\n\n{heading}\n{quoted}\n")
    lines = "<br>".join(map(escape, reply.text.splitlines()))
    mail.add_alternative(
        f'<div dir="auto">{lines}</div><div class="gmail_signature">{escape(person.name)}</div>'
        f'<div class="gmail_quote"><div>{escape(heading)}</div><blockquote>{escape(reply.answered.text)}</blockquote>'
        "</div>", subtype="html")
    return mail.as_bytes()


def _heading(reply: Reply) -> str:
    words = HEADINGS.get(reply.phone.language, HEADINGS["en"])
    at = reply.answered.at
    return words.format(day=f"{at:%d.%m.%Y}", time=f"{at:%H:%M}", ours=reply.answered.ours)
