"""Judges in which language people were written to, by its own words of each, whatever the service says it did."""

import re
from datetime import datetime, timedelta

from simulator.day.cast import Customer
from simulator.day.evidence import Evidence, Text
from simulator.day.speech import DEPOT_SPEAKS, scores

SOON = timedelta(minutes=10)
LINK = re.compile(r"https?://\S+|\S+@\S+")


def language(day: Evidence) -> int:
    """Texts, WhatsApps and mails that were not in the language their reader is known to speak."""
    return len(foreign(day))


def foreign(day: Evidence) -> list[Text]:
    """Which they are. What other people wrote stands there as they wrote it and is not counted."""
    drivers = {one.phone for one in day.script.drivers}
    readers = {one.phone: one for one in day.script.customers if one.phone not in drivers}
    wrote = {phone: next((said.at for said in day.said if said.phone == phone), None) for phone in readers}
    return [text for text in day.texts if text.by == "api" and text.to in readers
            and not any(_is_in(code, text, day) for code in _known(readers[text.to], wrote[text.to], text.at))]


def _known(one: Customer, wrote: datetime | None, at: datetime) -> set[str]:
    """What they are known to speak: the order's language, else the depot's until they wrote in their own.

    Shortly after that, what was drawn before may still come.
    """
    if one.ordered:
        return {one.ordered}
    if wrote is None or at < wrote:
        return {DEPOT_SPEAKS}
    return {one.language} if at > wrote + SOON else {DEPOT_SPEAKS, one.language}


def _is_in(code: str, text: Text, day: Evidence) -> bool:
    """Whether a text reads as this language: it has words of it, and no other language has more in it."""
    return all(_reads_as(code, _plain(part, day)) for part in (text.body, text.rest) if part.strip())


def _reads_as(code: str, words: str) -> bool:
    found = scores(words)
    return not words.strip() or (found[code] > 0 and found[code] == max(found.values()))


def _plain(words: str, day: Evidence) -> str:
    """Without links, parcels' names and what other people wrote: those are in nobody's language."""
    words = LINK.sub(" ", words)
    for said in day.said:
        if said.word and said.word in words:
            words = words.replace(said.text, " ")
    for word in (word for word, _, _ in day.written if word in words):
        words = re.sub(rf"[^:\n]*\b{word}\b", " ", words)  # written in Slack: all of it, or what follows "says:"
    return re.sub(r"\b\w+ xa[a-z]{8}\b", " ", words)
