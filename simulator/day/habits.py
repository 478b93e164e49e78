"""How the day's customers answer by themselves, each in their language: usual people, and those of each incident."""

from collections.abc import Callable

from simulator.day.speech import Tongue
from simulator.people import Habit

DRIVER = "driver"
MACHINE = "This mailbox is read on weekdays only. Ticket {canary} opened."


def habits(incident: str, one: Tongue, channel: str = "sms") -> tuple[Habit, ...]:
    """The habits of the customer of an incident, or of one to whom nothing special happens.

    Where there are buttons people tap them more often than they type.
    """
    good, rates = _good(one, 6 if channel == "whatsapp" else 2), _rates(one)
    if incident in SILENT:
        return ()
    special = SPECIAL.get(incident)
    if special is not None:
        return (good, *special(one)) if incident in ALSO_GOOD else special(one)
    usual = (good, rates, _hears(one, "next", "door", (20, 120), 0.3),
             _hears(one, "delivered", "thanks", (60, 300), 0.25))
    return (good, rates) if incident in PLAIN else (good,) if incident in GOOD_ONLY else usual


SILENT = frozenset({"stop", "wrong_number", "driver_is_customer", "moved", "called_off", "night"})
PLAIN = frozenset({"code_told", "code_shown", "help", "learned", "torn_driver", "awake"})
GOOD_ONLY = frozenset({"stop_start", "refused"})
ALSO_GOOD = frozenset({"on_the_van", "code_asked", "low_rating", "broken", "not_here", "not_home", "relay", "person"})


def _good(one: Tongue, number: int) -> Habit:
    """It suits them: by its number so many times as often as in each of their own wordings."""
    return Habit(one.hears["good"], ("1",) * number + one.says["yes"], (60, 900), 0.9)


def _rates(one: Tongue) -> Habit:
    return Habit(one.hears["rate"], ("5", "4", *one.says["rates"]), (60, 900), 0.95)


def _hears(one: Tongue, meaning: str, says: str, after: tuple[float, float], chance: float = 1.0) -> Habit:
    """On hearing this they say that; what holds a word of its own is for the driver."""
    texts = one.says[says]
    hearer = DRIVER if "{canary}" in texts[0] or "{code}" in texts[0] else ""
    return Habit(one.hears[meaning], texts, after, chance, hearer)


def _chooses(one: Tongue, number: str, after: tuple[float, float]) -> Habit:
    return Habit(one.hears["offers"], (number,), after, most=1)


def _not_today(one: Tongue) -> Habit:
    return Habit(f"{one.hears['van']}|{one.hears['next']}", one.says["another_day"], (20, 60), most=1)


def _comes_down(one: Tongue) -> Habit:
    return Habit(one.hears["says"], one.says["coming"], (10, 40), hearer=DRIVER, most=1)


def _hears_a_person(one: Tongue) -> Habit:
    return Habit(one.hears["person"], one.says["sister"], (10, 30), hearer="staff", most=1)


SPECIAL: dict[str, Callable[[Tongue], tuple[Habit, ...]]] = {
    "other_window": lambda one: (_chooses(one, "2", (60, 300)), _rates(one)),
    "on_the_van": lambda one: (_not_today(one), _chooses(one, "1", (20, 90))),
    "code_asked": lambda one: (_hears(one, "gate", "code", (10, 30)), _rates(one)),
    "two_deliveries": lambda one: (Habit(one.hears["which"], ("11",), (20, 60), most=1),
                                   Habit(one.hears["good"], ("1",), (60, 300))),
    "autoresponder": lambda _one: (Habit(".", (MACHINE,), (1, 6), 1.0, DRIVER),),
    "low_rating": lambda one: (Habit(one.hears["rate"], ("1",), (60, 300)),
                               Habit(one.hears["cause"], ("2",), (30, 90))),
    "broken": lambda one: (_hears(one, "delivered", "broken", (60, 200)),),
    "not_here": lambda one: (_hears(one, "delivered", "not_here", (60, 200)),),
    "not_home": lambda one: (_chooses(one, "1", (60, 200)),),
    "person": lambda one: (_rates(one), _hears_a_person(one)),
    "relay": lambda one: (_rates(one), _comes_down(one)),
}
"""Those to whom something happens of which they have to say something."""
