"""What words mean whatever their language: a short dictionary of what is said at doors, so that seven languages learn together."""

from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from flows.understand.model.pieces import IDEAS, row

LEAST_TAIL, NEAR = 4, 3
_COMPOUND = frozenset({"de", "nl"})
_ELIDED = {"fr": ("qu", "l", "d", "j", "m", "t", "s", "n", "c"), "it": ("dell", "nell", "sull", "dall", "all", "quell",
                                                                       "un", "l", "d", "c")}
Concepts = tuple[str, ...]


@cache
def _dictionary() -> dict[str, tuple[dict[str, Concepts], dict[str, Concepts]]]:
    """For each language whole words and beginnings, each with its concepts."""
    lines = (files(__package__) / "concepts.txt").read_text(encoding="utf-8").splitlines()
    head, *rest = [line.removeprefix("#").split("(")[0] if line.startswith("#") else line for line in lines]
    languages = [one.strip() for one in head.split("|")[1:]]
    found: dict[str, tuple[dict[str, Concepts], dict[str, Concepts]]] = {code: ({}, {}) for code in languages}
    for line in rest:
        concept, *columns = [one.strip() for one in line.split("|")]
        for code, words in zip(languages, columns, strict=True):
            for word in words.split():
                table = found[code][word.endswith("*")]
                table[word.rstrip("*")] = (*table.get(word.rstrip("*"), ()), concept)
    return found


@lru_cache(maxsize=16384)
def concepts(word: str, language: str) -> Concepts:
    """The concepts of a word; of the end of a compound; of what follows an elided article; else nothing."""
    if found := _known(word, language):
        return found
    for article in _ELIDED.get(language, ()):
        if word.startswith(article) and (found := _known(word[len(article):], language)):
            return found
    if language in _COMPOUND:
        for at in range(3, len(word) - LEAST_TAIL + 1):
            if found := _known(word[at:], language):
                return found
    return _known(word, "en") if language != "en" else ()


def _known(word: str, language: str) -> Concepts:
    whole, starts = _dictionary()[language]
    if word in whole:
        return whole[word]
    return next((starts[word[:size]] for size in range(len(word), 1, -1) if word[:size] in starts), ())


def concept_rows(words: list[str], language: str, context: str) -> list[int]:
    """Rows of the concepts in a text, of those beside each other, and of each together with what was asked."""
    said = [found for word in words if (found := concepts(word, language))]
    names = [f"k{one}" for found in said for one in found]
    names += [f"k{one}@{context}" for one in sorted({one for found in said for one in found})]
    names += [f"k{one}>{other}" for before, after in pairwise(said)
              for one in before[:2] for other in after[:2]]
    names += [f"knot>{other}" for at, found in enumerate(said) if "not" in found
              for after in said[at + 2:at + NEAR] for other in after[:2]]
    return [row(name, IDEAS) for name in names]
