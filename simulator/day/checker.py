"""The judge of a day: twelve counts that must be nought.

It judges by the script's own truth: every utterance that matters carries a word of its own and its intended hearer,
every parcel a word that tells whose it is. What the service says of itself is not evidence.
"""

import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

from simulator.day.attended import past_sla
from simulator.day.cards import STAFF, doubled_posts, handed_back, shown
from simulator.day.evidence import Evidence, Text
from simulator.day.inside import internal_words
from simulator.day.script import CODE_ASKED, CODE_SHOWN, CODE_TOLD, ZONE
from simulator.day.sights import false_arrivals, shown_outside

KEPT_ONLY = re.compile(r"sign|dog|Ticket|bell", re.IGNORECASE)
"""Utterances that are kept for the door and may be shown again with the next menu."""
ANSWER = timedelta(minutes=10)
CODES = (("code_asked", CODE_ASKED), ("code_told", CODE_TOLD), ("code_shown", CODE_SHOWN))
QUESTION = "1 = "
MEMBER = re.compile(r"\bU0[A-Z]{3,}\b")
"""A member's id in Slack: no customer knows what that is."""
URGENT = re.compile(r"at the gate|says: |min away|running late|you are next|vamos con retraso", re.IGNORECASE)


def lost(day: Evidence) -> int:
    """Utterances that never reached their hearer, and deliveries nobody was told the beginning or the end of."""
    return len(_unheard(day)) + len(_untold(day))


def _unheard(day: Evidence) -> list[str]:
    reached = {(one.to, word) for one in day.texts for word in _words(one.body)}
    reached |= {(one.to, word) for one in shown(day) for word in _words(one.text)}
    said = [(one.word, one.hearers) for one in day.said if one.word and one.hearers - {"nobody"}
            and one.by == "script"]
    said += [(word, frozenset({to})) for word, to in day.agents]
    return [word for word, hearers in said if not any((hearer, word) in reached for hearer in hearers)]


def _untold(day: Evidence) -> list[str]:
    silent = {day.script.special[name].phone for name in ("stop", "wrong_number", "stop_start", "autoresponder")}
    missing = []
    for one in day.script.customers:
        if not day.to(one.phone, re.escape(one.thing)):
            missing.append(f"{one.tracking} scheduled")
        ended = day.statuses.get(one.tracking)
        if one.phone not in silent and ended == "delivered" and not day.to(
                one.phone, re.escape(one.thing) + r"\)? (is there|fue )"):
            missing.append(f"{one.tracking} delivered")
    return missing


def doubled(day: Evidence) -> int:
    """The same notice twice to one phone, one utterance relayed twice, or one thing posted twice in Slack."""
    notices = Counter((one.to, one.body) for one in day.texts if one.by == "api" and _is_notice(day, one))
    relayed = Counter((one.to, word) for one in day.texts for word in _relayed(day, one))
    back = handed_back(day)
    asked = {one: 1 + back[one[0]] if QUESTION in one[1] else 1 for one in notices}
    twice = sum(max(0, count - asked[one]) for one, count in notices.items())
    twice += sum(count - 1 for count in relayed.values() if count > 1)
    return twice + doubled_posts(day)


def _is_notice(day: Evidence, text: Text) -> bool:
    things = [one.thing for one in day.script.by_phone(text.to)]
    return any(thing in text.body for thing in things) and text.body.startswith("Bloom: ")


def _relayed(day: Evidence, text: Text) -> list[str]:
    kept = {one.word for one in day.said if KEPT_ONLY.search(one.text)}
    return [word for word in _words(text.body) if word in _known(day) and word not in kept]


