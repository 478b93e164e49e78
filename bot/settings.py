"""The environment, read once into frozen settings. A wrong value stops the start with one readable line."""

# Longer than 250 lines: every setting stands in one place, as operators look for it.

import os
import re
from datetime import timedelta
from email.utils import parseaddr
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import phonenumbers
from pydantic import AfterValidator, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.brands import folder

EXAMPLES = {
    "public_url": "https://track.example.com",
    "port": "8080",
    "database_url": "sqlite://porchlight.db or postgres://user:password@host/porchlight",
    "secret_keys": "at least 32 characters from: openssl rand -hex 32",
    "twilio_account_sid": "AC followed by 32 hexadecimal digits",
    "twilio_from": "+13125550100",
    "twilio_whatsapp_from": "+14155550100",
    "smtp_url": "smtp://user:password@mail.example.com:587",
    "imap_url": "imaps://user:password@mail.example.com:993/INBOX",
    "mail_from": "Bloom <hello@bloom.example>",
    "slack_bot_token": "xoxb-... from the app's page OAuth & Permissions",
    "slack_signing_secret": "32 hexadecimal digits from the app's page Basic Information",
    "slack_app_token": "xapp-... with connections:write, from the app's page Basic Information",
    "slack_api_url": "https://slack.com/api/",
    "slack_support_channel": "C0123456789, from the channel's own page in Slack",
    "slack_dispatch_channel": "C0123456789, from the channel's own page in Slack",
    "slack_client_id": "1234567890.1234567890123, from the app's page Basic Information",
    "slack_team_id": "T0123456789: only people of this workspace may sign in with Slack",
    "undo_seconds": "8",
    "roads": "/srv/maps/chicago.osm.pbf or http://valhalla:8002",
    "map_style_url": "https://maps.example.com/style.json",
    "brands": "/srv/brands, with bloom-furniture/logo.svg in it",
    "log_level": "INFO",
}


SHORTEST_KEY, LAST_PORT, LONGEST_UNDO = 32, 65535, 60
SIGNING_SECRET = re.compile(r"[0-9A-Za-z]{16,64}")
SLACK_CHANNEL = re.compile(r"[CG][A-Z0-9]{2,30}")
MAILBOX = re.compile(r"[^@\s<>\"]+@[A-Za-z0-9.-]+\.[A-Za-z0-9-]+")


class BadSettings(Exception):
    """A setting is wrong. The text names it, says what was expected and gives an example."""


