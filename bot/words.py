"""Somebody's words, kept once and sealed: the code in them goes to the vault and is masked everywhere else."""

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from domain.message import CodeRef, WordsRef
from domain.people import Role
from flows.understand import Understood
from store import models
from store.ids import new_id
from store.queries.raw import adding, rows

if TYPE_CHECKING:
    from bot.receive import Door

MASK = "••••"


async def keep_words(door: "Door", who: models.Participant, conversation: str, role: Role, text: str,
                     at: datetime, understood: Understood | None = None, sid: str = "") -> WordsRef:
    """Write an inbound message's row. The code, where one was understood, is masked in it."""
    row = new_id()
    hidden = understood.slots.code_words if understood else None
    body = text.replace(hidden, MASK) if hidden else text
    await rows(adding(
        models.Message, id=row, conversation_id=conversation, participant_id=who.id, outgoing=False, role=role,
        wordings=[], guards=[], language=understood.language if understood else "",
        channel=sid.partition(":")[0] or "sms", sealed_body=await door.keys.write(who, "messages", row, body),
        sealed_meaning=door.keys.seal_json(f"meanings|{row}", _meaning(understood)) if understood else None,
        dedupe=sid or row, state="received", due_at=at, created_at=door.clock.now(),
    ))
    return WordsRef(row)


SHOWN = ("rating", "option", "language", "reason", "minutes")
"""Slots stored beside the intents. The others are somebody's words, or a code: in the text, or in the vault."""


def _meaning(understood: Understood) -> dict[str, object]:
    """What was understood, without the code: for staff, who may correct it."""
    slots = {name: value for name in SHOWN if (value := getattr(understood.slots, name)) is not None}
    return {"intents": understood.intents, "confidence": understood.confidence, "language": understood.language,
            "context": understood.context, "slots": slots,
            "why": [one for one in understood.why if not (understood.slots.code and understood.slots.code in one)]}


async def keep_code(door: "Door", who: models.Participant, conversation: str, code: str) -> CodeRef:
    """Put a code into the vault; whoever speaks of it holds only the name it gets."""
    row = new_id()
    await models.Code.create(id=row, participant=who, delivery_id=conversation, created_at=door.clock.now(),
                             sealed=await door.keys.write(who, "codes", row, code))
    return CodeRef(row)


def to_meaning_json(raw: bytes) -> dict[str, object]:
    """What `keep_words` sealed beside the words."""
    return msgspec.json.decode(raw, type=dict[str, object])
