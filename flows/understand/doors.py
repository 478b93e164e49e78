"""What was said about the door: instructions in the customer's own words, addresses, units, telephone numbers."""

import re
from functools import lru_cache

from flows.understand.flat import Flat
from flows.understand.rules import Rules, grouped
from flows.understand.words.form import Words

BLOT = "\x00"
_PHONE = re.compile(r"(?<![\w#*])\+?\(?\d{1,4}\)?(?:[ .-]{0,2}\(?\d{2,4}\)?){2,4}(?![\w#*])")
_PHONE_DIGITS = range(9, 16)
_PARTS = re.compile(r"[^.!?;\n\x00]+")
_COMMAS = re.compile(r"[^,]+")


def blot(text: str, begin: int, end: int) -> str:
    """The text with a span made unreadable, every other place unmoved."""
    return text[:begin] + BLOT * (end - begin) + text[end:]


def phone(text: str) -> tuple[int, int] | None:
    """Where a telephone number stands."""
    for match in _PHONE.finditer(text):
        if sum(one.isdigit() for one in match[0]) in _PHONE_DIGITS:
            return match.span()
    return None


@lru_cache(maxsize=32)
def _shapes(words: Words) -> tuple[re.Pattern[str], re.Pattern[str]]:
    quick = [grouped(one) for one in (words.address, words.unit)]
    return (re.compile(rf"(?<![\w#])(?:{quick[0]})(?!\w)"),
            re.compile(rf"(?<!\w){quick[1]}[ .:#]*(?P<unit>\d{{1,5}} ?-?[a-z]?(?!\w)|[a-z]-?\d{{1,4}}(?!\w)|(?<= )[a-z](?!\w))"))


def address(text: str, words: Words) -> tuple[int, int] | None:
    """Where a street with its number stands."""
    match = _shapes(words)[0].search(text)
    return match.span() if match else None


def unit(flat: Flat, text: str, words: Words) -> str | None:
    """The flat's number."""
    match = _shapes(words)[1].search(text)
    return flat.words_of(*match.span("unit")) if match else None


def instruction(flat: Flat, text: str, rules: Rules) -> str | None:
    """The sentences that tell the driver something, as they were typed, without greetings and thanks around them."""
    cue = rules.cues.get("delivery_instruction")
    spans = [span for part in _PARTS.finditer(text) if cue and cue.search(part[0]) and (span := _trim(part, rules))]
    if not spans:
        return None
    return ". ".join(flat.words_of(*span) for span in spans)


def _trim(part: re.Match[str], rules: Rules) -> tuple[int, int] | None:
    said, begin = part[0], part.start()
    lead = len(said) - len(said.lstrip(" ,:-"))
    front = rules.front.match(said, lead)
    start = front.end() if front else lead
    back = rules.back.search(said, start)
    end = back.start() if back else len(said.rstrip(" ,:-"))
    return (begin + start, begin + end) if end > start else None


def whole(flat: Flat, rules: Rules) -> str:
    """All of the words, without greetings and thanks around them."""
    match = re.match(r"(?s).*", flat.text)
    span = _trim(match, rules) if match else None
    return flat.words_of(*span) if span else flat.original.strip()
