"""The van on a map, after an answer on WhatsApp: a message of its own, held to the rule of the customer's page.

A place there has no words beside it, so it never carries the answer: that has gone before. Whether the van may be
shown is asked again when the pin is sent, seconds later; where it may not, or WhatsApp is shut, nothing goes at all.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import msgspec

from bot.planner import PAIR
from bot.saying import Letter, Part
from domain.message import Guard, Kind
from domain.people import Role
from store import models
from store.crypt import Keys
from store.ids import new_id
from tracking.sight import Spot

ANSWER, PIN = "whereabouts/under_way", "whereabouts/pin"
LASTS = timedelta(minutes=2)
OTHER_WAYS = "sms,email"
Spotting = Callable[[str], Awaitable[Spot | None]]
"""Where the van of this delivery is, as its customer may see it now; None where they may not."""


async def nowhere(_delivery: str) -> Spot | None:
    """Where no vans are known."""
    return None


def is_pin(row: models.Message) -> bool:
    """Whether this message is a van on a map, which nobody misses if it cannot go."""
    return PIN in row.wordings


def wants_pin(row: models.Message, channel: str) -> bool:
    """Whether this message, sent by that channel, told a customer where their delivery is while a van is under way."""
    return channel == "whatsapp" and row.role == Role.CUSTOMER and ANSWER in row.wordings and bool(row.conversation_id)


async def follow(row: models.Message, base: dict[str, object], keys: Keys, now: datetime) -> None:
    """Queue the pin behind the answer it belongs to, once. Inside the transaction that keeps the answer's receipt."""
    dedupe = f"pin:{row.id}"
    if await models.Message.filter(dedupe=dedupe).exists():
        return
    pin, guards = new_id(), (Guard.COMING, Guard.CONSENTED)
    letter = Letter((Part(PIN, {}, Kind.ANSWER, guards, LASTS.total_seconds()),), base)
    await models.Message.create(
        id=pin, conversation_id=row.conversation_id, participant_id=row.participant_id, outgoing=True,  # type: ignore[attr-defined]
        role=row.role, kind=Kind.ANSWER, channel="whatsapp", wordings=[PIN], language=row.language,
        guards=list(guards), sealed_values=keys.seal_json(f"messages|{pin}", msgspec.to_builtins(letter)),
        promised=row.promised, driver_id=row.driver_id, dedupe=dedupe, state="queued", due_at=now + PAIR,
        expires_at=now + LASTS, created_at=now, answers_at=row.answers_at, tried=OTHER_WAYS)
