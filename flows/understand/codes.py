"""Door codes, told apart from clock times, prices, phone and order numbers and house numbers.

A code that was not meant is worse than one that was missed, so a bare number is a code only while a driver is asking
for one, or when it carries a key (# or *).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import zip_longest

from flows.understand import spelled
from flows.understand.around_codes import (
    AND_PRESS,
    ARTICLED,
    CORRECTS,
    COUNTED,
    COUNTS,
    DEAD,
    NAMES,
    NO_CODE,
    NOT_THIS,
    OTHER_CODE,
    SHARP,
    YEAR,
)
from flows.understand.flat import Flat
from flows.understand.model.concepts import concepts
from flows.understand.rules import grouped, listed
from flows.understand.words import LANGUAGES
from flows.understand.words.form import Words

_NUMBER = (r"\d(?: ?[ -] ?\d){2,7}|\d(?:\.\d){3,7}|\d(?:, ?\d){3,7}|\d{2},? (?:and then|und dann|en dan|e poi|then|dann|luego|puis|dan|poi|depois) \d{2}(?! ?\d)|\d{2,4}-\d{2,4}|\d{1,4}[#*]\d{1,4}|\d{2} \d{2}(?! ?\d)|[a-z]\d{1,4}[a-z]\d{1,4}|\d{1,4}[a-z]\d{1,4}"
           r"|[a-z]?\d{1,8}[a-z]?")
_NOT_AFTER = r"(?![\w:/]|[.,]\d|-\d| ?[ap]\.?m\b| ?(?:h|hrs?|uhr|oclock|min\w*|stars?|st|nd|rd|th)\b| ?[%€$£]| ?(?:of|out of) \d)"
_OF = "for|to|on|at|para|de|del|do|da|pour|du|fur|vom|am|per|voor|van|della?"
_IS = "is|s|es|est|ist|e|zijn|as|para|for|pour|fur|voor|per"
_OPENS = ("opens?|open|abre|abren|ouvre|offnet|macht|opent|apre|gets you|will get you|should get|lets you|works on|works for|works at|"
          "for|para|pour|fur|voor|per|on|at|in")
_BEFORE_LONGEST, _LEAST_WITH_KEY, _LEAST_ANNOUNCED, _LEAST_AT_A_GATE, _LEAST_ALONE, _MOST_ALONE = 48, 2, 3, 4, 3, 6

_MOST_DIGITS = 8
_BEHIND = 24
_FIGURE = re.compile(r"\d")
_MOST_NEAR = 6
_DOORS = frozenset({"door", "gate", "open", "code", "press", "key", "lock", "use"})
"""Concepts of a door that opens."""

Span = tuple[int, int]
_ALONE = 3


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it is to be keyed.

    `begin` and `end` hold its words in the flat text; `told` and `over` all that was said of it ("use 1 2 for the door").
    Not `sure`: a number near a door, which may be something else; the trained model has to agree.
    """

    keyed: str
    begin: int
    end: int
    told: int
    over: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Shapes:
    value: re.Pattern[str]
    figures: re.Pattern[str]
    piece: re.Pattern[str]
    words: Words
    star: re.Pattern[str]
    noun: re.Pattern[str]
    gate: re.Pattern[str]
    says: re.Pattern[str]
    ring: re.Pattern[str]
    never: re.Pattern[str]
    old: re.Pattern[str]
    where: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def _of_all(name: str) -> str:
    """The names of a key in every language: who says "gato" after a number means the key."""
    return "(?:" + "|".join(grouped(getattr(words.codes, name)) for words in LANGUAGES.values()) + ")"


