"""The carrier's own words: STOP blocks, START unblocks, HELP helps. A word counts only when it is the whole text.

Source: Twilio's documentation of its default keywords for long codes in English.
"""

from enum import StrEnum


class Word(StrEnum):
    """What the carrier takes a text for."""

    STOP = "STOP"
    START = "START"
    HELP = "HELP"


WORDS = {
    **dict.fromkeys(("STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "REVOKE", "OPTOUT", "CANCEL"), Word.STOP),
    **dict.fromkeys(("START", "UNSTOP", "YES"), Word.START),
    **dict.fromkeys(("HELP", "INFO"), Word.HELP),
}
ANSWERS = {
    Word.STOP: "You are unsubscribed and get no more texts from this number. Text START to undo.",
    Word.START: "You are subscribed to this number again. Text STOP to end it.",
    Word.HELP: "Text STOP to end texts from this number. Message and data rates may apply.",
}


def carrier_word(text: str) -> Word | None:
    """The word a text is, if it is one and nothing else."""
    return WORDS.get(text.strip().upper())
