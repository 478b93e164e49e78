"""The script of a day: who gets what, who drives it, and each incident that must happen with its outcome."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from simulator.day.cast import DRIVERS, IN_SLACK, NAMES, STAND_IN, THINGS, Customer, Hand, number
from simulator.day.habits import habits
from simulator.day.speech import LANGUAGES, tongue
from simulator.roads.homes import Home

ZONE = ZoneInfo("Europe/Helsinki")
EVENING = datetime(2027, 3, 27, 16, 30, tzinfo=ZONE)
NIGHT = datetime(2027, 3, 27, 22, 20, tzinfo=ZONE)
SMALL_HOURS = (datetime(2027, 3, 28, 2, 50, tzinfo=ZONE), datetime(2027, 3, 28, 4, 10, tzinfo=ZONE))
"""At three the clocks are put forward to four: the night is an hour short, and the morning an hour nearer."""
MORNING = datetime(2027, 3, 28, 7, 40, tzinfo=ZONE)
START = datetime(2027, 3, 28, 8, 0, tzinfo=ZONE)
PER_DRIVER = 12
HANDED_OVER, STAND_IN_PHONE = 2, 195
CODE_ASKED, CODE_TOLD, CODE_SHOWN = "4417#", "7788#", "2296#"

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
             "called_off", "relay", "learned", "person", "traffic", "silent", "jump", "gap", "wrong_clock",
             "code_shown", "night", "awake")
"""Each happens at least once in a day; `simulator/day/outcomes.py` says what has to come of it."""
PLACES = {"other_window": (0, 0), "on_the_van": (0, 8), "code_asked": (0, 2), "code_told": (0, 3), "dog": (0, 4),
          "torn_driver": (0, 1), "relay": (0, 7), "driver_is_customer": (0, 9), "where": (0, 10), "stop": (1, 1),
          "late": (1, 3), "stop_start": (1, 4), "help": (1, 5), "wrong_number": (1, 6), "doubled": (1, 7),
          "two_deliveries": (1, 8), "autoresponder": (1, 10), "reassigned": (2, 5), "picture": (2, 0),
          "low_rating": (2, 1), "broken": (2, 2), "not_here": (2, 3), "person": (2, 7), "not_home": (3, 1),
          "refused": (3, 2), "moved": (3, 3), "called_off": (3, 4), "learned": (3, 5), "traffic": (3, 0),
          "silent": (3, 8), "jump": (0, 5), "gap": (2, 4), "wrong_clock": (1, 2), "code_shown": (1, 0),
          "night": (3, 6), "awake": (1, 11)}
"""Which driver's which stop each incident belongs to: those of the tracker happen on the way there."""
TRAFFIC_WINDOW, STUCK = timedelta(minutes=30), timedelta(minutes=44)
"""What the first customer of the fourth van was promised, and for how long after the start its van is stuck."""
UNLOCATED = 3
"""Every so many of those to whom nothing else happens, an order comes without a place: the address is looked up."""
LOOKERS = frozenset({"jump", "silent", "gap", "wrong_clock", "relay", "person", "traffic", "learned"})
CHANNELS = ("sms", "whatsapp", "email")
BY_TEXT = frozenset({"stop", "stop_start", "help", "wrong_number", "doubled", "two_deliveries", "driver_is_customer",
                     "autoresponder", "picture", "person"})
"""What can only happen to a phone that is texted."""
ENGLISH = frozenset({"driver_is_customer", "autoresponder"})


