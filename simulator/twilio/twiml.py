"""What the service answers a webhook with, as far as a phone notices: texts sent back, words spoken to a caller."""

from xml.etree import ElementTree as ET


def replies(body: str) -> list[str]:
    """The texts that the `<Message>` elements of an answer hold, in order; none where it is not TwiML."""
    return [text for text in ("".join(one.itertext()).strip() for one in _parsed(body).iter("Message")) if text]


def spoken(body: str) -> str:
    """What a caller hears, or `dials +number`; empty where it is not TwiML."""
    for one in _parsed(body).iter():
        text = "".join(one.itertext()).strip()
        if one.tag == "Say" and text:
            return text
        if one.tag == "Dial" and text:
            return f"dials {text}"
    return ""


def _parsed(body: str) -> ET.Element:
    try:
        return ET.fromstring(body)  # noqa: S314 our own service's answer, at most 64 KiB; expat bounds entities
    except ET.ParseError:
        return ET.Element("nothing")
