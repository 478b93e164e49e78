"""The ledger: on disk before anybody is told, numbered without a gap, whole after a kill."""

import asyncio
import json
import signal
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from simulator.ledger import InUse, Ledger, read
from simulator.settings import Account
from tests.simulator.conftest import ANA, OURS

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


def ledger(path: Path) -> Ledger:
    return Ledger(path, lambda: NOON)


async def test_entries_are_numbered_in_the_order_they_were_noted(tmp_path: Path) -> None:
    book = ledger(tmp_path / "l.jsonl")
    heard: list[int] = []
    book.watch(lambda entry: heard.append(entry.number))
    noted = await asyncio.gather(*(book.note("said", text=f"{number}") for number in range(200)))
    await book.close()
    assert [entry.number for entry in noted] == heard == list(range(1, 201))
    assert [entry.text("text") for entry in read(tmp_path / "l.jsonl", after=198)] == ["198", "199"]
    assert all(entry.at == NOON for entry in read(tmp_path / "l.jsonl"))


async def test_a_note_is_on_disk_when_it_comes_back(tmp_path: Path) -> None:
    book = ledger(tmp_path / "l.jsonl")
    await book.note("said", text="ñ🚪")
    assert [entry.text("text") for entry in read(tmp_path / "l.jsonl")] == ["ñ🚪"]
    await book.close()


async def test_a_torn_last_line_is_cut_off_and_its_number_given_again(tmp_path: Path) -> None:
    path = tmp_path / "l.jsonl"
    book = ledger(path)
    await book.note("said", text="whole")
    await book.close()
    with path.open("ab") as file:
        file.write(b'{"n":2,"kind":"sa')
    assert len(list(read(path))) == 1
    again = ledger(path)
    assert (await again.note("said", text="after")).number == 2
    await again.close()
    assert [entry.text("text") for entry in read(path)] == ["whole", "after"]


async def test_two_worlds_never_write_to_one_ledger(tmp_path: Path) -> None:
    book = ledger(tmp_path / "l.jsonl")
    with pytest.raises(InUse):
        ledger(tmp_path / "l.jsonl")
    await book.close()


async def test_a_fact_may_not_hide_the_ledgers_own(tmp_path: Path) -> None:
    book = ledger(tmp_path / "l.jsonl")
    with pytest.raises(ValueError, match="real"):
        await book.note("said", real=1)
    await book.close()


async def test_nothing_acknowledged_is_missing_after_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "l.jsonl"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "simulator", "--port", f"{port}", "--ledger", f"{path}"]
    acknowledged: set[str] = set()
    for _ in range(3):
        process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
        assert process.stdout is not None
        assert await asyncio.wait_for(process.stdout.readline(), 20)
        senders = [asyncio.create_task(_send_on(port, acknowledged)) for _ in range(8)]
        so_far = len(acknowledged)
        while len(acknowledged) < so_far + 60:  # noqa: ASYNC110 eight senders fill it
            await asyncio.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        await process.wait()
        await asyncio.gather(*senders)
    kept = list(read(path))
    assert acknowledged <= {entry.text("sid") for entry in kept if entry.kind == "accepted"}
    assert [entry.number for entry in kept] == list(range(1, len(kept) + 1))
    assert len(acknowledged) >= 180


async def _send_on(port: int, acknowledged: set[str]) -> None:
    """Send until the world dies, and keep the sid of every text it said yes to."""
    account = Account()
    path = f"http://127.0.0.1:{port}/2010-04-01/Accounts/{account.sid}/Messages.json"
    headers = {"Authorization": aiohttp.encode_basic_auth(account.sid, account.token)}
    async with aiohttp.ClientSession(headers=headers) as http:
        while True:
            try:
                async with http.post(path, data={"To": ANA, "From": OURS, "Body": "hello"}) as answer:
                    if answer.status == 201:
                        acknowledged.add(json.loads(await answer.text())["sid"])
            except aiohttp.ClientError:
                return
