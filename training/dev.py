"""`python -m training.dev [fold] [language] [label]`: learn from the other folds, and read what is still wrong in this one."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from flows.understand import Understood, understand
from flows.understand.model import weights
from training.floors import FOLDS, hash_fold
from training.rows import NOW, Row, dev, guide, joined, nonsense, other_hand, own, patterned, public, replies, sentences
from training.train import make

SLOTS = ("code", "rating", "option", "language")


def right(row: Row, got: Understood) -> bool:
    """The intents of the row and no others, with the slots that decide what we do."""
    return set(got.intents) == set(row.intents) and all(
        getattr(got.slots, name) == row.slots[name] for name in SLOTS if name in row.slots)


def main() -> None:
    """Print a line a language, then the misses."""
    fold, language, label = int((sys.argv[1:] or ["0"])[0]), *([*sys.argv[2:], "", ""])[:2]
    known = [*own(), *dev(), *other_hand()]
    apart = [row for row in known if hash_fold(row.text) == fold % FOLDS]
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "weights.npz"
        rest = [row for row in known if hash_fold(row.text) != fold % FOLDS]
        make([*rest, *joined(rest), *guide(), *replies(), *public("A"), *nonsense(), *patterned(), *sentences()], where)
        weights.FILE = str(where)
        got = [(row, understand(row.text, row.context, NOW)) for row in apart]
    good, spoken, count = Counter(), Counter(), Counter(row.language for row in apart)
    for row, one in got:
        good[row.language] += right(row, one)
        spoken[row.language] += one.language == row.language
    for code in sorted(count):
        print(f"{code} {count[code]:4} right {good[code] / count[code]:.3f} language {spoken[code] / count[code]:.3f}")  # noqa: T201
    for row, one in got:
        if not right(row, one) and language in {"", row.language} and (not label or label in {*row.intents, *one.intents}):
            print(f"{row.language} {row.context:16} {row.text!r} WANT {row.intents} {row.slots} "  # noqa: T201
                  f"GOT {one.intents} {one.confidence} {one.why} {one.language}")


if __name__ == "__main__":
    main()
