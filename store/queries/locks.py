"""The two locks, always taken in this order: the participant's, then the conversation's.

On SQLite the transaction already has the only writer's place, so the rows need no lock of their own.
"""

from datetime import datetime

from store.ids import new_id
from store.models import Delivery, Depot, Participant
from store.queries.raw import Statement, rows

PARTICIPANT = Statement(
    "SELECT {who} FROM participants AS who WHERE channel = ? AND theirs = ? AND ours = ? {lock who}",
    {"who": Participant})
HEARD = Statement(
    """UPDATE participants SET seen_at = ?, strange = false WHERE channel = ? AND theirs = ? AND ours = ?
    RETURNING {participants}""", {"participants": Participant})
KNOWN = Statement("UPDATE participants SET seen_at = ?, strange = false WHERE id = ? RETURNING {participants}",
                  {"participants": Participant})
CONVERSATION = Statement(
    """SELECT {delivery}, {depot} FROM deliveries AS delivery JOIN depots AS depot ON depot.id = delivery.depot_id
    WHERE delivery.id = ? {lock delivery}""", {"delivery": Delivery, "depot": Depot})


async def lock_participant(channel: str, theirs: str, ours: str, now: datetime) -> Participant:
    """The participant's row, locked for this transaction; made when it is new."""
    for (who,) in await rows(PARTICIPANT(channel, theirs, ours)):
        return who
    return await participant(channel, theirs, ours, now)


async def lock_speaker(channel: str, theirs: str, ours: str, at: datetime, now: datetime) -> Participant:
    """The row of whoever wrote to us at that moment, locked and marked as seen; made when it is new."""
    for (who,) in await rows(HEARD(at, channel, theirs, ours)):
        return who
    who = await participant(channel, theirs, ours, now)
    who.seen_at, who.strange = at, False
    await who.save(update_fields=["seen_at", "strange"])
    return who


async def lock_known(who: str, at: datetime) -> Participant | None:
    """The row of somebody we know by another name than the one they wrote under, locked and marked as seen."""
    for (found,) in await rows(KNOWN(at, who)):
        return found
    return None


async def participant(channel: str, theirs: str, ours: str, now: datetime) -> Participant:
    """The participant's row, made when it is new."""
    found, _ = await Participant.get_or_create(
        channel=channel, theirs=theirs, ours=ours, defaults={"id": new_id(), "created_at": now})
    return found


async def lock_conversation(delivery: str) -> Delivery | None:
    """The conversation's row with its depot, locked for this transaction; None when there is none of that id."""
    for found, depot in await rows(CONVERSATION(delivery)):
        found.depot = depot
        return found
    return None
