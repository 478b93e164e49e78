"""The clock of a case: nothing that needs a person sits unseen.

    opened --> the first on duty is called --not claimed in time--> the next --> ... --> everybody, again and again
                      |                            `-> the customer hears by when
                      `-- nobody at the desk: the customer hears from when; the clock runs from then
    claimed --> no answer in time --> whoever has it is reminded --> still none --> it is open again
            `-> wrote to nobody for thrice the time --> whoever has it is reminded --> as long again --> open again
    snoozed --> whoever has it is reminded

Times run in the desk's own hours, except for dispatch's most urgent: a driver stands at a gate whatever the hour is.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot import duty
from bot.cases import SUPPORT, let_go, parent_of, said_in
from bot.consents import depot_of
from bot.saying import say_directly
from bot.slack_marks import redraw, want
from bot.stranger import last_brand
from domain.events import AnswerPromised
from domain.people import ConversationId, Role
from store import models
from store.atomic import atomic
from store.queries.cases import cases_to_look_at, lock_case

if TYPE_CHECKING:
    from bot.receive import Door

ANSWER_WITHIN = {1: timedelta(minutes=5), 2: timedelta(minutes=15), 3: timedelta(hours=4)}
"""A first answer, by priority: 1 now, 2 soon, 3 today. Ours: support tools count these three classes, and a driver at
a gate waits four minutes before we give up on the customer (`flows/access.py`)."""
NEXT_AFTER = {1: timedelta(minutes=3), 2: timedelta(minutes=10), 3: timedelta(hours=1)}
EVERYBODY = "everybody"
BATCH = 50


async def look_at_cases(door: "Door") -> int:
    """Look at every case whose time has come. Returns how many."""
    ids = await cases_to_look_at(door.clock.now(), BATCH)
    gone = await _gone(door, ids)
    for case in ids:
        await atomic(lambda case=case: _look(door, case, gone))
    return len(ids)


async def _gone(door: "Door", ids: list[str]) -> frozenset[str]:
    """Who of those on duty for these is there no more: their account is closed, or Slack says that they left."""
    rows = await models.Case.filter(id__in=ids or [""], state="open", live=True)
    people = sorted({one for row in rows for one in (await _desk(row, door.clock.now())).people})
    if not people:
        return frozenset()
    closed = await models.Staff.filter(active=False, slack_user__in=people).values_list("slack_user", flat=True)
    return frozenset(str(one) for one in closed) | await door.absent(tuple(people))


async def _look(door: "Door", case: str, gone: frozenset[str]) -> None:
    row = await lock_case(case)
    if row is None:
        return
    now = door.clock.now()
    if row.state == "resolved":
        row.live, row.look_at = False, None  # type: ignore[assignment]
    elif row.state == "claimed":
        await _claimed(door, row, now)
    else:
        await _open(door, row, now, gone)
    await row.save()
    await redraw(row.id, "")


async def _open(door: "Door", row: models.Case, now: datetime, gone: frozenset[str]) -> None:
    desk = await _desk(row, now)
    kept = _hours(row, desk)
    local = now.astimezone(desk.zone)
    here = duty.is_open(kept, local)
    if row.due_at is None:
        row.due_at = duty.after(kept, row.opened_at.astimezone(desk.zone), ANSWER_WITHIN[row.priority])
        await _show(door, row, now)
        if not here:
            row.look_at = opens = duty.opens(kept, local)
            await _tell(door, row, AnswerPromised(opens, away=True))
            return
    if not here:
        row.look_at = duty.opens(kept, local)
        return
    overdue = row.level > 0 and now >= row.due_at
    await _call(row, desk, now, gone)
    row.look_at = duty.after(kept, local, NEXT_AFTER[row.priority])
    if overdue or row.level > 1:
        await _tell(door, row, AnswerPromised(duty.after(kept, local, 2 * ANSWER_WITHIN[row.priority])))


def _hours(row: models.Case, desk: duty.Desk) -> duty.Hours:
    return desk.hours if row.queue == SUPPORT or row.priority > 1 else duty.ALWAYS


async def _call(row: models.Case, desk: duty.Desk, now: datetime, gone: frozenset[str]) -> None:
    """The next in line who is still there; after the last, everybody in the channel, for ever."""
    people = desk.people
    while row.level < len(people) and people[row.level] in gone:
        row.level += 1
    row.called = people[row.level] if row.level < len(people) else EVERYBODY
    row.level += 1
    await want("call", f"{row.id}:{row.level}", row.conversation_id, await parent_of(row.id), now, seen=row.called)


async def _claimed(door: "Door", row: models.Case, now: datetime) -> None:
    """Reminded when it is time; somebody who never answers loses it to the next in line."""
    if row.snoozed_until and now < row.snoozed_until:
        row.look_at = row.snoozed_until
        return
    woken, row.snoozed_until = row.snoozed_until is not None, None  # type: ignore[assignment]
    desk, span = await _desk(row, now), ANSWER_WITHIN[row.priority]
    kept, since = _hours(row, desk), await _waits_since(row)

    def late(times: int) -> bool:
        return since is not None and now >= duty.after(kept, since.astimezone(desk.zone), times * span)

    if late(3) and not woken:  # open again, the machine answers, the next in line is called
        await let_go(door, row)
        return
    sits = await _sits_since(row) if since is None else None

    def forgotten(times: int) -> bool:
        return sits is not None and now >= duty.after(kept, sits.astimezone(desk.zone), times * span)

    if forgotten(6) and not woken:
        await let_go(door, row)
        return
    if woken or late(1) or forgotten(3):
        row.called = row.agent
        await want("remind", f"{row.id}:{now:%m%d%H%M%S}", row.conversation_id, await parent_of(row.id), now)
    row.look_at = duty.after(kept, now.astimezone(desk.zone), span)


async def _sits_since(row: models.Case) -> datetime | None:
    """Since when whoever has it has written to nobody and noted nothing: what went wrong does not ask a second time."""
    claimed = row.claimed_at or row.opened_at
    said = said_in(row).filter(outgoing=False, role=Role.AGENT, created_at__gte=claimed)
    if row.answered_at is not None or await said.exists():
        return None
    noted = await models.CaseNote.filter(case_id=row.id, agent=row.agent).order_by("-id").first()
    return max(claimed, noted.at) if noted else claimed


async def _waits_since(row: models.Case) -> datetime | None:
    """Since when the customer waits for words of whoever has this; None: they do not."""
    if not await _awaited(row):
        return None
    said = said_in(row).filter(outgoing=False)
    answer = await said.filter(role=Role.AGENT, state="received").order_by("-id").first()
    claimed = row.claimed_at or row.opened_at
    if answer is None:
        return claimed
    asked = await said.filter(role=Role.CUSTOMER, id__gt=answer.id).order_by("id").first()
    return max(claimed, asked.created_at) if asked else None


async def _awaited(row: models.Case) -> bool:
    """Whether the customer, or a phone that nobody knows, wrote and waits for a person's answer."""
    if not (row.conversation_id or row.stranger) or not (row.queue == SUPPORT or row.reason.startswith("wants")):
        return False
    said = said_in(row).filter(role=Role.CUSTOMER, outgoing=False)
    return await said.filter(created_at__gte=row.opened_at - timedelta(minutes=10)).exists()


