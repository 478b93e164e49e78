"""What staff say a message really meant: kept with who, when, before and after; given out as training examples."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.wording import mask
from bot.words import to_meaning_json
from store import models
from store.crypt import Keys, Unreadable
from store.ids import new_id


@dataclass(frozen=True, slots=True)
class By:
    """Who corrects, with which API key (its prefix), when."""

    agent: str
    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message meant. `slots` are of the contract's names."""

    intents: tuple[str, ...]
    language: str
    slots: dict[str, int]


async def correct(keys: Keys, row: models.Message, after: Reading, by: By) -> None:
    """Keep a correction and let the message show it. Runs inside the caller's transaction."""
    before = _read(keys, row)
    holds = {"intents": after.intents, "confidence": 1.0, "language": after.language, "slots": after.slots,
             "context": before.get("context", "none"), "why": [f"corrected by {by.agent}"], "corrected": True}
    name = new_id()
    await models.Correction.create(
        id=name, message_id=row.id, agent=by.agent, key_prefix=by.key, at=by.at,
        sealed_before=keys.seal_json(f"corrections|{name}|before", before),
        sealed_after=keys.seal_json(f"corrections|{name}|after", holds))
    row.sealed_meaning = keys.seal_json(f"meanings|{row.id}", holds)
    row.language = after.language
    await row.save(update_fields=["sealed_meaning", "language"])
    if row.conversation_id:
        await models.Entry.create(id=new_id(), conversation_id=row.conversation_id, at=by.at, kind="understood",
                                  text=f"{by.agent} (key {by.key}) corrected what was understood: "
                                       f"{', '.join(before.get('intents', ()))} -> {', '.join(after.intents)}"[:300])


def _read(keys: Keys, row: models.Message) -> dict[str, Any]:
    return to_meaning_json(keys.open(f"meanings|{row.id}", row.sealed_meaning)) if row.sealed_meaning else {}


async def example(keys: Keys, row: models.Correction) -> dict[str, Any]:
    """A correction in the form of a training example. What was shredded since has no text any more."""
    message = await models.Message.get_or_none(id=row.message_id).select_related("participant")
    after = to_meaning_json(keys.open(f"corrections|{row.id}|after", row.sealed_after))
    before = to_meaning_json(keys.open(f"corrections|{row.id}|before", row.sealed_before))
    return {"id": row.id, "message_id": row.message_id, "text": await _masked(keys, message),
            "context": after["context"], "lang": after["language"],
            "intents": after["intents"], "slots": after["slots"],
            "before": before.get("intents", []), "agent": row.agent, "at": row.at.isoformat()}


async def _masked(keys: Keys, message: models.Message | None) -> str | None:
    if message is None or message.sealed_body is None or message.participant.sealed_key is None:
        return None
    try:
        return mask(await keys.read(message.participant, "messages", message.id, message.sealed_body))
    except Unreadable:
        return None
