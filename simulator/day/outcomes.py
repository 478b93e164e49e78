"""What has to come of each incident, judged by what reached the phones and where the vans were."""

from collections.abc import Callable

from simulator.day.evidence import Evidence
from simulator.day.office_outcomes import OFFICE
from simulator.day.script import CODE_ASKED, CODE_TOLD
from simulator.day.sights import SOON, noticed


def outcomes(day: Evidence) -> dict[str, bool]:
    """Each incident by its name: did it happen, and end as it should?"""
    return {name: check(day) for name, check in CHECKS.items()}


def _got(name: str, pattern: str) -> Callable[[Evidence], bool]:
    return lambda day: bool(day.to(day.script.special[name].phone, pattern))


def _driver_got(name: str, pattern: str) -> Callable[[Evidence], bool]:
    return lambda day: bool(day.to(day.script.special[name].traits["driver"], pattern))


def _status(name: str, *wanted: str) -> Callable[[Evidence], bool]:
    return lambda day: day.statuses.get(day.script.special[name].tracking) in wanted


def _silent_after(name: str, word: str) -> Callable[[Evidence], bool]:
    def check(day: Evidence) -> bool:
        phone = day.script.special[name].phone
        at = [one.number for one in day.said if one.phone == phone and word in one.text]
        rest = [one for one in day.texts if one.to == phone and one.by == "api" and at and one.number > at[0]]
        return bool(at) and len(rest) <= 1

    return check


def _torn(day: Evidence) -> bool:
    driver = day.script.drivers[0].phone
    return bool(day.to(driver, "which one")) and _heard(day, "blue car")


def _heard(day: Evidence, pattern: str) -> bool:
    said = [one for one in day.said if pattern in one.text]
    return bool(said) and all(any(day.to(hearer, one.word) for hearer in one.hearers) for one in said)


def _doubled(day: Evidence) -> bool:
    sids = [one.text("sid") for one in day.entries if one.kind == "inbound_answered"]
    return len(sids) > len(set(sids)) and _got("doubled", "planned for")(day)


def _late(day: Evidence) -> bool:
    return len([one for one in day.texts if "running late" in one.body]) >= 3  # noqa: PLR2004 this stop and the rest


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
    return bool(day.to(one.phone, "running late")) and not tapped


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


MOST_TO_A_MACHINE = 25

CHECKS: dict[str, Callable[[Evidence], bool]] = {
    "other_window": _got("other_window", r"^Done\. "),
    "on_the_van": lambda day: _got("on_the_van", "asking your driver")(day) and _got("on_the_van", r"^Done\. ")(day),
    "code_asked": _driver_got("code_asked", CODE_ASKED),
    "code_told": _driver_got("code_told", CODE_TOLD),
    "dog": lambda day: _heard(day, "big dog"),
    "stop": _silent_after("stop", "STOP"),
    "stop_start": _got("stop_start", "welcome back"),
    "help": _got("help", "delivery texts"),
    "wrong_number": _silent_after("wrong_number", "wrong number"),
    "late": _late,
    "doubled": _doubled,
    "two_deliveries": lambda day: _got("two_deliveries", "which one")(day) and _got(
        "two_deliveries", "on the van|planned|door")(day),
    "driver_is_customer": _own_parcel,
    "reassigned": _reassigned,
    "torn_driver": _torn,
    "autoresponder": _machine,
    "picture": _got("picture", "looks at your picture"),
    "low_rating": _got("low_rating", "person at Bloom reads"),
    "broken": _got("broken", "sorry it came like that"),
    "not_here": _got("not_here", "checking with the driver"),
    "where": _got("where", r"stops? before you|you are next|at your door"),
    "not_home": lambda day: _got("not_home", "nobody seemed to be in")(day) and _got("not_home", r"^Done\. ")(day),
    "refused": _status("refused", "refused"),
    "moved": _got("moved", "now comes"),
    "called_off": _got("called_off", "called off"),
    "relay": lambda day: _heard(day, "the bell says"),
    "spanish": _got("spanish", "va en la furgoneta"),
    "person": _got("person", "a person here"),
    "traffic": _told_by_estimate,
    "silent": _silent,
    "jump": _trouble("jump"),
    "gap": _trouble("gap"),
    "wrong_clock": _trouble("wrong_clock"),
    **OFFICE,
}
