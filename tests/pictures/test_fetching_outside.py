"""What is fetched from whom: our credentials go to the API alone, and nothing private is ever connected to."""

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from integrations.channel import SendError
from integrations.public import PublicResolver, is_public, public_session
from integrations.slack.files import SlackFiles
from integrations.slack.workspace import Workspace
from integrations.twilio.media import TwilioMedia
from simulator.settings import Account

ACCOUNT = Account()
REFERENCE = "MM" + "a" * 32 + "/ME" + "b" * 32
MOST = 1000


@dataclass
class Settings:
    """What Twilio's channel is told."""

    twilio_api_url: str
    url: str = "https://t.example"
    twilio_account_sid: str = ACCOUNT.sid
    twilio_auth_token: tuple[str, ...] = (ACCOUNT.token,)
    twilio_messaging_service_sid: str = ""
    twilio_from: str = ""


@dataclass
class Trap:
    """A server on loopback: what it was asked, and what it answers next."""

    origin: str = ""
    answers: list[web.Response] = field(default_factory=list)
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    async def serve(self, request: web.Request) -> web.Response:
        self.asked.append((request.method, request.raw_path, request.headers.get("Authorization", "")))
        return self.answers.pop(0) if self.answers else web.Response(body=b"the file")


async def _served() -> tuple[web.AppRunner, Trap]:
    trap, app = Trap(), web.Application()
    app.router.add_route("*", "/{path:.*}", trap.serve)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    trap.origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
    return runner, trap


@pytest.fixture
async def traps() -> AsyncIterator[tuple[Trap, Trap]]:
    """The API, and a private server that nobody may be led to."""
    (one, api), (two, private) = await _served(), await _served()
    yield api, private
    await one.cleanup()
    await two.cleanup()


@pytest.fixture
async def media(traps: tuple[Trap, Trap]) -> AsyncIterator[TwilioMedia]:
    async with aiohttp.ClientSession() as http, public_session() as outside:
        yield TwilioMedia(Settings(traps[0].origin), http, outside, 5)


def sent_on(to: str, status: int = 307) -> web.Response:
    return web.Response(status=status, headers={"Location": to})


async def test_a_file_is_asked_for_with_our_credentials_and_followed_without(traps: tuple[Trap, Trap],
                                                                            media: TwilioMedia) -> None:
    api, _ = traps
    api.answers = [sent_on("/files/x?sig=a%2Fb")]
    assert await media.fetch(REFERENCE, MOST) == b"the file"
    (_, first, login), (_, second, none) = api.asked
    assert first.endswith(f"/Accounts/{ACCOUNT.sid}/Messages/MM{'a' * 32}/Media/ME{'b' * 32}")
    assert login.startswith("Basic ")
    assert (second, none) == ("/files/x?sig=a%2Fb", "")


ELSEWHERE = """https://169.254.169.254/latest/meta-data/ https://127.0.0.1/ https://[::1]/ https://[::ffff:127.0.0.1]/
https://0x7f.1/ https://0x7f000001/ https://2130706433/ https://017700000001/ https://127.1/ https://0/ https://localhost/
http://media.twiliocdn.com/x ftp://media.twiliocdn.com/x file:///etc/passwd gopher://media.twiliocdn.com/ data:,x
https://media.twiliocdn.com@127.0.0.1/ https://user:word@media.twiliocdn.com/ https://media.twiliocdn.com:22/
https://media.twiliocdn.com:80/ https://twiliocdn.com.evil.example/ https://eviltwiliocdn.com/ https://twiliocdn.com/
https://amazonaws.com/ https://evil.example/.twiliocdn.com https://evil.example#.twiliocdn.com
https://evil.example?.amazonaws.com https://127.0.0.1\\.twiliocdn.com/ https://media.twiliocdn.com.:443/ //127.0.0.1/x
//evil.example/ https:///127.0.0.1 https://[fd00::1]/ https://10.0.0.1/ https://192.168.1.1/ https://172.16.0.1/
https://100.64.0.1/ https://[64:ff9b::7f00:1]/ https://[2002:7f00:1::]/ https://metadata.google.internal/
javascript:alert(1) https://%31%32%37.0.0.1/ https://127.0.0.1%2f.twiliocdn.com/ https://media.twiliocdn.com%00.evil.example/
https://[::]/ https://[::ffff:a9fe:a9fe]/ https://①②⑦.⓪.⓪.①/ https://127。0。0。1/""".split()


@pytest.mark.parametrize("url", ELSEWHERE)
async def test_a_file_is_never_followed_to_where_none_are_kept(traps: tuple[Trap, Trap], media: TwilioMedia,
                                                               url: str) -> None:
    api, private = traps
    api.answers = [sent_on(url)]
    with pytest.raises(SendError):
        await media.fetch(REFERENCE, MOST)
    assert private.asked == []
    assert [login for _, path, login in api.asked if not path.startswith("/2010")] == []


async def test_a_private_server_is_not_followed_to_even_by_its_port(traps: tuple[Trap, Trap],
                                                                    media: TwilioMedia) -> None:
    api, private = traps
    for to in (private.origin, private.origin.replace("127.0.0.1", "localhost"), private.origin.replace("http:", "")):
        api.answers = [sent_on(to + "/x")]
        with pytest.raises(SendError):
            await media.fetch(REFERENCE, MOST)
    assert private.asked == []


