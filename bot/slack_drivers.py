"""The driver's side of Slack."""

from dataclasses import dataclass

from bot.receive import Door
from bot.slack_acts import Whisper
from integrations.slack.acts import Act
from integrations.slack.forms import View, sorry
from integrations.slack.happened import Pressed, Submitted, Wrote


@dataclass(frozen=True, slots=True)
class DriverSide:
    """What drivers do."""

    door: Door
    whisper: Whisper

    async def pressed(self, one: Pressed) -> None:
        """A button of a driver's."""

    async def submitted(self, one: Submitted) -> None:
        """A form of a driver's."""

    async def wrote(self, one: Wrote) -> None:
        """Words of a driver's."""

    async def form(self, one: Pressed, act: Act) -> View:
        """The form of a driver's button."""
        return sorry("Not now", "Close", "Not yet")
