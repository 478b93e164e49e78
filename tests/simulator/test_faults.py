"""Twilio's bad days: what comes before a message is accepted leaves none behind, what comes after leaves one."""

import random

import aiohttp
import pytest

from simulator.twilio.faults import Fault, Faults, Rule
from tests.simulator.conftest import ANA, OURS, Place


async def post(world: Place) -> tuple[int, str]:
    account = world.settings.account
    path = f"{world.url}/2010-04-01/Accounts/{account.sid}/Messages.json"
    form = {"To": ANA, "From": OURS, "Body": "hello"}
    try:
        async with world.http.post(path, data=form, headers=world.auth) as answer:
            return answer.status, await answer.text()
    except aiohttp.ClientConnectionError:
        return 0, ""


@pytest.mark.parametrize(("fault", "status", "accepted"), [
    (Fault.ERROR_BEFORE, 500, 0), (Fault.ERROR_AFTER, 500, 1), (Fault.RESET_BEFORE, 0, 0), (Fault.RESET_AFTER, 0, 1),
    (Fault.GARBAGE, 201, 1), (Fault.TOO_MANY, 429, 0),
])
async def test_before_leaves_nothing_and_after_leaves_a_message(world: Place, fault: Fault, status: int,
                                                               accepted: int) -> None:
    world.fault(fault, seconds=1, times=1)
    got, body = await post(world)
    assert got == status
    assert '"sid"' not in body
    assert world.kinds().count("accepted queued") == accepted
    assert {"refused", "fault"} & set(world.kinds()), "what struck is in the ledger"
    assert (await post(world))[0] == 201, "it struck once"


async def test_a_message_that_lost_its_answer_still_reaches_the_phone(world: Place) -> None:
    world.fault(Fault.RESET_AFTER, times=1)
    assert await post(world) == (0, "")
    await world.until(lambda: len(world.phones.thread(ANA)) == 1)


async def test_a_list_may_lag_behind(world: Place) -> None:
    await world.send()
    account = world.settings.account
    path = f"{world.url}/2010-04-01/Accounts/{account.sid}/Messages.json"
    world.fault(Fault.LIST_LAG, seconds=60, times=1)
    counts = []
    for _ in range(2):
        async with world.http.get(path, headers=world.auth) as answer:
            counts.append(len((await answer.json())["messages"]))
    assert counts == [0, 1]


def test_one_fault_more_does_not_change_when_the_others_strike() -> None:
    reset = Rule(Fault.RESET_AFTER, 0.3)
    alone = Faults([reset], random.Random(7))
    crowded = Faults([Rule(Fault.DELAY, 0.5), reset], random.Random(7))
    strikes = []
    for _ in range(200):
        crowded.strike(Fault.DELAY)
        strikes.append((bool(alone.strike(Fault.RESET_AFTER)), bool(crowded.strike(Fault.RESET_AFTER))))
    assert all(one == other for one, other in strikes)
    assert 30 < sum(one for one, _ in strikes) < 90
