"""What kinds of value a setting may have. Each refuses what it is not, and says what was expected instead."""

import re
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import phonenumbers
from pydantic import AfterValidator, BeforeValidator
from pydantic_settings import NoDecode

from bot.brands import folder
from integrations.email.tls import context

SHORTEST_KEY, LAST_PORT, LONGEST_UNDO = 32, 65535, 60
SIGNING_SECRET = re.compile(r"[0-9A-Za-z]{16,64}")
SLACK_CHANNEL = re.compile(r"[CG][A-Z0-9]{2,30}")
MAILBOX = re.compile(r"[^@\s<>\"]+@[A-Za-z0-9.-]+\.[A-Za-z0-9-]+")


def must(fits: Callable[[Any], bool], expected: str, *, unset: bool = True) -> AfterValidator:
    """A value that fits. Where it may be `unset`, an empty one means that the setting is not used."""
    def check(value: Any) -> Any:
        if (value or not unset) and not fits(value):
            raise ValueError(expected)
        return value

    return AfterValidator(check)


def split(value: object) -> object:
    """A list as the environment has it: with commas."""
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def served(*schemes: str) -> Callable[[str], bool]:
    """Whether an address has one of these schemes, and a host."""
    return lambda url: urlsplit(url).scheme in schemes and bool(urlsplit(url).hostname)


def starts(text: str) -> Callable[[str], bool]:
    """Whether a token starts so, and holds nothing that no header can carry."""
    return lambda token: token.startswith(text) and token.isascii() and token.isprintable()


def is_number(number: str) -> bool:
    """Whether somebody could have this phone number."""
    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(number)))
    except phonenumbers.NumberParseException:
        return False


def _is_authority(path: str) -> bool:
    try:
        return bool(context(path))
    except OSError:
        return False


def _is_roads(roads: str) -> bool:
    return roads.endswith(".osm.pbf") or urlsplit(roads).scheme in {"http", "https"}


Several = Annotated[tuple[str, ...], NoDecode, BeforeValidator(split)]
Seconds = Annotated[tuple[float, ...], NoDecode, BeforeValidator(split)]
Keys = Annotated[Several, must(lambda keys: all(len(key) >= SHORTEST_KEY for key in keys),
                               "at least 32 characters in each key")]
Secrets = Annotated[Several, must(
    lambda secrets: all(SIGNING_SECRET.fullmatch(one) for one in secrets),
    "the app's signing secret, several with a comma between them while it is being changed")]
Address = Annotated[str, must(served("http", "https"), "a full http or https address"),
                    AfterValidator(lambda url: url.rstrip("/"))]
Database = Annotated[str, must(lambda url: url.startswith(("sqlite://", "postgres://")),
                               "an address that starts with sqlite:// or postgres://", unset=False)]
Number = Annotated[str, BeforeValidator(lambda text: text.removeprefix("whatsapp:") if isinstance(text, str) else text),
                   must(is_number, "a phone number in E.164 form")]
Smtp = Annotated[str, must(served("smtp", "smtps"), "an address that starts with smtp:// or smtps://")]
Imap = Annotated[str, must(
    lambda url: served("imap", "imaps")(url) and bool(urlsplit(url).password),
    "an address that starts with imap:// or imaps://, with user and password")]
Mailbox = Annotated[str, must(lambda text: bool(MAILBOX.fullmatch(parseaddr(text)[1])),
                              "an e-mail address, with a name before it if wanted")]
BotToken = Annotated[str, must(starts("xoxb-"), "a token that starts with xoxb-")]
AppToken = Annotated[str, must(starts("xapp-"), "a token that starts with xapp-")]
SlackChannel = Annotated[str, must(lambda channel: bool(SLACK_CHANNEL.fullmatch(channel)),
                                   "the id of a channel, not its name")]
Undo = Annotated[float, must(lambda seconds: 0 <= seconds <= LONGEST_UNDO, "0 to 60 seconds")]
Port = Annotated[int, must(lambda port: 0 <= port <= LAST_PORT, "a number from 1 to 65535")]
Roads = Annotated[str, must(_is_roads, "a file that ends in .osm.pbf, or the address of a Valhalla or OSRM server"),
                  must(lambda roads: not roads.endswith(".osm.pbf") or Path(roads).is_file(),
                       "a map file that is there")]
Authority = Annotated[str, must(_is_authority, "a file of certificates (PEM) that is there")]
Brands = Annotated[str, AfterValidator(folder)]
