"""What we hold about a person as a page for them to read, in their language."""

import re
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from babel.dates import format_datetime
from jinja2 import Environment, FileSystemLoader

from bot.speaking import spoken

ROOT = Path(__file__).parents[1] / "templates"
ENV = Environment(loader=FileSystemLoader(ROOT), autoescape=True)
THEIRS = frozenset({"words", "text", "name", "address", "notes", "reference", "items", "refused_brands"})
"""What somebody wrote: never put into another word."""
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*")


def page(data: dict[str, Any], language: str) -> str:
    """The page. What has no word of its own in that language, such as a channel's name, stands as it is."""
    language = spoken(language)
    words = tomllib.loads((ROOT / "subject" / f"{language}.toml").read_text(encoding="utf-8"))

    def shown(value: object) -> str:
        if value is None:
            return ""
        text = str(value).lower() if isinstance(value, bool) else str(value)
        if INSTANT.fullmatch(text):
            return format_datetime(datetime.fromisoformat(text), "medium", locale=language)
        return str(words["values"].get(text, text))

    env = ENV.overlay()
    env.filters = ENV.filters | {"shown": shown}
    return env.get_template("subject.html").render(data=data, w=words, language=language, theirs=THEIRS)
