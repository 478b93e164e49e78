"""What WhatsApp adds to a text: addresses with a prefix, buttons and lists with their typed answers, and places."""

import re
from collections.abc import Mapping
from datetime import datetime

from integrations.channel import Said
from integrations.twilio.borders import SID, check_whatsapp
from integrations.twilio.fields import attached, files, matched, optional
from integrations.twilio.form import Malformed

PREFIX = "whatsapp:"
ADDRESS = re.compile(r"whatsapp:\+[1-9][0-9]{6,14}")
ANSWER = re.compile(r"[\w .-]{1,64}")
DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,18})?")
NORTH, EAST = 90, 180
A_NUMBER = "whatsapp: and a number in E.164 form"


check = check_whatsapp


def parse(form: Mapping[str, str], now: datetime) -> Said:
    """What somebody wrote on WhatsApp. A button or a list's row answers with its id, as if it had been typed.

    Raises:
        Malformed: naming the field and what was expected.
    """
    if "Body" not in form:
        raise Malformed(field="Body", expected="the text, empty where there is none")
    return Said(
        channel="whatsapp",
        sid=matched(form, "MessageSid", SID, "SM or MM and 32 hexadecimal digits"),
        theirs=matched(form, "From", ADDRESS, A_NUMBER).removeprefix(PREFIX),
        ours=matched(form, "To", ADDRESS, A_NUMBER).removeprefix(PREFIX),
        text=_words(form).replace("\0", ""),
        at=now,
        media=attached(form),
        files=files(form),
        place=_place(form),
    )


def _words(form: Mapping[str, str]) -> str:
    for field in ("ButtonPayload", "ListId"):
        if form.get(field):
            return matched(form, field, ANSWER, "an answer of ours, at most 64 letters, digits and spaces")
    return form["Body"]


def _place(form: Mapping[str, str]) -> tuple[float, float] | None:
    """A shared place, to four decimals (11 m). Its label and address are left: a forger could cut them off."""
    lat = optional(form, "Latitude", DEGREES, "degrees")
    lon = optional(form, "Longitude", DEGREES, "degrees")
    if not (lat and lon):
        return None
    if abs(float(lat)) > NORTH or abs(float(lon)) > EAST:
        raise Malformed(field="Latitude", expected="a place on earth")
    return round(float(lat), 4), round(float(lon), 4)
