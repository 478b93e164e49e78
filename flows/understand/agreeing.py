"""A yes that names the day: "Tuesday is good" after "Tuesday 2 to 4, is that good?" wishes for no other time."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from flows.understand.customer import Weighed
from flows.understand.heard import Heard
from flows.understand.model.concepts import concepts
from flows.understand.times import When

Offered = tuple[datetime, datetime]
"""The window we asked about: when it begins and when it ends, both aware."""
_WISH, _YES = "reschedule", "confirm_yes"
_GOOD, _BAD = {"works", "yes", "great"}, {"not", "away", "work", "bad", "change", "another", "cancel", "nolonger"}
"""Concepts that welcome a time, and those that do not."""
_SHORTEST, GUESSED = 3, 0.5
"""Letters of a word that says something, and how sure a guess is at most."""


def agreed(found: Weighed, heard: Heard, offered: Offered | None) -> Weighed:
    """What was weighed, with a wish for a time that holds the whole window offered turned into a yes.

    So is a guess, where such a time was named. A word of changing ("another time on Tuesday", "rather"), a no, or a
    question leaves it as it is.
    """
    when = heard.when
    if offered is None or when is None or not heard.asked("confirm_window"):
        return found
    if _WISH not in found.intents and (found.confidence >= GUESSED or len(found.intents) > 1):
        return found
    if {_WISH, "nevermind"} & heard.cues or {"deny_no", "cancel"} & {*found.intents} or heard.other_day or "?" in heard.text:
        return found
    if not (_holds(when, offered) and _welcomed(heard, when)):
        return found
    wished = found.intents if _WISH in found.intents else (_WISH,)
    intents = tuple(dict.fromkeys(_YES if one == _WISH else one for one in wished))
    slots = replace(found.slots, time_phrase=None, start=None, end=None) if "availability" not in intents else found.slots
    return Weighed(intents, slots, found.confidence, (*found.why, "the time we asked about"))


def _welcomed(heard: Heard, when: When) -> bool:
    """Whether nothing is said beside the time, or that it is good: "Tuesday I work" is no yes."""
    rest = heard.text[:when.begin] + " " + heard.text[when.stop:]
    words = [word for word in re.findall(r"[^\W\d_]+", rest) if len(word) >= _SHORTEST]
    said = {one for word in words for one in concepts(word, heard.rules.words.code)}
    return not words or bool(said & _GOOD and not said & _BAD)


def _holds(when: When, offered: Offered) -> bool:
    """Whether all of the window lies in the time that was named; by the clock alone where no day was."""
    if when.start is None or when.end is None:
        return False
    begins, ends = (one.astimezone(when.start.tzinfo) for one in offered)
    away = begins.date() - when.start.date() if when.dayless else timedelta(0)
    return when.start + away <= begins and ends <= when.end + away
