"""What the provider says of a message, kept in order of rank: a late "sent" never undoes a "delivered"."""

from datetime import datetime

from bot import ways
from bot.consents import CARRIER_STOP, stopped_at_carrier
from bot.letters import told
from bot.notes import note_event
from bot.pins import is_pin
from bot.slack_letters import has_code
from bot.slack_marks import shows_code
from domain.events import SendFailed
from domain.message import Receipt, State
from domain.people import Role
from integrations.twilio.states import later
from store import models
from store.ids import new_id
from store.queries import sending

BAD = (State.UNDELIVERED, State.FAILED, State.CANCELED)


async def bind(row: models.Message, attempt: int, receipt: Receipt, now: datetime) -> None:
    """Evidence that an attempt went out: the provider's id is ours from now on, and the row is settled by it.

    Works whatever state the row is in: the callback may come before the answer to the POST.
    """
    if not await _append(row, attempt, receipt, now) or await _is_behind(row, attempt, receipt):
        return
    if row.sid is None:
        row.sid = receipt.sid
    elif row.sid != receipt.sid:
        row.why = "went out twice: the first attempt was accepted after all"
    old = State(row.state)
    sent = old in {State.SUBMITTING, State.UNKNOWN, State.CLAIMED, State.QUEUED, State.HELD}
    row.state = receipt.state if sent else later(old, receipt.state)
    row.error = receipt.code or row.error
    row.lease_until, row.settled_at = None, now
    await row.save()
    if row.channel == "slack" and has_code(row):
        await shows_code(row, receipt.sid, now)
    if row.state == receipt.state and ways.certainly_not(receipt.state, receipt.code or 0) and await _elsewhere(
            row, receipt.code or 0, now):
        return
    await _reached(row, receipt, now)
    if State(row.state) != old:
        await told(row, row.state, now)


async def _elsewhere(row: models.Message, code: int, now: datetime) -> bool:
    await row.fetch_related("participant")
    found = await ways.fall_back(row, code, now)
    if found:
        await told(row, f"not taken by {row.channel} ({code}); another way is sought", now)
    return found


async def _is_behind(row: models.Message, attempt: int, receipt: Receipt) -> bool:
    """A word on an attempt that failed and was given another way: only its arrival would still matter."""
    if not row.tried or receipt.state in {State.DELIVERED, State.READ}:
        return False
    failed = models.Receipt.filter(message_id=row.id, attempt=attempt, state__in=BAD)
    return attempt < row.attempt or (row.state in {State.QUEUED, State.CLAIMED} and await failed.exists())


async def _append(row: models.Message, attempt: int, receipt: Receipt, now: datetime) -> bool:
    known = models.Receipt.filter(message_id=row.id, attempt=attempt, state=receipt.state, error=receipt.code or 0)
    if await known.exists():
        return False
    await models.Receipt.create(id=new_id(), message_id=row.id, attempt=attempt, sid=receipt.sid,
                                state=receipt.state, error=receipt.code or 0, at=now)
    return True


async def _reached(row: models.Message, receipt: Receipt, now: datetime) -> None:
    if receipt.state in {State.DELIVERED, State.READ}:
        await models.Participant.filter(id=row.participant_id).update(reached_at=now)  # type: ignore[attr-defined]
        await ways.reached(row, now)
    elif receipt.code == CARRIER_STOP:
        await stopped_at_carrier(await models.Participant.get(id=row.participant_id), now)  # type: ignore[attr-defined]
    if receipt.state in BAD and row.conversation_id and not is_pin(row):
        event = SendFailed(Role(row.role), str(row.wordings[0]), receipt.code or 0)
        await note_event(row.conversation_id, event, now, f"failed:{row.id}:{receipt.sid}")


async def settle(message: str, attempt: int, receipt: Receipt, now: datetime) -> bool:
    """A status callback. False: we have no such message."""
    row = await sending.lock_message(message)
    if row is None:
        return False
    await bind(row, attempt, receipt, now)
    return True