@lru_cache(maxsize=32)
def _shapes(words: Words) -> _Shapes:
    told = words.codes
    hashes, stars = (_of_all(one) for one in ("hash_key", "star_key"))
    joins = grouped(told.joins)
    spoken = rf"(?:{listed('|'.join(spelled.digits(words)))})"
    key = rf"(?:{hashes}|{stars})"
    small = rf"(?:[ ,]+(?:{joins}|{AND_PRESS})(?!\w))"
    before = rf"(?<![\w.:/$€£])(?<!\d[,-])(?:{key}{small}{{0,2}}[ ,]*)?"
    after = rf"(?:{small}{{0,3}}[ ,(+]*(?:{key}|{SHARP})(?!\w)|{_NOT_AFTER})"
    lone = rf"(?!(?:een|un|una|uno|une|um|uma|ein|eine|einen|one)(?!\w)){spoken}(?={small}{{0,3}}[ ,(+]*{key})"
    return _Shapes(
        value=re.compile(f"{before}(?P<number>{_NUMBER}|{spelled.sequence(words)}|{lone}){after}"),
        figures=re.compile(f"{before}(?P<number>{_NUMBER}){after}"),
        piece=re.compile(rf"(?P<star>{stars})|(?P<hash>{hashes}|(?<!\w)sharp(?!\w))|{spelled.piece(words)}|(?P<digit>\d)"
                         r"|(?P<letter>(?<!\w)[a-z](?=\d)|(?<=\d)[a-z](?!\w)|(?<=\d)[a-z](?=\d))"),
        words=words,
        star=re.compile(stars),
        noun=re.compile(rf"(?<!\w)(?:{grouped(told.nouns)})(?!\w)(?!.*\d)"),
        gate=re.compile(rf"(?<!\w)(?:{grouped(told.gates)})(?:[ :=,-]|(?:is|s|{joins})\b)*$"),
        says=re.compile(rf"(?<!\w)(?:{grouped(told.says)})[ :]*$"),
        ring=re.compile(rf"(?<!\w)(?:{grouped(told.rings)})[ :#]*$"),
        never=re.compile(rf"(?<!\w)(?:{grouped(told.never)})s?\b[\W_]*(?:(?:code|number|no|nr|is|s|the|es|est|ist)\W+)*$"),
        where=re.compile(rf"(?: (?:{_OF})(?: \w+){{0,2}} (?:{grouped(told.gates)}))?(?!\w)"),
        behind=re.compile(rf"[ ,]*(?:(?:{_IS}) (?:\w+ ){{0,2}}?(?:{grouped(told.nouns)})|(?:{_OPENS}) (?:\w+ ){{0,3}}?(?:{grouped(told.gates)}))(?!\w)"),
        old=re.compile(rf"(?<!\w)(?:{grouped(told.old)})(?:\W*(?:(?:code|one|is)\W+)?$|{ARTICLED})"),
    )


@lru_cache(maxsize=32)
def _of_figures(words: Words) -> _Shapes:
    """The shapes where no number is told in words: they are found in a third of the time."""
    shapes = _shapes(words)
    return replace(shapes, value=shapes.figures)


def code_in(flat: Flat, words: Words, *, asked: bool, busy: Sequence[Span] = (), phone: Span | None = None) -> Code | None:
    """The code that the text tells, if it tells one. Two codes are kept together, in order.

    `asked`: a driver is asking for it at this moment. `busy` is where a telephone number or an address stands; a part of
    a telephone number, `phone`, is never a code.
    """
    told = spelled.heard(flat.text, words)
    if not told and not _FIGURE.search(flat.text):
        return None
    shapes = _shapes(words) if told else _of_figures(words)
    found = [one for one in _codes(flat, shapes, asked=asked) if not (phone and phone[0] <= one.begin < phone[1])]
    if not found:
        return next(iter(_corrected(flat.text, list(_near_a_door(flat, shapes, busy, asked=asked)))), None)
    if asked:
        found = sorted([*found, *_alike(flat, shapes, found, busy)], key=lambda one: one.begin)
    keyed = ", ".join(dict.fromkeys(one.keyed for one in _corrected(flat.text, found)))
    return Code(keyed, found[0].begin, found[-1].end, found[0].told, found[-1].over)


def _codes(flat: Flat, shapes: _Shapes, *, asked: bool) -> Iterator[Code]:
    for match in shapes.value.finditer(flat.text):
        keyed = _keyed(match[0], shapes)
        if OTHER_CODE.search(flat.text[max(0, match.start() - _BEFORE_LONGEST):match.end() + _BEHIND]):
            continue
        if not 1 <= sum(one.isdigit() for one in keyed) <= _MOST_DIGITS:
            continue
        before = re.split(r"[.!?;\n]", flat.text[max(0, match.start() - _BEFORE_LONGEST):match.start()])[-1]
        if (len(keyed) <= _LEAST_ALONE and keyed.isdigit() and COUNTED.match(flat.text, match.end())) or YEAR.search(before + match[0]):
            continue
        if NAMES.search(before) or DEAD.match(flat.text, match.end()) or (NO_CODE.search(before) and keyed.isdigit()):
            continue
        told = _told(keyed, before, shapes, asked=asked)
        if told is None and len(keyed) >= _LEAST_AT_A_GATE and shapes.behind.match(flat.text, match.end()) and not shapes.never.search(before):
            told = len(before)
        if told is None and asked and _alone(flat.text, match, before, keyed, shapes) and not spelled.clocklike(match[0], shapes.words):
            told = len(before)
        if told is not None and not shapes.old.search(before) and not NOT_THIS.search(before):
            where = shapes.where.match(flat.text, match.end())
            yield Code(keyed, match.start(), match.end(), match.start() - len(before) + told,
                       where.end() if where else match.end())


