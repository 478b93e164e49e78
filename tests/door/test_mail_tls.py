"""Mail over TLS, both ways and both forms of it, to real servers with real certificates; none but the right one."""

import asyncio
import logging
import socket
import ssl
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import DEVNULL, Popen
from time import monotonic, sleep

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from bot import postbox
from bot.settings import BadSettings, load
from domain.people import MessageId
from integrations.channel import Mail, Outgoing, SendError
from integrations.email.channel import EmailChannel
from integrations.email.imap import NoMailbox, opened
from tests.door.certified import Authority
from tests.door.stage import Stage

AWAY = "0.0.0.0"  # noqa: S104 this machine, by an address that does not say so: nothing listens there
USER, PASSWORD = "demouser", "demopass"
WRONG = [("another name", "hostname|IP address mismatch"), ("run out", "certificate has expired"),
         ("another authority", "unable to get local issuer certificate|self-signed")]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def certificate(authority: Authority, kind: str, folder: Path) -> tuple[Path, Path]:
    """The right one for `AWAY` or one that is wrong in one way."""
    if kind == "another authority":
        return Authority(folder, "Somebody else").certify(AWAY)
    host, days = ("mail.example.com" if kind == "another name" else AWAY), (-1 if kind == "run out" else 1)
    return authority.certify(host, days=days)


def served(cert: Path, key: Path) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(cert, key)
    return made


