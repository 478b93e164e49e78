"""The script of a day: who gets what, who drives it, and each incident that must happen with its outcome."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from simulator.day.cast import DRIVERS, IN_SLACK, NAMES, STAND_IN, THINGS, Customer, Hand, number
from simulator.people import Habit
from simulator.roads.homes import Home

ZONE = ZoneInfo("Europe/Helsinki")
EVENING = datetime(2026, 11, 23, 16, 30, tzinfo=ZONE)
MORNING = datetime(2026, 11, 24, 7, 40, tzinfo=ZONE)
START = datetime(2026, 11, 24, 8, 0, tzinfo=ZONE)
PER_DRIVER = 12
HANDED_OVER, STAND_IN_PHONE = 2, 195
CODE_ASKED, CODE_TOLD, CODE_SHOWN = "4417#", "7788#", "2296#"
GOOD = Habit(r"1 = (good|bien)", ("1", "1", "Yes that works"), (60, 900), 0.9)
RATES = Habit(r"how did we do|qué tal lo hicimos", ("5", "4", "5, lovely driver", "5"), (60, 900), 0.95)
DOOR = Habit(r"anything to know at the door", ("Side door please, by the {canary} sign",), (20, 120), 0.3, "driver")
THANKS = Habit(r"\bis there, ", ("Thank you!",), (60, 300), 0.25)
NORMAL = (GOOD, RATES, DOOR, THANKS)


@dataclass(frozen=True, slots=True)
class Say:
    """Somebody texts by the script. `hearer` is the number it is meant for, empty for the machine alone."""

    at: datetime
    phone: str
    text: str
    hearer: str = ""
    media: int = 0


@dataclass(frozen=True, slots=True)
class Script:
    """A day. `special` names the customer of each incident."""

    customers: tuple[Customer, ...]
    drivers: tuple[Hand, ...]
    stand_in: Hand
    says: tuple[Say, ...]
    special: dict[str, Customer]

    def by_phone(self, phone: str) -> list[Customer]:
        """Everybody who waits for a parcel at this number."""
        return [one for one in self.customers if one.phone == phone]


def evening(minutes: float) -> datetime:
    """So long after the evening began."""
    return EVENING + timedelta(minutes=minutes)


def morning(minutes: float) -> datetime:
    """So long after the runs started."""
    return START + timedelta(minutes=minutes)


INCIDENTS = ("other_window", "on_the_van", "code_asked", "code_told", "dog", "stop", "stop_start", "help",
             "wrong_number", "late", "doubled", "two_deliveries", "driver_is_customer", "reassigned", "torn_driver",
             "autoresponder", "picture", "low_rating", "broken", "not_here", "where", "not_home", "refused", "moved",
             "called_off", "relay", "spanish", "person", "traffic", "silent", "jump", "gap", "wrong_clock",
             "code_shown")
"""Each happens at least once in a day; `simulator/day/outcomes.py` says what has to come of it."""
PLACES = {"other_window": (0, 0), "on_the_van": (0, 8), "code_asked": (0, 2), "code_told": (0, 3), "dog": (0, 4),
          "torn_driver": (0, 1), "relay": (0, 7), "driver_is_customer": (0, 9), "where": (0, 10), "stop": (1, 1),
          "late": (1, 3), "stop_start": (1, 4), "help": (1, 5), "wrong_number": (1, 6), "doubled": (1, 7),
          "two_deliveries": (1, 8), "autoresponder": (1, 10), "reassigned": (2, 5), "picture": (2, 0),
          "low_rating": (2, 1), "broken": (2, 2), "not_here": (2, 3), "person": (2, 7), "not_home": (3, 1),
          "refused": (3, 2), "moved": (3, 3), "called_off": (3, 4), "spanish": (3, 5), "traffic": (3, 0),
          "silent": (3, 8), "jump": (0, 5), "gap": (2, 4), "wrong_clock": (1, 2), "code_shown": (1, 0)}
"""Which driver's which stop each incident belongs to: those of the tracker happen on the way there."""
TRAFFIC_WINDOW, STUCK = timedelta(minutes=30), timedelta(minutes=44)
"""What the first customer of the fourth van was promised, and for how long after the start its van is stuck."""
UNLOCATED = 3
"""Every so many of those to whom nothing else happens, an order comes without a place: the address is looked up."""
LOOKERS = frozenset({"jump", "silent", "gap", "wrong_clock", "relay", "person", "traffic", "spanish"})


