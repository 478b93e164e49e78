"""How our forms look: modal views. Pure. A form carries the act it is for, and decides nothing by being opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from integrations.slack.acts import Act
from integrations.slack.cards import plain, section

View = dict[str, Any]
LONGEST_TITLE, LONGEST_CHOICE, LONGEST_WORDS = 24, 75, 1000
PICTURES = ["jpg", "jpeg", "png", "heic", "webp"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its value and what it says."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field. With `choices` it is a menu, which with `lively` answers at once; `files` makes it a picture.

    `block` distinguishes a redrawn field from the one that stood there: Slack keeps what was typed under the same one.
    """

    name: str
    label: str
    choices: tuple[Choice, ...] = ()
    first: str = ""
    optional: bool = False
    long: bool = False
    lively: bool = False
    files: bool = False
    block: str = ""


def form(act: Act, title: str, send: str, close: str, fields: Sequence[Field], hint: str = "") -> View:
    """A form with these fields."""
    drawn = ([section(hint)] if hint else []) + [_input(one) for one in fields]
    return {"type": "modal", "callback_id": str(act.do), "private_metadata": act.value, "blocks": drawn,
            "title": plain(title, LONGEST_TITLE), "submit": plain(send, LONGEST_TITLE),
            "close": plain(close, LONGEST_TITLE)}


def sorry(title: str, close: str, words: str) -> View:
    """Words instead of a form: it cannot be done now."""
    return {"type": "modal", "callback_id": "sorry", "blocks": [section(words)],
            "title": plain(title, LONGEST_TITLE), "close": plain(close, LONGEST_TITLE)}


def _input(one: Field) -> dict[str, Any]:
    made = {"type": "input", "block_id": one.block or one.name, "label": plain(one.label, 2000),
            "element": _element(one), "optional": one.optional}
    return made | ({"dispatch_action": True} if one.lively else {})


def _element(one: Field) -> dict[str, Any]:
    if one.files:
        return {"type": "file_input", "action_id": one.name, "filetypes": PICTURES, "max_files": 1}
    if one.choices:
        options = [{"text": plain(each.label, LONGEST_CHOICE), "value": each.value} for each in one.choices]
        first = next((each for each in options if each["value"] == one.first), None)
        return {"type": "static_select", "action_id": one.name, "options": options} | (
            {"initial_option": first} if first else {})
    made = {"type": "plain_text_input", "action_id": one.name, "multiline": one.long, "max_length": LONGEST_WORDS}
    return made | ({"initial_value": one.first[:LONGEST_WORDS]} if one.first else {})


def errors(**by_block: str) -> dict[str, Any]:
    """The acknowledgement that keeps a form open and says what is missing where."""
    return {"response_action": "errors", "errors": by_block}
