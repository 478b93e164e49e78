"""How a language says days, hours, counts and small words. A language is a folder of templates/messages.

Days, times, names of languages and plural forms are CLDR's, by Babel; what a short text needs beside them stands in
the folder's words.toml: `[days]` holds the words for days that are near, the patterns of others in a sentence and in
a list, of a full hour and another time, and of a span; other tables hold small words by name.
"""

import tomllib
from collections.abc import Callable
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal
from jinja2 import pass_context
from jinja2.runtime import Context

ROOT = Path(__file__).parents[1] / "templates" / "messages"
FALLBACK = "en"
COUNT = "#"
NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}
HALVES = frozenset({" am", " pm"})
Small = dict[str, dict[str, str]]


@cache
def languages() -> tuple[str, ...]:
    """Every language there is a folder for, by its code."""
    return tuple(sorted(path.parent.name for path in ROOT.glob("*/words.toml")))


def spoken(language: str) -> str:
    """The language somebody of `language` (BCP 47) is written to: that one, its base, or English."""
    base = language.replace("_", "-").split("-", maxsplit=1)[0].lower()
    return next((one for one in (language, base) if one in languages()), FALLBACK)


def speaks(language: str) -> bool:
    """Whether we write this language at all."""
    return spoken(language) != FALLBACK or language.lower().startswith(FALLBACK)


@cache
def small_words(language: str) -> Small:
    """A language's words.toml."""
    return tomllib.loads((ROOT / language / "words.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1024)
def listed(day: date, language: str) -> str:
    """A day as it stands in a list: its weekday and its date, short."""
    known = spoken(language)
    return format_date(day, small_words(known)["days"]["listed"], locale=known)


def voice(language: str) -> tuple[str, str]:
    """What a caller hears of us: the accent (BCP 47) and a sentence that asks for a text instead."""
    words = small_words(spoken(language))["voice"]
    return words["accent"], words["please_text"]


def plural(count: int, forms: dict[str, str], language: str) -> str:
    """The form that a language counts by (CLDR: one, few, many, other), `#` in it being the count.

    Raises:
        KeyError: the form is not there, and no `other`.
    """
    form = Locale.parse(language).plural_form(count)
    return forms[form if form in forms else "other"].replace(COUNT, format_decimal(count, locale=language))


@pass_context
def _plural(context: Context, count: int, **forms: str) -> str:
    return plural(count, forms, _language(context))


@pass_context
def _tongues(context: Context) -> str:
    """All languages we write, named in this one: `English, French or Spanish`."""
    here = _language(context)
    names = sorted(Locale.parse(one).get_language_name(here) or one for one in languages())
    return format_list(names, style="or", locale=here)


@pass_context
def word(context: Context, key: str, table: str) -> str:
    """A small word out of words.toml, such as a reason; `other` where the table has no such word."""
    words = small_words(_language(context))[table]
    return words[key] if key in words else words["other"]


def _language(context: Context) -> str:
    return str(context["locale"])


def _days(context: Context) -> dict[str, str]:
    return small_words(_language(context))["days"]


def _local(context: Context, instant: str) -> datetime:
    return datetime.fromisoformat(instant).astimezone(context["zone"])


@pass_context
def _day(context: Context, instant: str, pattern: str = "pattern") -> str:
    """`today`, `tomorrow`, `yesterday`, or a weekday with its date."""
    day, now = _local(context, instant).date(), _local(context, str(context["now"])).date()
    words = _days(context)
    near = NEAR.get((day - now).days)
    return words[near] if near else format_date(day, words[pattern], locale=_language(context))


@pass_context
def _clock(context: Context, instant: str) -> str:
    """`2:10 pm` or `14:10`, as the language has it; a full hour is short."""
    local = _local(context, instant)
    pattern = _days(context)["hour" if local.minute == 0 else "time"]
    return format_time(local, pattern, locale=_language(context)).lower().replace("\u202f", " ").replace("\xa0", " ")


@pass_context
def _span(context: Context, start: str, end: str) -> str:
    """`2-4 pm`, `14-16 Uhr`: from one clock time to another."""
    first, last = _clock(context, start), _clock(context, end)
    half = last[-3:]
    return _days(context)["span"].format(start=first.removesuffix(half) if half in HALVES else first, end=last)


@pass_context
def _dayspan(context: Context, iso: str) -> str:
    """A slot `start/end` with its day, as it stands in a list."""
    start, _, end = iso.partition("/")
    return f"{_day(context, start, 'listed')} {_span(context, start, end)}"


@pass_context
def _hours(context: Context, iso: str) -> str:
    """A window `start/end` without its day."""
    start, _, end = iso.partition("/")
    return _span(context, start, end)


FILTERS: dict[str, Callable[..., Any]] = {"day": _day, "clock": _clock, "span": _span, "dayspan": _dayspan,
                                          "hours": _hours, "word": word}
GLOBALS: dict[str, Any] = {"plural": _plural, "languages": _tongues, "mail": False}
"""What every wording may use; `mail` is true where it is said in a mail, which has a way out of its own."""
