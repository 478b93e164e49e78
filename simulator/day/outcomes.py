"""What has to come of each incident, judged by what reached the phones and where the vans were."""

import re
from collections.abc import Callable
from datetime import timedelta

from simulator.day.evidence import Evidence, Utterance
from simulator.day.office_outcomes import OFFICE, taken
from simulator.day.script import CODE_ASKED, CODE_TOLD, EVENING, START
from simulator.day.sights import SOON, noticed
from simulator.day.speech import LANGUAGES


def outcomes(day: Evidence) -> dict[str, bool]:
    """Each incident by its name: did it happen, and end as it should?"""
    return {name: check(day) for name, check in CHECKS.items()}


def _got(name: str, *meanings: str) -> Callable[[Evidence], bool]:
    """Was told each of these, in their own language."""
    return lambda day: all(day.about(day.script.special[name], one) for one in meanings)


def _read_by_a_person(day: Evidence) -> bool:
    """Was told that a person reads their cause; or one did already, and the bot left the word to them."""
    return _got("low_rating", "reads")(day) or taken(day, day.script.special["low_rating"].tracking)


def _driver_got(name: str, pattern: str) -> Callable[[Evidence], bool]:
    return lambda day: bool(day.to(day.script.special[name].traits["driver"], pattern))


def _status(name: str, *wanted: str) -> Callable[[Evidence], bool]:
    return lambda day: day.statuses.get(day.script.special[name].tracking) in wanted


def _silent_after(name: str) -> Callable[[Evidence], bool]:
    """Said one thing, and heard at most one thing after it."""
    def check(day: Evidence) -> bool:
        phone = day.script.special[name].phone
        at = [one.number for one in day.said if one.phone == phone]
        rest = [one for one in day.texts if one.to == phone and one.by == "api" and at and one.number > at[0]]
        return bool(at) and len(rest) <= 1

    return check


def _torn(day: Evidence) -> bool:
    driver = day.script.drivers[0].phone
    return bool(day.to(driver, "which one")) and _heard(day, [one for one in day.said if "blue car" in one.text])


def _heard(day: Evidence, said: list[Utterance]) -> bool:
    return bool(said) and all(any(day.to(hearer, one.word) for hearer in one.hearers) for one in said)


def _passed_on(name: str, intent: str) -> Callable[[Evidence], bool]:
    return lambda day: _heard(day, day.own(name, intent))


def _doubled(day: Evidence) -> bool:
    sids = [one.text("sid") for one in day.entries if one.kind == "inbound_answered"]
    return len(sids) > len(set(sids)) and _got("doubled", "planned")(day)


def _late(day: Evidence) -> bool:
    told = {text.number for one in day.script.customers for text in day.about(one, "late")}
    return len(told) >= 3  # noqa: PLR2004 this stop and the rest


def _reassigned(day: Evidence) -> bool:
    old, new = day.script.drivers[2].phone, day.script.stand_in.phone
    return len(day.to(old, "with someone else")) > 0 and bool(day.to(new, "Next: "))


def _machine(day: Evidence) -> bool:
    phone = day.script.special["autoresponder"].phone
    said = [one for one in day.said if one.phone == phone]
    return 0 < len([one for one in day.texts if one.to == phone]) <= MOST_TO_A_MACHINE and bool(said)


def _own_parcel(day: Evidence) -> bool:
    one = day.script.special["driver_is_customer"]
    return bool(day.to(one.phone, one.thing))


def _told_by_estimate(day: Evidence) -> bool:
    """Told late although no driver of that van said so: the estimate did."""
    one = day.script.special["traffic"]
    driver = day.script.drivers[one.driver].phone
    tapped = any(said.phone == driver and "late" in said.text for said in day.said)
    return bool(day.about(one, "late")) and not tapped


def _silent(day: Evidence) -> bool:
    """Dispatch was asked about the van of somebody who waited, and about nobody else's."""
    orders = {one.text("id"): one.text("tracking") for one in day.entries if one.kind == "order"}
    asked = [orders.get(one) for one in day.cases("no position from the driver's tracker")]
    one = day.script.special["silent"]
    return one.tracking in asked and _came_to("silent")(day)


def _trouble(kind: str) -> Callable[[Evidence], bool]:
    def check(day: Evidence) -> bool:
        happened = any(one.kind == "van_trouble" and one.text("trouble") == kind for one in day.entries)
        return happened and _came_to(kind)(day)

    return check


