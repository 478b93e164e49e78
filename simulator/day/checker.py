"""The judge of a day: thirteen counts that must be nought, whichever way and in whichever language it was said.

It judges by the script's own truth: every utterance that matters carries a word of its own and its intended hearer,
every parcel a word that tells whose it is. What the service says of itself is not evidence.
"""

import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from simulator.day.attended import past_sla
from simulator.day.cards import STAFF, doubled_posts, handed_back, shown
from simulator.day.evidence import Evidence, Text, Utterance
from simulator.day.habits import MACHINE
from simulator.day.inside import internal_words
from simulator.day.languages import language
from simulator.day.script import CODE_ASKED, CODE_SHOWN, CODE_TOLD
from simulator.day.sights import false_arrivals, shown_outside
from simulator.day.speech import LANGUAGES, kept_for_the_door, means

ANSWER = timedelta(minutes=10)
CODES = (("code_asked", CODE_ASKED), ("code_told", CODE_TOLD), ("code_shown", CODE_SHOWN))
QUESTION = "1 = "
MEMBER = re.compile(r"\bU0[A-Z]{3,}\b")
"""A member's id in Slack: no customer knows what that is."""
URGENT = ("gate", "says", "near", "late", "next")
ONCE = ("scheduled", "delivered")
"""Notices that come once for each parcel, whichever way: their words are not the same on every way."""
LINK = re.compile(r"/t/([\w-]{8,})")


def lost(day: Evidence) -> int:
    """Utterances that never reached their hearer, and deliveries nobody was told the beginning or the end of."""
    return len(_unheard(day)) + len(_untold(day))


def _unheard(day: Evidence) -> list[str]:
    reached = {(one.to, word) for one in day.texts for word in _words(one.body)
               if one.channel != "email" or word in one.rest}  # a mail says it in its text and in its HTML
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
        if one.phone not in silent and ended == "delivered" and not any(
                one.thing in text.body for text in day.about(one, "delivered")):
            missing.append(f"{one.tracking} delivered")
    return missing


def doubled(day: Evidence) -> int:
    """Twice: the same about a parcel to one person, unasked; one utterance relayed; or one thing posted in Slack."""
    relayed = Counter((one.to, word) for one in day.texts for word in _relayed(day, one))
    return _again(day) + sum(count - 1 for count in relayed.values() if count > 1) + doubled_posts(day)


def _again(day: Evidence) -> int:
    """Texts that say what was said already, with no word from that person in between."""
    said: dict[tuple[str, str], int] = {}
    back = handed_back(day)
    asked, count = {one.phone: [said.number for said in day.said if said.phone == one.phone]
                    for one in day.script.customers}, 0
    for text in (one for one in day.texts if one.by == "api" and one.to in asked):
        keys = [(text.to, key) for thing in _things(day, text) for key in _saying(text, thing)]
        again = any(key in said and not any(said[key] < at < text.number for at in asked[text.to]) for key in keys)
        if again and QUESTION in text.body and back[text.to]:
            back[text.to] -= 1  # a question that was open may come again once a person gave the customer back
        else:
            count += again
        said |= dict.fromkeys(keys, text.number)
    return count


def _things(day: Evidence, text: Text) -> list[str]:
    return [one.thing for one in day.script.by_phone(text.to) if one.thing in text.body]


def _saying(text: Text, thing: str) -> list[str]:
    """Its very words, and what notice it is of which parcel."""
    return [text.body, *(f"{one} {thing}" for one in ONCE if any(means(code, one, text.body) for code in LANGUAGES))]


def _relayed(day: Evidence, text: Text) -> list[str]:
    kept = {one.word for one in day.said if _is_kept(one)}
    return [word for word in _words(text.body) if word in _known(day) and word not in kept]


def _is_kept(said: Utterance) -> bool:
    """Whether it is kept for the door and may be shown again with the next menu."""
    return said.wording == MACHINE or said.wording in kept_for_the_door()


def misdelivered(day: Evidence) -> int:
    """Words that reached somebody they were not meant for; a parcel's texts, or the link of its page, to another."""
    meant = {one.word: one.hearers | {one.phone} for one in day.said if one.word}
    meant |= {word: frozenset({to, by}) for word, by, to in day.written if to}
    wrong = sum(1 for to, body in _read(day) for word in {*_words(body)} if word in meant and to not in meant[word])
    owner = {one.thing: one.phone for one in day.script.customers}
    wrong += sum(1 for one in day.texts for thing, phone in owner.items() if thing in one.whole and one.to != phone)
    driven = {one.thing: one.traits["driver"].split("|") for one in day.script.customers}
    wrong += sum(1 for one in shown(day) if one.to != STAFF for thing, phones in driven.items()
                 if thing in one.text and one.to not in phones)
    return wrong + _links_of_others(day)


