"""The environment, read once into frozen settings. A wrong value stops the start with one readable line."""

import os
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.setting_kinds import (
    Address,
    AppToken,
    Authority,
    BotToken,
    Brands,
    Database,
    Imap,
    Keys,
    Mailbox,
    Number,
    Port,
    Roads,
    Seconds,
    Secrets,
    Several,
    SlackChannel,
    Smtp,
    Undo,
)

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
    "mail_ca": "/etc/ssl/our-own-authority.pem",
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


class BadSettings(Exception):
    """A setting is wrong. The text names it, says what was expected and gives an example."""


class Settings(BaseSettings):
    """Every setting, typed. Durations are in the unit their name says."""

    model_config = SettingsConfigDict(env_file=".env", frozen=True, extra="ignore")

    public_url: Address = ""
    port: Port = 8080
    database_url: Database = "sqlite://porchlight.db"
    secret_keys: Keys = ()
    twilio_account_sid: str = ""
    twilio_auth_token: Several = ()
    twilio_messaging_service_sid: str = ""
    twilio_from: Number = ""
    twilio_whatsapp_from: Number = ""
    smtp_url: Smtp = ""
    mail_from: Mailbox = ""
    imap_url: Imap = ""
    mail_ca: Authority = ""
    twilio_api_url: Address = "https://api.twilio.com"
    twilio_confirms_stop: bool = True
    slack_bot_token: BotToken = ""
    slack_signing_secret: Secrets = ()
    slack_app_token: AppToken = ""
    slack_api_url: Address = "https://slack.com/api"
    slack_support_channel: SlackChannel = ""
    slack_dispatch_channel: SlackChannel = ""
    slack_client_id: str = ""
    slack_client_secret: str = ""
    slack_team_id: str = ""
    slack_openid_url: Address = "https://slack.com"
    undo_seconds: Undo = 8.0
    roads: Roads = ""
    map_style_url: Address = ""
    brands: Brands = ""
    cache: Path = Path(".cache/porchlight")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    world_clock_file: Path | None = None
    sweep_seconds: float = 300.0
    automatic_answers_per_hour: int = 12
    unknown_lookups: Seconds = (0.0, 30.0, 120.0, 300.0)

    @cached_property
    def url(self) -> str:
        """Where the world reaches us, without a trailing slash."""
        return self.public_url or f"http://127.0.0.1:{self.port}"

    @property
    def texts(self) -> bool:
        """Whether there is enough to send and receive SMS."""
        return bool(self.twilio_account_sid and self.twilio_auth_token
                    and (self.twilio_from or self.twilio_messaging_service_sid))

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
    expected = error["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    example = f"; for example {EXAMPLES[name]}" if name in EXAMPLES else ""
    return f"{name.upper()}: expected {expected}{example}"