class Settings(BaseSettings):
    """Every setting, typed. Durations are in the unit their name says."""

    model_config = SettingsConfigDict(env_file=".env", frozen=True, extra="ignore")

    public_url: str = ""
    port: int = 8080
    database_url: str = "sqlite://porchlight.db"
    secret_keys: Annotated[tuple[str, ...], NoDecode] = ()
    twilio_account_sid: str = ""
    twilio_auth_token: Annotated[tuple[str, ...], NoDecode] = ()
    twilio_messaging_service_sid: str = ""
    twilio_from: str = ""
    twilio_whatsapp_from: str = ""
    smtp_url: str = ""
    mail_from: str = ""
    imap_url: str = ""
    twilio_api_url: str = "https://api.twilio.com"
    twilio_confirms_stop: bool = True
    slack_bot_token: str = ""
    slack_signing_secret: Annotated[tuple[str, ...], NoDecode] = ()
    slack_app_token: str = ""
    slack_api_url: str = "https://slack.com/api"
    slack_support_channel: str = ""
    slack_dispatch_channel: str = ""
    slack_client_id: str = ""
    slack_client_secret: str = ""
    slack_team_id: str = ""
    slack_openid_url: str = "https://slack.com"
    undo_seconds: float = 8.0
    roads: str = ""
    map_style_url: str = ""
    brands: Annotated[str, AfterValidator(folder)] = ""
    cache: Path = Path(".cache/porchlight")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    world_clock_file: Path | None = None
    sweep_seconds: float = 300.0
    automatic_answers_per_hour: int = 12
    unknown_lookups: Annotated[tuple[float, ...], NoDecode] = (0.0, 30.0, 120.0, 300.0)

    @field_validator("secret_keys", "twilio_auth_token", "slack_signing_secret", mode="before")
    @classmethod
    def _several(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("unknown_lookups", mode="before")
    @classmethod
    def _seconds(cls, value: object) -> object:
        return tuple(float(part) for part in value.split(",")) if isinstance(value, str) else value

    @field_validator("secret_keys")
    @classmethod
    def _long_enough(cls, keys: tuple[str, ...]) -> tuple[str, ...]:
        if any(len(key) < SHORTEST_KEY for key in keys):
            msg = "each key needs at least 32 characters"
            raise ValueError(msg)
        return keys

    @field_validator("roads")
    @classmethod
    def _is_roads(cls, roads: str) -> str:
        if roads and urlsplit(roads).scheme not in {"http", "https"} and not roads.endswith(".osm.pbf"):
            msg = "a file that ends in .osm.pbf, or the address of a Valhalla or OSRM server"
            raise ValueError(msg)
        if roads.endswith(".osm.pbf") and not Path(roads).is_file():
            msg = "a map file that is there"
            raise ValueError(msg)
        return roads

    @field_validator("public_url", "twilio_api_url", "slack_api_url", "slack_openid_url", "map_style_url")
    @classmethod
    def _is_url(cls, url: str) -> str:
        if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname):
            msg = "a full http or https address"
            raise ValueError(msg)
        return url.rstrip("/")

    @field_validator("slack_bot_token", "slack_app_token")
    @classmethod
    def _is_token(cls, token: str, info: ValidationInfo) -> str:
        start = "xoxb-" if info.field_name == "slack_bot_token" else "xapp-"
        if token and not (token.startswith(start) and token.isascii() and token.isprintable()):
            msg = f"a token that starts with {start}"
            raise ValueError(msg)
        return token

    @field_validator("slack_signing_secret")
    @classmethod
    def _is_secret(cls, secrets: tuple[str, ...]) -> tuple[str, ...]:
        if any(not SIGNING_SECRET.fullmatch(secret) for secret in secrets):
            msg = "the app's signing secret, several with a comma between them while it is being changed"
            raise ValueError(msg)
        return secrets

    @field_validator("slack_support_channel", "slack_dispatch_channel")
    @classmethod
    def _is_channel(cls, channel: str) -> str:
        if channel and not SLACK_CHANNEL.fullmatch(channel):
            msg = "the id of a channel, not its name"
            raise ValueError(msg)
        return channel

    @field_validator("undo_seconds")
    @classmethod
    def _is_short(cls, seconds: float) -> float:
        if not 0 <= seconds <= LONGEST_UNDO:
            msg = "0 to 60 seconds"
            raise ValueError(msg)
        return seconds

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, url: str) -> str:
        if not url.startswith(("sqlite://", "postgres://")):
            msg = "an address that starts with sqlite:// or postgres://"
            raise ValueError(msg)
        return url

    @field_validator("port")
    @classmethod
    def _is_port(cls, port: int) -> int:
        if not 0 <= port <= LAST_PORT:
            msg = "a number from 1 to 65535"
            raise ValueError(msg)
        return port

    @field_validator("twilio_whatsapp_from", mode="before")
    @classmethod
    def _plain(cls, number: object) -> object:
        return number.removeprefix("whatsapp:") if isinstance(number, str) else number

    @field_validator("twilio_from", "twilio_whatsapp_from")
    @classmethod
    def _is_number(cls, number: str) -> str:
        if number and not _possible(number):
            msg = "a phone number in E.164 form"
            raise ValueError(msg)
        return number

    @cached_property
    def url(self) -> str:
        """Where the world reaches us, without a trailing slash."""
        return self.public_url or f"http://127.0.0.1:{self.port}"

    @property
    def texts(self) -> bool:
        """Whether there is enough to send and receive SMS."""
        return bool(self.twilio_account_sid and self.twilio_auth_token
                    and (self.twilio_from or self.twilio_messaging_service_sid))

    @field_validator("smtp_url", "imap_url")
    @classmethod
    def _is_mail_server(cls, url: str, info: ValidationInfo) -> str:
        found, kind = urlsplit(url), str(info.field_name).removesuffix("_url")
        if url and not (found.scheme in {kind, f"{kind}s"} and found.hostname and (found.password or kind == "smtp")):
            msg = f"an address that starts with {kind}:// or {kind}s://"
            raise ValueError(msg + ", with user and password" * (kind == "imap"))
        return url

    @field_validator("mail_from")
    @classmethod
    def _is_mailbox(cls, text: str) -> str:
        if text and not MAILBOX.fullmatch(parseaddr(text)[1]):
            msg = "an e-mail address, with a name before it if wanted"
            raise ValueError(msg)
        return text

    @property
    def mails(self) -> bool:
        """Whether there is enough to send e-mails."""
        return bool(self.smtp_url and self.mail_from)

    @property
    def fetches_mails(self) -> bool:
        """Whether answers are fetched from a mailbox."""
        return bool(self.imap_url) and self.mails

    @property
    def whatsapp(self) -> bool:
        """Whether there is enough to send and receive WhatsApp."""
        return bool(self.twilio_account_sid and self.twilio_auth_token and self.twilio_whatsapp_from)

    @property
    def slack(self) -> bool:
        """Whether there is enough to write in Slack and to hear from it, by HTTP or Socket Mode."""
        return bool(self.slack_bot_token and (self.slack_signing_secret or self.slack_app_token))

    @property
    def slack_sign_in(self) -> bool:
        """Whether staff may sign in with Slack: an app, and the one workspace whose people may."""
        return bool(self.slack_client_id and self.slack_client_secret and self.slack_team_id)

    @property
    def slack_begun(self) -> bool:
        """Whether anything of Slack is set."""
        return bool(self.slack_bot_token or self.slack_signing_secret or self.slack_app_token)

    @property
    def lease(self) -> timedelta:
        """How long a worker may hold a message. Longer than the HTTP deadline of 20 s by a wide margin."""
        return timedelta(seconds=60)


def _possible(number: str) -> bool:
    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(number)))
    except phonenumbers.NumberParseException:
        return False


def load(environ: dict[str, str] | None = None) -> Settings:
    """The settings of this process.

    `NAME_FILE` may stand for `NAME` and names a file that holds the value.

    Raises:
        BadSettings: with one line that names the setting, what was expected, and an example.
    """
    source = dict(os.environ if environ is None else environ)
    values = {name: _from_file(name, source) for name in Settings.model_fields if f"{name.upper()}_FILE" in source}
    if environ is not None:
        values |= {name: source[name.upper()] for name in Settings.model_fields if name.upper() in source}
    try:
        return Settings(**values)
    except ValidationError as error:
        raise BadSettings(_line(error.errors()[0])) from None


def _from_file(name: str, source: dict[str, str]) -> Any:
    path = Path(source[f"{name.upper()}_FILE"])
    if name == "world_clock_file":
        return path
    try:
        return path.read_text().strip()
    except OSError as error:
        msg = f"{name.upper()}_FILE: cannot read {path}: {error.strerror}"
        raise BadSettings(msg) from None


def _line(error: Any) -> str:
    name = str(error["loc"][0])
    expected = error["msg"].removeprefix("Value error, ")
    example = f"; for example {EXAMPLES[name]}" if name in EXAMPLES else ""
    return f"{name.upper()}: expected {expected}{example}"
