"""The languages of the day, from `tongues/`: what customers say in each, what they know a text by, and what it is in.

The judge tells a language by words of its own list, never by what the service says it sent. A test holds the list to
every wording that a customer can get.
"""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

DEPOT_SPEAKS = "en"
"""What somebody is written to in whose language nobody knows yet."""
LANGUAGES = ("en", "es", "fr", "de", "pt", "nl", "it")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
KEPT = ("door", "dog", "bell")
"""What is said with these is kept for the door, and may be shown again with the next menu."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language: `hears` tells by a pattern what a text is about, `says` holds the wordings of each intent."""

    code: str
    hears: dict[str, str]
    says: dict[str, tuple[str, ...]]
    agent: str
    marks: frozenset[str]


@cache
def tongue(code: str) -> Tongue:
    """The language of a code, read once."""
    raw = tomllib.loads((files("simulator.day.tongues") / f"{code}.toml").read_text(encoding="utf-8"))
    says = {name: tuple(texts) for name, texts in raw["says"].items() if name != "agent"}
    return Tongue(code, raw["hears"], says, raw["says"]["agent"], frozenset(raw["marks"].split()))


def scores(text: str) -> dict[str, int]:
    """How many of a text's words each language has among its marks."""
    words = Counter(word.casefold().replace("’", "'") for word in WORD.findall(text))
    return {code: sum(count for word, count in words.items() if word in tongue(code).marks) for code in LANGUAGES}


def means(code: str, meaning: str, text: str) -> bool:
    """Whether a text in this language is about that."""
    return re.search(tongue(code).hears[meaning], text, re.IGNORECASE | re.DOTALL) is not None


@cache
def kept_for_the_door() -> frozenset[str]:
    """Every wording that is kept, with its blank."""
    return frozenset(text for code in LANGUAGES for name in KEPT for text in tongue(code).says[name])
