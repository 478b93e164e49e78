"""Is it this language throughout: no English left over, and everybody addressed in one way."""

import re

from bot.linting.tongue import Found, Tongue, small

SOURCE = "en"
TO_DRIVERS = "never_to_drivers"
DRIVER_FLOW = "driver_day/"
DRIVERS = frozenset(
    "changes/driver_changed consent/driver_help escalation/driver_media escalation/sos escalation/dispatch_told "
    "relay/to_driver relay/unreachable reschedule/asking_driver reschedule/asking_driver_again access/trying_code "
    "access/trying_code_again access/code access/not_yet access/asked access/no_answer access/person_helps "
    "access/instruction".split())
"""What drivers are told outside of their own flow."""

ENGLISH = re.compile(r"(?i)\b(?:the|your|you|yours|with|please|thank|thanks|delivery|our|they|here|there|what|which|"
                     r"this|could|would|should|answer|reply|comes|coming|driver)\b")
WORDS = re.compile(r"[^\W\d_]{2,}")
SAME_WORDS = 3


def leftovers(tongue: Tongue, english: Tongue) -> Found:
    """English words, and texts that are the same as in English."""
    if tongue.language == SOURCE:
        return
    source = {one.name: one.pieces for one in english.sayings}
    for one in tongue.sayings:
        same = one.pieces == source.get(one.name) and len(WORDS.findall(" ".join(one.pieces))) >= SAME_WORDS
        if same or (found := ENGLISH.search(" ".join(one.pieces))):
            yield one.name, "is English still" if same else f"has an English word: {found[0]}" if found else ""
    theirs = dict(small(english))
    for where, text in small(tongue):
        same = text == theirs.get(where) and len(WORDS.findall(text)) >= SAME_WORDS
        if same or ENGLISH.search(text):
            yield where, f"is English still: {text}"


def address(tongue: Tongue, english: Tongue) -> Found:
    """One way to speak to somebody, as docs/languages.md has it."""
    for one in tongue.sayings:
        driven = one.name in DRIVERS or one.name.startswith(DRIVER_FLOW)
        yield from _never(tongue, one.name, " ".join(one.pieces), TO_DRIVERS if driven else "never")
    for where, text in small(tongue):
        yield from _never(tongue, where, text, "never")


def _never(tongue: Tongue, where: str, text: str, which: str) -> Found:
    never = tongue.check.get(which, "")
    found = re.search(rf"\b(?:{never})\b", text, re.NOFLAG if which == TO_DRIVERS else re.IGNORECASE) if never else None
    if found:
        yield where, f"speaks to people in another way than the rest: {found[0]}"
