"""Words of a person to a customer or driver: they wait out a few seconds in which they may be taken back, then leave.

A case that belongs to no delivery is answered all the same, where somebody wrote.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.cases import SUPPORT, No, decide, mine, parent_of
from bot.reach import Reach, reachable
from bot.saying import say_directly
from bot.slack_marks import redraw, want
from bot.words import keep_words
from domain.events import AgentSaid, AgentTookOver
from domain.message import WordsRef
from domain.people import ConversationId, Role
from store import models
from store.atomic import after_commit, atomic
from store.ids import new_id
from store.queries.cases import due_replies, lock_case, settle_reply

if TYPE_CHECKING:
    from bot.receive import Door

WORDING = "escalation/agent"
UNSEEN = timedelta(seconds=15)
"""So long the seconds to undo wait for the button itself: they count from when it stands there."""


async def reply(door: "Door", case: str, agent: str, text: str, to: str = "") -> models.PendingReply:
    """Words that leave after a few seconds unless they are taken back. Raises No.

    `to` is a role, "" for the likeliest of those who can be written to.
    """
    row = await mine(case, agent)
    whom = await _whom(row, to)
    words = await keep_words(door, whom.who, row.conversation_id, Role.AGENT, text, door.clock.now())
    delivery = await models.Delivery.get_or_none(id=row.conversation_id or "-")
    if delivery is not None and whom.role is Role.CUSTOMER and delivery.agent != agent:
        await decide(door, row, AgentTookOver(agent))
    parent, seconds = await parent_of(row.id), timedelta(seconds=door.settings.undo_seconds)
    send_at = door.clock.machine() + seconds + (UNSEEN if parent else timedelta())
    made = await models.PendingReply.create(
        id=new_id(), case_id=row.id, conversation_id=row.conversation_id, agent=agent, role=whom.role, words=words,
        send_at=send_at, created_at=door.clock.now())
    await want("reply", made.id, row.conversation_id, parent, door.clock.now())
    after_commit(door.wake)
    return made


async def _whom(row: models.Case, to: str) -> Reach:
    whom = next((one for one in await reachable(row) if to in {"", one.role}), None)
    if whom is None:
        raise No("nobody")
    return whom


async def undo(reply_id: str, agent: str) -> None:
    """Take words back that have not left yet. Raises No."""
    row = await models.PendingReply.get_or_none(id=reply_id)
    if row is None:
        raise No("gone")
    if row.agent != agent:
        raise No("taken", row.agent)
    if not await settle_reply(reply_id, "undone"):
        raise No("sent")
    await models.Message.filter(id=row.words).update(state="dropped", why="taken back before it left")
    await redraw(reply_id, "")


async def seen(door: "Door", reply_id: str) -> None:
    """The button to undo stands there: the seconds count from now."""
    send_at = door.clock.machine() + timedelta(seconds=door.settings.undo_seconds)
    await models.PendingReply.filter(id=reply_id, state="pending").update(send_at=send_at)


async def send_replies(door: "Door") -> int:
    """Send what waited its seconds out. Returns how many."""
    rows = await due_replies(door.clock.machine(), 50)
    for row in rows:
        await atomic(lambda row=row: _send(door, row))
    return len(rows)


async def _send(door: "Door", row: models.PendingReply) -> None:
    case = await lock_case(row.case_id)
    if not await settle_reply(row.id, "sent"):
        return
    if case is not None:
        await _answered(case, row, door.clock.now())
    if row.conversation_id:
        event = AgentSaid(row.agent, Role(row.role), WordsRef(row.words))
        await door.decide(ConversationId(row.conversation_id), event)
    else:
        words = await models.Message.get(id=row.words).select_related("participant")
        await say_directly(door, words.participant, "", Role(row.role), WORDING, words=row.words)
    await redraw(row.id, row.conversation_id)
    await redraw(row.case_id, "")


async def _answered(case: models.Case, reply: models.PendingReply, now: datetime) -> None:
    """The first answer to a customer answers every case of the conversation; one to a driver only what is theirs."""
    answered = models.Case.filter(live=True, answered_at=None)
    if case.conversation_id and reply.role == Role.CUSTOMER:
        await answered.filter(conversation_id=case.conversation_id).update(answered_at=now)
    elif not case.conversation_id or case.queue != SUPPORT:
        await answered.filter(id=case.id).update(answered_at=now)
