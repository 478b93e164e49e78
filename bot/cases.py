"""What a person does with a case, from wherever they do it: claim, note, snooze, hand back, resolve.

Each runs inside the caller's transaction, locks before it reads, and enters the one door; a refusal says why, to be
told kindly. Replies are `bot/replies.py`.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tortoise.queryset import QuerySet

from bot.slack_marks import redraw, want
from domain.events import AgentHandedBack, AgentTookOver, DispatchAnswered, Event
from domain.people import ConversationId
from store import models
from store.atomic import after_commit
from store.ids import new_id
from store.queries.cases import lock_case

if TYPE_CHECKING:
    from bot.receive import Door

log = logging.getLogger(__name__)
SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class No(Exception):
    """It cannot be done now. `why`: gone, taken, resolved, yours_first, nobody, sent. `who` has it, if anybody."""

    why: str
    who: str = ""


async def live(case: str) -> models.Case:
    """A case that is not over, locked. Raises No."""
    row = await lock_case(case)
    if row is None:
        raise No("gone")
    if row.state == "resolved":
        raise No("resolved", row.agent)
    return row


async def mine(case: str, agent: str) -> models.Case:
    """A case that this person has, locked. Raises No."""
    row = await live(case)
    if row.state != "claimed":
        raise No("yours_first")
    if row.agent != agent:
        raise No("taken", row.agent)
    return row


async def claim(door: "Door", case: str, agent: str) -> models.Case:
    """Take it. In support the person has the customer from now on and our own talk is silent. Raises No."""
    row = await live(case)
    if row.state == "claimed" and row.agent != agent:
        raise No("taken", row.agent)
    row.state, row.agent = "claimed", agent
    row.claimed_at, row.look_at = row.claimed_at or door.clock.now(), None  # type: ignore[assignment]
    await row.save()
    if row.queue == SUPPORT:
        await decide(door, row, AgentTookOver(agent))
    await redraw(row.id, row.conversation_id)
    return row


async def take_over(door: "Door", case: str, agent: str) -> models.Case:
    """Have the customer again after handing back. Raises No."""
    row = await mine(case, agent)
    await decide(door, row, AgentTookOver(agent))
    await redraw(row.id, row.conversation_id)
    return row


async def hand_back(door: "Door", case: str, agent: str) -> models.Case:
    """Let the machine answer again; the case stays with whoever has it. Raises No."""
    row = await mine(case, agent)
    await decide(door, row, AgentHandedBack(agent))
    await redraw(row.id, row.conversation_id)
    return row


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
    row = await mine(case, agent)
    row.snoozed_until = row.look_at = until
    await row.save(update_fields=["snoozed_until", "look_at"])
    await redraw(row.id, row.conversation_id)
    return row


async def resolve(door: "Door", case: str, agent: str, *, agreed: bool | None = None) -> models.Case:
    """It is done. `agreed` answers a change that dispatch was asked about. The machine answers again. Raises No."""
    row = await live(case)
    if row.state == "claimed" and row.agent != agent:
        raise No("taken", row.agent)
    now = door.clock.now()
    row.state, row.agent, row.live = "resolved", agent, False
    row.claimed_at, row.resolved_at, row.look_at = row.claimed_at or now, now, None  # type: ignore[assignment]
    await row.save()
    if agreed is not None:
        await decide(door, row, DispatchAnswered(agreed))
    delivery = await models.Delivery.get_or_none(id=row.conversation_id or "-")
    if delivery is not None and delivery.agent == agent and not await _others(row, agent):
        await decide(door, row, AgentHandedBack(agent))
    await redraw(row.id, row.conversation_id)
    return row


async def let_go(door: "Door", row: models.Case) -> None:
    """A locked case of somebody who does not answer, or is gone: open again, and the machine answers. Not yet saved."""
    delivery = await models.Delivery.get_or_none(id=row.conversation_id or "-")
    if delivery is not None and delivery.agent == row.agent:
        await decide(door, row, AgentHandedBack(row.agent))
    row.state, row.agent, row.look_at = "open", "", None  # type: ignore[assignment]
    row.claimed_at = row.snoozed_until = None  # type: ignore[assignment]


async def release(door: "Door", agents: frozenset[str]) -> int:
    """Everything that somebody known by these names has is open again, the next in line is called. Returns how many."""
    held = await models.Case.filter(state="claimed", agent__in=list(agents) or [""]).order_by("conversation_id", "id")
    for one in held:  # several conversations are locked in the order of their ids, as in `bot/moving.py`
        row = await lock_case(one.id)
        if row is not None and row.state == "claimed" and row.agent in agents:
            await let_go(door, row)
            await row.save()
            await redraw(row.id, row.conversation_id)
    if held:
        after_commit(door.wake)
    return len(held)


async def _others(row: models.Case, agent: str) -> bool:
    """Whether the same person still has another case of this conversation."""
    return await models.Case.filter(conversation_id=row.conversation_id, state="claimed", agent=agent).exists()


def said_in(row: models.Case) -> QuerySet[models.Message]:
    """What was said in the conversation of a case, or by the phone it is about where there is none."""
    if row.conversation_id:
        return models.Message.filter(conversation_id=row.conversation_id)
    return models.Message.filter(conversation_id="", participant_id=row.stranger or "-")


async def parent_of(case: str) -> str:
    """The post that a case is shown by; empty where it has none."""
    post = await models.SlackPost.get_or_none(kind="case", subject=case)
    return post.id if post else ""


async def decide(door: "Door", row: models.Case, event: Event) -> None:
    """An event of a case's conversation, where it has one."""
    if row.conversation_id:
        await door.decide(ConversationId(row.conversation_id), event)
