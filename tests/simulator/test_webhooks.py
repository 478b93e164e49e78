"""What the world posts to the service: signed as Twilio signs, once, and never again when it was missed."""

# Longer than 250 lines: one world, each callback it makes.

import asyncio
import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from twilio.request_validator import RequestValidator

from integrations.twilio import inbound
from integrations.twilio.signature import verified
from simulator.settings import Account, CarrierRules
from simulator.twilio.faults import Fault
from simulator.twilio.optout import carrier_word
from simulator.twilio.segments import num_segments
from simulator.twilio.twiml import replies, spoken
from simulator.twilio.webhooks import signature
from tests.simulator.conftest import ANA, MARCO, OURS, Place, Service, Worlds

SHARED = Path(__file__).parents[2] / "../shared/data"


def fixtures(path: str) -> list[dict[str, object]]:
    file = SHARED / path
    if not file.exists():
        pytest.skip("the shared fixtures are not beside this checkout")
    text = file.read_text()
    return json.loads(text) if path.endswith(".json") else [json.loads(line) for line in text.splitlines()]


async def test_a_text_is_posted_with_twilios_fields_and_a_signature_twilio_accepts(world: Place) -> None:
    sid = await world.twilio.say(ANA, OURS, "Côté jardin, 🚪 side", 2)
    await world.until(lambda: bool(world.service.posts))
    (post,) = world.service.posts
    account = world.settings.account
    assert post.url.endswith("/webhooks/twilio/messages")
    assert RequestValidator(account.token).validate(post.url, post.form, post.signature)
    assert not RequestValidator("another").validate(post.url, post.form, post.signature)
    expected = {"AccountSid": account.sid, "MessageSid": sid, "SmsSid": sid, "SmsMessageSid": sid,
                "SmsStatus": "received", "From": ANA, "To": OURS, "Body": "Côté jardin, 🚪 side", "NumMedia": "2",
                "NumSegments": "1", "MessagingServiceSid": account.service_sid}
    assert post.form.items() >= expected.items()
    assert post.form["MediaContentType1"] == "image/jpeg"


async def test_the_picture_of_a_text_is_fetched_with_credentials_only(worlds: Worlds, unused_tcp_port: int) -> None:
    world = await worlds(origin=f"http://127.0.0.1:{unused_tcp_port}")
    await world.twilio.say(ANA, OURS, "look", 1)
    await world.until(lambda: bool(world.service.posts))
    path = world.service.posts[0].form["MediaUrl0"].removeprefix(world.settings.origin)
    async with world.http.get(world.url + path) as answer:
        assert answer.status == 401
    async with world.http.get(world.url + path, headers=world.auth, allow_redirects=False) as answer:
        assert answer.status == 307
        there = answer.headers["Location"]
    async with world.http.get(world.url + there) as answer:
        assert (answer.status, (await answer.read())[:3]) == (200, b"\xff\xd8\xff")
    async with world.http.get(world.url + there, headers=world.auth) as answer:
        assert answer.status == 400
    async with world.http.get(world.url + path[:-1] + "7", headers=world.auth) as answer:
        assert answer.status == 404


async def test_every_step_of_a_texts_life_is_called_back_and_signed(world: Place) -> None:
    callback = f"{world.service.url}/webhooks/twilio/status/token.x-y?try=1&of=a%20b"
    sent = await world.send(StatusCallback=callback, MessagingServiceSid=world.settings.account.service_sid, From="")
    await world.until(lambda: len(world.service.posts) == 4)
    validator = RequestValidator(world.settings.account.token)
    assert all(post.url == callback and validator.validate(callback, post.form, post.signature)
               for post in world.service.posts)
    assert {post.form["MessageStatus"] for post in world.service.posts} == {"queued", "sending", "sent", "delivered"}
    assert {post.form["MessageSid"] for post in world.service.posts} == {sent["sid"]}
    assert {post.form["From"] for post in world.service.posts} == {OURS}


async def test_a_phone_in_trouble_gets_nothing_and_the_callback_says_why(world: Place) -> None:
    await world.parts.ledger.note("phone", number=ANA, name="Ana", role="customer", trouble=30005)
    sent = await world.send(StatusCallback=f"{world.service.url}/status")
    await world.until(lambda: "status undelivered" in world.kinds(sent["sid"]) and len(world.service.posts) == 3)
    codes = {post.form["MessageStatus"]: post.form.get("ErrorCode") for post in world.service.posts}
    assert codes == {"sending": None, "sent": None, "undelivered": "30005"}
    assert world.phones.thread(ANA) == []


