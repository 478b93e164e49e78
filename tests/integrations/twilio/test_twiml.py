"""What Twilio is answered."""

from xml.dom.minidom import Element, parseString

import pytest
from twilio.twiml.messaging_response import MessagingResponse

from integrations.twilio import twiml


def inside(answer: str) -> Element:
    """The one element in a response."""
    response = parseString(answer).documentElement
    assert response is not None
    assert response.tagName == "Response"
    (only,) = response.childNodes
    assert isinstance(only, Element)
    return only


def test_a_text_is_answered_with_nothing_exactly_as_the_library_would() -> None:
    assert str(MessagingResponse()).replace(" />", "/>") == twiml.EMPTY


@pytest.mark.parametrize(("language", "spoken", "word"), [
    ("en", "en-US", "text"), ("es", "es-MX", "texto"), ("es-US", "es-MX", "texto"), ("tlh", "en-US", "text"), ("", "en-US", "text"),
])
def test_a_caller_hears_in_their_language_to_send_a_text(language: str, spoken: str, word: str) -> None:
    said = inside(twiml.please_text(language))
    assert (said.tagName, said.getAttribute("language")) == ("Say", spoken)
    assert word in said.firstChild.nodeValue  # type: ignore[union-attr]


@pytest.mark.parametrize("support", ["+13125550100", "(312) 555-0100 <x>&'\""])
def test_a_call_goes_through_to_the_support_line(support: str) -> None:
    dialled = inside(twiml.forward(support))
    assert dialled.tagName == "Dial"
    assert 5 <= int(dialled.getAttribute("timeout")) <= 600
    assert dialled.firstChild.firstChild.nodeValue == support  # type: ignore[union-attr]
