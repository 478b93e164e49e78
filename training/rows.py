"""Labelled texts, read where they lie: our own examples, the label guide, public intents. Half B is never trained on."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from training.patterns import made, said

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared" / "data"
PHRASES = SHARED / "dates" / "phrases.jsonl"
EXAMPLES, FROZEN, DEV = HERE / "examples", HERE / "frozen.jsonl", HERE / "dev.jsonl"
SECOND, THIRD, FOURTH = HERE / "second.jsonl", HERE / "third.jsonl", HERE / "fourth.jsonl"
FIFTH, OTHER_HAND = HERE / "fifth.jsonl", HERE / "other_hand.jsonl"
REPLIES = HERE.parent / "tests" / "understand" / "replies.jsonl"
FOREIGN = {"bot_identity": "identity_question", "repeat": "other", "share_location": "other"}
"""Labels of the public sets that the contract's list does not hold."""
UNSURE = "other_unverified"
CONTEXTS = ("none", "confirm_window", "reschedule_offer", "rating_request", "driver_relay")
PAIRS, BETWEEN = 200, (". ", ", ", "! ", " - ", "\n", ". ")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("America/Chicago"))
"""When everything in the examples is said."""
LETTERS = "aeiou" * 3 + "bdfghklmnprstvwz"
PUBLIC_WEIGHT, RULED_WEIGHT, JOINED_WEIGHT, PATTERN_WEIGHT, SAID_WEIGHT = 0.12, 0.5, 0.5, 0.5, 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """One text and what it means. `weight` is how much it counts while fitting; `source` is where it comes from."""

    text: str
    context: str
    language: str
    intents: tuple[str, ...]
    slots: dict[str, Any]
    source: str
    weight: float = 1.0
    family: str = ""

    @property
    def kin(self) -> str:
        """What stands on one side of every fold together: the sentences of one pattern, or a text alone."""
        return self.family or self.text

    @property
    def driver(self) -> bool:
        """Whether a driver says it."""
        return self.context.startswith("driver_") and self.context != "driver_relay"


