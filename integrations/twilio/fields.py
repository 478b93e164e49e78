"""A form's single fields, each in its shape or refused by name."""

import re
from collections.abc import Mapping

from integrations.twilio.form import Malformed

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
MEDIA = re.compile(r"[0-9]|10")
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
