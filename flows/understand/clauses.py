"""The parts of a message, for people say two things in one: what stands between stops, commas and words like "and"."""

import re
from functools import lru_cache

from flows.understand.rules import listed, rules

MOST = 8
"""Parts looked at; whoever says more has said what they want by then."""


def clauses(text: str, language: str) -> tuple[str, ...]:
    """The parts of a flat text (`Flat.text`); none where it is all one."""
    found = [part for one in _between(language).split(text) if (part := one.strip())]
    return tuple(found[:MOST]) if len(found) > 1 else ()


@lru_cache(maxsize=16)
def _between(language: str) -> re.Pattern[str]:
    return re.compile(rf"[.,;!?\n]+|\s[-\u2013]\s|\s(?:{listed(rules(language).words.joins)})\s")
