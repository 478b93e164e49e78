"""How our messages look: Block Kit, drawn from words that are ready and cut to Slack's limits. Pure.

Slack refuses a message with one text too long, so every text is cut here, never refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from integrations.slack.acts import Act

Block = dict[str, Any]
LONGEST_SECTION, LONGEST_HEADER, LONGEST_LABEL, LONGEST_NOTICE = 3000, 150, 75, 3000
IN_A_ROW, MOST_LINES = 5, 10


@dataclass(frozen=True, slots=True)
class Button:
    """A button: what it says, what it does, and `primary` or `danger` where it stands out."""

    label: str
    act: Act
    style: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A message: a plain title, lines of mrkdwn, quoted words, a small last line, buttons. Empty parts are left out."""

    title: str = ""
    lines: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    foot: str = ""
    buttons: tuple[Button, ...] = ()

    @property
    def notice(self) -> str:
        """What a notification and a screen reader say of it."""
        words = self.title or next(iter((*self.lines, *self.quotes, self.foot)), "")
        return cut(words.replace("*", ""), LONGEST_NOTICE) or "…"


def blocks(card: Card) -> list[Block]:
    """The card as Slack takes it."""
    drawn: list[Block] = [{"type": "header", "text": plain(card.title, LONGEST_HEADER)}] if card.title else []
    drawn += [section("\n".join(some)) for some in _groups(card.lines)]
    drawn += [section("\n".join(f"> {line}" for words in card.quotes for line in words.splitlines() or [""]))
              ] if card.quotes else []
    drawn += [{"type": "context", "elements": [{"type": "mrkdwn", "text": cut(card.foot, LONGEST_SECTION)}]}
              ] if card.foot else []
    return drawn + rows(card.buttons)


def _groups(lines: Sequence[str]) -> list[Sequence[str]]:
    return [lines[start:start + MOST_LINES] for start in range(0, len(lines), MOST_LINES)]


def rows(buttons: Sequence[Button]) -> list[Block]:
    """Buttons, five in a row. An action id names the act and its choice, so that no two are alike."""
    return [{"type": "actions", "elements": [_button(one) for one in buttons[start:start + IN_A_ROW]]}
            for start in range(0, len(buttons), IN_A_ROW)]


def _button(one: Button) -> Block:
    made: Block = {"type": "button", "text": plain(one.label, LONGEST_LABEL), "value": one.act.value,
                   "action_id": ".".join(part for part in (str(one.act.do), one.act.more) if part)}
    return made | ({"style": one.style} if one.style else {})


def section(text: str) -> Block:
    """Some mrkdwn."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": cut(text, LONGEST_SECTION) or "…"}}


def plain(text: str, longest: int) -> Block:
    """A plain text of at most so many characters."""
    return {"type": "plain_text", "text": cut(text, longest) or "…", "emoji": True}


def cut(text: str, longest: int) -> str:
    """The text, or as much of it as fits with a mark that something is missing."""
    return text if len(text) <= longest else f"{text[:longest - 1]}…"


def escaped(text: str) -> str:
    """Somebody's words, so that none of them is a mention, a link or markup of Slack's."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
