"""One text with everything there is to weigh about it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.understand import doors
from flows.understand.asking import language_wish
from flows.understand.codes import Code, code_in
from flows.understand.flat import Flat
from flows.understand.rules import Rules
from flows.understand.scores import Picked, option, score
from flows.understand.times import When, whens
from flows.understand.twodays import called_off
from flows.understand.understood import Slots

FEW = 4
"""Words of a message that is hardly more than an answer."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything there is to weigh about one text. `given` is a score, `chosen` an option, `language` one asked for.

    `other_day`: one day is called off, and another wanted.
    """

    flat: Flat
    text: str
    context: str
    rules: Rules
    cues: frozenset[str]
    code: Code | None
    when: When | None
    slots: Slots
    given: Picked | None
    chosen: Picked | None
    language: str
    other_day: bool = False

    def short(self, words: int = FEW) -> bool:
        """Hardly more than an answer."""
        return len(self.flat.text.split()) <= words

    def asked(self, *contexts: str) -> bool:
        """Whether one of these was asked last."""
        return self.context in contexts


def hear(flat: Flat, context: str, now: datetime, spoken: Rules) -> Heard:
    """Read codes first, then numbers of other kinds, so that what is left is times and words."""
    words = spoken.words
    rung = doors.phone(flat.text)
    busy = [span for span in (rung, doors.address(flat.text, words)) if span]
    code = code_in(flat, words, asked=context == "driver_relay", busy=busy, phone=rung)
    text = doors.blot(flat.text, code.told, code.over) if code else flat.text
    called = doors.phone(text)
    lives = doors.address(text, words)
    plain = text
    for span in (called, lives):
        plain = doors.blot(plain, *span) if span else plain
    off = called_off(plain, words)
    plain = doors.blot(plain, *off) if off else plain
    plain = _unpicked(plain, asked=context in {"reschedule_offer", "confirm_window"})
    flat_unit = doors.unit(flat, text, words)
    slots = Slots(
        code=code.keyed if code else None, code_words=flat.words_of(code.begin, code.end) if code else None,
        unit=flat_unit, address=flat.words_of(*lives) if lives else None,
        phone=flat.words_of(*called) if called else None,
    )
    found = whens(flat, plain, now, words)
    when = _best(_but_today([one for one in found if not one.unwanted], now) or list(found))
    cues = cued(text, spoken)
    asked = context in {"reschedule_offer", "confirm_window"}
    return Heard(flat, text, context, spoken, cues, code, when, slots,
                 score(flat, words, asked=context == "rating_request", praised="praise" in cues,
                       judged=bool(cues & {"praise", "complaint"}) and not cues & {"missing", "damaged"}),
                 option(flat, words, (when.begin, when.stop) if when else None,
                        offered=context == "reschedule_offer") if asked else None,
                 language_wish(flat, words.code), other_day=off is not None and when is not None)


_REFUSED_DAY = re.compile(
    r"(?:cancel\w*|storn\w*|annul\w*|skip)(?: \w+){0,3}? (?:for|on|fur|am|pour|du|de|del|da|do|para|van|voor|op|di|per) (?P<day>[^\W\d]+)[,.;]")
""" "Cancel it for Tuesday, Friday instead": the first day is what is not wanted."""
_INSTEAD = re.compile(r"(?:instead of|rather than|en vez del?|en lugar del?|au lieu d[eu]|plutot que|(?:an)?statt|em vez d[eao]|in plaats van|ipv|invece (?:di|che))"
                      r"(?: (?:the|el|la|le|il|o|a|on))? (?P<day>[^\W\d]+)")
_PICKED_ONE = re.compile(r"(?:day|morning|afternoon|evening|[ap]m|\d)(?P<one> ones?)(?!\w)(?! (?:pm|am|oclock|thirty|fifteen|forty))")
"""After a list of windows "the Friday one" is no one o'clock."""


def _unpicked(text: str, *, asked: bool) -> str:
    """The text without what looks like a time and is none: a day that is called off, the "one" of a window."""
    if match := _REFUSED_DAY.search(text) or _INSTEAD.search(text):
        text = doors.blot(text, *match.span("day"))
    match = _PICKED_ONE.search(text) if asked else None
    return doors.blot(text, *match.span("one")) if match else text


def cued(text: str, spoken: Rules) -> frozenset[str]:
    """The intents whose words stand in the text."""
    return frozenset(intent for intent, rule in spoken.cues.items() if rule.search(text))


def _but_today(found: list[When], now: datetime) -> list[When]:
    """Beside another day, a bare today is what is to be changed: "Today is bad, how about Friday?"."""
    others = [one for one in found if not one.dayless and not _is_today(one, now)]
    return [one for one in found if not _is_today(one, now)] if others else found


def _is_today(one: When, now: datetime) -> bool:
    whole = one.end is not None and one.end.hour == 0 and one.end.date() == now.date() + timedelta(1)
    return whole and one.start is not None and one.start.date() == now.date() and not one.dayless


def _best(found: list[When]) -> When | None:
    """The time that says most: one with a day before one without, the first of equals."""
    return min(found, key=lambda one: one.dayless, default=None)
