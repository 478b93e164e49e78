"""(language, wording, values) -> text. A wording is `flow/block`: a block of templates/messages/<language>/<flow>.j2.

Values are plain data; instants are ISO 8601 with an offset and are shown in the door's own zone. A language without
a wording falls back to its base language and then to English; the parity test keeps that from happening unnoticed.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import phonenumbers
from babel.dates import format_date, format_time
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateNotFound, pass_context
from jinja2.runtime import Context

from domain.chat import Chat
from domain.effects import Value

ROOT = Path(__file__).parents[1] / "templates" / "messages"
FALLBACK = "en"
HIDDEN = "(…)"


class Wording:
    """Renders wordings. Templates are compiled once."""

    def __init__(self, root: Path = ROOT) -> None:
        """Read templates from `root`."""
        # A text message is not HTML: nothing is escaped, and values are never parsed again.
        self.env = Environment(loader=FileSystemLoader(root), undefined=StrictUndefined, autoescape=False,  # noqa: S701
                               trim_blocks=True, lstrip_blocks=True)
        self.env.filters |= {"day": _day, "clock": _clock, "span": _span, "dayspan": _dayspan, "hours": _hours,
                             "word": _word, "note": _note}

    def render(self, language: str, wording: str, values: Mapping[str, Any], zone: ZoneInfo) -> str:
        """The text.

        Raises:
            KeyError: no language has this wording.
            UndefinedError: the wording asks for a value it was not given.
        """
        flow, _, block = wording.partition("/")
        template, spoken = self._template(language, flow, block)
        context = template.new_context({**values, "zone": zone, "locale": spoken})
        return _tidy("".join(template.blocks[block](context)))

    def has(self, language: str, wording: str) -> bool:
        """Whether this very language has the wording."""
        flow, _, block = wording.partition("/")
        try:
            return block in self.env.get_template(f"{language}/{flow}.j2").blocks
        except TemplateNotFound:
            return False

    def _template(self, language: str, flow: str, block: str) -> tuple[Template, str]:
        for spoken in dict.fromkeys((language, language.split("-", maxsplit=1)[0], FALLBACK)):
            if spoken and self.has(spoken, f"{flow}/{block}"):
                return self.env.get_template(f"{spoken}/{flow}.j2"), spoken
        msg = f"no wording {flow}/{block}"
        raise KeyError(msg)


def base(chat: Chat) -> dict[str, Value]:
    """What every wording about a delivery may use; the link and the present instant are added when it is rendered."""
    window = chat.delivery.window
    return {
        "brand": chat.depot.brand,
        "support": chat.depot.support_phone,
        "items": chat.delivery.items,
        "name": chat.customer.first_name,
        "driver": chat.driver.first_name if chat.driver else "",
        "address": chat.delivery.address,
        "tracking": chat.delivery.tracking_number,
        "start": window.start.isoformat(),
        "end": window.end.isoformat(),
    }


def several(parts: Iterable[str]) -> str:
    """What one turn says to one person, as one message."""
    return "\n".join(part for part in parts if part)


LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.[\w.]+", re.IGNORECASE)
SPELLED = {"zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
           "seven": "7", "eight": "8", "nine": "9", "cero": "0", "uno": "1", "dos": "2", "tres": "3", "cuatro": "4",
           "cinco": "5", "seis": "6", "siete": "7", "ocho": "8", "nueve": "9"}
DIGITS = re.compile(r"(?:\+?(?:\d|\b(?:" + "|".join(SPELLED) + r")\b)[\s().,/_-]{0,3}){7,}", re.IGNORECASE)


def mask(words: str, region: str = "US") -> str:
    """Words on their way to the other side, without phone numbers, addresses of mail and links, however written."""
    words = LINK.sub(HIDDEN, words)
    for found in reversed(list(phonenumbers.PhoneNumberMatcher(words, region))):
        words = words[:found.start] + HIDDEN + words[found.end:]
    return DIGITS.sub(lambda match: HIDDEN + (" " if match.group()[-1:].isspace() else ""), words).strip()


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.strip().splitlines())
    return "\n".join(line for line in lines if line)


@cache
def spoken_languages() -> frozenset[str]:
    """The languages that every wording is written in."""
    return frozenset(one.parent.name for one in ROOT.glob("*/words.toml"))


@cache
def _words(language: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((ROOT / language / "words.toml").read_text(encoding="utf-8"))


@pass_context
def _word(context: Context, key: str, table: str) -> str:
    """A small word out of words.toml, such as a reason; `other` where the table has no such word."""
    words = _words(str(context["locale"]))[table]
    return words[key] if key in words else words["other"]


@pass_context
def _note(context: Context, one: str) -> str:
    """A customer's `kind: words` as a driver reads it: named in his language, and without numbers to ring."""
    kind, _, words = one.partition(": ")
    return f"{_word(context, kind, 'notes')}: {mask(words)}"


def _local(context: Context, instant: str) -> datetime:
    return datetime.fromisoformat(instant).astimezone(context["zone"])


@pass_context
def _day(context: Context, instant: str) -> str:
    """`today`, `tomorrow`, or a weekday with its date."""
    date, now = _local(context, instant).date(), _local(context, str(context["now"])).date()
    near = {0: "today", 1: "tomorrow"}.get((date - now).days)
    if near:
        return _words(str(context["locale"]))["days"][near]
    pattern = _words(str(context["locale"]))["days"]["pattern"]
    return format_date(date, pattern, locale=str(context["locale"]))


@pass_context
def _clock(context: Context, instant: str) -> str:
    """`2:10 pm` or `14:10`, as the language has it; a full hour is short."""
    locale, local = str(context["locale"]), _local(context, instant)
    pattern = _words(locale)["days"]["hour" if local.minute == 0 else "time"]
    return format_time(local, pattern, locale=locale).lower().replace("\u202f", " ").replace("\xa0", " ")


@pass_context
def _span(context: Context, start: str, end: str) -> str:
    """`2-4 pm`: from one clock time to another."""
    first, last = _clock(context, start), _clock(context, end)
    half = last[-3:]
    return f"{first.removesuffix(half) if half in {' am', ' pm'} else first}-{last}"


@pass_context
def _dayspan(context: Context, iso: str) -> str:
    """A slot `start/end` with its day."""
    start, _, end = iso.partition("/")
    return f"{_day(context, start)} {_span(context, start, end)}"


@pass_context
def _hours(context: Context, iso: str) -> str:
    """A window `start/end` without its day."""
    start, _, end = iso.partition("/")
    return _span(context, start, end)