async def _tell(door: "Door", row: models.Case, event: AnswerPromised) -> None:
    """Whoever waits for an answer hears once when to expect it: a customer, or a phone that nothing is open for."""
    if row.told_at is not None or not await _awaited(row):
        return
    row.told_at = door.clock.now()
    if row.conversation_id:
        await door.decide(ConversationId(row.conversation_id), event)
        return
    who, block = await models.Participant.get(id=row.stranger), "away_until" if event.away else "answered_by"
    role = Role.DRIVER if await models.Driver.filter(participant_id=who.id).exists() else Role.CUSTOMER
    await say_directly(door, who, "", role, f"escalation/{block}", values={"at": event.by.isoformat()},
                       brand=await last_brand(who))


async def _show(door: "Door", row: models.Case, now: datetime) -> None:
    """A card in the channel of its queue, where there is one."""
    settings = door.settings
    own = settings.slack_support_channel if row.queue == SUPPORT else settings.slack_dispatch_channel
    channel = own or settings.slack_support_channel or settings.slack_dispatch_channel
    if settings.slack and channel:
        await want("case", row.id, row.conversation_id, "", now, channel=channel)


async def _desk(row: models.Case, now: datetime) -> duty.Desk:
    delivery = await models.Delivery.get_or_none(id=row.conversation_id or "-").select_related("depot")
    depot = delivery.depot if delivery else await _depot_of(row.stranger)
    return duty.desk(depot.support if depot else {}, depot.time_zone if depot else "UTC", now)


async def _depot_of(stranger: str) -> models.Depot | None:
    """Whose desk a phone without a delivery wrote to: by the number it wrote to, and who wrote there last."""
    who = await models.Participant.get_or_none(id=stranger or "-")
    if who is None:
        return await models.Depot.all().order_by("id").first()
    return await depot_of(who.ours, await last_brand(who))
