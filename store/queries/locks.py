"""The two locks, always taken in this order: the participant's, then the conversation's.

On SQLite the transaction already has the only writer's place, so the rows need no lock of their own.
"""

from datetime import datetime

from store.ids import new_id
from store.models import Delivery, Participant


async def lock_participant(channel: str, theirs: str, ours: str, now: datetime) -> Participant:
    """The participant's row, locked for this transaction; made when it is new."""
    found = await Participant.filter(channel=channel, theirs=theirs, ours=ours).select_for_update().first()
    return found or await participant(channel, theirs, ours, now)


async def participant(channel: str, theirs: str, ours: str, now: datetime) -> Participant:
    """The participant's row, made when it is new."""
    found, _ = await Participant.get_or_create(
        channel=channel, theirs=theirs, ours=ours, defaults={"id": new_id(), "created_at": now})
    return found


async def lock_conversation(delivery: str) -> Delivery | None:
    """The conversation's row, locked for this transaction; None when there is none of that id."""
    return await Delivery.filter(id=delivery).select_for_update().first()
