"""What was true when it was decided is looked at again when it is sent: each guard, with its reason in the row."""

from collections.abc import Awaitable, Callable

import pytest

from bot.guards import last_look
from domain import events
from domain.effects import Guard
from store import models
from store.atomic import atomic
from store.queries.locks import participant
from tests.door.stage import OURS, Stage

ANA, BO, MARCO, LI = "+13125550111", "+13125550112", "+13125550113", "+13125550114"
Change = Callable[[Stage, str], Awaitable[None]]


async def why(stage: Stage, row: models.Message) -> str:
    """What speaks against sending this row now; "" nothing."""
    return (await last_look(row, stage.clock.now())).why


async def guarded(delivery: str, guard: Guard, phone: str) -> models.Message:
    """The newest row to that phone under that guard."""
    rows = await models.Message.filter(conversation_id=delivery, outgoing=True, participant__theirs=phone).order_by(
        "-id").select_related("participant")
    return next(row for row in rows if guard in row.guards)


async def promised_anew(_stage: Stage, delivery: str) -> None:
    await models.Delivery.filter(id=delivery).update(promised=2)


async def delivered(stage: Stage, delivery: str) -> None:
    await stage.happen(delivery, events.Delivered(stage.clock.now()))


async def handed_over(stage: Stage, delivery: str) -> None:
    other = await stage.driver(LI, "Li Berg")
    stop = await models.Stop.get(delivery_id=delivery).select_related("run")
    await models.Run.filter(id=stop.run.id).update(driver_id=other.id)


async def taken_off(_stage: Stage, delivery: str) -> None:
    await models.Stop.filter(delivery_id=delivery).update(status="removed")


async def another_number(stage: Stage, delivery: str) -> None:
    other = await atomic(lambda: participant("sms", BO, OURS, stage.clock.now()))
    await models.Delivery.filter(id=delivery).update(customer_id=other.id)


@pytest.mark.parametrize(("guard", "phone", "change", "reason"), [
    (Guard.PROMISE, ANA, promised_anew, "it speaks of an older promise"),
    (Guard.COMING, ANA, delivered, "the delivery has ended"),
    (Guard.ASSIGNED, MARCO, handed_over, "somebody else drives it now"),
    (Guard.ASSIGNED, MARCO, taken_off, "somebody else drives it now"),
    (Guard.CONSENTED, ANA, another_number, "the number belongs to somebody else now"),
], ids=["promise", "coming", "handed over", "taken off", "another number"])
async def test_what_is_no_longer_true_is_not_sent_and_the_row_says_why(
        stage: Stage, guard: Guard, phone: str, change: Change, reason: str) -> None:
    delivery = await stage.delivery(ANA, hours=2)
    await stage.run(await stage.driver(MARCO), delivery)
    row = await guarded(delivery, guard, phone)
    assert await why(stage, row) == ""
    await change(stage, delivery)
    assert await why(stage, row) == reason