def script(seed: int, word: Callable[[], str], rounds: Sequence[Sequence[Home]]) -> Script:
    """The day of a seed. `word` gives a word that nobody used; `rounds` are the drivers' doorsteps in order."""
    dice = random.Random(seed)  # noqa: S311 a seeded day, no secret
    names = list(NAMES)
    dice.shuffle(names)
    special = {PLACES[name]: name for name in INCIDENTS}
    hands = tuple(Hand(name, number(190 + index), slack=IN_SLACK.get(index, ("", ""))[0])
                  for index, name in enumerate(DRIVERS))
    people = [_customer(index, names[index], special.get(divmod(index, PER_DRIVER), ""), hands, word, dice,
                        rounds[index // PER_DRIVER][index % PER_DRIVER], seed)
              for index in range(PER_DRIVER * len(DRIVERS))]
    found = {special[place]: people[place[0] * PER_DRIVER + place[1]] for place in special}
    people[PLACES["two_deliveries"][0] * PER_DRIVER + 9] = _second(found["two_deliveries"], people, word)
    _at_doors(hands, found)
    return Script(tuple(people), hands, Hand(STAND_IN, number(STAND_IN_PHONE)), _says(found, hands), found)


def _customer(index: int, name: str, incident: str, hands: tuple[Hand, ...], word: Callable[[], str],
              dice: random.Random, home: Home, seed: int) -> Customer:
    driver = index // PER_DRIVER
    phone = hands[3].phone if incident == "driver_is_customer" else number(101 + index)
    hearers = hands[driver].phone + (f"|{number(STAND_IN_PHONE)}" if driver == HANDED_OVER else "")
    traits = {"driver": hearers, "code": CODE_ASKED}
    looks = incident in LOOKERS or (not incident and dice.random() < 0.4)  # noqa: PLR2004 two in five open the link
    language, channel = _language(index + seed, incident), _channel(index + seed // len(LANGUAGES), incident)
    return Customer(name, phone, f"{dice.choice(THINGS)} {word()}", home, driver,
                    habits(incident, tongue(language), channel), traits, language,
                    "" if incident == "learned" else language, channel,
                    f"{name.casefold()}.{index}@mailbox.example" if channel == "email" else "",
                    tracking=f"BF-{10_000 + index}", looks=looks, located=bool(incident) or index % UNLOCATED != 0)


def _language(turn: int, incident: str) -> str:
    """All of them in turn. Whoever is to be learned speaks another language than the depot."""
    found = "en" if incident in ENGLISH else LANGUAGES[turn % len(LANGUAGES)]
    return LANGUAGES[1 + turn % (len(LANGUAGES) - 1)] if (incident, found) == ("learned", "en") else found


def _channel(turn: int, incident: str) -> str:
    return "sms" if incident in BY_TEXT else CHANNELS[turn % len(CHANNELS)]


def _second(first: Customer, people: list[Customer], word: Callable[[], str]) -> Customer:
    """The other parcel of somebody who waits for two."""
    place = people[PLACES["two_deliveries"][0] * PER_DRIVER + 9]
    return replace(first, thing=f"bench {word()}", driver=place.driver, tracking=place.tracking)


def _at_doors(hands: tuple[Hand, ...], found: dict[str, Customer]) -> None:
    hands[0].at_door[found["code_asked"].name] = ((10, "5"),)
    hands[3].at_door[found["not_home"].name] = ((60, "3"),)
    hands[3].at_door[found["refused"].name] = ((60, "3"),)
    hands[3].reasons.update({found["not_home"].name: "31", found["refused"].name: "33"})


def _says(found: dict[str, Customer], hands: tuple[Hand, ...]) -> tuple[Say, ...]:
    def by(name: str, at: datetime, text: str, hearer: str = "", media: int = 0) -> Say:
        return Say(at, found[name].phone, text, hearer, media)

    def own(name: str, at: datetime, intent: str, hearer: str = "") -> Say:
        """In their own language, in one of the ways to put it."""
        return by(name, at, dice.choice(tongue(found[name].language).says[intent]), hearer)

    torn, dice = found["torn_driver"], random.Random(found["relay"].thing)  # noqa: S311 a seeded day, no secret
    return (
        own("other_window", evening(12), "another_time"),
        by("code_told", evening(14), own("code_told", EVENING, "code").text.replace("{code}", CODE_TOLD),
           hands[0].phone),
        own("dog", evening(15), "dog", hands[0].phone),
        by("help", evening(16), "HELP"),
        by("stop_start", evening(20), "STOP"),
        by("stop_start", START - timedelta(minutes=9), "START"),
        own("wrong_number", evening(18), "wrong_number"),
        own("doubled", evening(22), "where"),
        by("picture", evening(24), "", "", 1),
        own("person", evening(23), "human"),
        own("person", evening(62), "where"),
        by("code_shown", evening(17), own("code_shown", EVENING, "code").text.replace("{code}", CODE_SHOWN),
           hands[1].phone),
        own("learned", evening(26), "whole"),
        own("awake", NIGHT, "where"),
        by("stop", START, "STOP"),
        own("two_deliveries", morning(12), "where"),
        own("where", morning(10), "where"),
        own("relay", morning(14), "bell", hands[0].phone),
        Say(morning(3), hands[0].phone, "please move the blue car, {canary}", torn.phone),
        own("driver_is_customer", evening(25), "where"),
    )
