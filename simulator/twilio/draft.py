"""What a request to send asks for, checked as Twilio checks it, with the codes it refuses by.

The numbers +1500555000x are Twilio's own magic ones: each stands for one refusal, so a client can meet them all.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from multidict import MultiMapping

from simulator.settings import Account
from simulator.twilio.errors import Refused

E164 = re.compile(r"\+[1-9]\d{6,14}")
GEO = re.compile(r"geo:(-?\d{1,2}\.\d+),(-?\d{1,3}\.\d+)\|[^|]+")
PUNCTUATION = re.compile(r"[\s().-]")
WHATSAPP = "whatsapp:"
LONGEST = 1600
LONGEST_VALIDITY = 36000
SOONEST, LATEST = timedelta(minutes=5), timedelta(days=35)
MAGIC_TO = {"+15005550001": 21211, "+15005550002": 21612, "+15005550003": 21408, "+15005550004": 21610,
            "+15005550009": 21614}
MAGIC_FROM = {"+15005550001": 21212, "+15005550007": 21606, "+15005550008": 21611}


@dataclass(frozen=True, slots=True)
class Draft:
    """A message nobody accepted yet. `sender` is empty where the Messaging Service is to choose one."""

    to: str
    sender: str
    body: str
    service_sid: str = ""
    media: int = 0
    urls: tuple[str, ...] = ()
    template: str = ""
    callback: str = ""
    validity: int = LONGEST_VALIDITY
    send_at: datetime | None = None
    place: tuple[float, float] | None = None

    def scope(self, account: Account) -> str:
        """What an opt-out holds for: the whole Messaging Service, where the account has one."""
        return account.service_sid or self.sender


def draft(form: MultiMapping[str], account: Account, now: datetime, opted_out: Callable[[str, str], bool],
          reads: Callable[[str, dict[str, str]], str | None]) -> Draft:
    """The message that a form asks to be sent.

    Raises:
        Refused: with Twilio's code.
    """
    service_sid = form.get("MessagingServiceSid", "")
    asked = Draft(
        to=_to(form.get("To", "")), sender=_sender(form.get("From", ""), service_sid, account),
        body=_body(form, reads), template=form.get("ContentSid", ""), service_sid=service_sid,
        media=_media(form.getall("MediaUrl", [])), urls=tuple(form.getall("MediaUrl", [])),
        callback=_callback(form.get("StatusCallback", "")),
        validity=_validity(form.get("ValidityPeriod", "")), send_at=_send_at(form, service_sid, now),
        place=_place(form.getall("PersistentAction", [])),
    )
    if asked.to == asked.sender:
        raise Refused(21266)
    if not asked.body.strip() and not asked.media:
        raise Refused(21602)
    if len(asked.body) > LONGEST:
        raise Refused(21617)
    if opted_out(asked.to, asked.scope(account)):
        raise Refused(21610)
    return asked


def _to(text: str) -> str:
    number = PUNCTUATION.sub("", text)
    plain = number.removeprefix(WHATSAPP)
    if not number:
        raise Refused(21604)
    if not E164.fullmatch(plain):
        raise Refused(21211)
    if plain in MAGIC_TO:
        raise Refused(MAGIC_TO[plain])
    return number


def _body(form: MultiMapping[str], reads: Callable[[str, dict[str, str]], str | None]) -> str:
    """The words, or an approved template with its places filled."""
    sid = form.get("ContentSid", "")
    if not sid:
        return form.get("Body", "")
    text = reads(sid, json.loads(form.get("ContentVariables", "{}")))
    if text is None:
        raise Refused(21655)
    return text


def _sender(text: str, service_sid: str, account: Account) -> str:
    number = PUNCTUATION.sub("", text)
    if service_sid and service_sid != account.service_sid:
        raise Refused(21701)
    if not number and not service_sid:
        raise Refused(21603)
    if number in account.whatsapp:
        return number
    if number in MAGIC_FROM or (number and not E164.fullmatch(number)):
        raise Refused(MAGIC_FROM.get(number, 21212))
    if number and number not in account.numbers:
        raise Refused(21606)
    return number


def _media(urls: list[str]) -> int:
    if any(urlsplit(url).scheme not in {"http", "https"} for url in urls):
        raise Refused(21620)
    return len(urls)


def _place(actions: list[str]) -> tuple[float, float] | None:
    """The place on the map that goes along: `geo:LAT,LON|LABEL`. What is not of that form shows nothing."""
    found = GEO.fullmatch(actions[0]) if len(actions) == 1 else None
    return (float(found[1]), float(found[2])) if found else None


def _callback(url: str) -> str:
    if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname):
        raise Refused(21609)
    return url


def _validity(text: str) -> int:
    if text and not (text.isascii() and text.isdigit() and 1 <= int(text) <= LONGEST_VALIDITY):
        raise Refused(30400)
    return int(text) if text else LONGEST_VALIDITY


def _send_at(form: MultiMapping[str], service_sid: str, now: datetime) -> datetime | None:
    if not form.get("ScheduleType"):
        return None
    if not service_sid:
        raise Refused(35118)
    try:
        moment = datetime.fromisoformat(form.get("SendAt", ""))
    except ValueError:
        raise Refused(35114) from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if not SOONEST <= moment - now <= LATEST:
        raise Refused(35114)
    return moment
