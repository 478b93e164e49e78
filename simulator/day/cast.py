"""Who takes part in a day: made-up people with numbers that belong to nobody."""

from dataclasses import dataclass, field

from simulator.day.law import HELSINKI, Place
from simulator.people import Habit
from simulator.roads.homes import Home

OURS = "+13125550100"
NAMES = ("Ana", "Bruno", "Carla", "Dmitri", "Esther", "Farid", "Greta", "Hugo", "Imani", "Jonas", "Keiko", "Liam",
         "Marta", "Nadia", "Oscar", "Priya", "Quinn", "Rosa", "Stefan", "Tomas", "Uma", "Viktor", "Wanda", "Ximena",
         "Yusuf", "Zelda", "Arlo", "Bianca", "Cyrus", "Delia", "Emil", "Flora", "Gideon", "Hanna", "Igor", "Judith",
         "Kasper", "Lena", "Milo", "Nora", "Otto", "Petra", "Ruben", "Sonja", "Tariq", "Ulla", "Vera", "Wim")
DRIVERS = ("Marco", "Leila", "Pavel", "Dana")
STAND_IN = "Yara"
IN_SLACK = {1: ("U0LEILA", "Leila Aho"), 3: ("U0DANA", "Dana Berg")}
"""The drivers who work in Slack, by their place among the four; the others are texted."""
THINGS = ("sofa", "lamp", "desk", "rug", "armchair", "bookcase", "mirror", "bench")


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who waits for a parcel. `thing` holds a word of its own, so that a text about it tells whose it is.

    `language` is what they speak, `ordered` the language in the order, empty where the merchant does not know it;
    `channel` is how they asked to be told (sms, whatsapp, email), `place` where their door is, for the hours there.
    `looks`: opens the link of the page and leaves it open. `located`: the merchant knows where the address is.
    """

    name: str
    phone: str
    thing: str
    home: Home
    driver: int
    habits: tuple[Habit, ...]
    traits: dict[str, str]
    language: str = "en"
    ordered: str = ""
    channel: str = "sms"
    email: str = ""
    place: Place = HELSINKI
    tracking: str = ""
    looks: bool = False
    located: bool = True


@dataclass(frozen=True, slots=True)
class Hand:
    """A driver. `at_door` says by customer's name what to text at the door instead of "2", with seconds before each.

    `slack` is the member's id of a driver who works there, empty for one who is texted.
    """

    name: str
    phone: str
    at_door: dict[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    slack: str = ""


def number(index: int) -> str:
    """One of the numbers set aside for stories."""
    return f"+13125550{index:03d}"
