"""The day's people in Slack at work on the real service, in a world that is fast: no vans, only hands."""

import random
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from simulator.app import CROWD, PHONES, SLACK, WORLD
from simulator.clock import Pace, WorldClock
from simulator.day.cab import Cab
from simulator.day.cast import Hand
from simulator.day.hands import HOME
from simulator.day.office import Agent
from store import models
from tests.slack.conftest import ANA, SUPPORT, Place, Start, start
from tests.slack.stage import depot, order, until

__all__ = ["start"]
BO, MARCO, SPEED = "+13125550124", "+13125550999", 120.0
LONG = 90.0
"""Real seconds a busy machine may take for an hour of the day."""


@pytest.fixture
async def fast(start: Start, tmp_path: Path) -> Place:
    """The service and the workspace, half an hour before the first window, two minutes a second."""
    clock, began = tmp_path / "clock.json", datetime(2031, 11, 25, 13, 30, tzinfo=ZoneInfo("America/Chicago"))
    WorldClock.begin(clock, Pace(began, time.time(), SPEED))
    place: Place = await start(world_clock_file=clock, undo_seconds=0.1)
    await depot(place)
    return place


def hand(place: Place) -> Cab:
    """Marco, whose van is at any door a minute after he sets out."""
    world = place.world
    cab = Cab(Hand("Marco", MARCO, reasons={"Bo": "31"}, slack="U0MARCO"), world[WORLD], world[SLACK],
              random.Random(1), world[CROWD].canaries, {"Ana": ANA, "Bo": BO})

    def turn(name: str, after: float) -> None:
        async def drive() -> None:
            await world[WORLD].clock.sleep(timedelta(seconds=after + 60))
            cab.came(name)

        world[WORLD].errands.start(drive())

    cab.wheel = turn
    return cab


def words(place: Place, phone: str) -> list[str]:
    return [str(one["canary"]) for one in place.ledger("word") if one["for"] == phone]


async def test_a_driver_in_slack_ends_every_stop_by_its_buttons_and_only_what_was_sent_gets_out(fast: Place) -> None:
    cab = hand(fast)
    first, second = await order(fast), await order(fast, "BF-2", BO, "Bo Lind")
    driver = await fast.call("POST", "/drivers", {"name": "Marco Bell", "phone": MARCO, "slack_user_id": "U0MARCO"})
    run = await fast.call("POST", "/runs", {"driver_id": driver["id"], "date": "2031-11-25",
                                            "stops": [first, second]})
    await fast.call("POST", f"/runs/{run['id']}/start")
    await until(lambda: cab.stands == HOME, LONG)
    assert [one["goal"] for one in fast.ledger("said_over")] == ["Ana", "Bo"]
    statuses = {one.tracking_number: (one.status, one.reason) for one in await models.Delivery.all()}
    assert statuses["BF-1"][0] == "delivered"
    assert statuses["BF-2"][1] == "not_home"
    read = " ".join(one.text for phone in (ANA, BO) for one in fast.world[PHONES].thread(phone))
    assert words(fast, "")
    assert not any(one in read for one in words(fast, ""))
    assert all(read.count(one) == 1 for phone in (ANA, BO) for one in words(fast, phone))


async def test_whoever_presses_for_her_has_the_buttons_from_then_on(fast: Place) -> None:
    cab = hand(fast)
    fast.world[SLACK].visited.add("U0MARCO")
    first = await order(fast)
    driver = await fast.call("POST", "/drivers", {"name": "Marco Bell", "phone": MARCO, "slack_user_id": "U0MARCO"})
    run = await fast.call("POST", "/runs", {"driver_id": driver["id"], "date": "2031-11-25", "stops": [first]})
    await fast.call("POST", f"/runs/{run['id']}/start")
    await until(lambda: cab.stands == "Ana", LONG)
    await fast.world[WORLD].clock.sleep(timedelta(minutes=5))
    assert fast.ledger("slack_pressed") == []


async def test_a_card_that_the_first_in_line_leaves_is_taken_answered_and_handed_back_by_the_next(fast: Place) -> None:
    for user, lunches in (("U0KIM", True), ("U0LEE", False)):
        Agent(user, fast.world[WORLD], fast.world[SLACK], fast.world[CROWD].canaries,
              random.Random(user), {"BF-1": ANA}, {ANA: "en"}, lunches=lunches)
    await order(fast)
    await fast.twilio.say(ANA, "+13125550100", "I want to talk to a person please")

    async def resolved() -> bool:
        return await models.Case.filter(state="resolved").exists()

    await until(resolved, LONG)
    row = await models.Case.get()
    assert (row.agent, (await models.Delivery.get()).agent) == ("U0LEE", "")
    pressed = [one["label"] for one in fast.ledger("slack_pressed") if one["user"] == "U0LEE"]
    assert [one for one in pressed if one != "Note"] == ["Claim", "Reply to Ana", "Hand back", "Resolve"]
    assert not any(one["user"] == "U0KIM" for one in fast.ledger("slack_pressed"))
    calls = [one.text for one in fast.slack.posts(SUPPORT) if one.thread and "<@U0" in one.text]
    assert [name for name in ("<@U0KIM> this needs", "<@U0LEE> nobody has") if any(name in one for one in calls)] == [
        "<@U0KIM> this needs", "<@U0LEE> nobody has"]
    texts = [one.text for one in fast.world[PHONES].thread(ANA) if not one.mine]
    assert any("a person here" in one for one in texts)
    assert not any(word in one for one in texts for word in words(fast, ""))
