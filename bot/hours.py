"""Quiet hours at the door of a delivery: which class a message is of, and where that door is."""

from datetime import datetime, time

from babel.core import get_global

from domain.message import Kind
from domain.people import Role
from flows.hours import Class, Ground, Open, Place, Shut, may_send, place_of
from store import models

CLASSES = {Kind.NOTICE: Class.ORDINARY, Kind.QUESTION: Class.ORDINARY, Kind.URGENT: Class.URGENT,
           Kind.SENSITIVE: Class.URGENT, Kind.ANSWER: Class.ANSWER, Kind.CONSENT: Class.ANSWER}


def hour_of(row: models.Message, delivery: models.Delivery | None, depot: models.Depot | None,
            now: datetime) -> Open | Shut | None:
    """Whether its hour is now; None where no hour matters: a driver is at work."""
    if row.role != Role.CUSTOMER or depot is None:
        return None
    kind = Kind(row.kind)
    hour_class = Class.ANSWER if row.answers_at else CLASSES[kind]
    words_at = row.answers_at or (row.participant.seen_at if hour_class is Class.ANSWER else None)
    return may_send(hour_class, now, place(delivery, depot), words_at)


def place(delivery: models.Delivery | None, depot: models.Depot) -> Place:
    """Where the hours are taken: the delivery's door, or the depot's ground where none is meant."""
    ground = Ground(country(depot), depot.time_zone, depot.jurisdiction, _own(depot))
    if delivery is None:
        return place_of("", None, None, ground)
    return place_of(delivery.address, delivery.lat, delivery.lon, ground)


def country(depot: models.Depot) -> str:
    """Where a depot stands: by its jurisdiction, else its time zone; the region of its phone numbers only without."""
    by_zone = get_global("zone_territories").get(depot.time_zone)
    return depot.jurisdiction.partition("-")[0] or by_zone or depot.default_region


def _own(depot: models.Depot) -> tuple[time, time] | None:
    if not depot.hours:
        return None
    return time.fromisoformat(depot.hours["from"]), time.fromisoformat(depot.hours["to"])
