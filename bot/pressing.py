"""Answers that can be pressed in WhatsApp's window: buttons and lists, each the number that could be typed as well.

Inside the window Meta approves nothing, so these are made once at Twilio and used as they are. A message of several
parts, or one whose values do not fit, goes as words; so does everything where they were not made.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2s
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.approved import reads
from bot.wording import Wording
from integrations.channel import Template
from integrations.twilio.content import BUTTONS, LIST, Pressable, fits
from store import models

FILE = Path(__file__).parents[1] / "templates" / "choices.toml"
AGAIN = "_again"
KINDS = {"buttons": BUTTONS, "list": LIST}


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be pressed beside one wording in one language, with so many rows.

    `variables` are expressions of the text; of rows that depend on values, `each` names them and `title` and
    `description` are expressions of `one`. `made` is how Twilio is told of it.
    """

    wording: str
    language: str
    variables: tuple[str, ...]
    each: str
    title: str
    description: str
    made: Pressable

    @property
    def name(self) -> str:
        """Its name at the provider, with a mark of all that is shown: changed words are another one."""
        told = repr((self.made, self.variables, self.each, self.title, self.description))
        mark = blake2s(told.encode(), digest_size=4).hexdigest()
        return f"porchlight_press_{self.wording.replace('/', '_')}_{self.language}_{len(self.made.rows)}_{mark}"


@cache
def choices() -> dict[tuple[str, str, int], Choice]:
    """All of them, by wording, language and number of rows."""
    found = {}
    for wording, table in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        for language in table["text"]:
            for rows in _rows(table, language):
                button = table.get("button", {}).get(language, "")
                made = Pressable(KINDS[table["kind"]], table["text"][language], button, rows, tuple(table["samples"]))
                found[wording, language, len(rows)] = Choice(
                    wording, language, tuple(table["variables"]), table.get("each", ""), table.get("title", ""),
                    table.get("description", ""), made)
    return found


def _rows(table: Mapping[str, Any], language: str) -> list[tuple[tuple[str, str], ...]]:
    """The rows as they stand, or places for one, two... values behind those of the text."""
    if "rows" in table:
        return [tuple((title, more) for title, more in table["rows"][language])]
    first = len(table["variables"]) + 1
    return [tuple(("{{" + str(at) + "}}", "{{" + str(at + 1) + "}}") for at in range(first, first + 2 * many, 2))
            for many in range(1, table["most"] + 1)]


async def pressed(wordings: tuple[str, ...], language: str, values: Mapping[str, Any], zone: ZoneInfo,
                  words: Wording) -> Template | None:
    """What to send in the window in place of words alone; None where words must do."""
    choice = _for(wordings, language, values)
    row = await models.ContentTemplate.get_or_none(name=choice.name) if choice else None
    if choice is None or row is None:
        return None
    filled = [words.phrase(choice.language, one, values, zone) for one in choice.variables]
    shown = [(words.phrase(choice.language, choice.title, {**values, "one": one}, zone),
              words.phrase(choice.language, choice.description, {**values, "one": one}, zone))
             for one in (values[choice.each] if choice.each else ())]
    rows = shown or list(choice.made.rows)
    if not all(filled) or not fits(choice.made.kind, reads(choice.made.text, tuple(filled)), rows):
        return None
    listed = "\n".join(f"{number} {title} {more}".rstrip() for number, (title, more) in enumerate(rows, 1))
    variables = (*filled, *(part for row_ in shown for part in row_))
    return Template(row.sid, variables, f"{reads(choice.made.text, tuple(filled))}\n\n{listed}")


def _for(wordings: tuple[str, ...], language: str, values: Mapping[str, Any]) -> Choice | None:
    if len(wordings) != 1:
        return None
    wording = wordings[0].removesuffix(AGAIN)
    for spoken in (language, language.split("-", maxsplit=1)[0], "en"):
        of = [one for (name, tongue, _), one in choices().items() if (name, tongue) == (wording, spoken)]
        if of:
            many = len(values.get(of[0].each) or ()) if of[0].each else len(of[0].made.rows)
            return choices().get((wording, spoken, many))
    return None


def head(body: str) -> str:
    """The text alone of what was pressed beside: as the provider tells of it, which leaves the rows out."""
    return body.partition("\n\n")[0]
