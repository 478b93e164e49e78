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
_ARTICLES = re.compile(r"\b(?:the|el|la|le|den|der|die|das|de|het|il|lo|o|a|l)\b")


@dataclass(frozen=True, slots=True)
class Picked:
    """A number that was given. Not `sure`: there are more words around it, which may mean something else."""

    value: int
    sure: bool


@dataclass(frozen=True, slots=True)
class _Shapes:
    scaled: re.Pattern[str]
    plain: re.Pattern[str]
    option: re.Pattern[str]
    ordinal: re.Pattern[str]
    torn: re.Pattern[str]
    leading: re.Pattern[str]
    given: re.Pattern[str]
    called: re.Pattern[str]
    denied: re.Pattern[str]


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
        leading=re.compile(rf"{lead}{number}(?![\w%/:]|[.,]\d|-\d| ?[€$£])(?=[\W_])"),
        given=re.compile(rf"(?<!\w)(?:{quick['before_score']})[\s:]+(?:\w+ ){{0,2}}?(?<!\w){number}(?![\w%/:]|[.,]\d|-\d| ?[€$£])[\W_]*$"),
        called=re.compile(rf"(?<!\w)(?:{quick['option_nouns']})[\s.:#]*(?<![\w.,:]){number}(?![\w%/:]|[.,]\d|-\d)"),
        denied=re.compile(r"(?<!\w)(?:not|no|isnt|never|kein\w*|nicht|pas|ne|non|nao|geen|niet|nunca)(?: \w+)?\W*$"),
    )


def _number(said: str, words: Words) -> int:
    return int(said) if said.isdigit() else words.numbers[said]


def score(flat: Flat, words: Words, *, asked: bool, praised: bool) -> Picked | None:
    """A score of 1 to 5, also when it was given out of ten or in stars. `asked`: we asked for one just now.

    Unasked, only an explicit scale or stars make a number a score, or praise right behind it.
    """
    stars = len(_STARS.findall(flat.text))
    if stars:
        return Picked(stars, sure=True) if stars <= BEST else None
    shapes = _shapes(words)
    scaled = shapes.scaled.search(flat.text)
    if scaled:
        value = _out_of(scaled, words, flat.text, asked=asked, praised=praised)
        denied = shapes.denied.search(flat.text[:scaled.start()])
        return Picked(value, sure=True) if value and not denied else None
    plain = shapes.plain.match(flat.text)
    if plain and (asked or (praised and plain["n"].isdigit())):
        return _picked(plain, words, shapes, flat.text, BEST, sure=True)
    loose = (shapes.leading.match(flat.text) or shapes.given.search(flat.text)) if asked else None
    return _picked(loose, words, shapes, flat.text, BEST, sure=False) if loose else None


def _picked(match: re.Match[str], words: Words, shapes: _Shapes, text: str, most: int, *, sure: bool) -> Picked | None:
    value = _number(match["n"], words)
    torn = shapes.torn.match(text[match.start("n"):])
    return Picked(value, sure) if 1 <= value <= most and not torn else None


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


def option(flat: Flat, words: Words, busy: tuple[int, int] | None = None) -> Picked | None:
    """The number of the option that was chosen; the last of three is 3. Two numbers are no choice.

    `busy` is where a time stands: "2 pm" chooses nothing, but "the 2nd" may.
    """
    shapes = _shapes(words)
    whole = shapes.option.match(flat.text)
    if whole:
        return _picked(whole, words, shapes, flat.text, OFFERED, sure=True)
    named = [match for match in shapes.ordinal.finditer(flat.text) if not _within(match.span("o"), busy, flat.text)]
    values = {words.ordinals[match["o"]] for match in named}
    if len(values) == 1:
        value = values.pop()
        return Picked(OFFERED if value < 0 else value, sure=True)
    loose = shapes.leading.match(flat.text) or shapes.called.search(flat.text)
    if loose is None or values or _within(loose.span("n"), busy, flat.text):
        return None
    return _picked(loose, words, shapes, flat.text, OFFERED, sure=False)


def _within(span: tuple[int, int], busy: tuple[int, int] | None, text: str) -> bool:
    """Whether a number belongs to a time that says more than the number."""
    if busy is None or not busy[0] <= span[0] < busy[1]:
        return False
    return re.search(r"\w", _ARTICLES.sub("", text[busy[0]:span[0]] + " " + text[span[1]:busy[1]])) is not None
