"""A case is guarded by its conversation's lock: on PostgreSQL, nobody who acts on one can wait in a ring.

Another process holds the conversation and then writes the case, as whoever writes to a customer unasked does. Had the
act under test taken the case's row first, each would wait for the other and PostgreSQL would end one of them.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from bot import cases, replies
from bot.sla import look_at_cases
from store import models
from store.atomic import atomic
from store.queries.cases import lock_case
from tests.door.stage import Stage

ANA = "+13125550111"
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
Act = Callable[[Stage, str], Awaitable[object]]

pytestmark = pytest.mark.parametrize("database_source", ["postgres"], indirect=True)


@pytest.fixture
async def elsewhere(db: str) -> AsyncIterator[asyncpg.Connection]:
    """Another process's connection."""
    connection = await asyncpg.connect(db)
    yield connection
    await connection.close()


async def claimed(stage: Stage) -> models.Case:
    """Ana asks for a person, and Kim has it and is about to answer."""
    await stage.delivery(ANA)
    await stage.says(ANA, "a human please")
    row = await models.Case.get()
    await atomic(lambda: cases.claim(stage.door, row.id, "U0KIM"))
    await atomic(lambda: replies.reply(stage.door, row.id, "U0KIM", "Hello Ana"))
    await models.PendingReply.all().update(send_at=stage.clock.machine() - timedelta(seconds=1))
    await models.Case.all().update(look_at=None)
    return row


ACTS: dict[str, Act] = {
    "claim": lambda stage, case: atomic(lambda: cases.claim(stage.door, case, "U0KIM")),
    "take over": lambda stage, case: atomic(lambda: cases.take_over(stage.door, case, "U0KIM")),
    "hand back": lambda stage, case: atomic(lambda: cases.hand_back(stage.door, case, "U0KIM")),
    "note": lambda stage, case: atomic(lambda: cases.note(stage.door, case, "U0KIM", "a thought")),
    "snooze": lambda stage, case: atomic(lambda: cases.snooze(case, "U0KIM", stage.clock.now() + timedelta(hours=1))),
    "reply": lambda stage, case: atomic(lambda: replies.reply(stage.door, case, "U0KIM", "And again")),
    "send": lambda stage, _: replies.send_replies(stage.door),
    "resolve": lambda stage, case: atomic(lambda: cases.resolve(stage.door, case, "U0KIM")),
    "release": lambda stage, _: atomic(lambda: cases.release(stage.door, frozenset({"U0KIM"}))),
    "clock": lambda stage, _: look_at_cases(stage.door),
}


@pytest.mark.parametrize("name", list(ACTS))
async def test_whoever_acts_on_a_case_waits_for_its_conversation_and_holds_nothing(
        stage: Stage, elsewhere: asyncpg.Connection, name: str) -> None:
    row = await claimed(stage)
    ours = elsewhere.transaction()
    await ours.start()
    await elsewhere.fetch("SELECT id FROM deliveries WHERE id = $1 FOR UPDATE", row.conversation_id)
    acting: asyncio.Task[Any] = asyncio.ensure_future(ACTS[name](stage, row.id))
    async with asyncio.timeout(10):
        while not await elsewhere.fetchval(WAITING):  # noqa: ASYNC110 the server is asked, there is no event
            await asyncio.sleep(0.02)
    await elsewhere.execute("UPDATE cases SET reason = 'changed meanwhile' WHERE id = $1", row.id)
    await ours.commit()
    await acting
    assert (await models.Case.get(id=row.id)).reason == "changed meanwhile", "what was read is what stood there then"


async def test_a_case_without_a_conversation_is_guarded_by_its_row(
        stage: Stage, elsewhere: asyncpg.Connection) -> None:
    await stage.says("+13125559999", "is my old order lost?")
    row = await models.Case.get()

    async def work() -> None:
        assert await lock_case(row.id) is not None
        with pytest.raises(asyncpg.LockNotAvailableError):
            await elsewhere.fetch("SELECT id FROM cases WHERE id = $1 FOR UPDATE NOWAIT", row.id)

    await atomic(work)
    assert await elsewhere.fetch("SELECT id FROM cases WHERE id = $1 FOR UPDATE NOWAIT", row.id)
