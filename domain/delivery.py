"""A delivery: the parcel's journey to a customer, its window, its stop, and the only way its status moves."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from domain import events
from domain.people import DeliveryId, DepotId, DriverId, RunId, StopId


class Status(StrEnum):
    """Where a delivery is in its life: the field's canonical words."""

    SCHEDULED = "scheduled"
    OUT_FOR_DELIVERY = "out_for_delivery"
    ARRIVING = "arriving"
    ARRIVED = "arrived"
    DELIVERED = "delivered"
    ATTEMPT_FAILED = "attempt_failed"
    REFUSED = "refused"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """No van will come for this any more unless somebody books it anew."""
        return self in {Status.DELIVERED, Status.REFUSED, Status.CANCELLED}

    @property
    def on_the_road(self) -> bool:
        """It is on a van now."""
        return self in {Status.OUT_FOR_DELIVERY, Status.ARRIVING, Status.ARRIVED}


class Reason(StrEnum):
    """Why an attempt failed. The order is the order of the driver's numbered list."""

    NOT_HOME = "not_home"
    NO_ACCESS = "no_access"
    REFUSED = "refused"
    UNABLE_TO_LOCATE = "unable_to_locate"
    DAMAGED = "damaged"
    NOT_ON_VEHICLE = "not_on_vehicle"
    UNSAFE = "unsafe"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Window:
    """A half-open span of time, both ends aware: start <= t < end."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        """Refuse a window that ends before it starts, or has no zone.

        Raises:
            ValueError: with a sentence a person can act on.
        """
        if self.start.tzinfo is None or self.end.tzinfo is None:
            msg = "a window needs times with an offset, such as 2026-11-24T14:00:00-06:00"
            raise ValueError(msg)
        if self.end <= self.start:
            msg = "a window must end after it starts"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Slot:
    """A window that a depot still has room in. `key` names it: depot, local date and opening time."""

    key: str
    window: Window


@dataclass(frozen=True, slots=True)
class Depot:
    """The place vans leave from. `time_zone` is an IANA name, `language` BCP 47, `region` ISO 3166 for numbers."""

    id: DepotId
    brand: str
    time_zone: str
    language: str = "en"
    region: str = "US"
    support_phone: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A delivery's place in a run. `number` counts from 1; `before` is how many open stops come first."""

    id: StopId
    run: RunId
    driver: DriverId
    number: int
    before: int
    arrived: bool = False
    left: bool = False
    started: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a decision knows of a delivery.

    `promised` counts the windows we have told: a queued message that speaks of an older one is dropped.
    `confirmed` is true once the customer said the present window is good.
    """

    id: DeliveryId
    tracking_number: str
    status: Status
    window: Window
    address: str
    items: str
    service: timedelta = timedelta(minutes=5)
    promised: int = 1
    confirmed: bool = False
    reason: Reason | None = None
    ended_at: datetime | None = None

    def day(self, zone: tzinfo) -> date:
        """The local date it is promised for."""
        return self.window.start.astimezone(zone).date()


def advance(delivery: Delivery, event: events.Event) -> Delivery:
    """The delivery after `event`; unchanged where the event does not move it. The only way a status moves.

    An ended delivery stays ended, except that a failed one may be booked anew and a wrong "delivered" be taken back
    by staff (`Corrected`).
    """
    now = delivery.status
    match event:
        case events.Corrected(status=status):
            return replace(delivery, status=Status(status), reason=None)
        case _ if now.ended:
            return delivery
        case events.OutForDelivery():
            return replace(delivery, status=Status.OUT_FOR_DELIVERY, reason=None)
        case events.DriverNear() if now is Status.OUT_FOR_DELIVERY:
            return replace(delivery, status=Status.ARRIVING)
        case events.Arrived() if now in {Status.OUT_FOR_DELIVERY, Status.ARRIVING, Status.SCHEDULED}:
            return replace(delivery, status=Status.ARRIVED)
        case events.Delivered(at=at):
            return replace(delivery, status=Status.DELIVERED, ended_at=at)
        case events.AttemptFailed(reason=reason, at=at):
            status = Status.REFUSED if reason == Reason.REFUSED else Status.ATTEMPT_FAILED
            return replace(delivery, status=status, reason=Reason(reason), ended_at=at if status.ended else None)
        case events.Cancelled(at=at):
            return replace(delivery, status=Status.CANCELLED, ended_at=at)
        case events.Rebooked(start=start, end=end):
            window = Window(start, end)
            return replace(delivery, status=Status.SCHEDULED, window=window, promised=delivery.promised + 1,
                           confirmed=True, reason=None)
        case events.Changed(start=datetime() as start, end=datetime() as end):
            return replace(delivery, window=Window(start, end), promised=delivery.promised + 1, confirmed=False)
        case events.TakenOffRun():
            return replace(delivery, status=Status.SCHEDULED)
    return delivery
