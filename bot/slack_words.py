"""What we say in Slack: templates/slack/<language>/desk.j2 for staff and driver.j2 for drivers.

Slack reads markup in a message, so every value is escaped before it is set into a text: words of a customer can then
be no mention of a whole channel and no link under another name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.wording import ROOT, Wording
from integrations.slack.cards import escaped

WORDING = Wording(ROOT.parent / "slack")


@dataclass(frozen=True, slots=True)
class Voice:
    """Says a file's blocks (`desk` or `driver`) in one language and zone. `now` and `values` go into each."""

    file: str
    language: str
    zone: ZoneInfo
    now: datetime
    values: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self, block: str, **values: Any) -> str:
        """A text with markup: for cards and messages."""
        return self._said(block, {name: safe(value) for name, value in {**self.values, **values}.items()})

    def plain(self, block: str, **values: Any) -> str:
        """A text that Slack shows as it is: labels, titles, and what goes to a customer."""
        return self._said(block, {**self.values, **values})

    def _said(self, block: str, values: Mapping[str, Any]) -> str:
        return WORDING.render(self.language, f"{self.file}/{block}", {"now": self.now.isoformat(), **values}, self.zone)


def safe(value: Any) -> Any:
    """A value without markup; markup of our own is marked as such."""
    if isinstance(value, Markup):
        return value.text
    if isinstance(value, list):
        return [safe(one) for one in value]
    return escaped(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Markup:
    """A text that may hold Slack's markup, because we wrote it: a mention."""

    text: str


def person(agent: str) -> Markup:
    """Somebody of staff: a mention where it is a Slack id, else their name."""
    if agent == "everybody":
        return Markup("<!here>")
    known = agent[:1] in {"U", "W"} and agent.isalnum() and agent.isupper()
    return Markup(f"<@{agent}>" if known else escaped(agent))