def misdelivered(day: Evidence) -> int:
    """Words that reached somebody they were not meant for, and texts about a parcel to somebody else's phone."""
    meant = {one.word: one.hearers | {one.phone} for one in day.said if one.word}
    meant |= {word: frozenset({to, by}) for word, by, to in day.written if to}
    wrong = sum(1 for to, body in _read(day) for word in _words(body) if word in meant and to not in meant[word])
    owner = {one.thing: one.phone for one in day.script.customers}
    wrong += sum(1 for one in day.texts for thing, phone in owner.items() if thing in one.body and one.to != phone)
    driven = {one.thing: one.traits["driver"].split("|") for one in day.script.customers}
    return wrong + sum(1 for one in shown(day) if one.to != STAFF for thing, phones in driven.items()
                       if thing in one.text and one.to not in phones)


def _read(day: Evidence) -> list[tuple[str, str]]:
    """What stood on phones and in drivers' direct messages, and to whom; the office may read everything."""
    return [(one.to, one.body) for one in day.texts] + [(one.to, one.text) for one in shown(day) if one.to != STAFF]


def leaked(day: Evidence) -> int:
    """Numbers in the other side's texts or in Slack, a code anywhere but with its driver, secrets in the log."""
    phones = {one.phone for one in day.script.customers} | {one.phone for one in day.script.drivers}
    read = [(one.to, one.body) for one in day.texts if one.by == "api"] + [(one.to, one.text) for one in shown(day)]
    numbers = sum(1 for to, body in read for phone in phones
                  if phone != to and phone.lstrip("+")[1:] in re.sub(r"\D", "", body))
    codes = sum(1 for to, body in read for name, code in CODES if code in body
                and to != day.script.special[name].traits["driver"])
    secrets = [*phones, *(code for _, code in CODES), *_known(day)]
    return numbers + codes + sum(1 for one in secrets if one in day.log)


def after_stop(day: Evidence) -> int:
    """Accepted after a STOP was acknowledged. The carrier's own confirmation is not ours."""
    count = 0
    for phone in {one.phone for one in day.script.customers}:
        for since, until in day.stops(phone):
            count += sum(1 for one in day.texts if one.to == phone and since < one.number < until and one.by == "api")
    return count


def quiet_hours(day: Evidence, zone: ZoneInfo = ZONE) -> int:
    """Notices between nine in the evening and eight in the morning, where the customer is. Answers are welcome."""
    customers = {one.phone for one in day.script.customers} - {one.phone for one in day.script.drivers}
    late = [one for one in day.texts if one.by == "api" and one.to in customers and one.body.startswith("Bloom: ")
            and not URGENT.search(one.body) and not 8 <= one.at.astimezone(zone).hour < 21]  # noqa: PLR2004 the hours
    return sum(1 for text in late if not any(
        one.phone == text.to and timedelta() <= text.at - one.at < ANSWER for one in day.said))


def internal(day: Evidence) -> int:
    """Words of the house that a customer or driver saw: who the agent is, why a person was called."""
    return sum(1 for one in day.texts if (day.agent and day.agent in one.body) or "priority" in one.body.casefold()
               or MEMBER.search(one.body))


def unattended(day: Evidence) -> int:
    """Conversations that needed a person and had none by the end."""
    return day.open_cases


COUNTS: dict[str, Callable[[Evidence], int]] = {
    "lost": lost, "doubled": doubled, "misdelivered": misdelivered, "leaked": leaked, "after-stop": after_stop,
    "quiet-hours": quiet_hours, "internal": internal, "unattended": unattended, "false-arrivals": false_arrivals,
    "shown-outside": shown_outside, "internal-words": internal_words, "past-sla": past_sla,
}


def judge(day: Evidence) -> dict[str, int]:
    """Every count by its name, in the order of the report's last line."""
    return {name: count(day) for name, count in COUNTS.items()}


def _known(day: Evidence) -> frozenset[str]:
    """Every word that somebody said or wrote."""
    return frozenset(one.word for one in day.said if one.word) | {word for word, _, _ in day.written}


def _words(body: str) -> list[str]:
    return re.findall(r"\bxa[a-z]{8}\b", body)
