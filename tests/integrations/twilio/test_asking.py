"""What Twilio holds: what we sent, what people sent us, what became of one message, and taking one back."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from domain.message import State
from integrations.channel import SendError
from tests.integrations.twilio import vectors
from tests.integrations.twilio.forms import ACCOUNT, SID
from tests.integrations.twilio.stand_in import (
    SENDER,
    TO,
    WORDS,
    Answer,
    channel,
    free_port,
    in_turn,
    resource,
    says,
    standing_in,
)
from tests.integrations.twilio.test_sending import fields, validate

pytestmark = pytest.mark.asyncio
NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
SINCE = NOW - timedelta(minutes=10)
LIST = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"


def sid(number: int) -> str:
    """A message id."""
    return f"SM{number:032x}"


def page(*messages: dict[str, Any], more: str = "") -> Answer:
    """One page of a list; `more` is the token of the next."""
    following = f"{LIST}?PageSize=100&Page=1&PageToken={more}" if more else None
    return says(200, {"messages": list(messages), "page": 0, "page_size": 100, "uri": LIST, "first_page_uri": LIST,
                      "next_page_uri": following, "previous_page_uri": None, "start": 0, "end": len(messages)})


def made(number: int, minutes_ago: float, **changed: object) -> dict[str, Any]:
    """A message of some minutes ago."""
    when = format_datetime(NOW - timedelta(minutes=minutes_ago))
    return resource(sid=sid(number), date_created=when) | changed


def texted(number: int, minutes_ago: float, **changed: object) -> dict[str, Any]:
    """A message that somebody sent us."""
    heard = {"direction": "inbound", "from": TO, "to": SENDER, "status": "received"}
    return made(number, minutes_ago) | heard | changed


async def test_what_was_sent_to_a_phone_is_listed_newest_first_over_pages_until_it_is_too_old() -> None:
    pages = in_turn(page(made(1, 1, status="sent"), made(2, 3), more="PA1"),
                    page(made(3, 9, status="undelivered", error_code=30006), made(4, 11), more="PA2"),
                    page(made(5, 12), more="PA3"))
    async with standing_in(pages) as twilio, channel(twilio.origin) as sms:
        found = [one async for one in sms.sent(TO, SINCE)]
    assert [one.sid for one in found] == [sid(1), sid(2), sid(3)]
    assert (found[0].to, found[0].body, found[0].created) == (TO, WORDS, NOW - timedelta(minutes=1))
    assert [one.receipt.state for one in found] == [State.SENT, State.ACCEPTED, State.UNDELIVERED]
    assert found[2].receipt.code == 30006
    assert [seen.query.get("PageToken") for seen in twilio.seen] == [None, "PA1", "PA2"]


async def test_the_list_is_never_narrowed_by_the_date_of_sending_which_a_queued_message_has_not() -> None:
    async with standing_in(page()) as twilio, channel(twilio.origin) as sms:
        assert [one async for one in sms.sent(TO, SINCE)] == []
    assert twilio.seen[0].query == {"To": TO, "PageSize": "100"}


async def test_one_old_message_out_of_order_does_not_end_the_list() -> None:
    async with standing_in(page(made(1, 60), made(2, 1))) as twilio, channel(twilio.origin) as sms:
        assert [one.sid async for one in sms.sent(TO, SINCE)] == [sid(2)]


async def test_what_a_phone_sent_us_is_not_taken_for_what_we_sent_it() -> None:
    pages = page(texted(1, 1), made(2, 1, direction="outbound-reply"))
    async with standing_in(pages) as twilio, channel(twilio.origin) as sms:
        assert [one.sid async for one in sms.sent(TO, SINCE)] == [sid(2)]


async def test_what_people_texted_is_heard_as_the_webhook_would_have_told_it() -> None:
    pages = page(made(1, 1), texted(2, 2, body="gate is open"), texted(3, 3, status="receiving"), texted(4, 11))
    async with standing_in(pages) as twilio, channel(twilio.origin) as sms:
        (said,) = [one async for one in sms.received(SINCE)]
    assert (said.sid, said.theirs, said.ours, said.text) == (sid(2), TO, SENDER, "gate is open")
    assert (said.at, said.channel, said.media, said.consent) == (NOW - timedelta(minutes=2), "sms", (), "")
    assert twilio.seen[0].query == {"PageSize": "100"}


async def test_pictures_are_heard_with_their_kinds() -> None:
    media = {"media_list": [{"sid": "ME" + "0" * 32, "content_type": "image/jpeg", "parent_sid": SID}], "page": 0,
             "page_size": 50, "uri": "", "first_page_uri": "", "next_page_uri": None, "previous_page_uri": None,
             "start": 0, "end": 0}
    pages = in_turn(page(texted(1, 2, num_media="1", body=None)), says(200, media))
    async with standing_in(pages) as twilio, channel(twilio.origin) as sms:
        (said,) = [one async for one in sms.received(SINCE)]
    assert (said.media, said.text) == (("image/jpeg",), "")
    assert twilio.seen[1].path == f"{LIST.removesuffix('.json')}/{sid(1)}/Media.json"


async def test_what_is_no_plain_text_is_left_out_and_the_rest_is_heard(caplog: pytest.LogCaptureFixture) -> None:
    pages = page(texted(1, 1) | {"from": "whatsapp:" + TO}, texted(2, 2))
    async with standing_in(pages) as twilio, channel(twilio.origin) as sms:
        assert [one.sid async for one in sms.received(SINCE)] == [sid(2)]
    assert "From: expected" in caplog.text
    assert TO not in caplog.text


@pytest.mark.parametrize("answer", [says(200, "{"), says(200, {}), says(200, {"messages": 7}), says(503, "no"),
                                    says(200, {"messages": [{"sid": SID, "date_created": "soon"}]}),
                                    says(200, {"messages": [7]})])
async def test_a_list_that_makes_no_sense_is_an_error_and_not_an_empty_list(answer: Answer) -> None:
    async with standing_in(answer) as twilio, channel(twilio.origin) as sms:
        with pytest.raises(SendError):
            _ = [one async for one in sms.sent(TO, SINCE)]
        with pytest.raises(SendError):
            _ = [one async for one in sms.received(SINCE)]


async def test_a_messages_present_state_is_fetched() -> None:
    answer = says(200, resource(status="undelivered", error_code=30003))
    async with standing_in(answer) as twilio, channel(twilio.origin) as sms:
        receipt = await sms.fetch(SID)
    assert (receipt.sid, receipt.state, receipt.code) == (SID, State.UNDELIVERED, 30003)
    assert twilio.seen[0].path == f"{LIST.removesuffix('.json')}/{SID}.json"


@pytest.mark.parametrize(("answer", "permanent"), [(says(404, {"code": 20404, "message": "gone"}), True),
                                                   (says(503, "no"), False), (says(200, "{"), False)])
async def test_a_message_that_cannot_be_fetched_is_an_error(answer: Answer, *, permanent: bool) -> None:
    async with standing_in(answer) as twilio, channel(twilio.origin) as sms:
        with pytest.raises(SendError) as caught:
            await sms.fetch(SID)
    assert caught.value.permanent == permanent


async def test_a_message_that_has_not_left_is_taken_back() -> None:
    async with standing_in(says(200, resource(status="canceled"))) as twilio, channel(twilio.origin) as sms:
        assert await sms.cancel(SID)
    assert fields(twilio.seen[0]) == {"Status": "canceled"}


@pytest.mark.parametrize("answer", [says(400, {"code": 30409, "message": "late"}), says(200, resource(status="sent")),
                                    says(404, {"code": 20404, "message": "gone"})])
async def test_a_message_that_has_left_is_not_taken_back(answer: Answer) -> None:
    async with standing_in(answer) as twilio, channel(twilio.origin) as sms:
        assert not await sms.cancel(SID)


async def test_not_knowing_whether_it_was_taken_back_is_an_error() -> None:
    async with standing_in(says(503, "no")) as twilio, channel(twilio.origin) as sms:
        with pytest.raises(SendError):
            await sms.cancel(SID)
    async with channel(f"http://127.0.0.1:{free_port()}") as sms:
        with pytest.raises(SendError):
            await sms.cancel(SID)


@vectors.needed
async def test_every_question_keeps_to_twilios_strict_contract() -> None:
    answers = in_turn(page(made(1, 1), more="PA1"), page(), says(200, resource()),
                      says(200, resource(status="canceled")), page(resource(direction="inbound", num_media="1")),
                      says(200, {"media_list": []}))
    async with standing_in(answers) as twilio, channel(twilio.origin) as sms:
        _ = [one async for one in sms.sent(TO, SINCE)]
        await sms.fetch(SID)
        await sms.cancel(SID)
        _ = [one async for one in sms.received(SINCE)]
    assert len(twilio.seen) >= 6
    for seen in twilio.seen:
        validate(seen)
