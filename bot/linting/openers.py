"""Will WhatsApp take what must be approved: places inside the text, short buttons, nothing that carriers take.

Limits: a body of 1,024 letters and a button of 20 as Twilio's Content API takes them for a quick reply; a text that
begins or ends with a place, or has two with nothing between them, is refused by Meta.
"""

import re

from bot.linting import keywords
from bot.linting.tongue import Found, Opener, Tongue
from bot.linting.whole import listed

BODY, BUTTON = 1024, 20
EDGE = re.compile(r"^\s*\{\{|\}\}[\s.!?]*$|\}\}\s*\{\{")
OPTED = "notices/scheduled"


def accepted(tongue: Tongue, english: Tongue) -> Found:
    """What would be refused, or would be answered with a word that opts out."""
    for name, one in tongue.openers.items():
        yield from ((f"whatsapp {name}", why) for why in _wrong(name, one, tongue.check.get("invites", "reply")))
        theirs = english.openers.get(name, one).buttons
        if len(one.buttons) != len(theirs):
            yield f"whatsapp {name}", f"has {len(one.buttons)} buttons where English has {len(theirs)}"


def _wrong(name: str, one: Opener, invites: str) -> list[str]:
    wrong = []
    if EDGE.search(one.text) or len(one.text) > BODY:
        wrong.append(f"begins or ends with a place, has two side by side, or is longer than {BODY}")
    if long := {title for title in one.buttons if not 0 < len(title) <= BUTTON}:
        wrong.append(f"has a button longer than {BUTTON} letters: {listed(long)}")
    ways_out = {"STOP"} if name == OPTED else set[str]()
    if keywords.shouted(one.text) != ways_out:
        wrong.append("says STOP elsewhere than in the first template, or not there")
    invited = {word for word in keywords.invited(one.text, invites) if word not in ways_out}
    if taken := invited | {title for title in one.buttons if title.casefold() in keywords.STOP}:
        wrong.append(f"invites what carriers take for themselves: {listed(taken)}")
    return wrong
