"""Words that carriers and providers take for themselves, wherever they stand alone in an answer.

The union of the providers' lists (Twilio, AWS, Telnyx), of 47 CFR 64.1200(a)(10), and of every stop word that our own
understanding honours in any language: nobody may be invited to send one by mistake.
"""

import re
from functools import cache

from flows.understand.consent import ELSEWHERE
from flows.understand.words import LANGUAGES

STOP = frozenset(
    "stop stopall unsubscribe end quit cancel revoke optout opt-out remove arret arrêt td parar sair cancelar baja "
    "alto stopp abmelden ende ferma basta annulla annuler stornieren annuleren afmelden rezygnuję avsluta".split()
) | frozenset(ELSEWHERE.split()) | {word for one in LANGUAGES.values() for word in one.stop.split("|")}
START = frozenset("start yes unstop".split())
HELP = frozenset("help info aide ayuda ajuda hilfe aiuto hulp pomoc".split())
WAYS_OUT = frozenset({"notices/scheduled", "notices/scheduled_strange", "consent/stopped", "consent/started",
                      "consent/help", "consent/driver_help"})
"""The wordings that say how to opt out or back in, and so must name the keyword."""

CAPITALS = re.compile(r"\b[^\W\d_]{3,}\b")
QUOTED = re.compile(r'"([^"]+)"')
LABEL = re.compile(r"(?:^|[\s,])\d{1,2} (?:= )?([^\d,.;!?]+)")
"""An option's words: somebody may send them instead of its number."""


def shouted(text: str) -> set[str]:
    """Keywords that stand in capitals: nobody overlooks those."""
    return {word for word in CAPITALS.findall(text) if word.isupper() and word.casefold() in STOP | START | HELP}


def invited(text: str, invites: str) -> set[str]:
    """Keywords that an answer is asked for with ("reply stop"), in quotes, or as the words beside a number."""
    asked = [word for _, after in _asking(invites).findall(text) for word in re.findall(r"\w+", after)]
    taken = {word for word in (*asked, *QUOTED.findall(text)) if word.casefold() in STOP | START}
    return taken | {label for one in LABEL.findall(text) if (label := one.strip()).casefold() in STOP}


@cache
def _asking(invites: str) -> re.Pattern[str]:
    """A verb that asks for an answer and three words after it: "reply stop", "text back with: stop"."""
    return re.compile(rf"(?i)\b({invites})\b((?:[^\w\s.!?]*\s+[^\w\s.!?]*\w+){{1,3}})")
