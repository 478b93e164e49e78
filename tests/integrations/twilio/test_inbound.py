"""What Twilio posts, typed or refused with a word on what was expected."""

from datetime import UTC, datetime

import pytest

from domain.message import State
from integrations.twilio import inbound
from integrations.twilio.form import Malformed
from tests.integrations.twilio.forms import ACCOUNT, SID, media, status, text, whatsapp

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


def test_a_text_is_heard_with_everything_that_counts() -> None:
    said = inbound.parse(text(), ACCOUNT, NOW)
    assert (said.channel, said.sid, said.theirs, said.ours) == ("sms", SID, "+13125550123", "+13125550100")
    assert (said.text, said.at, said.media, said.consent) == ("press 4417# and push", NOW, (), "")


def test_pictures_come_with_their_kinds_and_need_no_words() -> None:
    form = text(Body="", NumMedia="2", MediaContentType0="image/jpeg", MediaContentType1="text/x-vcard; charset=utf-8",
                MediaUrl0=media("MM" + "0" * 32, 1), MediaUrl1=media("MM" + "0" * 32, 2),
                MessageSid="MM" + "0" * 32, SmsMessageSid="MM" + "0" * 32)
    said = inbound.parse(form, ACCOUNT, NOW)
    assert (said.media, said.text) == (("image/jpeg", "text/x-vcard; charset=utf-8"), "")
    assert said.files == (f"MM{'0' * 32}/ME{1:032x}", f"MM{'0' * 32}/ME{2:032x}")


@pytest.mark.parametrize("url", [
    "", "https://evil.example/steal", "https://evil.example/2010-04-01/Accounts/" + ACCOUNT,
    media("MM" + "9" * 32, 1), media(SID, 1).replace(ACCOUNT, "AC" + "9" * 32), media(SID, 1) + "?x=1",
    media(SID, 1).replace("https://", "https://user:word@"), media(SID, 1).replace("https", "file"),
    media(SID, 1) + "/../../Messages.json"])
def test_a_file_is_fetched_by_its_id_alone_and_only_if_it_is_this_messages_own(url: str) -> None:
    with pytest.raises(Malformed, match="MediaUrl0"):
        inbound.parse(text(NumMedia="1", MediaContentType0="image/png", MediaUrl0=url), ACCOUNT, NOW)


@pytest.mark.parametrize(("word", "consent"), [("STOP", "stop"), ("START", "start"), ("HELP", "help")])
def test_a_word_the_carrier_has_answered_is_told_as_consent(word: str, consent: str) -> None:
    assert inbound.parse(text(OptOutType=word, Body=word), ACCOUNT, NOW).consent == consent


def test_a_whatsapp_is_a_channel_of_its_own_with_plain_numbers() -> None:
    said = inbound.parse(whatsapp(), ACCOUNT, NOW)
    assert (said.channel, said.theirs, said.ours) == ("whatsapp", "+13125550123", "+14155550100")
    assert said.text == "press 4417# and push"


@pytest.mark.parametrize("field", ["ButtonPayload", "ListId"])
def test_a_button_or_a_row_of_a_list_answers_as_if_its_id_had_been_typed(field: str) -> None:
    assert inbound.parse(whatsapp(Body="Another time", **{field: "2"}), ACCOUNT, NOW).text == "2"


def test_a_shared_place_is_told_beside_what_was_written() -> None:
    form = whatsapp(Body="here", Latitude="41.878113", Longitude="-87.629799", Label="Back door")
    said = inbound.parse(form, ACCOUNT, NOW)
    assert (said.text, said.place) == ("here", (41.8781, -87.6298))


@pytest.mark.parametrize(("field", "value"), [("ButtonPayload", "<b>"), ("ListId", "x" * 65), ("Latitude", "north"),
                                              ("Latitude", "91.0"),
                                              ("From", "whatsapp:3125550123"), ("To", "whatsapp:shop")])
