"""`make understanding`: what is understood on texts that nothing was tuned on, recall beside every false rate.

Measured are the frozen replies (`training/frozen.jsonl`), those that another hand wrote (`training/second.jsonl`) and the
halves B of what others published. Only totals are told, never a text: whoever reads what was missed has tuned on it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.understand import Understood, understand
from flows.understand.consent import keyword
from flows.understand.flat import flatten
from training.rows import HERE, NOW, Row, answers, fifth, fourth, frozen, phrases, public, second, third
from training.times import totals

WHERE = HERE.parent / "docs" / "understanding.md"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
HARM = ("opt_out", "cancel", "access_code", "rating")
OWN, OTHER = "The frozen replies", "Replies by another hand"
THIRD_HAND, FOURTH_HAND, FIFTH_HAND = (f"Replies by a {which} hand" for which in ("third", "fourth", "fifth"))


@dataclass(frozen=True, slots=True)
class Seen:
    """A row and what was understood of it, the language not given beforehand."""

    row: Row
    got: Understood

    @property
    def whole(self) -> bool:
        """Every intent and no other."""
        return set(self.got.intents) == set(self.row.intents)


def read(rows: Sequence[Row]) -> list[Seen]:
    """Understand each row."""
    return [Seen(row, understand(row.text, row.context, NOW)) for row in rows]


def main() -> None:
    """Measure and write the tables into the page."""
    kept, by_other, by_third = read(frozen()), read(second()), read(third())
    by_fourth, by_fifth = read(fourth()), read(fifth())
    foreign = read([row for row in public("B") if not keyword(flatten(row.text))])
    other = read([row for row in answers("B") if not keyword(flatten(row.text))])
    dates = read([Row(one["text"], "none", one["lang"], (), {}, "dates") for one in phrases("B")])
    sets = ((THIRD_HAND, by_third), (OTHER, by_other), (OWN, kept))
    tables = [made(name, some) for name, some in sets for made in (_languages, _slots)]
    strangers = [*by_other, *by_third, *by_fourth, *by_fifth]
    text = "\n\n".join((_languages(FIFTH_HAND, by_fifth), _languages(FOURTH_HAND, by_fourth), *tables, _harm((kept, strangers), (foreign, other, dates)),
                        _labels(kept, strangers, foreign), _dates()))
    page = WHERE.read_text(encoding="utf-8")
    before, after = page.split(BEGIN)[0], page.split(END)[1]
    WHERE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
    print(text)  # noqa: T201 a script says what it found


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(one) for one in line) + " |" for line in lines)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def _languages(name: str, kept: Sequence[Seen]) -> str:
    rows = []
    for code in (*sorted({one.row.language for one in kept}), ""):
        some = [one for one in kept if not code or one.row.language == code]
        sides = [[one for one in some if one.row.driver is driver] for driver in (False, True)]
        rows.append([code or "all", len(some), _share(sum(one.whole for one in some), len(some)),
                     *(_share(sum(one.whole for one in side), len(side)) for side in sides),
                     _share(sum(set(one.row.intents) <= set(one.got.intents) for one in some), len(some)),
                     _share(sum(one.got.language == one.row.language for one in some), len(some))])
    return f"### {name}, by language\n\n" + _table(
        ["language", "replies", "every intent and no other", "customers", "drivers", "every intent", "language heard"], rows)


def _slots(name_of: str, kept: Sequence[Seen]) -> str:
    rows = []
    for name in ("code", "rating", "option", "language", "reason", "minutes"):
        some = [one for one in kept if name in one.row.slots]
        right = sum(_same(getattr(one.got.slots, name), one.row.slots[name]) for one in some)
        invented = sum(getattr(one.got.slots, name) is not None for one in kept if name not in one.row.slots)
        rows.append([name, len(some), _share(right, len(some)), invented])
    dated = [one for one in kept if "from" in one.row.slots]
    begins = sum(_begins(one.got).startswith(one.row.slots["from"]) for one in dated)
    if dated:
        rows.append(["from: its day, and its hour where one was named", len(dated), _share(begins, len(dated)), "-"])
    return f"### {name_of}, by slot\n\n" + _table(["slot", "replies", "exact", "named where none was labelled"], rows)


def _begins(got: Understood) -> str:
    return got.slots.start.isoformat() if got.slots.start else ""


def _same(got: object, want: object) -> bool:
    """Equal; a code also when it was written with gaps, which no keypad has."""
    def keyed(one: object) -> str:
        return re.sub(r"[ -]", "", str(one)).upper()
    return keyed(got) == keyed(want)


def _harm(ours: Sequence[Sequence[Seen]], published: Sequence[Sequence[Seen]]) -> str:
    """`ours`: the frozen replies and those by another hand. `published`: public intents, restaurant answers, dates."""
    rows = []
    for label in HARM:
        recalls, sets = [], []
        for some in ours:
            meant = [one for one in some if label in one.row.intents]
            recalls.append(f"{_share(sum(label in one.got.intents for one in meant), len(meant))} of {len(meant)}")
            sets.append([one for one in some if label not in one.row.intents])
        sets += [[one for one in some if label not in one.row.intents and not (some is published[1] and label in one.row.text.casefold())]
                 for some in published]
        rows.append([label, *recalls, *(f"{_share(sum(label in one.got.intents for one in some), len(some))} of {len(some)}" for some in sets)])
    return "### What would do harm: recall, and how often it was heard where it was not meant\n\n" + _table(
        ["intent", "recall, frozen", "recall, another hand", "false, frozen", "false, another hand", "false, public intents B",
         "false, restaurant answers B", "false, dates B"], rows)


def _labels(kept: Sequence[Seen], by_other: Sequence[Seen], foreign: Sequence[Seen]) -> str:
    rows = []
    for driver in (False, True):
        sides = [[one for one in some if one.row.driver is driver] for some in (kept, by_other)]
        sides.append([] if driver else list(foreign))
        for label in sorted({intent for side in sides[:2] for one in side for intent in one.row.intents}):
            cells = [cell for side in sides for cell in _heard(label, side)]
            rows.append(["driver" if driver else "customer", label, *cells])
    head = [cell for name in ("frozen", "another hand", "public B") for cell in (f"recall, {name}", f"false, {name}")]
    return "### By label\n\n" + _table(["who", "label", *head], rows)


def _heard(label: str, side: Sequence[Seen]) -> tuple[str, str]:
    """Its recall with how often it was meant, and the share of the others in which it was heard."""
    meant = [one for one in side if label in one.row.intents]
    others = [one for one in side if label not in one.row.intents]
    recall = f"{_share(sum(label in one.got.intents for one in meant), len(meant))} of {len(meant)}" if meant else "-"
    return recall, _share(sum(label in one.got.intents for one in others), len(others))


def _dates() -> str:
    found = totals("B")
    rows = [[lang, level, total.asked, _share(total.right, total.asked)] for (lang, level), total in sorted(found.items())]
    return "### Days and times, half B of the published phrases\n\n" + _table(["language", "level", "phrases", "begins where the source says"], rows)


if __name__ == "__main__":
    main()
