"""Values to a page of the console: templates, words, and how times are written."""

import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

ROOT = Path(__file__).parents[2] / "templates" / "console"
SECONDS = ((86_400, "d"), (3_600, "h"), (60, "min"))


@cache
def words(language: str) -> SimpleNamespace:
    """Every word of the console in a language, by table and key."""
    tables = tomllib.loads((ROOT / "words" / f"{language}.toml").read_text(encoding="utf-8"))
    return SimpleNamespace(**{name: SimpleNamespace(**table) for name, table in tables.items()})


def draw(name: str, **values: Any) -> str:
    """A template with its values."""
    return ENV.get_template(name).render(language="en", w=words("en"), **values)


def ago(seconds: float) -> str:
    """`now`, `4 min`, `3 h`, `2 d`: a span as short as it can be said."""
    for size, unit in SECONDS:
        if abs(seconds) >= size:
            return f"{int(abs(seconds) // size)} {unit}"
    return "now"


def clock(at: datetime, zone: str) -> str:
    """`2:10 PM` there."""
    return format_time(at.astimezone(ZoneInfo(zone)), "short", locale="en").replace("\u202f", " ")


def day(at: datetime, zone: str) -> str:
    """`Tue, Nov 25` there."""
    return format_date(at.astimezone(ZoneInfo(zone)).date(), "EEE, MMM d", locale="en")


def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader([ROOT, ROOT.parent / "pages"]), undefined=StrictUndefined,
                       autoescape=select_autoescape(("html",)), trim_blocks=True, lstrip_blocks=True)
    made.filters |= {"ago": ago, "clock": clock, "day": day}
    return made


ENV = _environment()