def _read(day: Evidence) -> list[tuple[str, str]]:
    """What stood on phones and in drivers' direct messages, and to whom; the office may read everything."""
    return [(one.to, one.whole) for one in day.texts] + [(one.to, one.text) for one in shown(day) if one.to != STAFF]


def _links_of_others(day: Evidence) -> int:
    """Links of pages that went to more than one person."""
    readers: dict[str, set[str]] = {}
    for one in day.texts:
        for link in LINK.findall(one.whole):
            readers.setdefault(link, set()).add(one.to)
    return sum(len(some) - 1 for some in readers.values())


def leaked(day: Evidence) -> int:
    """Numbers and addresses in others' texts or in Slack, a code anywhere but with its driver, secrets in the log."""
    phones = {one.phone for one in day.script.customers} | {one.phone for one in day.script.drivers}
    boxes = {one.email: one.phone for one in day.script.customers if one.email}
    read = [(one.to, one.whole) for one in day.texts if one.by == "api"] + [(one.to, one.text) for one in shown(day)]
    numbers = sum(1 for to, body in read for phone in phones
                  if phone != to and phone.lstrip("+")[1:] in re.sub(r"\D", "", body))
    numbers += sum(1 for to, body in read for box, phone in boxes.items() if box in body and to != phone)
    codes = sum(1 for to, body in read for name, code in CODES if code in body
                and to != day.script.special[name].traits["driver"])
    secrets = [*phones, *boxes, *(code for _, code in CODES), *_known(day)]
    return numbers + codes + sum(1 for one in secrets if one in day.log)


def after_stop(day: Evidence) -> int:
    """Accepted after a STOP was acknowledged. The carrier's own confirmation is not ours."""
    count = 0
    for phone in {one.phone for one in day.script.customers}:
        for since, until in day.stops(phone):
            count += sum(1 for one in day.texts if one.to == phone and since < one.number < until and one.by == "api")
    return count


def quiet_hours(day: Evidence) -> int:
    """Whatever was said unasked while the clock on the wall at that customer's door said it was night there.

    Answers are welcome at any hour, soon after somebody's own words.
    """
    drivers = {one.phone for one in day.script.drivers}
    places = {one.phone: one.place for one in day.script.customers if one.phone not in drivers}
    late = [one for one in day.texts if one.by == "api" and one.to in places
            and not places[one.to].allows(one.at, urgent=_urgent(one))]
    return sum(1 for text in late if not any(
        one.phone == text.to and timedelta() <= text.at - one.at < ANSWER for one in day.said))


def _urgent(text: Text) -> bool:
    return any(means(code, one, text.body) for code in LANGUAGES for one in URGENT)


def internal(day: Evidence) -> int:
    """Words of the house that a customer or driver saw: who the agent is, why a person was called."""
    return sum(1 for one in day.texts if (day.agent and day.agent in one.whole) or "priority" in one.whole.casefold()
               or MEMBER.search(one.whole))


def unattended(day: Evidence) -> int:
    """Conversations that needed a person and had none by the end."""
    return day.open_cases


COUNTS: dict[str, Callable[[Evidence], int]] = {
    "lost": lost, "doubled": doubled, "misdelivered": misdelivered, "leaked": leaked, "after-stop": after_stop,
    "quiet-hours": quiet_hours, "internal": internal, "unattended": unattended, "false-arrivals": false_arrivals,
    "shown-outside": shown_outside, "internal-words": internal_words, "past-sla": past_sla, "language": language,
}


def judge(day: Evidence) -> dict[str, int]:
    """Every count by its name, in the order of the report's last line."""
    return {name: count(day) for name, count in COUNTS.items()}


def _known(day: Evidence) -> frozenset[str]:
    """Every word that somebody said or wrote."""
    return frozenset(one.word for one in day.said if one.word) | {word for word, _, _ in day.written}


def _words(body: str) -> list[str]:
    return re.findall(r"\bxa[a-z]{8}\b", body)
