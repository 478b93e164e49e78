"""Every time that a customer is told is a row: what was promised, why, and in which order."""

from datetime import timedelta

from domain import events
from store import models
from tests.door.stage import NOON, Stage

ANA, MARCO = "+13125550111", "+13125550113"


async def promised(delivery: str) -> list[tuple[str, object, object]]:
    """Source, start and end of each."""
    rows = await models.PromiseRow.filter(delivery_id=delivery).order_by("id")
    return [(row.source, row.start, row.end) for row in rows]


async def test_each_time_that_was_told_is_a_promise_of_its_own_and_none_is_overwritten(stage: Stage) -> None:
    delivery = await stage.delivery(ANA)
    first = ("scheduled", NOON + timedelta(hours=26), NOON + timedelta(hours=28))
    assert await promised(delivery) == [first]
    await stage.says(ANA, "can u do tmrw after 6")
    assert await promised(delivery) == [first], "what is offered is not promised"
    await stage.says(ANA, "2")
    row = await models.Delivery.get(id=delivery)
    second = ("rebooked", row.window_start, row.window_end)
    assert await promised(delivery) == [first, second]
    stage.clock.world = row.window_start
    await stage.run(await stage.driver(MARCO), delivery)
    await stage.new_texts(ANA)
    start, end = row.window_end + timedelta(minutes=20), row.window_end + timedelta(minutes=50)
    await stage.happen(delivery, events.Delayed(50, start, end))
    assert any("late" in text for text in await stage.new_texts(ANA))
    assert await promised(delivery) == [first, second, ("late", start, end)]
