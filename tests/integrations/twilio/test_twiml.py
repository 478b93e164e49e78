"""What Twilio is answered, as the vendor's own library would have written it."""

import pytest
from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import Dial, VoiceResponse

from integrations.twilio import twiml


def test_a_text_is_answered_with_nothing() -> None:
    assert str(MessagingResponse()).replace(" />", "/>") == twiml.EMPTY


@pytest.mark.parametrize(("accent", "words"), [("es-MX", "Envíenos un mensaje."), ("en-US", 'A <b> & "c"')])
def test_a_caller_hears_in_an_accent_to_send_a_text(accent: str, words: str) -> None:
    answer = VoiceResponse()
    answer.say(words, language=accent)
    assert twiml.please_text(accent, words) == str(answer)


@pytest.mark.parametrize("support", ["+13125550100", "(312) 555-0100 <x>&'\""])
def test_a_call_goes_through_to_the_support_line(support: str) -> None:
    answer, dial = VoiceResponse(), Dial(timeout=twiml.RINGS)
    dial.number(support)
    answer.append(dial)
    assert twiml.forward(support) == str(answer)