async def test_a_text_that_waits_longer_than_it_is_valid_fails(world: Place) -> None:
    world.fault(Fault.BACKLOG, seconds=90, times=1)
    sent = await world.send(ValidityPeriod="60")
    await world.until(lambda: "status failed" in world.kinds(sent["sid"]))
    found = await asyncio.to_thread(world.client().messages(str(sent["sid"])).fetch)
    assert (found.status, found.error_code) == ("failed", 30036)
    assert world.phones.thread(ANA) == []


@pytest.mark.parametrize(("fault", "posted"), [
    (Fault.CALLBACK_DROPPED, 2), (Fault.CALLBACK_REPEATED, 4), (Fault.CALLBACK_REORDERED, 3),
])
async def test_callbacks_are_lost_doubled_or_late_on_a_bad_day(world: Place, fault: Fault, posted: int) -> None:
    world.fault(fault, seconds=0.3, times=1)
    sent = await world.send(StatusCallback=f"{world.service.url}/status")
    await world.until(lambda: "status delivered" in world.kinds(sent["sid"]) and len(world.service.posts) >= posted)
    await asyncio.sleep(0.1)
    order = [post.form["MessageStatus"] for post in world.service.posts]
    assert len(order) == posted
    expected = {Fault.CALLBACK_DROPPED: "sent", Fault.CALLBACK_REPEATED: "sending", Fault.CALLBACK_REORDERED: "sent"}
    assert order[0] == expected[fault]


async def test_callbacks_may_come_before_the_answer_to_the_request(world: Place) -> None:
    world.fault(Fault.CALLBACK_FIRST, times=1)
    sent = await world.send(StatusCallback=f"{world.service.url}/status")
    assert world.kinds(sent["sid"])[-2:].count("status delivered") == 1
    assert world.service.posts, "the service heard of it before it was answered"


async def test_a_failed_callback_is_never_tried_again(world: Place, service: Service) -> None:
    service.status = 503
    sent = await world.send(StatusCallback=f"{service.url}/status")
    await world.until(lambda: world.kinds(sent["sid"]).count("callback_failed delivered") == 1)
    await asyncio.sleep(0.2)
    assert len(service.posts) == 3


async def test_what_a_dead_service_misses_is_listed_but_not_posted_again(worlds: Worlds, unused_tcp_port: int) -> None:
    world = await worlds(service_url=f"http://127.0.0.1:{unused_tcp_port}")
    sid = await world.twilio.say(ANA, OURS, "are you there?")
    await world.until(lambda: "inbound_answered" in world.kinds(sid))
    assert world.parts.ledger.entries[-1].count("http") == 0
    listed = await asyncio.to_thread(world.client().messages.list, to=OURS)
    assert [(one.sid, one.direction, one.status) for one in listed] == [(sid, "inbound", "received")]
    await asyncio.sleep(0.2)
    assert world.kinds(sid) == ["inbound", "inbound_answered"]


async def test_a_text_is_posted_twice_or_never_on_a_bad_day(world: Place) -> None:
    world.fault(Fault.INBOUND_REPEATED, times=1)
    twice = await world.twilio.say(ANA, OURS, "twice")
    await world.until(lambda: world.kinds(twice).count("inbound_answered") == 2)
    assert world.service.posts[0].form == world.service.posts[1].form
    world.fault(Fault.INBOUND_DROPPED, times=1)
    never = await world.twilio.say(ANA, OURS, "never")
    await world.twilio.say(ANA, OURS, "after")
    await world.until(lambda: len(world.service.posts) == 3)
    assert world.kinds(never) == ["inbound"]


async def test_stop_is_confirmed_blocks_and_is_posted_all_the_same(world: Place) -> None:
    await world.twilio.say(ANA, OURS, " Stop ")
    await world.until(lambda: len(world.phones.thread(ANA)) == 2 and bool(world.service.posts))
    assert world.service.posts[0].form["Body"] == " Stop "
    assert "OptOutType" not in world.service.posts[0].form
    assert "unsubscribed" in world.phones.thread(ANA)[1].text
    assert (await world.send(400))["code"] == 21610
    assert (await world.send(To=MARCO))["status"] == "queued"
    await world.twilio.say(ANA, OURS, "START")
    assert (await world.send())["status"] == "queued"


async def test_a_silent_carrier_blocks_without_a_word(worlds: Worlds) -> None:
    world = await worlds(carrier=CarrierRules(confirms=False))
    await world.twilio.say(ANA, OURS, "STOP")
    assert (await world.send(400))["code"] == 21610
    assert [bubble.text for bubble in world.phones.thread(ANA)] == ["STOP"]
    assert "accepted" not in " ".join(world.kinds())


