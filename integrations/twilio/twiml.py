"""What Twilio is answered: nothing to a text, and a sentence or the depot's support line to a call."""

from html import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
EMPTY = f"{HEAD}<Response/>"
RINGS = 25
"""Seconds the support line may ring; Twilio counts about five to a ring."""


def please_text(accent: str, words: str) -> str:
    """Say that this number is for texts: `words` in an accent (BCP 47) that the vendor's voices have."""
    return f'{HEAD}<Response><Say language="{escape(accent)}">{escape(words, quote=False)}</Say></Response>'


def forward(support: str) -> str:
    """Put the call through to the depot's support line, a phone number."""
    return f'{HEAD}<Response><Dial timeout="{RINGS}"><Number>{escape(support, quote=False)}</Number></Dial></Response>'
