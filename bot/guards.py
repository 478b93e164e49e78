"""The last look before a message goes out: is it still true, still wanted, still theirs?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.message import Guard, Kind, State
from domain.people import Role
from store import models

ENDED = ("delivered", "refused", "cancelled", "attempt_failed")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Send (no `why`, no `wait`), or settle as `state` because of `why`, or look again after `wait`."""

    why: str = ""
    state: State = State.DROPPED
    wait: timedelta | None = None


SEND = Verdict()


async def last_look(row: models.Message, now: datetime) -> Verdict:
    """What the guards of a row say now. Reads under the transaction that will submit it."""
    who = row.participant
    if row.expires_at and now >= row.expires_at:
        return Verdict("too late to be true", State.EXPIRED)
    if row.kind != Kind.CONSENT and who.opted_out:
        return Verdict("they opted out")
    if not row.conversation_id:
        return SEND
    delivery = await models.Delivery.get_or_none(id=row.conversation_id)
    if delivery is None:
        return Verdict("the delivery is gone")
    if row.role == Role.CUSTOMER and delivery.customer_id != who.id:  # type: ignore[attr-defined]
        return Verdict("the number belongs to somebody else now")
    return await _still_true(row, delivery)


async def _still_true(row: models.Message, delivery: models.Delivery) -> Verdict:
    if Guard.PROMISE in row.guards and row.promised != delivery.promised:
        return Verdict("it speaks of an older promise")
    if Guard.COMING in row.guards and delivery.status in ENDED:
        return Verdict("the delivery has ended")
    if Guard.ASSIGNED in row.guards and not await _drives(row):
        return Verdict("somebody else drives it now")
    return SEND


async def _drives(row: models.Message) -> bool:
    stops = models.Stop.filter(delivery_id=row.conversation_id).exclude(status="removed")
    return await stops.filter(run__driver__participant_id=row.participant.id).exists()
