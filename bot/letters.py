"""An outgoing row to the text that is submitted. Codes and other people's words are read here and nowhere else."""

from datetime import datetime
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from bot.consents import depot_of
from bot.pictures.carrying import DELIVERED, shows_proof
from bot.pictures.links import shown_at
from bot.saying import Letter, Part
from bot.slack_letters import choices
from bot.slack_letters import said as in_slack
from bot.slack_words import Voice
from bot.wording import Wording, mask, several
from bot.words import MASK
from domain.message import Guard
from store import models
from store.crypt import Keys
from store.ids import new_id


def opened(row: models.Message, keys: Keys) -> Letter:
    """The sealed parts of a row."""
    return msgspec.json.decode(keys.open(f"messages|{row.id}", row.sealed_values or b""), type=Letter)


async def render(row: models.Message, letter: Letter, keys: Keys, wording: Wording, url: str,
                 now: datetime, *, mail: bool = False) -> str | None:
    """What to submit, as a text or a `mail`. Parts whose code or words are gone fall away; None: nothing is left."""
    base, zone = await values_of(row, letter, keys, url, now)
    texts = []
    for part in letter.parts:
        borrowed = await _borrowed(part, row, keys)
        if borrowed is not None:
            own: dict[str, object] = dict(await _of_its_own(part, keys, url) if part.about else {})
            own |= {"mail": True} if mail else {}
            own |= {"proof": await shows_proof(row)} if part.wording == DELIVERED else {}
            own |= {"map": f"{url}/at/{part.values['lat']},{part.values['lon']}"} if "lat" in part.values else {}
            own |= {"photo": shown_at(part.pictures, keys, url, now)} if part.pictures else {}
            say = in_slack if row.channel == "slack" else Wording.render
            texts.append(say(wording, row.language, part.wording, base | part.values | borrowed | own, zone))
    return several(texts) if texts else None


async def _of_its_own(part: Part, keys: Keys, url: str) -> dict[str, str]:
    """The link of a part that is about another delivery than the rest of its message."""
    delivery = await models.Delivery.get_or_none(id=part.about)
    return {"link": f"{url}/t/{_link(delivery, keys)}"} if delivery else {}


async def values_of(row: models.Message, letter: Letter, keys: Keys, url: str,
                    now: datetime) -> tuple[dict[str, Any], ZoneInfo]:
    """What every part may use, and the zone its times are told in."""
    delivery = await models.Delivery.get_or_none(id=row.conversation_id or "").select_related("depot")
    zone = ZoneInfo(delivery.depot.time_zone if delivery else await _zone_of(row))
    link = f"{url}/t/{_link(delivery, keys)}" if delivery else url
    return letter.base | {"now": now.isoformat(), "link": link}, zone


async def _zone_of(row: models.Message) -> str:
    """Where a phone that nothing is open for is told times: at the depot whose number it wrote to."""
    who = await models.Participant.get_or_none(id=row.participant_id)  # type: ignore[attr-defined]
    depot = await depot_of(who.ours) if who else None
    return depot.time_zone if depot else "UTC"


def _link(delivery: models.Delivery, keys: Keys) -> str:
    return keys.open(f"deliveries|{delivery.id}", delivery.sealed_link).decode()


async def _borrowed(part: Part, row: models.Message, keys: Keys) -> dict[str, str] | None:
    """The code and words a part speaks of. None: it speaks of something that is gone or not theirs to see now."""
    found: dict[str, str] = {}
    if part.code:
        code = await _code(part, row, keys)
        if code is None:
            return None
        found["code"] = code
    if part.words:
        words = await models.Message.get_or_none(id=part.words).select_related("participant")
        if words is None or words.sealed_body is None:
            return None
        text = await keys.read(words.participant, "messages", words.id, words.sealed_body)
        found["words"] = text if words.role == "agent" else mask(text)
    return found


async def _code(part: Part, row: models.Message, keys: Keys) -> str | None:
    """A code is shown to the driver of the stop, while he is there, and to nobody else."""
    vault = await models.Code.get_or_none(id=part.code).select_related("participant")
    if vault is None or vault.sealed is None or (Guard.CODE in part.guards and not await _at_door(row)):
        return None
    return await keys.read(vault.participant, "codes", vault.id, vault.sealed)


async def _at_door(row: models.Message) -> bool:
    return await models.Stop.filter(delivery_id=row.conversation_id, status="arrived",
                                    run__driver__participant_id=row.participant_id).exists()  # type: ignore[attr-defined]


async def pressed(row: models.Message, now: datetime) -> tuple[tuple[str, str], ...]:
    """The answers that can be pressed beside a message, each a label and a value."""
    found = await models.Delivery.get_or_none(id=row.conversation_id or "-").select_related("depot")
    zone = ZoneInfo(found.depot.time_zone) if found else ZoneInfo("UTC")
    return choices(row, Voice("driver", row.language, zone, now))


async def seal_body(row: models.Message, body: str, keys: Keys) -> bytes:
    """What was said, for the timeline and the page: sealed, and with the code masked."""
    for code in [part.code for part in opened(row, keys).parts if part.code]:
        vault = await models.Code.get_or_none(id=code).select_related("participant")
        if vault is not None and vault.sealed is not None:
            body = body.replace(await keys.read(vault.participant, "codes", vault.id, vault.sealed), MASK)
    text = unescape(body) if row.channel == "slack" else body
    return await keys.write(row.participant, "messages", row.id, text)


async def told(row: models.Message, text: str, now: datetime) -> None:
    """A line of the timeline about this message."""
    if row.conversation_id:
        names = " + ".join(str(one) for one in row.wordings)
        await models.Entry.create(id=new_id(), conversation_id=row.conversation_id, at=now, kind="message",
                                  text=f"{names} to {row.role}: {text}"[:300])
