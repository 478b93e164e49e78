"""The audit log shows every change to it: edited, deleted, moved, cut off."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.clock import Clock
from bot.staff.audit import audit, verify
from store import models
from store.atomic import atomic
from store.crypt import Keys
from tests.console.conftest import House

KEYS = Keys(("k" * 40,))


async def written(many: int = 6) -> None:
    for number in range(many):
        await atomic(lambda number=number: audit(KEYS, Clock().machine(), "kim@example.com", "code shown",
                                                 f"BF-{number}", "driver at the gate"))


async def edit() -> None:
    await models.AuditRow.filter(seq=3).update(why="no reason")


async def rename() -> None:
    await models.AuditRow.filter(seq=3).update(who="lee@example.com")


async def shift_a_letter() -> None:
    await models.AuditRow.filter(seq=3).update(of="BF-", why="2driver at the gate")


async def delete() -> None:
    await models.AuditRow.filter(seq=3).delete()


async def cut_off_the_end() -> None:
    await models.AuditRow.filter(seq=6).delete()


async def empty() -> None:
    await models.AuditRow.all().delete()


async def swap() -> None:
    three, four = await models.AuditRow.get(seq=3), await models.AuditRow.get(seq=4)
    for seq, other in ((3, four), (4, three)):
        await models.AuditRow.filter(seq=seq).update(at=other.at, of=other.of, seal=other.seal)


async def forge() -> None:
    await models.AuditRow.create(seq=7, at=Clock().machine(), who="kim@example.com", what="code shown", seal="0" * 64)


async def forget_the_count() -> None:
    await models.Cursor.filter(name="audit head").delete()


@pytest.mark.parametrize("change", [edit, rename, shift_a_letter, delete, cut_off_the_end, empty, swap, forge,
                                    forget_the_count])
async def test_any_change_is_found(db: str, change: Callable[[], Awaitable[None]]) -> None:
    await written()
    assert (await verify(KEYS)).whole
    await change()
    found = await verify(KEYS)
    assert not found.whole
    assert found.why


async def test_rows_made_at_once_are_one_chain_without_gaps(db: str) -> None:
    await asyncio.gather(*(atomic(lambda: audit(KEYS, Clock().machine(), "kim", "retry")) for _ in range(20)))
    assert [row.seq for row in await models.AuditRow.all().order_by("seq")] == list(range(1, 21))
    assert (await verify(KEYS)).rows == 20


async def test_what_is_rolled_back_was_never_in_the_log(db: str) -> None:
    async def work() -> None:
        await audit(KEYS, Clock().machine(), "kim", "retry")
        msg = "undo"
        raise RuntimeError(msg)

    with pytest.raises(RuntimeError):
        await atomic(work)
    assert (await verify(KEYS)).rows == 0


async def test_a_newer_key_still_reads_what_the_older_sealed(db: str) -> None:
    await written(2)
    newer = Keys(("n" * 40, "k" * 40))
    await atomic(lambda: audit(newer, Clock().machine(), "kim", "retry"))
    assert (await verify(newer)).rows == 3


async def test_the_page_shows_the_log_and_its_verdict(house: House) -> None:
    admin = await house.person("admin")
    await atomic(lambda: audit(house.context.keys, Clock().machine(), "kim@example.com", "code shown", "BF-1", "gate"))
    assert 'data-verdict="whole"' in (await admin.get("/console/audit"))[1]
    await edit_first()
    status, text = await admin.get("/console/audit")
    assert (status, 'data-verdict="broken"' in text) == (200, True)


async def edit_first() -> None:
    await models.AuditRow.filter(seq=1).update(why="no reason")
