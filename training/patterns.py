"""Examples written a line a meaning: patterns, of which sentences are drawn, and whole sentences side by side.

`contexts | intents | pattern`, contexts by their first letters (`SHORT`). In a pattern `{a|b}` is one or the other, and
each line stands for a few of all its sentences; they share a fold, so that none is judged by what its brothers taught.
`contexts | intents | sentence | sentence ...` holds whole sentences, each after every one of its questions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

WHERE = Path(__file__).parent / "patterns"
SAID = Path(__file__).parent / "said"
SHORT = {"n": "none", "w": "confirm_window", "o": "reschedule_offer", "r": "rating_request", "g": "driver_relay",
         "dm": "driver_menu", "dr": "driver_reason", "dw": "driver_which", "df": "driver_free"}
MOST = 10
"""Sentences made of one pattern."""
_EITHER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Made:
    """One sentence of a pattern: after which question, what it means, and the pattern it comes from."""

    text: str
    context: str
    intents: tuple[str, ...]
    language: str
    pattern: str


def made() -> Iterator[Made]:
    """The sentences of every pattern of every language. Raises ValueError where a line has not its three parts."""
    for path in sorted(WHERE.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            contexts, intents, pattern = line.split(" | ", maxsplit=2)
            yield from _sentences(path.stem, contexts.split(","), tuple(intents.split(",")), pattern)


def said() -> Iterator[Made]:
    """The whole sentences of every language. Raises ValueError where a line has not its three parts."""
    for path in sorted(SAID.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            contexts, intents, *sentences = line.split(" | ")
            for text in sentences:
                yield from (Made(text, SHORT[one], tuple(intents.split(",")), path.stem, text) for one in contexts.split(","))


def _sentences(language: str, contexts: list[str], intents: tuple[str, ...], pattern: str) -> Iterator[Made]:
    dice = Random(pattern)  # noqa: S311 the same dice every time
    drawn = dict.fromkeys((_drawn(pattern, dice), SHORT[dice.choice(contexts)]) for _ in range(3 * MOST))
    for text, context in list(drawn)[:MOST]:
        yield Made(text, context, intents, language, pattern)


def _drawn(pattern: str, dice: Random) -> str:
    text = _EITHER.sub(lambda match: dice.choice(match[1].split("|")), pattern)
    return re.sub(r"\s+", " ", text).replace(" ,", ",").strip()
