"""What Twilio posts to us, typed or refused: what somebody texted, and what became of a text of ours."""

import re
from collections.abc import Mapping
from datetime import datetime

from domain.message import Receipt
from integrations.channel import Said
from integrations.twilio import whatsapp
from integrations.twilio.borders import SID, check_message, check_status
from integrations.twilio.fields import E164, account, attached, files, matched, optional
from integrations.twilio.form import Malformed
from integrations.twilio.states import state

SENDER = re.compile(r"\+[1-9][0-9]{6,14}|[0-9]{3,8}")
SEGMENTS = re.compile(r"[0-9]{1,3}")
CONSENT = re.compile(r"STOP|START|HELP")
STATUS = re.compile(r"[a-z_]{1,32}")
ERROR = re.compile(r"[0-9]{0,6}")


def parse(form: Mapping[str, str], account_sid: str, now: datetime) -> Said:
    """What somebody texted us, from a form whose signature was checked. `now` is when we heard it: Twilio does not say.

    Raises:
        Malformed: naming the field and what was expected.
    """
    if all(form.get(end, "").startswith(whatsapp.PREFIX) for end in ("From", "To")):
        whatsapp.check(form)
        account(form, account_sid)
        return whatsapp.parse(form, now)
    check_message(form)
    account(form, account_sid)
    optional(form, "NumSegments", SEGMENTS, "a number")
    media = attached(form)
    if "Body" not in form:
        raise Malformed(field="Body", expected="the text, empty where there is none")
    return Said(
        channel="sms",
        sid=matched(form, "MessageSid", SID, "SM or MM and 32 hexadecimal digits"),
        theirs=matched(form, "From", SENDER, "a number in E.164 form, or a short code"),
        ours=matched(form, "To", E164, "a number in E.164 form"),
        text=form["Body"].replace("\0", ""),
        at=now,
        media=media,
        files=files(form),
        consent=optional(form, "OptOutType", CONSENT, "STOP, START or HELP").lower(),
    )


def parse_status(form: Mapping[str, str], account_sid: str) -> Receipt:
    """What became of a text of ours, from a status callback whose signature was checked.

    Raises:
        Malformed: naming the field and what was expected.
    """
    check_status(form)
    account(form, account_sid)
    code = optional(form, "ErrorCode", ERROR, "a number, or nothing")
    return Receipt(
        sid=matched(form, "MessageSid", SID, "SM or MM and 32 hexadecimal digits"),
        state=state(matched(form, "MessageStatus", STATUS, "a status word")),
        code=int(code or 0) or None,
    )
