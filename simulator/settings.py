"""What a world is made of: its account, its numbers, where the service lives, how the carrier behaves."""

from dataclasses import dataclass
from pathlib import Path

from simulator.slack.settings import Team
from simulator.twilio.faults import Rule


@dataclass(frozen=True, slots=True)
class Account:
    """The service's account at the simulated Twilio.

    `service_sid` is its one Messaging Service, over all `numbers`; `whatsapp` are its senders there.
    """

    sid: str = "AC" + "0" * 31 + "1"
    token: str = "0123456789abcdef" * 2
    service_sid: str = "MG" + "0" * 31 + "1"
    numbers: tuple[str, ...] = ("+13125550100",)
    whatsapp: tuple[str, ...] = ("whatsapp:+14155550100",)


@dataclass(frozen=True, slots=True)
class CarrierRules:
    """How the carrier treats STOP, START and HELP.

    It blocks opted-out pairs in any case. `confirms` says it answers STOP and START itself, as Twilio does by default.
    `advanced` is Twilio's Advanced Opt-Out: the webhook then names the word in `OptOutType`, and the carrier answers
    HELP too (without it HELP is left to the service, so that a person is never answered twice).
    """

    confirms: bool = True
    advanced: bool = False


@dataclass(frozen=True, slots=True)
class WorldSettings:
    """Everything `create_world` needs.

    `service_url` is the service's public address, over which webhooks are signed. `api_key` is a key of its API that
    may read deliveries: the page shows their timeline. `origin` is where this world is reached itself, for media links,
    and `zone` the IANA time zone its page shows times in.
    """

    ledger: Path
    service_url: str = "http://127.0.0.1:8080"
    origin: str = "http://127.0.0.1:8090"
    api_key: str = ""
    clock_file: Path | None = None
    account: Account = Account()
    carrier: CarrierRules = CarrierRules()
    faults: tuple[Rule, ...] = ()
    seed: int = 1
    zone: str = "America/Chicago"
    slack: Team = Team()

    @property
    def messages_url(self) -> str:
        """Where a text for us is posted."""
        return f"{self.service_url}/webhooks/twilio/messages"

    @property
    def voice_url(self) -> str:
        """Where a call to us is posted."""
        return f"{self.service_url}/webhooks/twilio/voice"
