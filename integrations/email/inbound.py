"""A raw mail to what its writer said: the new words only, without quotes and signatures; machines are not heard."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message, MIMEPart
from email.parser import BytesHeaderParser
from email.utils import parseaddr
from hashlib import sha256

from mailparser_reply import EmailReplyParser

from domain.pictures import LARGEST, MOST, is_picture
from integrations.channel import Said

LONGEST = 4000
LANGUAGES = ["en", "es", "de", "fr", "it", "pt", "nl"]
OURS = re.compile(r"<([0-9A-Za-z]{26})@([^<>\s]+)>")
SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.IGNORECASE | re.DOTALL)


class NotAPerson(Exception):
    """An automatic reply, a bounce or a bulk mail: answering it could go on for ever."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What came, and which mails of ours it names as those it answers: only whoever got one can know its id.

    `files` are its pictures, each under the name that `said.files` has for it.
    """

    said: Said
    answers: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...] = ()


def parse(raw: bytes, ours: str, now: datetime) -> Letter:
    """The words of a mail and whom they are from.

    Raises:
        NotAPerson: a machine wrote it.
        ValueError: there is no sender's address, or the mail cannot be taken apart.
    """
    heads = BytesHeaderParser(policy=policy.compat32).parsebytes(raw)  # as they stand: a strange id breaks nothing
    _from_a_person(heads)
    theirs = parseaddr(_head(heads, "From"))[1].casefold()
    if "@" not in theirs:
        msg = "From: expected an address"
        raise ValueError(msg)
    named = f"{_head(heads, 'In-Reply-To')} {_head(heads, 'References')}"
    domain = ours.rpartition("@")[2]
    answers = tuple(row for row, where in OURS.findall(named) if where == domain)
    sid = sha256(_head(heads, "Message-ID").encode(errors="replace") or raw).hexdigest()[:40]
    words, attached = _taken_apart(raw)
    names = tuple(f"{sid}/{number}" if body else "" for number, (_, body) in enumerate(attached, 1))
    said = Said("email", sid, theirs, ours, words, now, tuple(kind for kind, _ in attached), files=names)
    return Letter(said, answers, tuple((name, body) for name, (_, body) in zip(names, attached, strict=True) if name))


def _picture(part: EmailMessage) -> bytes:
    """The bytes of what claims to be a picture; empty for anything else, and for what is too large."""
    body = part.get_payload(decode=True) if is_picture(part.get_content_type()) else b""
    return body if isinstance(body, bytes) and len(body) <= LARGEST else b""


def _head(heads: Message, name: str) -> str:
    return " ".join(str(heads.get(name, "")).split())


def _from_a_person(heads: Message) -> None:
    automatic = (_head(heads, "Auto-Submitted") or "no").casefold().split(";")[0].strip() != "no"
    bulk = _head(heads, "Precedence").casefold() in {"bulk", "junk", "list", "auto_reply"}
    if automatic or bulk or heads.get("X-Autoreply") or heads.get("X-Autorespond") or (
            _head(heads, "Return-Path") == "<>"):
        raise NotAPerson


def _taken_apart(raw: bytes) -> tuple[str, list[tuple[str, bytes]]]:
    """The words, and what is attached: its kind, and its bytes where it is a picture."""
    try:
        mail = message_from_bytes(raw, policy=policy.default)
        attached = [(part.get_content_type(), _picture(part)) for part in mail.iter_attachments()]
        return _words(mail), attached[:MOST]
    except Exception as error:  # noqa: BLE001 the parser stumbles in ways of its own; no mail may come back for ever
        msg = f"a mail that can be taken apart ({type(error).__name__})"
        raise ValueError(msg) from None


def _content(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):  # a charset that Python does not know, or that is not what it says
        return bytes(part.get_payload(decode=True) or b"").decode(errors="replace")


def _words(mail: EmailMessage) -> str:
    part = mail.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    text = _content(part)
    if part.get_content_type() == "text/html":
        text = TAG.sub(" ", re.sub(r"<(br|/p|/div)\b[^>]*>", "\n", text, flags=re.IGNORECASE))
    reply = EmailReplyParser(languages=LANGUAGES).parse_reply(text=text) or ""
    return SIGNATURE.split(reply.replace("\0", ""))[0].strip()[:LONGEST]
