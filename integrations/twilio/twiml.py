"""What Twilio is answered: nothing to a text, and a sentence or the depot's support line to a call."""

from html import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
EMPTY = f"{HEAD}<Response/>"
RINGS = 25
"""Seconds the support line may ring; Twilio counts about five to a ring."""

PLEASE_TEXT = {
    "en": ("en-US", "Hello. This number is for text messages. Please send us a text, and we will answer it."),
    "es": ("es-MX", "Hola. Este número es solo para mensajes de texto. Envíenos un mensaje y le responderemos."),
}


def please_text(language: str) -> str:
    """Say that this number is for texts. `language` is BCP 47; one we have no words for is spoken to in English."""
    spoken, words = PLEASE_TEXT.get(language.partition("-")[0].lower(), PLEASE_TEXT["en"])
    return f'{HEAD}<Response><Say language="{spoken}">{escape(words, quote=False)}</Say></Response>'


def forward(support: str) -> str:
    """Put the call through to the depot's support line, a phone number."""
    return f'{HEAD}<Response><Dial timeout="{RINGS}"><Number>{escape(support, quote=False)}</Number></Dial></Response>'
