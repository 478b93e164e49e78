"""(language, wording, values) -> text. A wording is `flow/block`: a block of templates/messages/<language>/<flow>.j2.

Values are plain data; instants are ISO 8601 with an offset and are shown in the door's own zone. A language without
a wording falls back to its base language and then to English; the parity test keeps that from happening unnoticed.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import phonenumbers
from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    UndefinedError,
    pass_context,
)
from jinja2.runtime import Context

from bot.brands import slug
from bot.speaking import FALLBACK, FILTERS, GLOBALS, ROOT, word
from domain.chat import Chat
from domain.effects import Value
from flows.understand.words import LANGUAGES

HIDDEN = "(…)"
BRANDS = "@brands"


class Wording:
    """Renders wordings. Templates are compiled once."""

    def __init__(self, root: Path | Sequence[Path] = ROOT, brands: str = "") -> None:
        """Read templates from `root`; in the folder `brands`, brands may have words of their own over them."""
        own = sorted(Path(brands).glob("*/messages/*/*.j2")) if brands else []
        self._own = {(path.parts[-4], path.parts[-2], path.stem) for path in own}
        # A text message is not HTML: nothing is escaped, and values are never parsed again.
        loader = ChoiceLoader([FileSystemLoader(root), PrefixLoader({BRANDS: FileSystemLoader(brands)})])
        self.env = Environment(loader=loader, undefined=StrictUndefined, autoescape=False,  # noqa: S701
                               trim_blocks=True, lstrip_blocks=True, auto_reload=False)
        self.env.filters |= FILTERS | {"note": _note}
        self.env.globals |= GLOBALS

    def render(self, language: str, wording: str, values: Mapping[str, Any], zone: ZoneInfo) -> str:
        """The text.

        Raises:
            KeyError: no language has this wording.
            UndefinedError: the wording asks for a value it was not given.
        """
        flow, _, block = wording.partition("/")
        template, spoken = self._template(language, flow, block, str(values.get("brand", "")))
        context = template.new_context({**values, "zone": zone, "locale": spoken})
        return _tidy("".join(template.blocks[block](context)))

    def phrase(self, language: str, expression: str, values: Mapping[str, Any], zone: ZoneInfo) -> str:
        """One expression of a wording, such as `start|day`, on one line; empty where a value is missing.

        Expressions are our own files', never anybody's words.
        """
        context = {**values, "zone": zone, "locale": language}
        try:
            return _tidy(self.env.from_string("{{ " + expression + " }}").render(context)).replace("\n", " ")
        except UndefinedError:
            return ""

    def has(self, language: str, wording: str) -> bool:
        """Whether this very language has the wording."""
        flow, _, block = wording.partition("/")
        try:
            return block in self.env.get_template(f"{language}/{flow}.j2").blocks
        except TemplateNotFound:
            return False

    def _template(self, language: str, flow: str, block: str, brand: str) -> tuple[Template, str]:
        own = slug(brand) if self._own else ""
        for spoken in dict.fromkeys((language, language.split("-", maxsplit=1)[0], FALLBACK)):
            if (own, spoken, flow) in self._own:
                template = self.env.get_template(f"{BRANDS}/{own}/messages/{spoken}/{flow}.j2")
                if block in template.blocks:
                    return template, spoken
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
NOT_DIALLED = frozenset({"couple", "few"})
SPELLED = "|".join(sorted({name for one in LANGUAGES.values() for name, value in one.numbers.items()
                           if value < 100} - NOT_DIALLED, key=len, reverse=True))  # noqa: PLR2004 some dial in pairs
DIGITS = re.compile(rf"(?:\+?(?:\d|\b(?:{SPELLED})\b)[\s().,/_-]{{0,3}}){{7,}}")


def mask(words: str, region: str = "US") -> str:
    """Words on their way to the other side, without phone numbers, addresses of mail and links, however written.

    Numbers may be spelled in any language the understanding knows, with or without accents.
    """
    words = LINK.sub(HIDDEN, words)
    for found in reversed(list(phonenumbers.PhoneNumberMatcher(words, region))):
        words = words[:found.start] + HIDDEN + words[found.end:]
    for spelled in reversed(list(DIGITS.finditer(_bare(words)))):
        end = spelled.end() - (1 if spelled.group()[-1:].isspace() else 0)
        words = words[:spelled.start()] + HIDDEN + words[end:]
    return words.strip()


def _bare(words: str) -> str:
    """The same, letter by letter, without accents and capitals, so that places stay where they are."""
    return "".join(unicodedata.normalize("NFKD", letter)[0].lower()[:1] or letter for letter in words)


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.strip().splitlines())
    return "\n".join(line for line in lines if line)


@pass_context
def _note(context: Context, one: str) -> str:
    """A customer's `kind: words` as a driver reads it: named in his language, and without numbers to ring."""
    kind, _, words = one.partition(": ")
    return f"{word(context, kind, 'notes')}: {mask(words)}"
