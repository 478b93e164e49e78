"""`python -m training.train`: fit languages and intents, weigh floors by cost on folds, write the weights that ship."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from domain.meanings import CUSTOMER_INTENTS, DRIVER_INTENTS
from flows.understand.model.weights import CUSTOMER, DRIVER, LANGUAGE
from flows.understand.words import LANGUAGES
from training.beside import Network, network, noticed, texts, unlearned, unlearned_points
from training.fit import Fitting, Floats, Lines, fitted
from training.floors import by_fold, measured, out_of_fold
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

WORD_WEIGHT, CAREFUL = 0.3, 1.2
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
    drivers, customers = [row for row in known if row.driver], [row for row in known if not row.driver]
    driving = Fitting(intent_vectors(drivers), drivers, tuple(sorted(DRIVER_INTENTS)))
    asking = Fitting(intent_vectors(customers), customers, tuple(sorted(CUSTOMER_INTENTS)))
    beside, floors = _beside(asking)
    parts = [(LANGUAGE, of_languages(known)), (CUSTOMER, asking.lines()), (DRIVER, driving.lines())]
    least = measured(out_of_fold(driving), drivers, driving.labels, 1.0)
    save(side_by_side(parts), np.concatenate([np.zeros(len(LANGUAGES)), floors, least]), beside, where)


def _beside(asking: Fitting) -> tuple[Network, Floats]:
    """The network and its floors, by what the lines make of texts they have not learned from."""
    some, at = texts(asking.rows, asking.labels)
    whole, parts = unlearned(some, asking.vectors[at], by_fold(asking))
    seen = noticed(some, whole, parts)
    floors = measured(unlearned_points(some.rows, seen, asking.labels), some.rows, asking.labels, CAREFUL)
    return network(some.rows, seen, asking.labels), floors


def main() -> None:
    """Make the weights that ship, and say what they came from."""
    known = rows()
    make(known)
    print(f"{len(known)} rows, {WEIGHTS.stat().st_size / 1e6:.2f} MB")  # noqa: T201 a script says what it did


if __name__ == "__main__":
    main()
