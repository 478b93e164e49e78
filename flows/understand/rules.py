"""The languages' rules, compiled once: a rule is what `words/form.py` says it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from flows.understand.words import LANGUAGES
from flows.understand.words.form import Words

_GAP = r"[^.!?\n]{0,30}?"


def compile_rule(lines: str) -> re.Pattern[str]:
    """One alternative a line, whole words. A line that ends in a backslash goes on in the next."""
    return re.compile(rf"(?<!\w)(?:{_rule(lines)})(?!\w)")


def _rule(lines: str) -> str:
    joined = re.sub(r"\\\n\s*", "", lines)
    alternatives = [line.strip() for line in joined.splitlines() if line.strip()]
    return grouped("|".join(f"({one})" for one in alternatives) or "(?!)").replace("~", _GAP)


def listed(alternatives: str) -> str:
    """Words parted by `|`, quoted, the longest first: a piece of a rule."""
    return "|".join(re.escape(one) for one in sorted(alternatives.split("|"), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Rules:
    """One language, ready to be asked."""

    words: Words
    cues: Mapping[str, re.Pattern[str]]
    driver: Mapping[str, re.Pattern[str]]
    reasons: Mapping[str, re.Pattern[str]]
    leave_me: re.Pattern[str]
    stay: re.Pattern[str]
    yes: re.Pattern[str]
    no: re.Pattern[str]
    ack: re.Pattern[str]
    asks_language: Mapping[str, re.Pattern[str]]
    front: re.Pattern[str]
    back: re.Pattern[str]


@lru_cache(maxsize=32)
def rules(language: str) -> Rules:
    """The rules of a language; KeyError when there is none."""
    words = LANGUAGES[language]
    polite = rf"(?:[\s,.!]+(?:{words.polite})(?!\w))*"
    return Rules(
        words,
        {intent: compile_rule(lines) for intent, lines in words.cues.items()},
        {intent: compile_rule(lines) for intent, lines in words.driver.items()},
        {reason: compile_rule(lines) for reason, lines in words.reasons.items()},
        compile_rule(words.leave_me),
        compile_rule(words.stay),
        _answer(words.yes, polite),
        _answer(words.no, polite),
        _answer(words.ack, polite),
        {wanted: _whole(one) for wanted, one in words.asks_language.items()},
        re.compile(rf"(?:(?:{grouped(words.trim_front)})(?!\w)[\s,:.!-]*)+"),
        re.compile(rf"(?:[\s,:.!-]*(?<!\w)(?:{grouped(words.trim_back)})(?!\w))+[\s,:.!-]*$"),
    )


def grouped(rule: str) -> str:
    """A rule whose plain brackets only group."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", rule)


def _answer(answers: str, polite: str) -> re.Pattern[str]:
    """A whole short answer, said once or twice, with or without politeness."""
    one = grouped(answers)
    return re.compile(rf"[\W_]*{one}(?:[\s,.!-]+{one})?{grouped(polite)}[\W_]*$")


def _whole(wish: str) -> re.Pattern[str]:
    return re.compile(rf"[\W_]*(?:{_rule(wish)})[\W_]*$")


def known(language: str) -> str:
    """The language we have for a BCP 47 tag; English where we have none."""
    base = language.replace("_", "-").split("-", maxsplit=1)[0].casefold()
    return base if base in LANGUAGES else "en"
