"""Answers fetched from a real IMAP server on loopback: heard once however they come, whatever breaks on the way."""

import asyncio
import logging
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, Popen
from time import monotonic, sleep

import pytest
from aiosmtpd.smtp import SMTP
from imapclient import FLAGGED, SEEN, IMAPClient

from bot import postbox
from bot.mailroom import heard
from bot.settings import BadSettings, load
from store import models
from tests.door.mailing import Office, mailed, part, reply
from tests.door.stage import Stage
from tests.page.service import Service, serving

USER, PASSWORD = "demouser", "demopass"


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    """The server's port; its mailbox is in its memory."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from pymap.main import main; main()", "--host", "127.0.0.1", "--port", str(port),
               "dict", "--demo-data"]
    with Popen(command, stdout=DEVNULL, stderr=DEVNULL) as process:  # noqa: S603 our own words
        until = monotonic() + 60
        while monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            sleep(0.1)
        yield port
        process.terminate()


class Folder:
    """One folder there, as somebody at a mail program sees it."""

    def __init__(self, port: int, name: str) -> None:
        self.url = f"imap://{USER}:{PASSWORD}@127.0.0.1:{port}/{name}"
        self.name, self._port = name, port
        with self.open() as client:
            client.create_folder(name)

    def open(self) -> IMAPClient:
        """Sign in."""
        client = IMAPClient("127.0.0.1", self._port, ssl=False, timeout=20)
        client.login(USER, PASSWORD)
        return client

    def receives(self, *mails: bytes) -> None:
        """Mails arrive."""
        with self.open() as client:
            for mail in mails:
                client.append(self.name, mail)

    def flags(self) -> list[set[bytes]]:
        """Of each mail, in order of arrival."""
        with self.open() as client:
            client.select_folder(self.name, readonly=True)
            found = client.get_flags(client.search())
        return [{flag for flag in found[uid] if flag != b"\\Recent"} for uid in sorted(found)]


@pytest.fixture
def folder(server: int, stage: Stage, office: Office, request: pytest.FixtureRequest) -> Folder:
    """An empty folder, and a stage that fetches from it."""
    made = Folder(server, f"F{abs(hash(request.node.name))}")
    assert office.took == []
    stage.door.settings = stage.door.settings.model_copy(update={"imap_url": made.url})
    return made


async def words(stage: Stage) -> list[str]:
    """All that was heard, in order."""
    await stage.settle()
    rows = await models.Message.filter(outgoing=False).order_by("id").select_related("participant")
    return [await stage.keys.read(row.participant, "messages", row.id, row.sealed_body or b"") for row in rows]


async def test_an_answer_that_waits_in_a_mailbox_joins_its_conversation_and_is_answered(
        stage: Stage, office: Office, folder: Folder) -> None:
    delivery = await mailed(stage)
    folder.receives(reply(office.took[0], "Where is it?"))
    assert await postbox.collect(stage.door) == 1
    assert await words(stage) == ["Where is it?"]
    assert (await models.Message.get(outgoing=False)).conversation_id == delivery
    await stage.outbox.send_due()
    assert "planned for tomorrow" in part(office.took[1], "text/plain")
    assert folder.flags() == [{SEEN}]
    assert await postbox.collect(stage.door) == 0


async def test_a_mail_that_is_posted_and_fetched_is_heard_once(stage: Stage, office: Office, folder: Folder) -> None:
    await mailed(stage)
    raw = reply(office.took[0], "Where is it?")
    assert await heard(stage.door, raw)
    folder.receives(raw, raw)
    assert await postbox.collect(stage.door) == 0
    assert await words(stage) == ["Where is it?"]
    assert folder.flags() == [{SEEN}, {SEEN}]


async def test_mails_that_a_person_has_opened_are_heard_too_and_machines_are_left_as_they_are(
        stage: Stage, office: Office, folder: Folder) -> None:
    await mailed(stage)
    folder.receives(reply(office.took[0], "I am away", Auto_Submitted="auto-replied"),
                    reply(office.took[0], "Ring twice", Message_ID="<2@example.com>"))
    with folder.open() as client:
        client.select_folder(folder.name)
        client.add_flags(client.search()[-1:], [SEEN])
    await postbox.collect(stage.door)
    assert await words(stage) == ["Ring twice"]
    assert folder.flags() == [set(), {SEEN}]


async def test_what_cannot_be_read_or_is_too_large_is_flagged_for_a_person_and_holds_up_nobody(
        stage: Stage, office: Office, folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    await mailed(stage)
    monkeypatch.setattr(postbox, "LARGEST", 5000)
    strange = reply(office.took[0], "Ring twice", Message_ID="<3@example.com>").replace(b"utf-8", b"x-klingon")
    folder.receives(b"Subject: from nobody\r\n\r\nhello", reply(office.took[0], "x" * 6000), strange)
    await postbox.collect(stage.door)
    assert await words(stage) == ["Ring twice"]
    assert folder.flags() == [{FLAGGED}, {FLAGGED}, {SEEN}]


async def test_a_folder_that_is_made_anew_is_read_from_its_beginning_and_nothing_is_heard_twice(
        stage: Stage, office: Office, folder: Folder) -> None:
    await mailed(stage)
    first, second = (reply(office.took[0], text, Message_ID=f"<{text}@example.com>") for text in ("one", "two"))
    folder.receives(first)
    await postbox.collect(stage.door)
    before = (await models.Cursor.get(name__startswith="imap:")).value
    with folder.open() as client:
        client.delete_folder(folder.name)
        client.create_folder(folder.name)
    folder.receives(first, second)
    assert await postbox.collect(stage.door) == 1
    assert await words(stage) == ["one", "two"]
    assert (await models.Cursor.get(name__startswith="imap:")).value != before


async def test_a_server_that_is_away_or_lets_nobody_in_is_said_in_one_line_without_a_secret(
        stage: Stage, folder: Folder, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    for url in (folder.url.replace(PASSWORD, "wrong-pass"), "imap://demouser:demopass@127.0.0.1:9/INBOX",
                f"{folder.url}-that-is-not-there"):
        stage.door.settings = stage.door.settings.model_copy(update={"imap_url": url})
        assert await postbox.collect(stage.door) == 0
    assert len(caplog.messages) == 3
    assert all(one.startswith("mails could not be fetched: open: ") for one in caplog.messages)
    assert not any(secret in caplog.text for secret in ("wrong-pass", PASSWORD, USER))


@pytest.mark.parametrize("url", ["mail.example.com", "pop3://a:b@c", "imaps://mail.example.com", "imaps://me@host/INBOX"])
def test_a_wrong_address_is_named_with_an_example(url: str) -> None:
    with pytest.raises(BadSettings, match=r"IMAP_URL: expected .*; for example imaps://user:password@"):
        load({"IMAP_URL": url})


class Wire:
    """A line to the server that pulls the service's plug when the service says a word."""

    def __init__(self, port: int, word: bytes) -> None:
        self.word, self._port = word, port
        self.pulled = asyncio.Event()
        self._service: Service | None = None

    def watch(self, service: Service) -> None:
        """Whose plug it is."""
        self._service = service

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, both ways."""
        inner, outer = await asyncio.open_connection("127.0.0.1", self._port)
        back = asyncio.create_task(_pump(inner, writer))
        while some := await reader.read(4096):
            if self.word in some and not self.pulled.is_set() and self._service is not None:
                await self._service.kill()
                self.pulled.set()
                break
            outer.write(some)
        outer.close()
        await back


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while some := await reader.read(4096):
            writer.write(some)
        writer.close()


@pytest.fixture
async def wire(server: int) -> AsyncIterator[tuple[Wire, int]]:
    """The line, and its port. What is marked is durable already: that is where the plug is pulled."""
    made = Wire(server, b"STORE")
    listening = await asyncio.start_server(made, "127.0.0.1", 0)
    yield made, listening.sockets[0].getsockname()[1]
    listening.close()


async def test_a_service_killed_between_hearing_a_mail_and_marking_it_hears_it_once(
        server: int, wire: tuple[Wire, int], tmp_path: Path) -> None:
    line, port = wire
    folder = Folder(server, "Killed")
    smtp = await asyncio.get_running_loop().create_server(lambda: SMTP(Office()), "127.0.0.1", 0)
    settings = {"IMAP_URL": f"imap://{USER}:{PASSWORD}@127.0.0.1:{port}/Killed", "MAIL_FROM": "hello@bloom.example",
                "SMTP_URL": f"smtp://127.0.0.1:{smtp.sockets[0].getsockname()[1]}"}
    async with serving(tmp_path, extra=settings) as service:
        line.watch(service)
        folder.receives(b"From: ana@example.com\r\nMessage-ID: <k@example.com>\r\n\r\nWhere is it?")
        async with asyncio.timeout(30):
            await line.pulled.wait()
        assert folder.flags() == [set()]
        await service.start()
        async with asyncio.timeout(60):
            while folder.flags() != [{SEEN}]:  # noqa: ASYNC110 another program's doing
                await asyncio.sleep(0.5)
        await asyncio.sleep(1)
    smtp.close()
    with sqlite3.connect(tmp_path / "real.db") as db:
        assert db.execute("select count(*) from messages where outgoing = 0").fetchone() == (1,)
