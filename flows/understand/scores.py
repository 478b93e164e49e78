"""Scores of one to five, and numbers chosen out of what was offered."""

import re
from dataclasses import dataclass
from functools import lru_cache

from flows.understand.flat import Flat
from flows.understand.rules import grouped, listed
from flows.understand.words.form import Words

_STARS = re.compile(r"[⭐★\U0001F31F]")
_EMPTY = re.compile(r"[☆]")
BEST, OFFERED = 5, 3
_TEN = 10


@dataclass(frozen=True, slots=True)
class _Shapes:
    scaled: re.Pattern[str]
    plain: re.Pattern[str]
    option: re.Pattern[str]
    ordinal: re.Pattern[str]
    torn: re.Pattern[str]
    counted: re.Pattern[str]


@lru_cache(maxsize=32)
def _shapes(words: Words) -> _Shapes:
    quick = {name: grouped(getattr(words, name))
             for name in ("scores", "scale", "before_score", "polite", "option_nouns")}
    small = listed("|".join(word for word, number in words.numbers.items() if 0 <= number <= _TEN))
    number = rf"(?P<n>\d{{1,2}}|{small})"
    lead = rf"[\W_]*(?:(?:{quick['before_score']})(?:[\s,:.!-]+))*"
    ordinals = listed("|".join(words.ordinals))
    return _Shapes(
        scaled=re.compile(rf"(?<![\w/.,$€£-]){number} ?(?:(?P<over>/ ?(?:5|10)(?![\d/]))|(?P<scale>{quick['scale']})(?!\w)"
                          r"(?! ?(?:[^\W\d]+s\b(?<!stars))))"),
        plain=re.compile(rf"{lead}{number}(?![\w%/:]|[.,]\d|-\d)(?P<rest>[\W_]*(?:$|[,.!;:)\n-]|{quick['scores']}(?!\w)|[^\w\s]))"),
        option=re.compile(rf"[\W_]*(?:(?:{quick['before_score']}|{quick['option_nouns']})(?!\w)[\s.:]*|#)*{number}[).:]?"
                          rf"(?:[\s,.!]+(?:{quick['polite']}|{quick['option_nouns']})(?!\w))*[\W_]*$"),
        ordinal=re.compile(rf"(?<!\w)(?P<o>{ordinals})(?!\w)(?: (?:{quick['option_nouns']}|{quick['polite']})(?!\w))*"),
        torn=re.compile(rf"{number} ?(?:or|o|ou|oder|of|-|/|,|and|&) ?\d"),
        counted=re.compile(rf"\d+ ?/ ?\d"),
    )


def _number(said: str, words: Words) -> int:
    return int(said) if said.isdigit() else words.numbers[said]


def score(flat: Flat, words: Words, *, asked: bool, praised: bool) -> int | None:
    """A score of 1 to 5, also when it was given out of ten or in stars. `asked`: we asked for one just now.

    Unasked, only an explicit scale or stars make a number a score, or praise right behind it.
    """
    stars = len(_STARS.findall(flat.text))
    if stars:
        return stars if stars <= BEST else None
    shapes = _shapes(words)
    scaled = shapes.scaled.search(flat.text)
    if scaled:
        return _out_of(scaled, words, flat.text, asked=asked, praised=praised)
    plain = shapes.plain.match(flat.text)
    if plain is None or not (asked or (praised and plain["n"].isdigit())):
        return None
    value = _number(plain["n"], words)
    return value if 1 <= value <= BEST and not shapes.torn.match(flat.text[plain.start("n"):]) else None


def _out_of(match: re.Match[str], words: Words, text: str, *, asked: bool, praised: bool) -> int | None:
    value = _number(match["n"], words)
    said = match["over"] or match["scale"] or ""
    alone = not re.search(r"\w", text[:match.start()] + text[match.end():])
    if match["over"] and not (asked or praised or (alone and value == _TEN)):
        return None
    if _TEN_WORDS.search(said):
        return min(BEST, (value + 1) // 2) if 1 <= value <= _TEN else None
    return value if 1 <= value <= BEST else None


_TEN_WORDS = re.compile(r"10|\b(?:ten|diez|dix|zehn|dez|tien|dieci)\b")


def option(flat: Flat, words: Words) -> int | None:
    """The number of the option that was chosen; the last of three is 3. Two numbers are no choice."""
    shapes = _shapes(words)
    whole = shapes.option.match(flat.text)
    if whole:
        return _number(whole["n"], words) or None
    named = {words.ordinals[match["o"]] for match in shapes.ordinal.finditer(flat.text)}
    if len(named) != 1:
        return None
    value = named.pop()
    return OFFERED if value < 0 else value
