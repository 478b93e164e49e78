"""Words of nobody's language, each used once: where one turns up shows whose words went where."""

from simulator.ledger import Entry

SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
LENGTH = 4
STRIDE = 9176773
"""Prime and no divisor of the number of words, so that neighbours look nothing alike and none comes twice."""


def canary(number: int) -> str:
    """The word of a number: `xa` and four syllables, so that it is no word people use. Repeats after 24 million."""
    rest = (number * STRIDE) % len(SYLLABLES) ** LENGTH
    word = "xa"
    for _ in range(LENGTH):
        rest, index = divmod(rest, len(SYLLABLES))
        word += SYLLABLES[index]
    return word


class Canaries:
    """Hands out canaries, none twice in the life of a ledger."""

    def __init__(self) -> None:
        """Start from the first."""
        self._given = 0
        self._used: set[str] = set()

    def hear(self, entry: Entry) -> None:
        """Take in one entry of the ledger."""
        if entry.text("canary"):
            self._used.add(entry.text("canary"))

    def fresh(self) -> str:
        """A word nobody said yet."""
        while True:
            self._given += 1
            word = canary(self._given)
            if word not in self._used:
                return word
