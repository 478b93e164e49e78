"""The box to write in: whom a case can be answered to, replies to start from, and what a text costs as SMS."""

import json
from dataclasses import dataclass
from functools import cache

from bot.canned import Canned, canned
from bot.console.page import Visit
from bot.reach import reachable
from console.conversation import CaseView, Talk
from domain.people import Role
from integrations.twilio.segments import BASIC, ESCAPED, Segments, segments
from integrations.twilio.smart import PLAIN, smart
from store import models


@dataclass(frozen=True, slots=True)
class Compose:
    """What the box is drawn from. `people` are (role, name), the likeliest first; `text` is what stands in it."""

    people: tuple[tuple[str, str], ...]
    answers: tuple[Canned, ...]
    text: str
    to: str
    size: Segments


async def compose(visit: Visit, found: Talk, wanted: str) -> Compose | None:
    """For the case in hand; None while nobody can be written to from here."""
    case = in_hand(found, wanted)
    row = await models.Case.get_or_none(id=case.id) if case is not None and case.mine else None
    people = await reachable(row) if row else ()
    if row is None or not people:
        return None
    customer = next((one for one in people if one.role is Role.CUSTOMER), None)
    answers = await canned(row, customer, visit.now, "en")
    chosen = next((one for one in answers if one.key == visit.request.query.get("canned")), None)
    text = found.again or (chosen.text if chosen else "")
    to = Role.CUSTOMER if chosen else people[0].role
    return Compose(tuple((one.role, one.name) for one in people), answers, text, to, segments(smart(text)))


def in_hand(found: Talk, wanted: str) -> CaseView | None:
    """The case that is worked on: the one that was asked for, else the first that is open."""
    live = [one for one in found.cases if one.state != "resolved"]
    return next((one for one in live if one.id == wanted), live[0] if live else None)


@cache
def letters() -> str:
    """What a browser needs to count as we do: the alphabet of SMS, and what is written in it by look-alikes."""
    plain = {chr(code): text for code, text in PLAIN.items()}
    return json.dumps({"basic": "".join(sorted(BASIC)), "escaped": "".join(sorted(ESCAPED)), "plain": plain}
                      ).replace("<", "\\u003c")