def _came_to(name: str) -> Callable[[Evidence], bool]:
    return lambda day: any(one.stood.goal == day.script.special[name].name and one.after <= SOON
                           for one in noticed(day))


def _night(day: Evidence) -> bool:
    """A change made in the evening was told once the night was over, by the clock on the wall after it was put on."""
    one = day.script.special["night"]
    told = [one.place.clock(text.at) for text in day.about(one, "moved")]
    return [(at.day, at.hour, at.minute < A_FEW) for at in told] == [(START.day, OPENS, True)]


def _awake(day: Evidence) -> bool:
    """Asked by night and answered by night: they are awake."""
    one = day.script.special["awake"]
    asked = day.own("awake", "where")
    return any(timedelta() <= text.at - said.at < timedelta(minutes=10) for said in asked
               for text in day.about(one, "planned", said.number))


def wall_clock(day: Evidence) -> list[str]:
    """Whoever was told another first hour than the one that the clock on their wall will show, by tracking number."""
    hours = {one.tracking: one.place.clock(START).hour for one in day.script.customers}
    told = [(one, text) for one in day.script.customers for text in day.about(one, "scheduled")
            if one.thing in text.body]
    return [one.tracking for one, text in told
            if not re.search(rf"(?<![\d:]){hours[one.tracking]}(?!\d)", text.body.partition(one.thing)[2])]


def _spring(day: Evidence) -> bool:
    """The night is an hour short; everybody was told the hours of the morning after it."""
    return START.utcoffset() != EVENING.utcoffset() and not wall_clock(day)


def _spoken(day: Evidence) -> bool:
    """Somebody spoke each language, and by each way, and was told of the end of it."""
    said = {(one.channel, customer.language) for customer in day.script.customers for one in day.said
            if one.phone == customer.phone}
    return {one for one, _ in said} == {"sms", "whatsapp", "email"} and {one for _, one in said} == {*LANGUAGES}


def _whatsapp(day: Evidence) -> bool:
    """Templates opened conversations, free words went on inside the window, and a button was tapped."""
    kinds = {one.template for one in day.texts if one.channel == "whatsapp"}
    return kinds == {True, False} and any(one.facts.get("tapped") for one in day.entries if one.kind == "inbound")


A_FEW, OPENS = 15, 8
MOST_TO_A_MACHINE = 25

CHECKS: dict[str, Callable[[Evidence], bool]] = {
    "other_window": _got("other_window", "done"),
    "on_the_van": _got("on_the_van", "asked", "done"),
    "code_asked": _driver_got("code_asked", CODE_ASKED),
    "code_told": _driver_got("code_told", CODE_TOLD),
    "dog": _passed_on("dog", "dog"),
    "stop": _silent_after("stop"),
    "stop_start": _got("stop_start", "back"),
    "help": _got("help", "help"),
    "wrong_number": _silent_after("wrong_number"),
    "late": _late,
    "doubled": _doubled,
    "two_deliveries": lambda day: _got("two_deliveries", "which")(day) and (
        _got("two_deliveries", "where")(day) or _got("two_deliveries", "planned")(day)),
    "driver_is_customer": _own_parcel,
    "reassigned": _reassigned,
    "torn_driver": _torn,
    "autoresponder": _machine,
    "picture": _got("picture", "media"),
    "low_rating": _read_by_a_person,
    "broken": _got("broken", "damaged"),
    "not_here": _got("not_here", "checking"),
    "where": _got("where", "where"),
    "not_home": _got("not_home", "missed", "done"),
    "refused": _status("refused", "refused"),
    "moved": _got("moved", "moved"),
    "called_off": _got("called_off", "called_off"),
    "relay": _passed_on("relay", "bell"),
    "learned": lambda day: bool(day.own("learned", "whole")) and _got("learned", "van")(day),
    "person": _got("person", "person"),
    "traffic": _told_by_estimate,
    "silent": _silent,
    "jump": _trouble("jump"),
    "gap": _trouble("gap"),
    "wrong_clock": _trouble("wrong_clock"),
    **OFFICE,
    "night": _night,
    "awake": _awake,
    "spring_forward": _spring,
    "seven_languages_three_ways": _spoken,
    "whatsapp": _whatsapp,
}
