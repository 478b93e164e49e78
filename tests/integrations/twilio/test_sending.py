"""One POST a send, and the truth about what became of it, over real sockets."""

# Longer than 250 lines: one stand-in, every way a request can end.

import asyncio
import base64
import logging
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import aiohttp
import pytest
from aiohttp import web
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest

from domain.message import State
from integrations.channel import SendError
from integrations.twilio.channel import TwilioChannel
from integrations.twilio.transport import session
from tests.integrations.twilio import vectors
from tests.integrations.twilio.forms import ACCOUNT, SID
from tests.integrations.twilio.stand_in import (
    SENDER,
    SERVICE,
    TO,
    WORDS,
    Answer,
    Seen,
    Settings,
    channel,
    free_port,
    outgoing,
    resource,
    says,
    standing_in,
)

pytestmark = pytest.mark.asyncio
MADE = says(201, resource())
CONTRACT = vectors.table("contracts/twilio_messages_strict.derived.json")
SECRETS = (TO.lstrip("+"), SENDER.lstrip("+"), WORDS, "4417", "secret-token", "AAAAAAAAAAAAAAAAAAAAAA")


def fields(seen: Seen) -> dict[str, str]:
    """The form that was posted; each field once."""
    return {name: value for name, (value,) in parse_qs(seen.body.decode(), keep_blank_values=True).items()}


def validate(seen: Seen) -> None:
    """Raise unless Twilio's strict contract takes this request, and knows each name in its query."""
    request = MockRequest("https://api.twilio.com", seen.method.lower(), seen.path, args=seen.query,
                          data=seen.body or None, content_type=seen.headers.get("Content-Type", ""),
                          headers=seen.headers)
    OpenAPI.from_dict(CONTRACT).validate_request(request)
    path = seen.path.replace(ACCOUNT, "{AccountSid}").replace(SID, "{Sid}").replace("/{Sid}/", "/{MessageSid}/")
    known = {each["name"] for each in CONTRACT["paths"][path][seen.method.lower()].get("parameters", [])}
    assert set(seen.query) <= known


async def failed(answer: Answer, deadline: float = 5.0) -> tuple[SendError, int]:
    """How one send ends, and how many POSTs the server saw after a moment of patience."""
    async with standing_in(answer) as twilio, channel(twilio.origin, deadline) as sms:
        with pytest.raises(SendError) as caught:
            await sms.send(outgoing())
        await asyncio.sleep(0.2)
        return caught.value, twilio.posts


async def test_a_message_is_posted_once_with_everything_it_needs_and_nothing_else() -> None:
    async with standing_in(MADE) as twilio, channel(twilio.origin) as sms:
        receipt = await sms.send(outgoing())
    (seen,) = twilio.seen
    assert (receipt.sid, receipt.state, receipt.code) == (SID, State.ACCEPTED, None)
    assert seen.path == f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    assert fields(seen) == {
        "To": TO, "From": SENDER, "Body": WORDS, "ValidityPeriod": "1200",
        "StatusCallback": "https://track.example.com/webhooks/twilio/status/01JD8Z.1.AAAAAAAAAAAAAAAAAAAAAA",
    }
    assert seen.headers["Authorization"] == "Basic " + base64.b64encode(f"{ACCOUNT}:secret-token".encode()).decode()
    assert seen.headers["Connection"] == "close"
    assert "Cookie" not in seen.headers


@vectors.needed
@pytest.mark.parametrize("changed", [
    {}, {"service": SERVICE}, {"service": SERVICE, "sender": ""},
])
@pytest.mark.parametrize("message", [
    {}, {"body": "x" * 1600}, {"body": "está ✓ & +=%\n"}, {"valid": timedelta(days=9)}, {"valid": timedelta(0)},
])
async def test_every_send_keeps_to_twilios_strict_contract(changed: dict[str, str], message: dict[str, Any]) -> None:
    async with standing_in(MADE) as twilio, channel(twilio.origin, 5.0, **changed) as sms:
        await sms.send(outgoing(**message))
    (seen,) = twilio.seen
    validate(seen)
    assert fields(seen)["Body"] == message.get("body", WORDS)