def script(seed: int, word: Callable[[], str], rounds: Sequence[Sequence[Home]]) -> Script:
    """The day of a seed. `word` gives a word that nobody used; `rounds` are the drivers' doorsteps in order."""
    dice = random.Random(seed)  # noqa: S311 a seeded day, no secret
    names = list(NAMES)
    dice.shuffle(names)
    special = {PLACES[name]: name for name in INCIDENTS}
    hands = tuple(Hand(name, number(190 + index), slack=IN_SLACK.get(index, ("", ""))[0])
                  for index, name in enumerate(DRIVERS))
    people = [_customer(index, names[index], special.get(divmod(index, PER_DRIVER), ""), hands, word, dice,
                        rounds[index // PER_DRIVER][index % PER_DRIVER])
              for index in range(PER_DRIVER * len(DRIVERS))]
    found = {special[place]: people[place[0] * PER_DRIVER + place[1]] for place in special}
    people[PLACES["two_deliveries"][0] * PER_DRIVER + 9] = _second(found["two_deliveries"], people, word)
    _at_doors(hands, found)
    return Script(tuple(people), hands, Hand(STAND_IN, number(STAND_IN_PHONE)), _says(found, hands), found)


def _customer(index: int, name: str, incident: str, hands: tuple[Hand, ...], word: Callable[[], str],
              dice: random.Random, home: Home) -> Customer:
    driver = index // PER_DRIVER
    phone = hands[3].phone if incident == "driver_is_customer" else number(101 + index)
    hearers = hands[driver].phone + (f"|{number(STAND_IN_PHONE)}" if driver == HANDED_OVER else "")
    traits = {"driver": hearers, "code": CODE_ASKED}
    habits = HABITS.get(incident, NORMAL)
    looks = incident in LOOKERS or (not incident and dice.random() < 0.4)  # noqa: PLR2004 two in five open the link
    return Customer(name, phone, f"{dice.choice(THINGS)} {word()}", home, driver, habits, traits,
                    "es" if incident == "spanish" else "en", f"BF-{10_000 + index}", looks,
                    located=bool(incident) or index % UNLOCATED != 0)


def _second(first: Customer, people: list[Customer], word: Callable[[], str]) -> Customer:
    """The other parcel of somebody who waits for two."""
    place = people[PLACES["two_deliveries"][0] * PER_DRIVER + 9]
    return Customer(first.name, first.phone, f"bench {word()}", first.home, place.driver, first.habits,
                    first.traits, "en", place.tracking)


HABITS: dict[str, tuple[Habit, ...]] = {
    "other_window": (Habit("reply with the number", ("2",), (60, 300), most=1), RATES),
    "on_the_van": (GOOD, Habit("you are next|on the van\\. ", ("sorry, can we do another day?",), (20, 60), most=1),
                   Habit("reply with the number", ("1",), (20, 90), most=1)),
    "code_asked": (GOOD, Habit("how does it open", ("gate code {code}",), (10, 30), hearer="driver"), RATES),
    "code_told": (GOOD, RATES),
    "stop": (),
    "stop_start": (GOOD,),
    "help": (GOOD, RATES),
    "wrong_number": (),
    "two_deliveries": (Habit("which one do you mean", ("11",), (20, 60), most=1),
                       Habit(r"1 = good", ("1",), (60, 300))),
    "driver_is_customer": (),
    "autoresponder": (Habit(".", ("This mailbox is read on weekdays only. Ticket {canary} opened.",), (1, 6), 1.0,
                            "driver"),),
    "low_rating": (GOOD, Habit("how did we do", ("1",), (60, 300)), Habit("what was it", ("2",), (30, 90))),
    "broken": (GOOD, Habit(r"\bis there, ", ("it arrived broken",), (60, 200))),
    "not_here": (GOOD, Habit(r"\bis there, ", ("it says delivered but it's not here",), (60, 200))),
    "not_home": (GOOD, Habit("reply with the number", ("1",), (60, 200), most=1)),
    "refused": (GOOD,),
    "moved": (),
    "called_off": (),
    "spanish": (GOOD, RATES),
    "person": (GOOD, RATES, Habit("a person here", ("thank you, please write to my sister then, {canary}",), (10, 30),
                                  hearer="staff", most=1)),
    "torn_driver": (GOOD, RATES),
    "relay": (GOOD, RATES, Habit("says: ", ("OK, coming down, {canary}",), (10, 40), hearer="driver", most=1)),
}
"""How the customers of the incidents answer by themselves; everybody else is `NORMAL`."""


def _at_doors(hands: tuple[Hand, ...], found: dict[str, Customer]) -> None:
    hands[0].at_door[found["code_asked"].name] = ((10, "5"),)
    hands[3].at_door[found["not_home"].name] = ((60, "3"),)
    hands[3].at_door[found["refused"].name] = ((60, "3"),)
    hands[3].reasons.update({found["not_home"].name: "31", found["refused"].name: "33"})


def _says(found: dict[str, Customer], hands: tuple[Hand, ...]) -> tuple[Say, ...]:
    def by(name: str, at: datetime, text: str, hearer: str = "", media: int = 0) -> Say:
        return Say(at, found[name].phone, text, hearer, media)

    torn = found["torn_driver"]
    return (
        by("other_window", evening(12), "can u do tmrw after 6"),
        by("code_told", evening(14), f"gate code {CODE_TOLD}", hands[0].phone),
        by("dog", evening(15), "careful, we have a big dog, {canary}", hands[0].phone),
        by("help", evening(16), "HELP"),
        by("stop_start", evening(20), "STOP"),
        by("stop_start", START - timedelta(minutes=9), "START"),
        by("wrong_number", evening(18), "sorry wrong number"),
        by("doubled", evening(22), "where is it?"),
        by("picture", evening(24), "", "", 1),
        by("person", evening(23), "can I talk to a person please"),
        by("person", evening(62), "where is it?"),
        by("code_shown", evening(17), f"gate code {CODE_SHOWN}", hands[1].phone),
        by("stop", START, "STOP"),
        by("two_deliveries", morning(12), "where is it?"),
        by("where", morning(10), "where is it?"),
        by("spanish", morning(11), "¿dónde está mi pedido?"),
        by("relay", morning(14), "the bell says {canary}", hands[0].phone),
        Say(morning(3), hands[0].phone, "please move the blue car, {canary}", torn.phone),
        by("driver_is_customer", evening(25), "where is it?"),
    )