def _alike(flat: Flat, shapes: _Shapes, found: Sequence[Code], busy: Sequence[Span]) -> Iterator[Code]:
    """Numbers as long as a code that was told beside them: "first 4471, then 5520 at the inner door"."""
    sizes = {len(one.keyed.strip("#*")) for one in found}
    for match in shapes.value.finditer(flat.text):
        keyed, place = _keyed(match[0], shapes), match.start()
        before = re.split(r"[.!?;\n]", flat.text[max(0, place - _BEFORE_LONGEST):place])[-1]
        bare = keyed.strip("#*")
        if (len(bare) < _LEAST_AT_A_GATE or len(bare) not in sizes or any(one.begin <= place < one.end for one in found)
                or any(start <= place < end for start, end in busy) or shapes.never.search(before) or shapes.old.search(before)
                or NOT_THIS.search(before) or OTHER_CODE.search(before) or YEAR.search(before + match[0]) or COUNTS.search(before) or DEAD.match(flat.text, match.end())):
            continue
        yield Code(keyed, place, match.end(), place, match.end())


def _corrected(text: str, found: list[Code]) -> list[Code]:
    """Without what was taken back: "4417, no wait, 4471"."""
    return [one for one, after in zip_longest(found, found[1:])
            if after is None or not CORRECTS.search(text[one.end:after.begin])]


def _near_a_door(flat: Flat, shapes: _Shapes, busy: Sequence[Span], *, asked: bool) -> Iterator[Code]:
    """Numbers that are likely codes: four keys or more where there is talk of a door, or where a driver stands at one."""
    for match in shapes.value.finditer(flat.text):
        keyed, place = _keyed(match[0], shapes), match.start()
        before = re.split(r"[.!?;\n]", flat.text[:place])[-1]
        after = re.split(r"[.!?;\n]", flat.text[match.end():])[0]
        if (len(keyed) < _LEAST_AT_A_GATE or not any(one.isdigit() for one in keyed) or shapes.never.search(before)
                or shapes.old.search(before) or OTHER_CODE.search(before + after[:_BEHIND]) or any(start <= place < end for start, end in busy)
                or len(keyed) > _MOST_NEAR or YEAR.search(before + match[0]) or (keyed.isdigit() and COUNTS.search(before))):
            continue
        talk = {one for word in re.findall(r"[^\W\d_]+", f"{before} {after}") for one in concepts(word, shapes.words.code)}
        if asked or talk & _DOORS:
            yield Code(keyed, place, match.end(), place, match.end(), sure=False)


def _told(keyed: str, before: str, shapes: _Shapes, *, asked: bool) -> int | None:
    """Where in `before` the announcement begins, None when nothing makes this number a code."""
    digits = sum(one.isdigit() for one in keyed)
    if shapes.never.search(before):
        return None
    has_key = keyed[-1] in "#*" or keyed[0] in "#*"
    noun = shapes.noun.search(before)
    if noun and (digits >= _LEAST_ANNOUNCED or has_key or not keyed.isdigit()):
        return noun.start()
    ring = shapes.ring.search(before) if asked else None
    if ring and not keyed.isdigit() | (digits > 4):  # noqa: PLR2004
        return ring.start()
    gate = shapes.gate.search(before) or (shapes.says.search(before) if asked else None)
    if gate and (digits >= (_LEAST_ALONE if asked else _LEAST_AT_A_GATE) or has_key):
        return gate.start()
    return len(before) if has_key and digits >= _LEAST_WITH_KEY else None


def _alone(text: str, match: re.Match[str], before: str, keyed: str, shapes: _Shapes) -> bool:
    """A bare number, with hardly a word around it: an answer to the driver's question."""
    digits = sum(one.isdigit() for one in keyed)
    after = re.split(r"[.!?;\n]", text[match.end():match.end() + _BEFORE_LONGEST])[0]
    around = sum(len(re.findall(r"\w+", CORRECTS.sub("", one))) for one in (before, after))
    enough = digits if keyed.isdigit() else len(keyed) - 1
    return _LEAST_ALONE <= enough <= _MOST_ALONE and around <= _ALONE and not shapes.never.search(before)


def _keyed(said: str, shapes: _Shapes) -> str:
    """Digits and keys in the order they are pressed."""
    out = []
    for match in shapes.piece.finditer(said):
        if match["digit"] or match["letter"]:
            out.append(match[0].upper())
        elif told := spelled.told(match, shapes.words):
            out.append(told)
        else:
            out.append("*" if match["star"] else "#")
    return "".join(out)