@vectors.needed
@pytest.mark.parametrize("body", [b"To=%2B1&Body=x", b"To=%2B1&From=%2B2&Body=x&Surprise=1", b"From=%2B2&Body=x",
                                  b"To=%2B1&From=%2B2&Body=" + b"x" * 1601])
async def test_the_contract_would_have_refused_a_wrong_request(body: bytes) -> None:
    sent = {"Content-Type": "application/x-www-form-urlencoded"}
    with pytest.raises(Exception, match=r"(?i)validat|schema|invalid"):
        validate(Seen("POST", f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json", {}, sent, body))


@pytest.mark.parametrize(("valid", "expected"), [
    (timedelta(days=9), "36000"), (timedelta(0), "1"), (timedelta(minutes=-5), "1"), (timedelta(seconds=90.9), "90"),
])
async def test_a_messages_life_at_twilio_is_bounded_to_what_twilio_takes(valid: timedelta, expected: str) -> None:
    async with standing_in(MADE) as twilio, channel(twilio.origin) as sms:
        await sms.send(outgoing(valid=valid))
    assert fields(twilio.seen[0])["ValidityPeriod"] == expected


async def test_with_a_service_the_number_is_named_too_so_that_answers_come_back_to_it() -> None:
    async with standing_in(MADE) as twilio, channel(twilio.origin, service=SERVICE) as sms:
        await sms.send(outgoing())
        await sms.send(outgoing(sender=""))
    named, by_setting = map(fields, twilio.seen)
    assert (named["MessagingServiceSid"], named["From"]) == (SERVICE, SENDER)
    assert by_setting["From"] == SENDER


async def test_an_origin_with_a_path_keeps_it() -> None:
    async with standing_in(MADE) as twilio, channel(twilio.origin + "/proxy/") as sms:
        await sms.send(outgoing())
    assert twilio.seen[0].path == f"/proxy/2010-04-01/Accounts/{ACCOUNT}/Messages.json"


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_server_error_is_unknown_and_was_one_post(status: int) -> None:
    error, posts = await failed(says(status, {"code": 20500, "message": "oops"}, Retry_After="1"))
    assert (error.unknown, error.permanent, posts) == (True, False, 1)


async def test_silence_after_the_request_is_unknown_and_was_one_post() -> None:
    async def sleeps(_request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(3)
        return web.Response()

    error, posts = await failed(sleeps, deadline=0.3)
    assert (error.unknown, error.permanent, posts) == (True, False, 1)


async def test_a_reset_after_the_request_was_taken_is_unknown_and_was_one_post() -> None:
    async def hangs_up(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    error, posts = await failed(hangs_up)
    assert (error.unknown, error.permanent, posts) == (True, False, 1)


async def test_an_answer_cut_short_is_unknown_and_was_one_post() -> None:
    async def breaks_off(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(status=201, headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b'{"sid": ')
        assert request.transport is not None
        request.transport.abort()
        return response

    error, posts = await failed(breaks_off)
    assert (error.unknown, error.permanent, posts) == (True, False, 1)


@pytest.mark.parametrize("payload", ["", "{", "<html>Created</html>", "[]", "null", "7", '"SM"', "{}", '{"sid": "SM1"}',
                                     '{"sid": 7, "status": "queued"}', f'{{"sid": "{SID}"}}',
                                     f'{{"sid": "{SID}", "status": 7}}', f'{{"sid": "{SID}\\n", "status": "sent"}}'])
async def test_a_created_with_garbage_is_unknown_and_was_one_post(payload: str) -> None:
    error, posts = await failed(says(201, payload))
    assert (error.unknown, error.permanent, posts) == (True, False, 1)


async def test_a_redirect_is_not_followed_because_that_would_be_a_second_post() -> None:
    error, posts = await failed(says(307, "", Location="/elsewhere"))
    assert (error.unknown, posts) == (True, 1)


async def test_a_refused_connection_is_certainly_not_sent() -> None:
    async with channel(f"http://127.0.0.1:{free_port()}") as sms:
        with pytest.raises(SendError) as caught:
            await sms.send(outgoing())
    assert (caught.value.unknown, caught.value.permanent) == (False, False)


async def test_a_name_that_does_not_resolve_is_certainly_not_sent() -> None:
    async with channel("http://nowhere.invalid") as sms:
        with pytest.raises(SendError) as caught:
            await sms.send(outgoing())
    assert (caught.value.unknown, caught.value.permanent) == (False, False)


async def test_a_failed_tls_handshake_is_certainly_not_sent() -> None:
    async with standing_in(MADE) as twilio, channel(twilio.origin.replace("http:", "https:")) as sms:
        with pytest.raises(SendError) as caught:
            await sms.send(outgoing())
    assert (caught.value.unknown, caught.value.permanent, twilio.seen) == (False, False, [])


async def test_a_deadline_that_passes_before_the_handshake_is_done_is_certainly_not_sent() -> None:
    async def says_nothing(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(1)
        writer.close()

    server = await asyncio.start_server(says_nothing, "127.0.0.1", 0)
    origin = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server, channel(origin, 0.3) as sms:
        with pytest.raises(SendError) as caught:
            await sms.send(outgoing())
    assert (caught.value.unknown, caught.value.permanent) == (False, False)


async def test_under_a_session_that_nobody_watches_even_a_refused_connection_counts_as_unknown() -> None:
    async with aiohttp.ClientSession() as http:
        with pytest.raises(SendError) as caught:
            await TwilioChannel(Settings(f"http://127.0.0.1:{free_port()}"), http).send(outgoing())
    assert caught.value.unknown


async def test_too_many_requests_keeps_twilios_word_on_how_long_to_wait_and_was_one_post() -> None:
    error, posts = await failed(says(429, {"code": 20429, "message": "Too Many Requests"}, Retry_After="3"))
    assert (error.unknown, error.permanent, error.code, posts) == (False, False, 20429, 1)
    assert error.retry_after == timedelta(seconds=3)


@pytest.mark.parametrize("code", [21211, 21610, 21614, 21408])
async def test_a_refusal_is_permanent_and_keeps_its_code(code: int) -> None:
    error, posts = await failed(says(400, {"code": code, "message": f"{TO} {WORDS}", "status": 400}))
    assert (error.permanent, error.unknown, error.code, posts) == (True, False, code, 1)


async def test_a_hundred_sends_at_once_are_a_hundred_posts_each_of_its_own_body() -> None:
    async with standing_in(MADE) as twilio, channel(twilio.origin) as sms:
        await asyncio.gather(*(sms.send(outgoing(body=f"number {at}")) for at in range(100)))
    assert sorted(fields(seen)["Body"] for seen in twilio.seen) == sorted(f"number {at}" for at in range(100))


@pytest.mark.parametrize("answer", [MADE, says(503, "no"), says(201, "{"),
                                    says(400, {"code": 21211, "message": TO + WORDS})])
async def test_no_log_line_and_no_error_holds_a_number_a_body_a_token_or_a_secret(
        answer: Answer, caplog: pytest.LogCaptureFixture) -> None:
    error = ""
    with caplog.at_level(logging.DEBUG):
        async with standing_in(answer) as twilio, channel(twilio.origin) as sms:
            try:
                await sms.send(outgoing())
            except SendError as refusal:
                error = f"{refusal} {refusal!r} {refusal.__cause__!r}"
    assert twilio.posts == 1
    assert not [secret for secret in SECRETS if secret in caplog.text or secret in error]


async def test_sends_share_one_session_which_the_channel_leaves_open() -> None:
    async with standing_in(MADE) as twilio, session() as http:
        for _ in range(3):
            await TwilioChannel(Settings(twilio.origin), http).send(outgoing())
        assert not http.closed
    assert twilio.posts == 3
