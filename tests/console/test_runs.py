"""Moving stops and handing runs over: the order holds, what customers were told holds, both drivers hear."""

import asyncio

import pytest

from bot.moving import CannotMove, move_stop
from store import models
from store.atomic import atomic
from tests.console.conftest import House
from tests.console.stage import run, sent


async def order_of(run_id: str) -> list[str]:
    return [row.id for row in await models.Stop.filter(run_id=run_id).exclude(status="removed").order_by("number")]


async def test_a_stop_moves_and_the_others_close_up(house: House) -> None:
    run_id, stops, _ = await run(house, 5)
    boss = await house.person("dispatcher")
    _, text = await boss.post(f"/console/stops/{stops[4]}/move", place="2")
    assert "Moved" in text
    assert await order_of(run_id) == [stops[0], stops[4], stops[1], stops[2], stops[3]]
    numbers = [row.number for row in await models.Stop.filter(run_id=run_id).order_by("number")]
    assert numbers == [1, 2, 3, 4, 5]
    assert ("stop moved", f"stop {stops[4]}", "place 5 to 2") in [one[1:] for one in await house.audited()]


async def test_nothing_moves_before_a_customer_who_was_told_to_be_next(house: House) -> None:
    run_id, stops, _ = await run(house, 3)
    boss = await house.person("dispatcher")
    status, text = await boss.post(f"/console/stops/{stops[2]}/move", place="1")
    assert (status, "expected 2 to 3" in text) == (409, True)
    status, text = await boss.post(f"/console/stops/{stops[0]}/move", place="3")
    assert (status, "comes to them next" in text) == (409, True)
    assert await order_of(run_id) == stops


async def test_a_stop_that_goes_to_another_run_has_another_driver_and_both_hear(house: House) -> None:
    first, stops, ids = await run(house, 3)
    second, others, _ = await run(house, 2, "Ines", "+13125550191", "BX", 11)
    before = len(await sent(house, "driver"))  # type: ignore[arg-type]
    boss = await house.person("dispatcher")
    await boss.post(f"/console/stops/{stops[1]}/move", run=second)
    assert await order_of(first) == [stops[0], stops[2]]
    assert await order_of(second) == [*others, stops[1]]
    assert [row.number for row in await models.Stop.filter(run_id=first).order_by("number")] == [1, 2]
    assert len(await sent(house, "driver")) > before  # type: ignore[arg-type]
    kinds = [row.kind for row in await models.Entry.filter(conversation_id=ids[1])]
    assert "Reassigned" in kinds


async def test_a_run_is_handed_over_whole(house: House) -> None:
    run_id, _, ids = await run(house, 2)
    other = await house.call("POST", "/drivers", {"name": "Ines", "phone": "+13125550191"})
    boss = await house.person("dispatcher")
    _, text = await boss.post(f"/console/runs/{run_id}/hand_over", driver=other["id"])
    assert "Handed over" in text
    assert (await models.Run.get(id=run_id).select_related("driver")).driver.name == "Ines"
    for delivery in ids:
        assert "Reassigned" in [row.kind for row in await models.Entry.filter(conversation_id=delivery)]
    assert ("run handed over", f"run {run_id}", "Marco to Ines") in [one[1:] for one in await house.audited()]


async def test_dispatchers_who_move_at_once_leave_a_whole_order(house: House) -> None:
    run_id, stops, _ = await run(house, 6)
    door = house.context.door
    await asyncio.gather(*(atomic(lambda stop=stop, place=place: move_stop(door, stop, "", place))
                           for stop, place in zip(stops[1:], (6, 5, 4, 3, 2), strict=True)))
    rows = await models.Stop.filter(run_id=run_id).order_by("number")
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6]
    assert {row.id for row in rows} == set(stops)


async def test_the_api_moves_stops_by_the_same_rules(house: House) -> None:
    run_id, stops, _ = await run(house, 3)
    await house.call("POST", f"/stops/{stops[2]}/move", {"place": 2})
    assert await order_of(run_id) == [stops[0], stops[2], stops[1]]
    with pytest.raises(CannotMove, match="no stop of that id"):
        await atomic(lambda: move_stop(house.context.door, "01NONE", "", 1))


async def test_an_agent_moves_nothing(house: House) -> None:
    run_id, stops, _ = await run(house, 3)
    kim = await house.person("agent", "Kim")
    status, _ = await kim.post(f"/console/stops/{stops[2]}/move", place="2")
    assert status == 403
    assert await order_of(run_id) == stops
    assert "Hand over" not in (await kim.get(f"/console/runs/{run_id}"))[1]
