"""What Twilio posts to us, typed or refused: what somebody texted, and what became of a text of ours."""

import re
from collections.abc import Mapping
from datetime import datetime

from domain.message import Receipt
from integrations.channel import Said
from integrations.twilio.borders import SID, check_message, check_status
from integrations.twilio.form import Malformed
from integrations.twilio.states import state

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
SENDER = re.compile(r"\+[1-9][0-9]{6,14}|[0-9]{3,8}")
MEDIA = re.compile(r"[0-9]|10")
SEGMENTS = re.compile(r"[0-9]{1,3}")
CONTENT_TYPE = re.compile(r"[a-z]{1,20}/[a-z0-9.+_-]{1,80}(; ?[a-z]{1,20}=[a-z0-9._-]{1,40})?", re.IGNORECASE)
CONSENT = re.compile(r"STOP|START|HELP")
STATUS = re.compile(r"[a-z_]{1,32}")
ERROR = re.compile(r"[0-9]{0,6}")


def parse(form: Mapping[str, str], account_sid: str, now: datetime) -> Said:
    """What somebody texted us, from a form whose signature was checked. `now` is when we heard it: Twilio does not say.

    Raises:
        Malformed: naming the field and what was expected. WhatsApp is refused until it is a channel of its own.
    """
    check_message(form)
    _account(form, account_sid)
    _optional(form, "NumSegments", SEGMENTS, "a number")
    count = int(_matched(form, "NumMedia", MEDIA, "0 to 10"))
    media = tuple(_matched(form, f"MediaContentType{at}", CONTENT_TYPE, "a content type") for at in range(count))
    if "Body" not in form:
        raise Malformed(field="Body", expected="the text, empty where there is none")
    return Said(
        channel="sms",
        sid=_matched(form, "MessageSid", SID, "SM or MM and 32 hexadecimal digits"),
        theirs=_matched(form, "From", SENDER, "a number in E.164 form, or a short code"),
        ours=_matched(form, "To", E164, "a number in E.164 form"),
        text=form["Body"].replace("\0", ""),
        at=now,
        media=media,
        consent=_optional(form, "OptOutType", CONSENT, "STOP, START or HELP").lower(),
    )


def parse_status(form: Mapping[str, str], account_sid: str) -> Receipt:
    """What became of a text of ours, from a status callback whose signature was checked.

    Raises:
        Malformed: naming the field and what was expected.
    """
    check_status(form)
    _account(form, account_sid)
    code = _optional(form, "ErrorCode", ERROR, "a number, or nothing")
    return Receipt(
        sid=_matched(form, "MessageSid", SID, "SM or MM and 32 hexadecimal digits"),
        state=state(_matched(form, "MessageStatus", STATUS, "a status word")),
        code=int(code or 0) or None,
    )


def _account(form: Mapping[str, str], ours: str) -> None:
    if not ours or form.get("AccountSid") != ours:
        raise Malformed(field="AccountSid", expected="our own account")


def _matched(form: Mapping[str, str], field: str, shape: re.Pattern[str], expected: str) -> str:
    value = form.get(field, "")
    if not shape.fullmatch(value):
        raise Malformed(field, expected)
    return value


def _optional(form: Mapping[str, str], field: str, shape: re.Pattern[str], expected: str) -> str:
    return _matched(form, field, shape, expected) if field in form else ""
