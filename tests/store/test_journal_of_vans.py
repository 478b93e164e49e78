"""The journal's second job: a van's fixes, its state and its crossings, together or not at all."""

import asyncio
import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tortoise.models import Model

from store import models
from store.batch import ETA, FIX, NOTE, VAN, FixRow, NoteRow, VanState
from store.connect import connect, disconnect
from store.journal import Journal
from store.migrate import migrate

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
T0 = NOW.timestamp()


def _fix(at: float, driver: str = "d1", lat: float = 41.88) -> FixRow:
    return (driver, at, lat, -87.63, 8.0, 90.0, 5.0, "believed", at + 1)


def _van(at: float | None, driver: str = "d1", state: str = "{}") -> VanState:
    return (driver, at, 41.88, -87.63, 8.0, 90.0, T0, state)


def _note(key: str) -> NoteRow:
    return (key, "Arrived", "c1", b"{}", NOW)


@pytest.mark.parametrize(("model", "columns"), [(models.Note, NOTE), (models.PositionRow, FIX), (models.VanRow, VAN),
                                                (models.EtaRow, ETA)])
def test_the_journals_statements_write_the_models_columns(model: type[Model], columns: tuple[str, ...]) -> None:
    assert set(columns) <= set(model._meta.db_fields)


async def test_fixes_state_and_crossings_are_kept_together(db: str) -> None:
    journal = Journal(db)
    await journal.start()
    eta = ("c1", 1.0, 2.0, 3.0, T0)
    assert await journal.track(_van(T0), (_fix(T0), _fix(T0 - 10)), (_note("a"),), (eta,)) == {"a"}
    await journal.track(_van(T0), (), (), (("c1", 2.0, 3.0, 4.0, T0 + 1), ("c2", 1.0, 2.0, 3.0, T0)))
    await journal.stop()
    assert sorted(await models.EtaRow.all().values_list("delivery_id", "likely")) == [("c1", 3.0), ("c2", 2.0)]
    assert await models.PositionRow.all().count() == 2
    van = await models.VanRow.get(driver_id="d1")
    assert (van.at, van.state, van.received) == (T0, "{}", T0)
    assert await models.Note.all().values_list("key", flat=True) == ["a"]


async def test_the_same_fixes_posted_by_twenty_at_once_are_kept_once(db: str) -> None:
    journal = Journal(db)
    await journal.start()
    many = [journal.track(_van(T0), (_fix(T0), _fix(T0 - 10)), (_note("a"),)) for _ in range(20)]
    assert sum(len(keys) for keys in await asyncio.gather(*many)) == 1
    await journal.stop()
    assert await models.PositionRow.all().count() == 2


async def test_a_van_never_moves_back_whatever_order_batches_come_in(db: str) -> None:
    journal = Journal(db)
    await journal.start()
    await journal.track(_van(T0, state='"new"'), ())
    await asyncio.gather(journal.track(_van(T0 - 60, state='"old"'), ()), journal.track(_van(T0, "d2"), ()))
    await journal.stop()
    assert (await models.VanRow.get(driver_id="d1")).state == '"new"'


async def test_a_job_that_cannot_be_kept_fails_alone_and_leaves_nothing(db: str) -> None:
    journal = Journal(db)
    await journal.start()
    bad: NoteRow = ("b", "Arrived", None, b"{}", NOW)  # type: ignore[assignment]
    good, failed = await asyncio.gather(journal.track(_van(T0), (_fix(T0),), (_note("a"),)),
                                        journal.track(_van(T0, "d2"), (_fix(T0, "d2"),), (bad,)),
                                        return_exceptions=True)
    assert good == {"a"}
    assert isinstance(failed, Exception)
    await journal.stop()
    assert await models.PositionRow.all().values_list("driver_id", flat=True) == ["d1"]
    assert await models.VanRow.all().values_list("driver_id", flat=True) == ["d1"]


@pytest.fixture
def sqlite_file(tmp_path: Path) -> str:
    return f"sqlite://{tmp_path}/vans.db"


async def test_a_process_of_its_own_keeps_the_same_rows(sqlite_file: str) -> None:
    await migrate(sqlite_file)
    journal = Journal(sqlite_file, apart=True)
    await journal.start()
    many = [journal.track(_van(T0), (_fix(T0), _fix(T0 - 10)), (_note("a"),), (("c1", 1.0, 2.0, 3.0, T0),))
            for _ in range(20)]
    assert sum(len(keys) for keys in await asyncio.gather(*many)) == 1
    bad: NoteRow = ("b", "Arrived", None, b"{}", NOW)  # type: ignore[assignment]
    assert isinstance((await asyncio.gather(journal.track(_van(T0), (), (bad,)), return_exceptions=True))[0], Exception)
    await journal.stop()
    await connect(sqlite_file)
    assert await models.PositionRow.all().count() == 2
    assert [(one.key, one.received_at) for one in await models.Note.all()] == [("a", NOW)]
    assert (await models.VanRow.get()).state == "{}"
    await disconnect()


async def test_a_process_of_its_own_finds_a_file_that_is_named_from_where_the_service_runs(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    await migrate("sqlite://vans.db")
    journal = Journal("sqlite://vans.db", apart=True)
    await journal.start()
    await journal.track(_van(T0), (_fix(T0),))
    await journal.stop()
    await connect("sqlite://vans.db")
    assert await models.PositionRow.all().count() == 1
    await disconnect()


async def test_a_writing_process_that_dies_loses_nothing_acknowledged_and_another_takes_its_place(
        sqlite_file: str) -> None:
    await migrate(sqlite_file)
    journal = Journal(sqlite_file, apart=True)
    await journal.start()
    kept, refused, killed = 0, 0, 0
    for number in range(40):
        many = [journal.track(_van(T0), (_fix(T0 + number + part / 8),)) for part in range(8)]
        asked = [asyncio.ensure_future(one) for one in many]
        if number % 10 == 5:
            await asyncio.sleep(0)
            killed += _kill_the_writer()
        answers = await asyncio.gather(*asked, return_exceptions=True)
        refused += sum(isinstance(one, OSError) for one in answers)
        kept += sum(one == frozenset() for one in answers)
    await journal.stop()
    await connect(sqlite_file)
    assert killed == 4
    assert kept + refused == 320
    assert kept >= 300, "only what was in its hands may have to be asked again"
    assert kept <= await models.PositionRow.all().count() <= 320
    await disconnect()


def _kill_the_writer() -> int:
    """End the children of ours that write a journal; how many there were."""
    children = [int(child) for child in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
                if b"store.sqlite_journal" in Path(f"/proc/{child}/cmdline").read_bytes()]
    for child in children:
        os.kill(child, signal.SIGKILL)
    return len(children)