def test_a_wrong_value_of_whatsapps_own_is_refused_by_name(field: str, value: str) -> None:
    with pytest.raises(Malformed) as refused:
        inbound.parse(whatsapp(Longitude="1.0") | {field: value}, ACCOUNT, NOW)
    assert refused.value.field == field


@pytest.mark.parametrize("sender", ["12345", "262966", "+4915112345678", "+5511987654321"])
def test_short_codes_and_numbers_of_any_country_may_write(sender: str) -> None:
    assert inbound.parse(text(From=sender), ACCOUNT, NOW).theirs == sender


def test_a_null_character_is_dropped_because_databases_cannot_keep_it() -> None:
    assert inbound.parse(text(Body="a\0b"), ACCOUNT, NOW).text == "ab"


@pytest.mark.parametrize(("field", "value"), [
    ("MessageSid", "SM123"), ("MessageSid", SID.upper()), ("MessageSid", SID + "\n"), ("MessageSid", "CA" + "0" * 32),
    ("AccountSid", "AC" + "b" * 32), ("AccountSid", ""), ("From", "whatsapp:+13125550123"), ("From", "3125550123x"),
    ("From", "+0312555012"), ("From", "anonymous"), ("From", "+1312555012345678"), ("To", "whatsapp:+13125550100"),
    ("To", "12345"), ("To", ""), ("NumMedia", "11"), ("NumMedia", "-1"), ("NumMedia", "many"), ("NumMedia", "٣"),
    ("MediaContentType0", "nonsense"), ("MediaContentType0", ""), ("OptOutType", "MAYBE"), ("OptOutType", ""),
    ("NumSegments", "1x"),
])
def test_each_wrong_value_is_refused_by_name_and_never_repeated(field: str, value: str) -> None:
    form = text(NumMedia="1", MediaContentType0="image/png", MediaUrl0=media(SID, 1)) | {field: value}
    with pytest.raises(Malformed) as refused:
        inbound.parse(form, ACCOUNT, NOW)
    assert refused.value.field == field
    assert refused.value.expected
    assert not value or value not in str(refused.value)


@pytest.mark.parametrize("field", ["AccountSid", "Body", "From", "MessageSid", "NumMedia", "To"])
def test_each_missing_field_is_refused_by_name(field: str) -> None:
    form = text()
    del form[field]
    with pytest.raises(Malformed) as refused:
        inbound.parse(form, ACCOUNT, NOW)
    assert refused.value.field == field


def test_no_account_of_ours_means_no_text_is_for_us() -> None:
    with pytest.raises(Malformed, match="our own account"):
        inbound.parse(text(AccountSid=""), "", NOW)


def test_a_status_callback_says_what_became_of_a_message() -> None:
    receipt = inbound.parse_status(status(), ACCOUNT)
    assert (receipt.sid, receipt.state, receipt.code) == (SID, State.DELIVERED, None)


@pytest.mark.parametrize(("code", "expected"), [("30006", 30006), ("", None), ("0", None)])
def test_a_failure_keeps_its_error_code(code: str, expected: int | None) -> None:
    receipt = inbound.parse_status(status(MessageStatus="undelivered", ErrorCode=code), ACCOUNT)
    assert (receipt.state, receipt.code) == (State.UNDELIVERED, expected)


def test_a_status_word_of_tomorrow_is_taken_as_proof_of_acceptance() -> None:
    assert inbound.parse_status(status(MessageStatus="teleported"), ACCOUNT).state is State.ACCEPTED


@pytest.mark.parametrize(("field", "value"), [("MessageStatus", ""), ("MessageStatus", "Sent!"), ("MessageSid", "x"),
                                              ("ErrorCode", "x"), ("AccountSid", "AC" + "b" * 32)])
def test_a_wrong_value_in_a_status_callback_is_refused_by_name(field: str, value: str) -> None:
    with pytest.raises(Malformed) as refused:
        inbound.parse_status(status(**{field: value}), ACCOUNT)
    assert refused.value.field == field
