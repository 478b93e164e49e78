"""Words that were written among ourselves, and where they must not be: on a phone, in a mail, on a page."""

import re

from simulator.day.cards import STAFF, shown
from simulator.day.evidence import Evidence

OUTSIDE = frozenset({"accepted", "mail", "page"})
"""What people outside receive, by the ledger's kinds."""
WORD = re.compile(r"\bxa[a-z]{8}\b")


def internal_words(day: Evidence) -> int:
    """Internal words that left: to anybody's phone, mailbox or page, or to a driver who did not write them."""
    inside = {word: by for word, by, phone in day.written if not phone}
    out = sum(1 for one in day.entries if one.kind in OUTSIDE
              for word in set(WORD.findall(str(dict(one.facts)))) if word in inside)
    return out + sum(1 for one in shown(day) if one.to != STAFF
                     for word in set(WORD.findall(one.text)) if word in inside and inside[word] != one.to)
