"""What a person does with a case, from wherever they do it: claim, reply, undo, note, snooze, hand back, resolve.

Each runs inside the caller's transaction and enters the one door; a refusal says why, to be told kindly.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.slack_marks import redraw, want
from bot.words import keep_words
from domain.events import AgentHandedBack, AgentSaid, AgentTookOver, DispatchAnswered, Event
from domain.message import WordsRef
from domain.people import ConversationId, Role
from store import models
from store.atomic import after_commit, atomic
from store.ids import new_id
from store.queries.cases import due_replies, lock_case, settle_reply

if TYPE_CHECKING:
    from bot.receive import Door

log = logging.getLogger(__name__)
SUPPORT = "support"
UNSEEN = timedelta(seconds=15)
"""So long the seconds to undo wait for the button itself: they count from when it stands there."""


@dataclass(frozen=True, slots=True)
class No(Exception):
    """It cannot be done now. `why`: gone, taken, resolved, yours_first, nobody, sent. `who` has it, if anybody."""

    why: str
    who: str = ""


async def _live(case: str) -> models.Case:
    row = await lock_case(case)
    if row is None:
        raise No("gone")
    if row.state == "resolved":
        raise No("resolved", row.agent)
    return row


async def _mine(case: str, agent: str) -> models.Case:
    row = await _live(case)
    if row.state != "claimed":
        raise No("yours_first")
    if row.agent != agent:
        raise No("taken", row.agent)
    return row


async def claim(door: "Door", case: str, agent: str) -> models.Case:
    """Take it. In support the person has the customer from now on and our own talk is silent. Raises No."""
    row = await _live(case)
    if row.state == "claimed" and row.agent != agent:
        raise No("taken", row.agent)
    row.state, row.agent = "claimed", agent
    row.claimed_at, row.look_at = row.claimed_at or door.clock.now(), None  # type: ignore[assignment]
    await row.save()
    if row.queue == SUPPORT:
        await _decide(door, row, AgentTookOver(agent))
    await redraw(row.id, row.conversation_id)
    return row


async def take_over(door: "Door", case: str, agent: str) -> models.Case:
    """Have the customer again after handing back. Raises No."""
    row = await _mine(case, agent)
    await _decide(door, row, AgentTookOver(agent))
    await redraw(row.id, row.conversation_id)
    return row


async def hand_back(door: "Door", case: str, agent: str) -> models.Case:
    """Let the machine answer again; the case stays with whoever has it. Raises No."""
    row = await _mine(case, agent)
    await _decide(door, row, AgentHandedBack(agent))
    await redraw(row.id, row.conversation_id)
    return row


async def reply(door: "Door", case: str, agent: str, text: str, to: Role = Role.CUSTOMER) -> models.PendingReply:
    """Words to the customer or the driver, which leave after a few seconds unless they are taken back. Raises No."""
    row = await _mine(case, agent)
    delivery = await models.Delivery.get_or_none(id=row.conversation_id).select_related("customer", "depot")
    if delivery is None or delivery.customer is None:
        raise No("nobody")
    words = await keep_words(door, delivery.customer, delivery.id, Role.AGENT, text, door.clock.now())
    if to is Role.CUSTOMER and delivery.agent != agent:
        await _decide(door, row, AgentTookOver(agent))
    parent, seconds = await parent_of(row.id), timedelta(seconds=door.settings.undo_seconds)
    send_at = door.clock.machine() + seconds + (UNSEEN if parent else timedelta())
    made = await models.PendingReply.create(
        id=new_id(), case_id=row.id, conversation_id=delivery.id, agent=agent, role=to, words=words, send_at=send_at,
        created_at=door.clock.now())
    await want("reply", made.id, delivery.id, parent, door.clock.now())
    after_commit(door.wake)
    return made


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
    if not await settle_reply(row.id, "sent"):
        return
    now = door.clock.now()
    await models.Case.filter(conversation_id=row.conversation_id, live=True, answered_at=None).update(answered_at=now)
    event = AgentSaid(row.agent, Role(row.role), WordsRef(row.words))
    await door.decide(ConversationId(row.conversation_id), event)
    await redraw(row.id, row.conversation_id)


async def note(door: "Door", case: str, agent: str, text: str, *, shown: bool = False) -> str:
    """Words among staff, never anybody else's to read. `shown`: they stand in the thread already. Raises No."""
    row = await lock_case(case)
    if row is None:
        raise No("gone")
    made = new_id()
    await models.CaseNote.create(id=made, case_id=row.id, agent=agent, at=door.clock.now(),
                                 sealed_words=door.keys.seal(f"case_notes|{made}", text.encode()))
    if not shown:
        await want("note", made, row.conversation_id, await parent_of(row.id), door.clock.now())
    return made


async def snooze(case: str, agent: str, until: datetime) -> models.Case:
    """Look again then; whoever has it is reminded. Raises No."""
    row = await _mine(case, agent)
    row.snoozed_until = row.look_at = until
    await row.save(update_fields=["snoozed_until", "look_at"])
    await redraw(row.id, row.conversation_id)
    return row


async def resolve(door: "Door", case: str, agent: str, *, agreed: bool | None = None) -> models.Case:
    """It is done. `agreed` answers a change that dispatch was asked about. The machine answers again. Raises No."""
    row = await _live(case)
    if row.state == "claimed" and row.agent != agent:
        raise No("taken", row.agent)
    now = door.clock.now()
    row.state, row.agent, row.live = "resolved", agent, False
    row.claimed_at, row.resolved_at, row.look_at = row.claimed_at or now, now, None  # type: ignore[assignment]
    await row.save()
    if agreed is not None:
        await _decide(door, row, DispatchAnswered(agreed))
    delivery = await models.Delivery.get_or_none(id=row.conversation_id or "-")
    if delivery is not None and delivery.agent == agent and not await _others(row, agent):
        await _decide(door, row, AgentHandedBack(agent))
    await redraw(row.id, row.conversation_id)
    return row


async def _others(row: models.Case, agent: str) -> bool:
    """Whether the same person still has another case of this conversation."""
    return await models.Case.filter(conversation_id=row.conversation_id, state="claimed", agent=agent).exists()


async def parent_of(case: str) -> str:
    """The post that a case is shown by; empty where it has none."""
    post = await models.SlackPost.get_or_none(kind="case", subject=case)
    return post.id if post else ""


async def _decide(door: "Door", row: models.Case, event: Event) -> None:
    if row.conversation_id:
        await door.decide(ConversationId(row.conversation_id), event)
