"""The last look before a message goes out: is it still true, still wanted, still theirs?"""

from dataclasses import dataclass
from datetime import datetime

from bot.consents import depot_of, may_write
from bot.hours import hour_of
from bot.motion import can_wait, moves
from domain.message import Guard, Kind, State
from domain.people import Role
from flows.hours import Shut
from store import models

ENDED = ("delivered", "refused", "cancelled", "attempt_failed")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Send, or settle as `state` because of `why`, or hold for quiet hours and look again at `again`.

    What is sent must have arrived by `until`, where that is set. `stands`: it waits until the driver's van stands.
    """

    why: str = ""
    state: State = State.DROPPED
    again: datetime | None = None
    until: datetime | None = None
    stands: bool = False

    @property
    def refuses(self) -> bool:
        """It may not be said, now or later."""
        return bool(self.why)


SEND = Verdict()


async def last_look(row: models.Message, now: datetime) -> Verdict:
    """What the guards of a row say now. Reads under the transaction that will submit it."""
    who = row.participant
    if row.expires_at and now >= row.expires_at:
        return Verdict("too late to be true", State.EXPIRED)
    delivery = await models.Delivery.get_or_none(id=row.conversation_id or "").select_related("depot")
    if row.conversation_id and delivery is None:
        return Verdict("the delivery is gone")
    if not _wanted(row, delivery):
        return Verdict("they opted out")
    if delivery and row.role == Role.CUSTOMER and delivery.customer_id != who.id:  # type: ignore[attr-defined]
        return Verdict("the number belongs to somebody else now")
    return await _timely(row, delivery, now)


def _wanted(row: models.Message, delivery: models.Delivery | None) -> bool:
    """Whether they may be written to. A STOP is about texts: Slack is a driver's work."""
    if row.kind == Kind.CONSENT or row.channel == "slack":
        return True
    return may_write(row.participant, delivery.depot.brand if delivery else "", row.role)


async def _timely(row: models.Message, delivery: models.Delivery | None, now: datetime) -> Verdict:
    verdict = await _still_true(row, delivery) if delivery else SEND
    if verdict.refuses:
        return verdict
    if delivery and can_wait(row, now) and await moves(row.driver_id, now):
        return Verdict(stands=True)
    return await _its_hour(row, delivery, now)


async def _its_hour(row: models.Message, delivery: models.Delivery | None, now: datetime) -> Verdict:
    depot = delivery.depot if delivery else await depot_of(row.participant.ours)
    hour = hour_of(row, delivery, depot, now)
    if isinstance(hour, Shut):
        return Verdict(again=hour.at)
    return Verdict(until=hour.until) if hour else SEND


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
