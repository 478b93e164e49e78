"""The floor of a phone: one open question at a time, the others in line, the urgent first."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.notes import note_event
from domain.effects import Ask
from domain.events import FloorGiven
from domain.people import SessionId
from store import models
from store.ids import new_id
from store.queries import conversation as queries

if TYPE_CHECKING:
    from bot.keep import Keeping


async def take(work: "Keeping", who: models.Participant, asked: Ask) -> bool:
    """Whether this question may be said now. An urgent one sends a patient holder back into the line."""
    mine, holder = await queries.floors_of(work.delivery.id, asked.session, who.id)
    free = holder is None or (mine is not None and holder.id == mine.id)
    gives_way = holder if not free and asked.urgent and holder is not None and not holder.urgent else None
    if mine is None:
        mine = models.Floor(id=new_id(), conversation_id=work.delivery.id, session_id=asked.session,
                            at=work.chat.now)
    mine.participant_id, mine.role, mine.turn = who.id, asked.to, asked.turn
    mine.urgent, mine.held = asked.urgent, free or gives_way is not None
    await queries.keep_floor(mine, gives_way)
    return mine.held


async def leave(conversation: str, session: str, now: datetime) -> None:
    """This question is not open any more; whoever waits next on that phone may ask."""
    left = await queries.leave_floor(conversation, session)
    if left is not None and left[1]:
        await _give(left[0], now)


async def leave_all(conversation: str, now: datetime) -> None:
    """No question of this conversation is open any more."""
    for row in await models.Floor.filter(conversation_id=conversation):
        await leave(conversation, row.session_id, now)


async def _give(participant: str, now: datetime) -> None:
    waiting = models.Floor.filter(participant_id=participant, held=False).exclude(conversation_id="")
    following = await waiting.order_by("-urgent", "at").first()
    if following is not None:
        following.held = True
        await following.save(update_fields=["held"])
        event = FloorGiven(SessionId(following.session_id), following.turn)
        await note_event(following.conversation_id, event, now)
