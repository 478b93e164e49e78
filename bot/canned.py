"""Replies to start from, alike in Slack and in the console: ours in the reader's language, then the depot's own.

Ours stand in templates/messages/<language>/canned.j2; a depot's are in its `support`. Each is a beginning: whoever
answers reads it, changes it and sends it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.facts import delivery as as_delivery
from bot.reach import Reach, first_name, reachable
from bot.slack_words import Voice
from bot.wording import Wording
from domain.people import Role
from store import models

OURS = ("looking", "driver", "sorry")
BLANK = re.compile(r"\{\{\s*(\w{1,20})\s*\}\}")
WORDING = Wording()


@dataclass(frozen=True, slots=True)
class Canned:
    """A reply to start from. `key` is `looking` or `own0`; `name` is in staff's language, `text` in the reader's."""

    key: str
    name: str
    text: str


async def canned(row: models.Case, whom: Reach | None, now: datetime, staff: str) -> tuple[Canned, ...]:
    """What can be said to somebody about a case; nothing for a driver, who is written to in one's own words.

    `staff` is the language that whoever answers reads.
    """
    found = await models.Delivery.get_or_none(id=row.conversation_id or "-").select_related("depot")
    depot = found.depot if found else await models.Depot.all().order_by("id").first()
    if whom is None or whom.role is not Role.CUSTOMER or depot is None:
        return ()
    driver = next((one.name for one in await reachable(row) if one.role is Role.DRIVER), "")
    values = {"name": first_name(whom.name), "driver": driver, "brand": depot.brand,
              "items": as_delivery(found).items if found else ""}
    zone = ZoneInfo(depot.time_zone)
    say = Voice("desk", staff, zone, now)
    ours = tuple(Canned(key, say.plain(f"canned_{key}_name"), WORDING.render(
        whom.language, f"canned/{key}", values, zone)) for key in OURS)
    own = depot.support.get("canned") or []
    return ours + tuple(Canned(f"own{number}", str(one["name"]), filled(str(one["text"]), values))
                        for number, one in enumerate(own))


def filled(text: str, values: Mapping[str, object]) -> str:
    """A text of staff's with its blanks filled, in one pass; a blank we do not know stays as it was written."""
    return BLANK.sub(lambda one: str(values.get(one[1], one[0])), text)
