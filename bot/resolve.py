"""Messages whose outcome nobody told us: evidence first, then patience, then a decision by kind.

A lookup lists what the provider sent to that phone since just before the attempt. A row of theirs with our text that
is bound to no row of ours proves acceptance. Absence counts only after the last of `unknown_lookups` seconds; then
an urgent or ordinary message is queued once more, and one that shows a code waits for a person.
"""

import logging
from datetime import timedelta

from bot.letters import opened, render, told
from bot.outbox import Outbox
from bot.pressing import head
from bot.receipts import bind
from domain.message import Kind, Receipt, State
from integrations.channel import Channel, SendError, Sent
from store import models
from store.atomic import atomic
from store.ids import new_id
from store.queries import sending

log = logging.getLogger(__name__)
BEFORE = timedelta(minutes=5)
SILENT = timedelta(minutes=15)


async def resolve_unknown(outbox: Outbox) -> int:
    """Look up every message whose outcome is unknown and due for a look. Returns how many were looked up."""
    machine = outbox.clock.machine()
    await atomic(lambda: sending.give_up_leases(machine))
    rows = await sending.unknown_messages(machine, 50)
    for row in rows:
        try:
            found = await _evidence(outbox, row)
        except SendError:
            log.warning("the provider could not be asked", extra={"message_id": row.id})
            continue
        await atomic(lambda row=row, found=found: _conclude(outbox, row.id, row.attempt, found))
    return len(rows)


async def _evidence(outbox: Outbox, row: models.Message) -> Sent | None:
    await row.fetch_related("participant")
    # The earlier of both clocks: a world of its own may be on a later day than the provider is. In ours they are one.
    since = min(row.world_submitted_at or row.due_at, row.submitted_at or outbox.clock.machine()) - BEFORE
    body = await render(row, opened(row, outbox.keys), outbox.keys, outbox.wording, outbox.settings.url,
                        row.world_submitted_at or row.due_at)
    bodies = [body, await outbox.keys.read(row.participant, "messages", row.id, row.sealed_body or b"")
              if row.channel != "sms" else None]
    bodies.append(head(bodies[1]) if bodies[1] else None)
    channel: Channel = outbox.channels[row.channel]
    async for sent in channel.sent(row.address or row.participant.theirs, since):
        ours = sent.mark == row.id if sent.mark else any(_same(sent.body, one) for one in bodies)
        if ours and not await models.Message.filter(sid=sent.sid).exists():
            return sent
    return None


def _same(theirs: str, ours: str | None) -> bool:
    """Equal but for white space at line ends, which providers trim."""
    return ours is not None and theirs.split() == ours.split()


async def _conclude(outbox: Outbox, message: str, attempt: int, found: Sent | None) -> None:
    row = await sending.lock_message(message)
    if row is None or row.state != State.UNKNOWN or row.attempt != attempt:
        return
    await row.fetch_related("participant")
    now = outbox.clock.now()
    if found is not None:
        await bind(row, attempt, found.receipt, now)
        return
    looks = outbox.settings.unknown_lookups
    row.lookups += 1
    if row.lookups < len(looks):
        row.lease_until = (row.submitted_at or outbox.clock.machine()) + timedelta(seconds=looks[row.lookups])
        await row.save()
    elif row.kind == Kind.SENSITIVE:
        await _hold(row, outbox)
    else:
        await told(row, "no trace at the provider: queued once more", now)
        await sending.requeue(row, now)


async def _hold(row: models.Message, outbox: Outbox) -> None:
    row.state, row.why = State.HELD, "it may have gone out, and it shows a code: a person decides"
    await row.save()
    await models.Case.create(id=new_id(), conversation_id=row.conversation_id, queue="dispatch", priority=1,
                             reason="a message with a code may not have arrived", opened_at=outbox.clock.now(),
                             dedupe=f"held:{row.id}:{row.attempt}")


async def ask_about_silent(outbox: Outbox) -> int:
    """Ask the provider about messages it accepted and has been silent on for a quarter of an hour."""
    rows = await sending.silent_messages(outbox.clock.now() - SILENT, 50)
    for row in rows:
        try:
            receipt = await outbox.channels[row.channel].fetch(row.sid or "")
        except SendError:
            continue
        await atomic(lambda row=row, receipt=receipt: _fetched(outbox, row.id, row.attempt, receipt))
    return len(rows)


async def _fetched(outbox: Outbox, message: str, attempt: int, receipt: Receipt) -> None:
    row = await sending.lock_message(message)
    if row is not None:
        await bind(row, attempt, receipt, outbox.clock.now())
        row.settled_at = outbox.clock.now()
        await row.save(update_fields=["settled_at"])
