"""Whom a case can be answered to: the driver and the customer of its delivery, or the phone that wrote without one."""

from dataclasses import dataclass

from domain.people import Role
from store import models

ABOUT_DRIVERS = ("driver", "no position from the driver")
"""How the reasons begin that are a driver's own matter (`flows/escalation.py`)."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Somebody who can be written to. `name` is a first name, "" for a phone that nobody knows."""

    role: Role
    name: str
    who: models.Participant
    language: str


async def reachable(row: models.Case) -> tuple[Reach, ...]:
    """Everybody a case can be answered to, the likeliest first."""
    found = await _of_delivery(row) if row.conversation_id else await _of_phone(row.stranger)
    first = Role.DRIVER if row.reason.startswith(ABOUT_DRIVERS) else Role.CUSTOMER
    return tuple(sorted(found, key=lambda one: one.role is not first))


async def _of_delivery(row: models.Case) -> list[Reach]:
    delivery = await models.Delivery.get_or_none(id=row.conversation_id).select_related("customer")
    stop = await models.Stop.filter(delivery_id=row.conversation_id).exclude(status="removed").order_by(
        "-id").select_related("run__driver__participant").first()
    found = []
    if delivery is not None and delivery.customer is not None:
        who = delivery.customer
        found.append(Reach(Role.CUSTOMER, first_name(delivery.customer_name), who, who.language or delivery.language))
    if stop is not None and (who := stop.run.driver.participant) is not None:
        found.append(_driver(stop.run.driver, who))
    return found


async def _of_phone(participant: str) -> list[Reach]:
    """A phone with nothing open: a driver whose day is over or has not begun, or somebody we do not know."""
    who = await models.Participant.get_or_none(id=participant or "-")
    if who is None:
        return []
    driver = await models.Driver.filter(participant_id=who.id).first()
    return [_driver(driver, who) if driver else Reach(Role.CUSTOMER, "", who, who.language or "en")]


def _driver(row: models.Driver, who: models.Participant) -> Reach:
    return Reach(Role.DRIVER, first_name(row.name), who, row.language)


def first_name(whole: str) -> str:
    """What somebody is called in a message."""
    return whole.split(" ", maxsplit=1)[0]
