"""`python -m training.train`: fit languages and intents, weigh floors by cost on folds, write the weights that ship."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from domain.meanings import CUSTOMER_INTENTS, DRIVER_INTENTS
from flows.understand.model.weights import CUSTOMER, DRIVER, LANGUAGE
from flows.understand.words import LANGUAGES
from training.fit import Fitting, Lines, fitted
from training.floors import measured
from training.rows import (
    Row,
    dev,
    guide,
    joined,
    nonsense,
    other_hand,
    own,
    patterned,
    phrases,
    public,
    replies,
    sentences,
)
from training.save import WEIGHTS, save, side_by_side
from training.vectors import intent_vectors, language_vectors

WORD_WEIGHT = 0.3
OF_A_FILE = frozenset({"said", "pattern"})
"""Sources that tell no language line by line: who asks for another language does so in that one, in whichever file."""


def rows() -> list[Row]:
    """Everything that may be learned from."""
    written = [*own(), *dev(), *other_hand()]
    return [*written, *joined(written), *guide(), *replies(), *public("A"), *nonsense(), *patterned(), *sentences()]


def of_languages(known: Sequence[Row]) -> Lines:
    """Texts, dates and the small words of each language, which are their own best examples."""
    texts = [(row.text, row.language, 1.0) for row in known
             if row.language and row.source != "public" and not (row.source in OF_A_FILE and "language" in row.intents)]
    texts += [(row.text, row.language, 0.2) for row in known if row.source == "public"]
    texts += [(one["text"], one["lang"], 0.5) for one in phrases("A")]
    texts += [(word, code, WORD_WEIGHT) for code, words in LANGUAGES.items() for word in set(words.common.split())]
    meant = [(language,) for _, language, _ in texts]
    return fitted(language_vectors([text for text, _, _ in texts]), meant, sorted(LANGUAGES), [one[2] for one in texts])


def make(known: Sequence[Row], where: Path = WEIGHTS) -> None:
    """Fit, weigh, write."""
    sides = [(CUSTOMER, CUSTOMER_INTENTS, [row for row in known if not row.driver]),
             (DRIVER, DRIVER_INTENTS, [row for row in known if row.driver])]
    parts, floors = [(LANGUAGE, of_languages(known))], [np.zeros(len(LANGUAGES))]
    for kind, labels, some in sides:
        rows_of = Fitting(intent_vectors(some), some, tuple(sorted(labels)))
        parts.append((kind, rows_of.lines()))
        floors.append(measured(rows_of, kind))
    save(side_by_side(parts), np.concatenate(floors), where)


def main() -> None:
    """Make the weights that ship, and say what they came from."""
    known = rows()
    make(known)
    print(f"{len(known)} rows, {WEIGHTS.stat().st_size / 1e6:.2f} MB")  # noqa: T201 a script says what it did


if __name__ == "__main__":
    main()