async def test_advanced_opt_out_names_the_word_and_answers_help(worlds: Worlds) -> None:
    world = await worlds(carrier=CarrierRules(advanced=True))
    await world.twilio.say(ANA, OURS, "help")
    await world.until(lambda: len(world.phones.thread(ANA)) == 2 and bool(world.service.posts))
    assert world.service.posts[0].form["OptOutType"] == "HELP"


async def test_without_a_messaging_service_stop_holds_for_one_number(worlds: Worlds) -> None:
    second = "+13125550101"
    world = await worlds(account=Account(service_sid="", numbers=(OURS, second)))
    await world.twilio.say(ANA, OURS, "STOP")
    assert (await world.send(400))["code"] == 21610
    assert (await world.send(From=second))["status"] == "queued"


async def test_an_opt_out_survives_a_restart_of_the_world(worlds: Worlds, tmp_path: Path) -> None:
    world = await worlds()
    await world.twilio.say(ANA, OURS, "STOP")
    await world.parts.close()
    again = await worlds()
    assert (await again.send(400))["code"] == 21610
    assert (tmp_path / "ledger.jsonl").stat().st_size > 0


async def test_a_caller_hears_what_the_service_says(world: Place) -> None:
    world.service.answer = '<?xml version="1.0"?><Response><Say>Please text us &amp; wait.</Say></Response>'
    assert await world.twilio.ring(ANA, OURS) == "Please text us & wait."
    (post,) = world.service.named("/webhooks/twilio/voice")
    assert RequestValidator(world.settings.account.token).validate(post.url, post.form, post.signature)
    assert (post.form["From"], post.form["To"], post.form["CallStatus"]) == (ANA, OURS, "ringing")
    world.service.status = 500
    assert await world.twilio.ring(ANA, OURS) == ""


async def test_texts_in_the_answer_to_a_webhook_reach_the_phone(world: Place) -> None:
    world.service.answer = "<Response><Message>Hello</Message><Message><Body>again</Body></Message></Response>"
    await world.twilio.say(ANA, OURS, "hi")
    await world.until(lambda: len(world.phones.thread(ANA)) == 3)
    assert {bubble.text for bubble in world.phones.thread(ANA)} == {"hi", "Hello", "again"}


def test_an_answer_that_is_no_twiml_says_nothing() -> None:
    assert replies("OK") == []
    assert spoken("<html><p>x</html>") == ""
    assert spoken("<Response><Dial><Number>+13125550000</Number></Dial></Response>") == "dials +13125550000"


def test_the_signature_agrees_with_twilios_published_vectors() -> None:
    agreed = 0
    for vector in fixtures("webhooks/twilio_signature_vectors.json"):
        params, url, token = vector.get("params"), str(vector["url"]), str(vector["auth_token"])
        if not isinstance(params, dict) or not all(isinstance(value, str) for value in params.values()):
            continue  # a body in JSON or a field given twice: the world posts neither
        signed = signature(token, url, params)
        assert signed == RequestValidator(token).compute_signature(url, params), vector["name"]
        agreed += vector["valid"] is True and signed == vector["signature"]
    assert agreed >= 4, "as published, before a validator tries other ports"


def test_segments_are_counted_as_the_shared_vectors_count_them() -> None:
    for vector in fixtures("sms/segment_vectors.jsonl"):
        body = str(vector["sent_as"] if vector["smart_encoding"] else vector["body"])
        assert num_segments(body) == vector["segments"], vector


def test_the_carrier_knows_its_words_only_alone() -> None:
    assert [carrier_word(text) for text in ("stop", "UNSTOP\n", "Info", "stop at the gate", "don't stop", "")] == [
        "STOP", "START", "HELP", None, None, None]


async def test_our_own_border_takes_every_webhook_of_the_world(worlds: Worlds) -> None:
    world = await worlds(carrier=CarrierRules(advanced=True))
    account = world.settings.account
    await world.twilio.say(ANA, OURS, "STOP", 1)
    await world.send(To=MARCO, StatusCallback=f"{world.service.url}/webhooks/twilio/status/t")
    await world.until(lambda: len(world.service.posts) == 4)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    for post in world.service.posts:
        signed = {**headers, "X-Twilio-Signature": post.signature}
        form = verified(post.url, urlencode(post.form).encode(), signed, [account.token])
        if "Body" in form:
            said = inbound.parse(form, account.sid, world.parts.clock.now())
            assert (said.theirs, said.ours, said.text, said.media, said.consent) == (
                ANA, OURS, "STOP", ("image/jpeg",), "stop")
        else:
            assert inbound.parse_status(form, account.sid).sid == form["MessageSid"]
