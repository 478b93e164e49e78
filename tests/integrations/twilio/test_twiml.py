"""What Twilio is answered, as the vendor's own library would have written it."""

import pytest
from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import Dial, VoiceResponse

from integrations.twilio import twiml


def test_a_text_is_answered_with_nothing() -> None:
    assert str(MessagingResponse()).replace(" />", "/>") == twiml.EMPTY


@pytest.mark.parametrize(("language", "spoken", "words"), [
    ("en", "en-US", "send us a text"), ("es", "es-MX", "mensajes de texto"), ("es-US", "es-MX", "mensajes de texto"),
    ("ES", "es-MX", "mensajes de texto"), ("tlh", "en-US", "send us a text"), ("", "en-US", "send us a text"),
])
def test_a_caller_hears_in_their_language_to_send_a_text(language: str, spoken: str, words: str) -> None:
    answer = VoiceResponse()
    answer.say(twiml.PLEASE_TEXT[spoken.partition("-")[0]][1], language=spoken)
    assert twiml.please_text(language) == str(answer)
    assert words in str(answer)


@pytest.mark.parametrize("support", ["+13125550100", "(312) 555-0100 <x>&'\""])
def test_a_call_goes_through_to_the_support_line(support: str) -> None:
    answer, dial = VoiceResponse(), Dial(timeout=twiml.RINGS)
    dial.number(support)
    answer.append(dial)
    assert twiml.forward(support) == str(answer)
