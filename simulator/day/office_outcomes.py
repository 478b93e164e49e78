"""What has to come of the day in Slack: drivers who work by buttons, codes at the door, a person who has the word."""

import re
from collections.abc import Callable
from datetime import datetime

from simulator.day.attended import EVERYBODY
from simulator.day.cards import STAFF, calls, shown
from simulator.day.evidence import Evidence, Text
from simulator.day.office import HAND_BACK, SILENT
from simulator.day.script import CODE_SHOWN

BRAND = re.compile(r"Bloom ?: ")


def _drivers(day: Evidence) -> list[str]:
    return [one.phone for one in day.script.drivers if one.slack]


def _schedule(day: Evidence) -> bool:
    """Everybody's day stood in their direct messages, and was ticked off to the last stop."""
    read = [(one.to, one.text) for one in shown(day)]
    return all(any(to == driver and "stops today, 0 to go" in text for to, text in read) for driver in _drivers(day))


def _threads(day: Evidence) -> bool:
    """What customers and drivers said about a stop stands in that stop's thread, for each of the drivers."""
    cards = {one.ts for one in shown(day) if one.fresh and one.to != STAFF and not one.thread}
    inside = [one for one in shown(day) if one.fresh and one.thread and one.to != STAFF]
    return all(one.thread in cards for one in inside) and {one.to for one in inside} == set(_drivers(day))


def _code(day: Evidence) -> bool:
    """It was shown to the driver of that stop, and in the end nothing of it is left."""
    driver, last = day.script.special["code_shown"].traits["driver"], dict[str, str]()
    for one in shown(day):
        last[one.ts] = one.text
    was = any(CODE_SHOWN in one.text and one.to == driver for one in shown(day))
    return was and not any(CODE_SHOWN in text for text in last.values())


def _words(day: Evidence) -> bool:
    """Each driver sent words by a button, and wrote others that were nobody's outside; so did the office."""
    by = {(who, bool(to)) for _, who, to in day.written}
    wanted = {(driver, sent) for driver in _drivers(day) for sent in (True, False)}
    return wanted <= by and any(who.startswith("U") and not sent for who, sent in by)


def _left(day: Evidence) -> bool:
    """A card that the first in line left was taken after the next was called."""
    return any(len({one.who for one in called} - {EVERYBODY}) > 1 for called in calls(day).values())


def _silent(day: Evidence) -> bool:
    """While a person had the customer, what they said was answered by that person alone; afterwards by us again.

    What was on its way when the person came arrives all the same.
    """
    one, word = day.script.special["person"], _answered(day)
    span = _had(day, one.tracking)
    if word is None or span is None:
        return False
    since, until = span
    said = [row for row in day.said if row.phone == one.phone and since <= row.at <= until and row.word]
    heard = bool(said) and any(row.word in read.text for row in said for read in shown(day) if read.to == STAFF)
    texts = [text for text in day.texts if text.to == one.phone and text.by == "api"]
    talk = [text for text in texts if said and said[0].at <= text.at <= until and not _allowed(text, word)]
    after = [row for row in day.said if row.phone == one.phone and row.at > until]
    return heard and not talk and any(text.at >= row.at for row in after for text in texts)


def _allowed(text: Text, word: str) -> bool:
    return word in text.body or BRAND.match(text.body) is not None


def _answered(day: Evidence) -> str | None:
    phone = day.script.special["person"].phone
    return next((word for word, _, to in day.written if to == phone), None)


def taken(day: Evidence, tracking: str) -> bool:
    """Whether somebody of the office claimed a case of this delivery: from then on the bot is silent there."""
    return any(one.to == STAFF and SILENT in one.text and tracking in one.text for one in shown(day))


def _had(day: Evidence, tracking: str) -> tuple[datetime, datetime] | None:
    """From when the card said that the assistant is silent until "Hand back" was pressed on it."""
    card = next((one for one in shown(day) if one.to == STAFF and SILENT in one.text and tracking in one.text), None)
    if card is None:
        return None
    pressed = [one.at for one in day.entries if one.kind == "slack_pressed" and one.text("label") == HAND_BACK
               and one.text("ts") == card.ts]
    return (card.at, pressed[0]) if pressed else None


OFFICE: dict[str, Callable[[Evidence], bool]] = {
    "schedule": _schedule, "threads": _threads, "code_shown": _code, "words_by_button": _words,
    "left_for_the_next": _left, "silent_bot": _silent,
}
"""By incident; `code_shown` is one of the script's, the others come of how people in Slack are."""
