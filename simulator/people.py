"""People who answer like people: each text meets a table of habits, and the dice decide. Pure: time is only named here.

What a habit says may hold `{>label}` (the number that the text prints before that label, as menus do; several labels
are parted by `|`), `{>?}` (any of the numbers offered), `{name}` (what the person knows, or a named group of the
habit's pattern) and `{canary}`. A habit whose blanks cannot all be filled is passed over.
"""

import random
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

BLANK = re.compile(r"\{([^{}]+)\}")
LISTED = re.compile(r"(?m)^\s*(\d{1,2})\s*[.):=]?\s+\S")
INLINE = re.compile(r"(?<![\d:-])\b(\d{1,2})\b\s*[.):=]?\s+[^\W\d]")


@dataclass(frozen=True, slots=True)
class Habit:
    """What somebody does on hearing something.

    `hears` is a regular expression, `says` the answers one is drawn from, `after` the least and most seconds of world
    time before it, `hearer` the role it is meant for (empty: the machine itself), `most` how often in a life.
    """

    hears: str
    says: tuple[str, ...]
    after: tuple[float, float] = (10.0, 90.0)
    chance: float = 1.0
    hearer: str = ""
    most: int = 1000


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody is about to say, when, and for whom; `canary` is the word of its own, empty where it has none."""

    after: timedelta
    text: str
    hearer: str = ""
    canary: str = ""


@dataclass(slots=True)
class Person:
    """Somebody with a phone. The dice are seeded anew for each text heard, so people do not disturb one another."""

    number: str
    habits: tuple[Habit, ...]
    traits: Mapping[str, str]
    seed: int
    heard: int = 0
    done: dict[int, int] = field(default_factory=dict)

    def react(self, text: str, fresh: Callable[[], str]) -> Reply | None:
        """What this person answers to a text, if anything. `fresh` gives a canary that nobody used."""
        self.heard += 1
        dice = random.Random(f"{self.seed} {self.number} {self.heard}")  # noqa: S311 a seeded day, no secret
        for index, habit in enumerate(self.habits):
            found = re.search(habit.hears, text, re.IGNORECASE)
            if found is None or self.done.get(index, 0) >= habit.most or dice.random() >= habit.chance:
                continue
            knows = {**self.traits, **found.groupdict("")}
            reply = _reply(habit, text, knows, dice, fresh)
            if reply is not None:
                self.done[index] = self.done.get(index, 0) + 1
                return reply
        return None


def _reply(habit: Habit, text: str, knows: Mapping[str, str], dice: random.Random,
           fresh: Callable[[], str]) -> Reply | None:
    said = dice.choice(habit.says)
    after = timedelta(seconds=dice.uniform(*habit.after))
    word = fresh() if "{canary}" in said else ""
    filled: dict[str, str] = {**knows, "canary": word}
    for blank in BLANK.findall(said):
        if blank.startswith(">"):
            filled[blank] = offered(text, blank[1:], dice)
        if not filled.get(blank):
            return None
    return Reply(after, BLANK.sub(lambda one: filled[one[1]], said), habit.hearer, word)


def offered(text: str, label: str, dice: random.Random) -> str:
    """The number that a text prints before a label, the last one where several do; empty where none does.

    The label `?` takes any number offered: those at the start of a line where there are two or more, else any before a
    word.
    """
    if label != "?":
        numbers = re.findall(rf"\b(\d{{1,2}})\s*[.):=]?\s*(?:{label})", text, re.IGNORECASE)
        return numbers[-1] if numbers else ""
    listed = LISTED.findall(text)
    numbers = listed if len(listed) > 1 else INLINE.findall(text)
    return dice.choice(numbers) if numbers else ""


def person(number: str, role: str, traits: Mapping[str, str], seed: int,
           habits: Iterable[Habit] | None = None) -> Person:
    """Somebody with the habits of a role, unless others are given."""
    return Person(number, tuple(habits if habits is not None else HABITS.get(role, ())), traits, seed)


CUSTOMER = (
    Habit(r"how does it open|what is the code|cómo se abre|cuál es el código", ("The code is {code}",), (15, 100), 0.9,
          "driver"),
    Habit(r"how does it open|what is the code|cómo se abre|cuál es el código",
          ("No code there, just push the {canary} door", "Ring the bell marked {canary}"), (15, 100), 0.8, "driver"),
    Habit(r"1 = (good|bien)", ("1", "{>good|bien}", "Yes that works"), (30, 1200), 0.7),
    Habit(r"2 = (another|otro)", ("2", "{>another|otro}", "Could you come another day?"), (30, 1200), 0.8),
    Habit(r"reply with the number|which one\b|responda con el número|cuál prefiere", ("{>?}",), (30, 600), 0.9),
    Habit(r"how did we do|qué tal lo hicimos", ("5", "5", "4", "5 very friendly, {canary}", "2", "3"), (60, 3600), 0.7),
    Habit(r"what was it\b|qué falló", ("{>driver|repartidor}", "{>time|hora}", "The box was {canary} and torn"),
          (30, 300), 0.8),
    Habit(r"(says|dice): ", ("OK, thank you {canary}", "I am coming down, {canary}"), (15, 120), 0.5, "driver", most=4),
    Habit(r"anything to know at the door", ("Side door please, by the {canary} sign", "Mind the dog, {canary}"),
          (20, 300), 0.4, "driver"),
    Habit(r"on the van|en la furgoneta", ("Where is it now?", "How long will it be?"), (600, 5400), 0.25),
    Habit(r"running late", ("ok", "What time then?"), (30, 300), 0.4),
    Habit(r"text back to change it", ("Thanks", "Could we do another day?"), (60, 3600), 0.2),
    Habit(r"\bis there, |está allí", ("Thank you!", "Perfect, thanks"), (60, 1200), 0.3, most=2),
)
DRIVER = (
    Habit(r"(did it open|abrió)\?", ("{>yes|sí}",), (20, 90), 0.9),
    Habit(r"(did it open|abrió)\?", ("{>no}",), (20, 90)),
    Habit(r"which one do you mean", ("{>?}",), (10, 60)),
    Habit(r"why not\?|por qué no\?", ("{>not home|nadie}", "{>not home|nadie}", "{>no access|sin acceso}",
                                       "{>refused|rechazado}"), (10, 60)),
    Habit(r"delivered\?|entregado\?", ("{>yes|sí}",), (10, 60)),
    Habit(r"\d\s*=\s*(leave it|vale)", ("{>leave it|vale}",), (10, 120), 0.7),
    Habit(r"\d\s*=\s*(nearly|ya casi)", ("{>nearly|ya casi}",), (10, 120)),
    Habit(r"how late|cuánto\?", ("late 20", "late 35"), (10, 60)),
    Habit(r"\d (delivered|entregado)", ("{>delivered|entregado}",), (180, 900), 0.88),
    Habit(r"\d (delivered|entregado)", ("{>could not|no pude}",), (180, 900)),
    Habit(r"\d (arrived|llegué)", ("{>late|tarde}",), (120, 600), 0.08, most=2),
    Habit(r"\d (arrived|llegué)", ("{>arrived|llegué}",), (300, 1200)),
    Habit(r"(says|dice): ", ("OK {canary}", "Will do, {canary}"), (20, 240), 0.3, "customer", most=6),
)
HABITS: dict[str, tuple[Habit, ...]] = {"customer": CUSTOMER, "driver": DRIVER}