async def test_a_file_is_followed_once_and_no_further(traps: tuple[Trap, Trap], media: TwilioMedia) -> None:
    api, _ = traps
    api.answers = [sent_on("/a"), sent_on("/b")]
    with pytest.raises(SendError, match="second time") as error:
        await media.fetch(REFERENCE, MOST)
    assert error.value.permanent
    assert len(api.asked) == 2


@pytest.mark.parametrize("answer", [
    web.Response(body=b"x" * (MOST + 1)), web.Response(body=b"x", headers={"Content-Encoding": "gzip"}),
    web.Response(status=403), web.Response(status=404), web.Response(status=500)],
    ids=["long", "packed", "403", "404", "500"])
async def test_what_is_too_long_packed_or_not_there_is_not_taken(traps: tuple[Trap, Trap], media: TwilioMedia,
                                                                 answer: web.Response) -> None:
    traps[0].answers = [answer]
    with pytest.raises(SendError):
        await media.fetch(REFERENCE, MOST)


async def test_a_length_that_lies_is_cut_off_at_the_limit() -> None:
    async def endless(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        try:
            for _ in range(100_000):
                writer.write(b"400\r\n" + b"x" * 1024 + b"\r\n")
                await writer.drain()
        except ConnectionError:
            pass
        writer.close()

    server = await asyncio.start_server(endless, "127.0.0.1", 0)
    origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with aiohttp.ClientSession() as http, public_session() as outside:
        with pytest.raises(SendError, match="more than"):
            await TwilioMedia(Settings(origin), http, outside, 5).fetch(REFERENCE, 64 * 1024)
    server.close()


@pytest.mark.parametrize("reference", ["", "MM1/ME1", "../Messages.json", REFERENCE + "/..", REFERENCE.upper(),
                                       "https://evil.example/x"])
async def test_what_is_no_reference_is_asked_of_nobody(traps: tuple[Trap, Trap], media: TwilioMedia,
                                                       reference: str) -> None:
    with pytest.raises(SendError):
        await media.fetch(reference, MOST)
    assert traps[0].asked == []


@pytest.mark.parametrize(("address", "public"), [
    ("8.8.8.8", True), ("2001:4860:4860::8888", True), ("127.0.0.1", False), ("10.1.2.3", False), ("0.0.0.0", False),  # noqa: S104 an address to refuse
    ("169.254.169.254", False), ("100.64.1.1", False), ("192.168.0.1", False), ("224.0.0.1", False), ("::1", False),
    ("::", False), ("fe80::1%eth0", False), ("fd00::1", False), ("ff02::1", False), ("::ffff:127.0.0.1", False),
    ("::ffff:8.8.8.8", True), ("64:ff9b::7f00:1", False), ("64:ff9b::808:808", True), ("2002:7f00:1::", False),
    ("2001:0:0:0:0:0:80ff:fffe", False), ("255.255.255.255", False), ("198.18.0.1", False), ("nonsense", False)])
def test_an_address_is_public_or_it_is_not_connected_to(address: str, public: bool) -> None:  # noqa: FBT001 a table
    assert is_public(address) is public


async def test_a_name_that_points_inside_is_not_connected_to_and_its_second_answer_is_never_asked() -> None:
    """A server of names that says something public first and something private next: rebinding."""
    asked: list[str] = []

    async def lookup(host: str, port: int, **_more: Any) -> list[Any]:
        asked.append(host)
        address = "127.0.0.1" if len(asked) > 1 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    async with public_session(lookup) as http:
        for _ in range(2):
            with pytest.raises(aiohttp.ClientConnectorError):
                await http.get("https://media.twiliocdn.com/x")
    assert asked == ["media.twiliocdn.com"] * 2


async def test_of_several_addresses_only_the_public_ones_are_left() -> None:
    async def lookup(_host: str, port: int, **_more: Any) -> list[Any]:
        three = ("10.0.0.1", "8.8.8.8", "127.0.0.1")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in three]

    found = await PublicResolver(lookup).resolve("media.twiliocdn.com", 443)
    assert [one["host"] for one in found] == ["8.8.8.8"]


@pytest.mark.parametrize("where", ["https://evil.example/x", "https://files.slack.com.evil.example/x",
                                   "http://files.slack.com/x", "https://a@files.slack.com/x", "https://127.0.0.1/x",
                                   ""])
async def test_slacks_token_goes_to_slack_alone(traps: tuple[Trap, Trap], where: str) -> None:
    api, private = traps
    api.answers = [web.json_response({"ok": True, "file": {"id": "F0DOOR", "url_private_download": where, "size": 9}})]
    async with aiohttp.ClientSession() as http, public_session() as outside:
        files = SlackFiles(Workspace("xoxb-1", f"{api.origin}/api/", http), http, outside)
        with pytest.raises(SendError) as error:
            await files.fetch("F0DOOR", MOST)
    assert error.value.permanent
    assert private.asked == []
    assert len(api.asked) == 1


@pytest.mark.parametrize("more", [{"mode": "external"}, {"size": MOST + 1}])
async def test_a_file_outside_of_slack_or_too_large_is_not_fetched(traps: tuple[Trap, Trap],
                                                                   more: dict[str, object]) -> None:
    api, _ = traps
    api.answers = [web.json_response({"ok": True, "file": {"id": "F0DOOR", "url_private": api.origin + "/f"} | more})]
    async with aiohttp.ClientSession() as http, public_session() as outside:
        files = SlackFiles(Workspace("xoxb-1", f"{api.origin}/api/", http), http, outside)
        with pytest.raises(SendError):
            await files.fetch("F0DOOR", MOST)
    assert len(api.asked) == 1
