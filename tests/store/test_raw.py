"""Statements that go round the query builder: their rows are Tortoise's rows, on both databases."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from store import models
from store.atomic import atomic
from store.ids import new_id
from store.queries import due
from store.queries.locks import lock_conversation, lock_speaker, participant
from store.queries.raw import Statement, adding, prepared, rows, together

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
DELIVERIES = Statement("SELECT {row}, 1 FROM deliveries AS row", {"row": models.Delivery})


async def delivery() -> models.Delivery:
    """One with something in every kind of column."""
    depot = await models.Depot.create(id=new_id(), name="D", brand="B", time_zone="UTC", default_region="US",
                                      language="en", support={"phone": "1"}, windows=[], created_at=NOW)
    who = await participant("sms", "+13125550111", "+13125550100", NOW)
    return await models.Delivery.create(
        id=new_id(), depot=depot, customer=who, tracking_number="T1", language="en", address="1 Main St", lat=41.5,
        window_start=NOW, window_end=NOW + timedelta(minutes=90, microseconds=5), items=[{"description": "lamp"}],
        status="scheduled", link_hash="h", sealed_link=b"\x00link", created_at=NOW)


async def test_a_row_read_by_sql_is_the_row_that_tortoise_reads(db: str) -> None:
    await delivery()
    [(found, one)] = await rows(DELIVERIES())
    expected = await models.Delivery.get(id=found.id)
    assert one == 1
    assert dict(found) == dict(expected)
    found.status = "delivered"
    await found.save()
    assert (await models.Delivery.get(id=found.id)).status == "delivered"


async def test_a_row_added_by_sql_is_the_row_that_tortoise_adds(db: str) -> None:
    fields = {"conversation_id": "c", "session_id": "s", "turn": 2, "due_at": NOW + timedelta(microseconds=7)}
    await models.Timer.create(id="1", **fields)
    await rows(adding(models.Timer, id="2", **fields))
    one, two = await models.Timer.all().order_by("id")
    assert {**dict(one), "id": ""} == {**dict(two), "id": ""}
    with pytest.raises(TypeError, match="colour"):
        adding(models.Timer, colour="red")


async def test_moments_of_any_zone_are_ordered_as_they_happened(db: str) -> None:
    for number, zone in enumerate((ZoneInfo("Asia/Tokyo"), UTC, ZoneInfo("America/Chicago"))):
        at = (NOW + timedelta(minutes=number)).astimezone(zone)
        await rows(adding(models.Timer, id=str(number), conversation_id="c", session_id="s", turn=1, due_at=at))
    assert [timer.id for timer in await due.due_timers(NOW + timedelta(minutes=1), 9)] == ["0", "1"]
    assert await due.next_due(NOW) == NOW


async def test_statements_run_together_in_order_and_are_undone_together(db: str) -> None:
    first, again = (adding(models.Timer, id="1", conversation_id="c", session_id="s", turn=1, due_at=NOW)
                    for _ in range(2))
    with pytest.raises(IntegrityError):
        await atomic(lambda: together(first, again))
    assert await models.Timer.all().count() == 0
    with pytest.raises(OperationalError):
        await rows(Statement("SELECT nothing FROM nowhere")())


async def test_whoever_writes_is_made_once_and_seen_each_time(db: str) -> None:
    one = await atomic(lambda: lock_speaker("sms", "+1", "+2", NOW, NOW))
    later = NOW + timedelta(hours=1)
    two = await atomic(lambda: lock_speaker("sms", "+1", "+2", later, later))
    assert (one.id, one.seen_at, two.seen_at) == (two.id, NOW, later)
    assert (await models.Participant.get(id=one.id)).seen_at == later


async def test_a_conversation_is_locked_with_its_depot(db: str) -> None:
    row = await delivery()
    found = await atomic(lambda: lock_conversation(row.id))
    assert found is not None
    assert found.depot.name == "D"
    assert await atomic(lambda: lock_conversation("nobody")) is None


async def test_each_database_gets_its_own_text() -> None:
    statement = Statement("SELECT id FROM timers AS t WHERE id {among} AND turn = ? {lock t}")
    sqlite, postgres = prepared(statement, "sqlite"), prepared(statement, "postgres")
    assert sqlite.endswith("WHERE id IN (SELECT value FROM json_each(?)) AND turn = ?")
    assert postgres.endswith("WHERE id = ANY($1) AND turn = $2 FOR UPDATE OF t")