class Taker:
    """Lets one person in, and keeps what it took."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.took: list[bytes] = []
        self.tried: list[bytes] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 its name
        """Take a mail."""
        self.took.append(envelope.original_content or b"")
        return "250 OK"

    def __call__(self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, who: object) -> AuthResult:
        """Whether it is them."""
        assert isinstance(who, LoginPassword)
        self.tried.append(who.password)
        return AuthResult(success=who.password == PASSWORD.encode())


@asynccontextmanager
async def smtp(scheme: str, tls: ssl.SSLContext | None) -> AsyncIterator[tuple[Taker, str]]:
    """A server, and its address with a user and a password in it; without `tls` an old one, all in the open."""
    taker = Taker()

    def line() -> SMTP:
        offered = tls if scheme == "smtp" else None
        return SMTP(taker, tls_context=offered, authenticator=taker, auth_require_tls=False)

    server = await asyncio.get_running_loop().create_server(line, "127.0.0.1", 0,
                                                            ssl=tls if scheme == "smtps" else None)
    port = server.sockets[0].getsockname()[1]
    yield taker, f"{scheme}://{USER}:{PASSWORD}@{AWAY}:{port}"
    server.close()


def letter() -> Outgoing:
    return Outgoing(MessageId("01JD8Z"), 1, "ana@example.com", "", "Your lamp comes.", "t", timedelta(hours=1),
                    channel="email", mail=Mail("Your lamp", "<p>Your lamp</p>", "d", "https://x.example/u"))


async def mailed(url: str, authority: Authority | None) -> None:
    await EmailChannel(url, "Bloom <hello@bloom.example>", lambda: datetime.now(UTC),
                       str(authority.file) if authority else "").send(letter())


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_a_mail_goes_over_tls_to_a_server_whose_certificate_our_authority_signed(
        scheme: str, authority: Authority, tmp_path: Path) -> None:
    async with smtp(scheme, served(*certificate(authority, "right", tmp_path))) as (taker, url):
        await mailed(url, authority)
    assert len(taker.took) == 1
    assert taker.tried == [PASSWORD.encode()]


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
@pytest.mark.parametrize(("kind", "why"), WRONG)
async def test_a_wrong_certificate_is_refused_in_words_before_the_password_and_the_mail_waits(
        scheme: str, kind: str, why: str, authority: Authority, tmp_path: Path) -> None:
    async with smtp(scheme, served(*certificate(authority, kind, tmp_path))) as (taker, url):
        with pytest.raises(SendError, match=f"not sent: the server's certificate is refused: .*({why})") as refused:
            await mailed(url, authority)
    assert (refused.value.permanent, refused.value.unknown, taker.took, taker.tried) == (False, False, [], [])


async def test_a_server_of_our_own_authority_is_refused_where_that_is_not_set(authority: Authority,
                                                                              tmp_path: Path) -> None:
    async with smtp("smtps", served(*certificate(authority, "right", tmp_path))) as (taker, url):
        with pytest.raises(SendError, match="certificate is refused"):
            await mailed(url, None)
    assert taker.took == []


async def test_no_password_goes_to_a_server_that_offers_no_tls(authority: Authority) -> None:
    async with smtp("smtp", None) as (taker, url):
        with pytest.raises(SendError, match="not sent") as refused:
            await mailed(url, authority)
    assert (refused.value.unknown, taker.took, taker.tried) == (False, [], [])


async def test_a_wrong_password_is_not_sent_and_not_unknown(authority: Authority, tmp_path: Path) -> None:
    async with smtp("smtps", served(*certificate(authority, "right", tmp_path))) as (taker, url):
        with pytest.raises(SendError, match="not sent") as refused:
            await mailed(url.replace(PASSWORD, "guess"), authority)
    assert (refused.value.unknown, taker.took, "guess" in str(refused.value)) == (False, [], False)


class Box:
    """An IMAP server of two ports: STARTTLS on one, TLS from the first byte on the other."""

    def __init__(self, folder: Path, cert: Path, key: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, "-c", "from pymap.main import main; main()", "--host", "127.0.0.1", "--port",
                   str(self.port), "--cert", str(cert), "--key", str(key), "dict", "--demo-data"]
        self.process = Popen(command, stdout=DEVNULL, stderr=DEVNULL, cwd=folder)  # noqa: S603 our own words
        self.tls = served(cert, key)
        until = monotonic() + 60
        while monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                break
            sleep(0.1)

    @asynccontextmanager
    async def at(self, scheme: str) -> AsyncIterator[str]:
        """Its address in this form."""
        if scheme == "imap":
            yield f"imap://{USER}:{PASSWORD}@{AWAY}:{self.port}"
            return
        server = await asyncio.start_server(self._through, "127.0.0.1", 0, ssl=self.tls)
        yield f"imaps://{USER}:{PASSWORD}@{AWAY}:{server.sockets[0].getsockname()[1]}"
        server.close()

    async def _through(self, theirs: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        await asyncio.gather(_pipe(theirs, writer), _pipe(reader, back), return_exceptions=True)


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while part := await reader.read(65536):
        writer.write(part)
        await writer.drain()
    writer.close()


@pytest.fixture
def boxes(tmp_path: Path) -> Iterator[dict[str, Box]]:
    made: dict[str, Box] = {}
    yield made
    for one in made.values():
        one.process.terminate()
        one.process.wait()


def box(boxes: dict[str, Box], authority: Authority, kind: str, folder: Path) -> Box:
    boxes[kind] = Box(folder, *certificate(authority, kind, folder))
    return boxes[kind]


async def test_a_mailbox_is_opened_over_tls_from_the_first_byte_or_by_starttls(
        authority: Authority, boxes: dict[str, Box], tmp_path: Path) -> None:
    here = box(boxes, authority, "right", tmp_path)
    for scheme in ("imap", "imaps"):
        async with here.at(scheme) as url, opened(url, str(authority.file)) as folder:
            assert folder.validity > 0


@pytest.mark.parametrize(("kind", "why"), WRONG)
async def test_a_mailbox_with_a_wrong_certificate_is_not_opened_and_says_why(
        kind: str, why: str, authority: Authority, boxes: dict[str, Box], tmp_path: Path) -> None:
    here = box(boxes, authority, kind, tmp_path)
    for scheme in ("imap", "imaps"):
        async with here.at(scheme) as url:
            with pytest.raises(NoMailbox, match=f"open: the server's certificate is refused: .*({why})"):
                async with opened(url, str(authority.file)):
                    pass


async def test_a_mailbox_whose_certificate_is_wrong_is_a_line_in_the_log_and_no_secret(
        stage: Stage, authority: Authority, boxes: dict[str, Box], tmp_path: Path,
        caplog: pytest.LogCaptureFixture) -> None:
    async with box(boxes, authority, "run out", tmp_path).at("imaps") as url:
        stage.door.settings = stage.door.settings.model_copy(update={"imap_url": url,
                                                                     "mail_ca": str(authority.file)})
        with caplog.at_level(logging.WARNING):
            assert await postbox.collect(stage.door) == 0
    assert "could not be fetched: open: the server's certificate is refused: certificate has expired" in caplog.text
    assert PASSWORD not in caplog.text


def test_an_authority_that_cannot_be_read_stops_the_start_and_says_which_setting(tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("nothing")
    for path in (tmp_path / "empty.pem", tmp_path / "nowhere.pem"):
        with pytest.raises(BadSettings, match=r"MAIL_CA: expected a file of certificates \(PEM\).*for example"):
            load({"MAIL_CA": str(path)})
