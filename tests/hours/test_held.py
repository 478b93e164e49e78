"""Messages held for the morning: what passes, what is merged and said anew, and what the carrier is told."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import quiet
from domain import events
from domain.message import Receipt, State
from domain.people import Role
from integrations.channel import Outgoing, Said, Sent
from store import models
from store.atomic import atomic
from store.queries import sending
from tests.door.stage import ZONE, Stage

ANA, BO = "+13125550111", "+13125550112"


@dataclass(slots=True)
class Wire:
    """A channel that accepts everything and keeps what it was given."""

    name: str = "sms"
    out: list[Outgoing] = field(default_factory=list)
    count: int = 0

    async def send(self, message: Outgoing) -> Receipt:
        """Accept."""
        self.out.append(message)
        self.count += 1
        return Receipt(f"SM{self.count:032x}", State.ACCEPTED)

    async def sent(self, to: str, since: datetime) -> AsyncIterator[Sent]:
        """Nothing is looked up here."""
        none: tuple[Sent, ...] = ()
        for one in none:
            yield replace(one, to=f"{to} {since}")

    async def received(self, since: datetime) -> AsyncIterator[Said]:
        """Nothing is swept here."""
        none: tuple[Said, ...] = ()
        for one in none:
            yield replace(one, at=since)

    async def fetch(self, sid: str) -> Receipt:
        """Nobody asks."""
        return Receipt(sid, State.ACCEPTED)

    async def cancel(self, sid: str) -> bool:
        """Too late."""
        return not sid

    async def forget(self, sid: str) -> None:
        """It has no copies."""
        assert sid


@pytest.fixture
async def stage(stage: Stage) -> Stage:
    """A depot in Illinois."""
    await models.Depot.all().update(jurisdiction="US-IL")
    return stage


@pytest.fixture
def wire(stage: Stage) -> Wire:
    """Where texts go."""
    made = Wire()
    stage.outbox.channels["sms"] = made
    return made


def at(stage: Stage, day: int, hour: int, minute: int = 0, second: int = 0) -> None:
    """Set the clock to a local time in November 2026."""
    stage.clock.world = datetime(2026, 11, day, hour, minute, second, tzinfo=ZONE).astimezone(UTC)


async def sends(stage: Stage) -> None:
    """Send until nothing is due."""
    while await stage.outbox.send_due():
        pass


async def timeline(delivery: str) -> list[str]:
    return [one.text for one in await models.Entry.filter(conversation_id=delivery, kind="message").order_by("id")]


async def test_a_notice_waits_for_the_morning_and_the_timeline_says_so(stage: Stage, wire: Wire) -> None:
    at(stage, 23, 22)
    delivery = await stage.delivery(ANA)
    await sends(stage)
    assert wire.out == []
    assert any("held: quiet hours until 09:00" in one for one in await timeline(delivery))
    at(stage, 24, 8, 59, 59)
    await sends(stage)
    assert wire.out == []
    at(stage, 24, 9)
    await sends(stage)
    assert [one.to for one in wire.out] == [ANA]


async def test_what_is_said_in_the_morning_is_worded_in_the_morning(stage: Stage, wire: Wire) -> None:
    at(stage, 23, 22)
    await stage.delivery(ANA, hours=16)
    [row] = await models.Message.filter(outgoing=True)
    assert "tomorrow" in await stage._text(await models.Message.get(id=row.id).select_related("participant"))
    await sends(stage)
    at(stage, 24, 9)
    await sends(stage)
    assert "today" in wire.out[0].body


async def test_what_waited_for_one_person_is_one_message_in_order(stage: Stage, wire: Wire) -> None:
    at(stage, 23, 22)
    await stage.delivery(ANA, item="lamp")
    await sends(stage)
    at(stage, 23, 22, 30)
    await stage.delivery(ANA, item="desk")
    await stage.delivery(BO, item="rug")
    await sends(stage)
    at(stage, 24, 9)
    await sends(stage)
    assert sorted(one.to for one in wire.out) == [ANA, BO]
    body = next(one.body for one in wire.out if one.to == ANA)
    assert 0 < body.index("lamp") < body.index("desk")


async def test_a_part_that_is_not_true_any_more_falls_away_alone(stage: Stage, wire: Wire) -> None:
    at(stage, 23, 22)
    await stage.delivery(ANA, item="lamp")
    other = await stage.delivery(ANA, item="desk")
    await sends(stage)
    await models.Delivery.filter(id=other).update(customer_id=None)
    at(stage, 24, 9)
    await sends(stage)
    assert len(wire.out) == 1
    assert "lamp" in wire.out[0].body
    assert "desk" not in wire.out[0].body


async def test_a_lead_that_may_not_be_said_any_more_lets_the_others_go(stage: Stage, wire: Wire) -> None:
    at(stage, 23, 22)
    lead = await stage.delivery(ANA, item="lamp")
    await stage.delivery(ANA, item="desk")
    await sends(stage)
    at(stage, 24, 9)
    [row] = await sending.claim_due_messages(stage.clock.now(), stage.clock.machine(), 10, timedelta(seconds=60))
    await atomic(lambda: quiet.gather(row.id, stage.keys, stage.clock.now()))
    await models.Delivery.filter(id=lead).update(customer_id=None)  # between the gathering and the last look
    await stage.outbox._send(await models.Message.get(id=row.id))
    await sends(stage)
    assert [("lamp" in one.body, "desk" in one.body) for one in wire.out] == [(False, True)]


async def test_a_stop_in_the_night_leaves_nothing_to_say_in_the_morning(stage: Stage, wire: Wire) -> None:
    at(stage, 23, 22)
    await stage.delivery(ANA)
    await sends(stage)
    await stage.says(ANA, "STOP")
    at(stage, 24, 9)
    await sends(stage)
    assert wire.out == []


async def test_an_answer_passes_what_is_held_and_comes_at_once(stage: Stage, wire: Wire) -> None:
    at(stage, 23, 23, 30)
    await stage.delivery(ANA)
    await sends(stage)
    await stage.says(ANA, "where is it?")
    await sends(stage)
    assert len(wire.out) == 1
    assert wire.out[0].valid <= timedelta(hours=1)


async def test_what_is_urgent_passes_until_eleven(stage: Stage, wire: Wire) -> None:
    at(stage, 23, 12)
    delivery = await stage.delivery(ANA, hours=9)
    marco = await stage.driver("+13125550199")
    await stage.run(marco, delivery)
    await sends(stage)
    wire.out.clear()
    at(stage, 23, 22)
    await stage.happen(delivery, events.DriverNear(minutes=5))
    await sends(stage)
    assert [one.to for one in wire.out] == [ANA]


async def test_a_notice_that_would_be_late_in_the_morning_is_dropped_and_nobody_is_alarmed(
        stage: Stage, wire: Wire) -> None:
    at(stage, 23, 12)
    delivery = await stage.delivery(ANA, hours=9)
    await stage.run(await stage.driver("+13125550199"), delivery)
    await sends(stage)
    at(stage, 23, 22)
    await stage.happen(delivery, events.BecameNext())
    await sends(stage)
    await stage.settle()
    row = await models.Message.filter(role=Role.CUSTOMER).order_by("-id").first()
    assert row is not None
    assert (row.state, row.why) == ("dropped", "quiet hours until 09:00, and too late by then")
    assert not await models.Case.filter(reason__contains="did not arrive").exists()


async def test_the_carrier_is_told_that_it_may_not_come_in_quiet_hours(stage: Stage, wire: Wire) -> None:
    at(stage, 23, 20, 49, 30)
    await stage.delivery(ANA)
    await sends(stage)
    assert wire.out[0].valid == timedelta(minutes=10, seconds=30)
    at(stage, 23, 20, 50)
    await stage.delivery(BO)
    await sends(stage)
    assert len(wire.out) == 1


async def test_a_question_that_waits_is_given_its_whole_patience(stage: Stage, wire: Wire) -> None:
    at(stage, 23, 12)
    delivery = await stage.delivery(ANA, hours=9)
    await stage.run(await stage.driver("+13125550199"), delivery)
    at(stage, 23, 20, 45)
    await stage.happen(delivery, events.Delivered(stage.clock.now()))
    await stage.passes(timedelta(minutes=30))  # the rating is asked twenty minutes later
    await sends(stage)
    at(stage, 24, 9)
    await sends(stage)
    assert "1" in wire.out[-1].body
    timer = await models.Timer.filter(open=True, conversation_id=delivery).order_by("-id").first()
    assert timer is not None
    assert timer.due_at >= stage.clock.now() + timedelta(hours=19, minutes=50)


async def test_a_driver_at_work_is_written_to_before_the_customers_hours(stage: Stage, wire: Wire) -> None:
    at(stage, 23, 12)
    delivery = await stage.delivery(ANA, hours=24)
    await sends(stage)
    wire.out.clear()
    at(stage, 24, 5, 30)
    await stage.run(await stage.driver("+13125550199"), delivery)
    await sends(stage)
    assert {one.to for one in wire.out} == {"+13125550199"}