def half(text: str) -> str:
    """A or B, by the text alone: B is what nothing is fitted or tuned on."""
    return "B" if int(sha256(text.encode()).hexdigest()[0], 16) >= 8 else "A"  # noqa: PLR2004 the upper eight of sixteen


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines; nothing where there is no such file."""
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def own() -> list[Row]:
    """Our own examples of every language."""
    return [_row(one, path.stem) for path in sorted(EXAMPLES.glob("*.jsonl")) for one in lines(path)]


def dev() -> list[Row]:
    """What rules were mended by, frozen once: learned from as soon as nobody tunes on it."""
    return [_row(one, "dev") for one in lines(DEV)]


def frozen() -> list[Row]:
    """The frozen replies: measured, never looked at."""
    return [_row(one, "frozen") for one in lines(FROZEN)]


def second() -> list[Row]:
    """Half B of the replies that another hand wrote: measured, never looked at."""
    return [_row(one, "second") for one in lines(SECOND)]


def third() -> list[Row]:
    """Half B of the replies of a third hand, who wrote by households and not by labels: measured, never looked at."""
    return [_row(one, "third") for one in lines(THIRD)]


def fourth() -> list[Row]:
    """An eighth of what a fourth hand wrote, who was asked for a test of such a service: measured, never looked at."""
    return [_row(one, "fourth") for one in lines(FOURTH)]


def fifth() -> list[Row]:
    """The same of a fifth hand, of whom nothing is learned: measured, never looked at."""
    return [_row(one, "fifth") for one in lines(FIFTH)]


def apart() -> set[tuple[str, str]]:
    """Whatever is measured on: (bare text, context). Nothing of it is learned from."""
    return {(bare(one.text), one.context) for one in [*frozen(), *second(), *third(), *fourth(), *fifth()]}


def other_hand() -> list[Row]:
    """What other hands wrote and is not measured on: learned from."""
    return [_row(one, "other hand") for one in lines(OTHER_HAND)]


def patterned() -> list[Row]:
    """The sentences of our own patterns, apart from what we measure on."""
    measured = apart()
    return [Row(one.text, one.context, one.language, one.intents, {}, "pattern", PATTERN_WEIGHT, one.pattern)
            for one in made() if (bare(one.text), one.context) not in measured]


def sentences() -> list[Row]:
    """Our own whole sentences, apart from what we measure on; one that stands after several questions counts less in each."""
    measured = apart()
    times = Counter((one.text, one.language) for one in said())
    return [Row(one.text, one.context, one.language, one.intents, {}, "said", SAID_WEIGHT / times[one.text, one.language] ** 0.5, one.text)
            for one in said() if (bare(one.text), one.context) not in measured]


def bare(text: str) -> str:
    """A text however it is spaced, cased or ended."""
    return " ".join(text.casefold().split()).rstrip(" .!?")


def guide() -> list[Row]:
    """The label guide."""
    return [_row(one, "guide") for one in lines(SHARED / "language/label_guide_examples.jsonl")]


def replies() -> list[Row]:
    """The table the rules were written against: known to them, so it counts less. English or Spanish."""
    rows = [one for one in lines(REPLIES) if "intents" in one]
    return [_row({"lang": "", **one}, "replies", RULED_WEIGHT) for one in rows]


def public(which: str) -> list[Row]:
    """Half A or B of the public intents, in our labels."""
    found = (one for one in lines(SHARED / "language/public_intents.jsonl") if half(one["text"]) == which)
    rows = [{**one, "context": "none", "slots": {}, "intents": sorted({FOREIGN.get(label, label) for label in one["labels"]})}
            for one in found if UNSURE not in one["labels"]]
    return [_row(one, "public", PUBLIC_WEIGHT) for one in rows]


def answers(which: str) -> list[Row]:
    """Half A or B of the restaurant answers. What they mean here is not labelled: nobody opts out or tells a code."""
    found = (one for one in lines(SHARED / "language/restaurant8k_test.jsonl") if half(one["text"]) == which)
    return [_row({**one, "context": "none", "intents": [], "slots": {}}, "restaurant", PUBLIC_WEIGHT) for one in found]


def phrases(which: str, path: Path = PHRASES) -> list[dict[str, Any]]:
    """Half A or B of the date phrases, as they stand; none where the data is not at hand."""
    return [one for one in lines(path) if half(one["text"]) == which]


def nonsense() -> list[Row]:
    """Words that mean nothing, and talk of other things, after every question: nobody has said yes to it."""
    dice, found = Random(7), []  # noqa: S311 the same dice every time
    talk = [one for one in public("A") if one.intents == ("other",)]
    for context in CONTEXTS:
        words = [" ".join("".join(dice.choice(LETTERS) for _ in range(dice.randint(3, 9))) for _ in range(dice.randint(1, 4)))
                 for _ in range(30)]
        said = [*words, *(one.text for one in dice.sample(talk, 20 if talk and context != "none" else 0))]
        found += [Row(one, context, "" if one in words else "en", ("other",), {}, "nonsense", PUBLIC_WEIGHT) for one in said]
    return found


def joined(known: Sequence[Row]) -> list[Row]:
    """Two things said in one message, put together from what was said alone: both are meant."""
    dice, found = Random(11), []  # noqa: S311 the same dice every time
    plain = [row for row in known if row.context == "none" and len(row.intents) == 1 and not row.slots.get("language")
             and not {"other", "opt_out", "opt_in", "auto_reply", "nevermind"} & set(row.intents)]
    for language in sorted({row.language for row in plain}):
        some = [row for row in plain if row.language == language]
        for _ in range(PAIRS):
            one, two = dice.sample(some, 2)
            if one.intents != two.intents:
                text = one.text.rstrip(" .!") + dice.choice(BETWEEN) + two.text
                found.append(Row(text, "none", language, one.intents + two.intents, {}, "joined", JOINED_WEIGHT))
    return found


def _row(one: dict[str, Any], source: str, weight: float = 1.0) -> Row:
    return Row(one["text"], one.get("context", "none"), one["lang"], tuple(one["intents"]), one.get("slots", {}), source,
               weight)
