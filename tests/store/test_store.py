"""What is kept: sealed to its place, durable when acknowledged, whole or not at all, and as the models say."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import pytest
from tortoise import Tortoise
from tortoise.connection import get_connection
from tortoise.migrations.api import migrate as run_migrations

from store import models
from store.atomic import after_commit, atomic
from store.connect import config, connect, disconnect, is_sqlite, sqlite_path
from store.crypt import Keys, Unreadable, WrongKeys
from store.ids import new_id
from store.journal import Journal, JournalFull
from store.migrate import migrate, pending
from store.queries import notes, slots
from store.queries.locks import participant
from tests.conftest import new_database
from tests.store.schema import schema

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
CANCELS = 400


@pytest.fixture
async def empty_url(database_source: Path | str, tmp_path: Path) -> AsyncIterator[str]:
    """A database with nothing in it, once of each kind."""
    if isinstance(database_source, Path):
        yield f"sqlite://{tmp_path / 'empty.db'}"
        return
    async with new_database(database_source) as url:
        yield url


async def test_the_migrations_one_by_one_lead_to_the_schema_a_new_database_begins_with(
        empty_url: str, database_url: str) -> None:
    await run_migrations(config=config(empty_url), target="store.0001_initial")
    await disconnect()
    applied = await migrate(empty_url)
    assert applied[0] == "0002_understood"
    assert await pending(empty_url) is False
    stepwise, at_once = await schema(empty_url), await schema(database_url)
    assert len(at_once) > 300
    assert stepwise ^ at_once == set()


async def test_processes_that_start_at_once_on_a_new_database_migrate_it_once(empty_url: str) -> None:
    many = [await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "migrate", env={**os.environ, "DATABASE_URL": empty_url, "SECRET_KEYS": "a" * 40},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT) for _ in range(3)]
    told = [(await one.communicate())[0].decode() for one in many]
    assert [one.returncode for one in many] == [0, 0, 0], told
    assert sum("0001_initial" in one for one in told) == 1
    assert await pending(empty_url) is False


async def test_a_new_database_killed_before_its_marks_is_finished_by_the_next_start(empty_url: str) -> None:
    await connect(empty_url)
    await Tortoise.generate_schemas()
    await disconnect()
    assert (await migrate(empty_url))[0] == "0001_initial"
    assert await migrate(empty_url) == []


async def test_migrating_again_changes_nothing(database_url: str) -> None:
    assert await migrate(database_url) == []
    assert not await pending(database_url)


async def test_what_is_sealed_opens_only_where_it_belongs(db: str) -> None:
    keys = Keys(("a" * 40,))
    sealed = keys.seal("codes|1", b"4417#")
    assert keys.open("codes|1", sealed) == b"4417#"
    for place, text in (("codes|2", sealed), ("notes|1", sealed), ("codes|1", sealed[:-1]), ("codes|1", b"")):
        with pytest.raises(Unreadable):
            keys.open(place, text)
    for bit in range(len(sealed)):
        damaged = bytearray(sealed)
        damaged[bit] ^= 1
        with pytest.raises(Unreadable):
            keys.open("codes|1", bytes(damaged))


async def test_old_keys_still_open_and_new_ones_seal(db: str) -> None:
    sealed = Keys(("old" * 20,)).seal("x|1", b"words")
    both = Keys(("new" * 20, "old" * 20))
    assert both.open("x|1", sealed) == b"words"
    with pytest.raises(Unreadable):
        Keys(("old" * 20,)).open("x|1", both.seal("x|1", b"words"))


async def test_other_keys_do_not_start_on_this_database(db: str) -> None:
    await Keys(("a" * 40,)).check()
    await Keys(("b" * 40, "a" * 40)).check()
    with pytest.raises(WrongKeys):
        await Keys(("b" * 40,)).check()


async def test_a_shredded_key_makes_words_unreadable(db: str) -> None:
    keys = Keys(("a" * 40,))
    who = await atomic(lambda: participant("sms", "+13125550111", "+13125550100", NOW))
    sealed = await keys.write(who, "messages", "m", "hello")
    assert await keys.read(who, "messages", "m", sealed) == "hello"
    await keys.shred(who)
    with pytest.raises(Unreadable):
        await keys.read(who, "messages", "m", sealed)


async def test_the_journal_keeps_each_key_once_and_survives_a_bad_row(db: str) -> None:
    journal = Journal(db)
    await journal.start()
    many = [journal.note(f"k{number % 40}", "said", "lane", b"x", NOW) for number in range(200)]
    assert sum(await asyncio.gather(*many)) == 40
    outcomes = await asyncio.gather(journal.note("good", "said", "lane", b"x", NOW),
                                    journal.note("bad", "said", None, b"x", NOW),  # type: ignore[arg-type]
                                    return_exceptions=True)
    assert outcomes[0] is True
    assert isinstance(outcomes[1], Exception)
    await journal.stop()
    assert len(await notes.open_notes("lane", 100)) == 41



async def test_a_full_journal_says_so(db: str) -> None:
    journal = Journal(db)
    await journal.start()
    waiting = [asyncio.create_task(journal.note(f"k{number}", "said", "l", b"x", NOW)) for number in range(4200)]
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert any(isinstance(one, JournalFull) for one in outcomes)
    assert await models.Note.all().count() == sum(1 for one in outcomes if one is True)
    await journal.stop()


async def test_a_cancelled_caller_leaks_no_connection(db: str) -> None:
    async def work() -> None:
        await models.Cursor.update_or_create(name="n", defaults={"value": "1"})

    for number in range(CANCELS):
        task = asyncio.create_task(atomic(work))
        for _ in range(number % 30):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    async with asyncio.timeout(5):
        assert await models.Cursor.all().count() == 1


async def test_a_failed_transaction_keeps_nothing_and_rings_no_bell(db: str) -> None:
    rung: list[int] = []

    async def work() -> None:
        await models.Cursor.create(name="n", value="1")
        after_commit(lambda: rung.append(1))
        msg = "no"
        raise ValueError(msg)

    with pytest.raises(ValueError, match="no"):
        await atomic(work)
    assert await models.Cursor.all().count() == 0
    assert rung == []


async def test_two_customers_never_get_the_last_place(db: str) -> None:
    depot = await models.Depot.create(id=new_id(), name="d", brand="d", time_zone="UTC", default_region="US",
                                      language="en", support={}, windows=[], created_at=NOW)

    async def take(number: int) -> bool:
        return await atomic(lambda: slots.reserve_slot(depot.id, "k", f"d{number}", NOW, NOW + timedelta(hours=2), 3,
                                                       NOW + timedelta(minutes=30), NOW))

    taken = await asyncio.gather(*(take(number) for number in range(12)))
    assert sum(taken) == 3


async def test_ids_sort_by_age() -> None:
    made = [new_id() for _ in range(5000)]
    assert made == sorted(set(made))
    assert {len(one) for one in made} == {26}


async def test_hot_statements_use_an_index(db: str) -> None:
    connection = get_connection("default")
    if is_sqlite(db):
        assert sqlite_path(db).exists()
        plan = await connection.execute_query_dict(
            'EXPLAIN QUERY PLAN SELECT 1 FROM notes WHERE "open" = true AND lane = \'x\' LIMIT 1')
        assert "notes_open" in str(plan)
        return
    raw = await asyncpg.connect(db)
    await raw.execute("SET enable_seqscan = off")
    plan = await raw.fetch('EXPLAIN SELECT 1 FROM notes WHERE "open" = true AND lane = \'x\' LIMIT 1')
    await raw.close()
    assert "notes_open" in str([row[0] for row in plan]), os.linesep.join(row[0] for row in plan)
