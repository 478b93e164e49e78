"""A form's single fields, each in its shape or refused by name."""

import re
from collections.abc import Mapping

from integrations.twilio.form import Malformed

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
MEDIA = re.compile(r"[0-9]|10")
ADDRESS = re.compile(r"https?://[a-z0-9.:-]{1,80}/2010-04-01/Accounts/(AC[0-9a-f]{32})"
                     r"/Messages/((?:SM|MM)[0-9a-f]{32})/Media/(ME[0-9a-f]{32})")
CONTENT_TYPE = re.compile(r"[a-z]{1,20}/[a-z0-9.+_-]{1,80}(; ?[a-z]{1,20}=[a-z0-9._-]{1,40})?", re.IGNORECASE)


def account(form: Mapping[str, str], ours: str) -> None:
    """Refuse what another account of Twilio's tells."""
    if not ours or form.get("AccountSid") != ours:
        raise Malformed(field="AccountSid", expected="our own account")


def matched(form: Mapping[str, str], field: str, shape: re.Pattern[str], expected: str) -> str:
    """A field that must be there, in this shape."""
    value = form.get(field, "")
    if not shape.fullmatch(value):
        raise Malformed(field, expected)
    return value


def optional(form: Mapping[str, str], field: str, shape: re.Pattern[str], expected: str) -> str:
    """A field that may be missing, which reads as empty."""
    return matched(form, field, shape, expected) if field in form else ""


def attached(form: Mapping[str, str]) -> tuple[str, ...]:
    """The content types of what is attached."""
    count = int(matched(form, "NumMedia", MEDIA, "0 to 10"))
    return tuple(matched(form, f"MediaContentType{at}", CONTENT_TYPE, "a content type") for at in range(count))


def files(form: Mapping[str, str]) -> tuple[str, ...]:
    """What each attachment is fetched by: `MM.../ME...`, which must be this message's own and this account's.

    One that is missing or of another shape is refused whole, for a forger could have cut it off; the sweep brings it.
    """
    return tuple(_file(form, f"MediaUrl{at}") for at in range(len(attached(form))))


def _file(form: Mapping[str, str], field: str) -> str:
    found = ADDRESS.fullmatch(form.get(field, ""))
    if found is None or (found[1], found[2]) != (form.get("AccountSid"), form.get("MessageSid")):
        raise Malformed(field, "the address of one of this message's own files")
    return f"{found[2]}/{found[3]}"
