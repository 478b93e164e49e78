"""The last look before a message goes out: is it still true, still wanted, still theirs?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.motion import can_wait, moves
from domain.message import Guard, Kind, State
from domain.people import Role
from store import models

ENDED = ("delivered", "refused", "cancelled", "attempt_failed")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Send (no `why`, no `wait`), or settle as `state` because of `why`, or look again after `wait`.

    `stands`: it waits until the driver's van stands still.
    """

    why: str = ""
    state: State = State.DROPPED
    wait: timedelta | None = None
    stands: bool = False


SEND = Verdict()


async def last_look(row: models.Message, now: datetime) -> Verdict:
    """What the guards of a row say now. Reads under the transaction that will submit it."""
    who = row.participant
    if row.expires_at and now >= row.expires_at:
        return Verdict("too late to be true", State.EXPIRED)
    if row.kind != Kind.CONSENT and who.opted_out and row.channel != "slack":  # a STOP is about texts
        return Verdict("they opted out")
    return await _of_delivery(row, now) if row.conversation_id else SEND


async def _of_delivery(row: models.Message, now: datetime) -> Verdict:
    who = row.participant
    delivery = await models.Delivery.get_or_none(id=row.conversation_id)
    if delivery is None:
        return Verdict("the delivery is gone")
    if row.role == Role.CUSTOMER and delivery.customer_id != who.id:  # type: ignore[attr-defined]
        return Verdict("the number belongs to somebody else now")
    verdict = await _still_true(row, delivery)
    if verdict is SEND and can_wait(row, now) and await moves(row.driver_id, now):
        return Verdict(stands=True)
    return verdict


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
