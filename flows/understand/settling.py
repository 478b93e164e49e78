"""What was heard twice is one thing, and the graver reading goes only where it was meant."""

import re

from flows.understand import doors
from flows.understand.heard import Heard

ORDER = ("opt_out", "opt_in", "help", "auto_reply", "wrong_number", "language", "incident", "human", "cancel", "access_code",
         "delivery_instruction", "change_address", "damaged", "missing", "wrong_item", "refund_return", "complaint",
         "rating", "select_option", "confirm_yes", "deny_no", "reschedule", "availability", "eta", "identity_question",
         "verify", "nevermind", "unsure", "received", "praise", "thanks", "ack", "greeting", "other")
"""The order of intents in an answer: facts and law first, courtesies last."""

_SHORT = 2
_QUIET = frozenset({"greeting", "ack", "thanks"})
_AFTER = frozenset({"damaged", "missing", "wrong_item", "refund_return", "incident"})
_TOGETHER = {
    "received": frozenset({"damaged", "missing"}), "complaint": frozenset({"incident"}), "eta": frozenset({"missing", "reschedule", "delivery_instruction"}),
    "availability": frozenset({"reschedule", "eta", "delivery_instruction"}), "ack": frozenset({"thanks", "delivery_instruction"}),
    "identity_question": frozenset({"verify", "wrong_number"}),
}
"""What people say beside what, in one message."""
_CANCEL = re.compile(r"cancel|annul|storn|afzeg|abbestell|absag|disdi")
_NO = re.compile(r"\b(?:no|nop|nope|nah|naw|not|never|sorry|unfortunately|afraid|cant|cannot|wont|\w+nt|nein|nee|ne|nicht|leider|kein\w*|non|nan|pas|nao|n|niet|"
                 r"neen|helaas|geen|impossib\w*|imposible|unmoglich|onmogelijk|purtroppo|infelizmente|malheureusement|lo siento|desole|mi spiace|busy|tampoco|ningun\w*|"
                 r"aucun\w*|nessun\w*|nenhum\w*|none|neither|bad|schlecht|slecht|male|mal)\b|👎")
"""A wish for another time is no "no" by itself."""
_CANCELLED = re.compile(
    r"\b(?:(?:cancell?ed|cancelad[oa]s?|cancelaron|cancelaram|se cancelo|geannuleerd|afgezegd|annullat[oai]|(?:state|sono|vengono|venivano) annullate)"
    r"|(?:est|ete|etait|sont|a) annule\w*|(?:wurde|ist|wird|sei|war)(?: \w+){0,4} (?:storniert|abgesagt)"
    r"|(?:did|has|have|why did|who) (?:\w+ ){0,2}cancel)\b")
"""Somebody cancelled something, or is asked whether they did."""
_DID = re.compile(
    r"\b(?:(?:i|we)(?: have|ve|d|had)?(?: already)? cancell?ed|(?:he|hemos|lo|la|ya)(?: la| lo| ya)? (?:cancelado|cancele|anulado|anule)|(?:ja )?cancelei|cancelamos"
    r"|jai(?: deja)? annule|nous avons(?: deja)? annule|(?:l?ho|abbiamo)(?: gia)? annullato|(?:ich|wir|habe|haben)(?: \w+){0,4} (?:storniert|abbestellt|abgesagt)"
    r"|(?:ik|wij|we|heb|hebben)(?: \w+){0,4} (?:geannuleerd|afgezegd))\b")
"""They themselves did, and say so again."""
_WANTS = re.compile(r"\b(?:want|need|like|please|pls|quiero|quisiera|quero|voglio|vorrei|wil|graag|will|mochte|veux|voudrais)\b")
_NOT_CANCEL = re.compile(
    r"\b(?:cancel|abort|stop)(?:l?ing)? (?:\w+ ){0,4}?(?:direct debit|loan|transactions?|transfer|credit card|debit card|flight|hotel|reservation|alarm|reminder|"
    r"process|command|tasks?|input|last thing|what you|that request|gym|spa)\b|"
    r"\bcancelar (?:en efectivo|con tarjeta|al recibir)|\bnannul\w+ (?:pas|rien)|\b(?:annuleer|stornier\w*|cancel\w*|annul\w+)(?: (?:het|es|sie|lo|la|a|o|it|aub|bitte))* (?:niet|nicht|nao|pas|rien|nothing)\b|"
    r"\b(?:dont|do not|not|never|didnt|no|ne|pas|nicht|nao|niet|non|nunca)(?: (?:want|need|wanna|have|wish|like|said|say|told|"
    r"asked|going|quiero|queria|queremos|deseo|dije|veux|voulu|mochte|will|wil|quero|voglio|vorrei|to|me|you|u|i|a|de|que|"
    r"les?|la|lo|die|den|das|de|het|bestellung|lieferung)){0,4} (?:cancel|annul|storn|afzeg|abbestell|absag|disdi)")


def settled(heard: Heard, found: dict[str, str], *, weighed: bool = False) -> dict[str, str]:
    """What was heard twice is one thing, and the graver reading goes only where it was meant.

    `weighed`: the model holds each of them by itself, so that what may be said in one message stays together.
    """
    drop: set[str] = set()
    if found.keys() & (_AFTER | {"complaint"}):
        drop |= {"praise", "confirm_yes", "received", "ack", "availability"}
    if "incident" in found:
        drop |= {"damaged", "complaint"}
    if "refund_return" in found and "cancel" not in heard.cues:
        drop |= {"select_option"}
    if "missing" in found:
        drop |= {"received", "eta", "deny_no"}
    drop |= _of_time(heard, found) | _of_courtesy(heard, found)
    if weighed:
        drop -= {one for one, beside in _TOGETHER.items() if found.keys() & beside}
        drop |= {"eta"} if "reschedule" in found and "eta" not in heard.cues else set()
        drop |= {"availability"} & found.keys() if heard.other_day or ("delivery_instruction" in found and heard.when and not heard.asked("driver_relay")) else set()
    return {one: why for one, why in found.items() if one not in drop}


def _of_time(heard: Heard, found: dict[str, str]) -> set[str]:
    drop: set[str] = set()
    if "select_option" in found:
        drop |= {"reschedule", "availability", "unsure", "rating"}
    if "reschedule" in found:
        drop |= {"eta", "availability"} if heard.other_day else set()
        drop |= {"eta", "availability"} if heard.when or "availability" not in heard.cues else {"eta"}
        drop |= {"cancel"} if heard.when and "cancel" in found and not said_cancel(heard) else set()
    elif "eta" in found:
        drop |= {"availability"} if not heard.when else set()
    if "change_address" in found:
        drop |= {"delivery_instruction", "reschedule"} if not heard.when else {"delivery_instruction"}
    if "delivery_instruction" in found:
        drop |= (set() if heard.chosen and heard.chosen.sure and len(heard.flat.text.split()) > _SHORT else {"select_option"}) | _within(heard) | ({"eta"} if "?" not in heard.text else set())
    if "nevermind" in found:
        drop |= {"cancel", "reschedule", "deny_no"}
    return drop


def _within(heard: Heard) -> set[str]:
    """A time inside an instruction is part of it: "leave it with Ann, she is home until six"."""
    told = doors.instruction(heard.flat, heard.text, heard.rules) or ""
    if heard.when is None:
        return {"reschedule", "availability"}
    return {"availability"} if heard.when.phrase in told else set()


def denies_cancel(heard: Heard) -> bool:
    """They say that they do not want to cancel, or speak of what was cancelled by somebody."""
    by_others = _CANCELLED.search(heard.text) is not None and not (_WANTS.search(heard.text) or _DID.search(heard.text))
    plain_no = {"fr": r"\bnon ", "it": r"\bno "}.get(heard.rules.words.code)
    text = re.sub(plain_no, "no, ", heard.text) if plain_no else heard.text  # "non annulez" denies nothing there
    return by_others or _NOT_CANCEL.search(text) is not None


def said_cancel(heard: Heard) -> bool:
    """A word of cancelling was said, and not only "I no longer want"."""
    return _CANCEL.search(heard.text) is not None


def _of_courtesy(heard: Heard, found: dict[str, str]) -> set[str]:
    drop: set[str] = set()
    if "availability" in found and heard.asked("none", "driver_relay"):
        drop |= {"deny_no", "confirm_yes"}
    if found.keys() - _QUIET:
        drop |= {"greeting"} if found.get("ack", "").startswith("opens") else {"greeting", "ack"}
    if "thanks" in found:
        drop |= {"ack"}
    if {"deny_no", "reschedule"} <= found.keys() and not (_NO.match(heard.text.lstrip()) if heard.other_day else _NO.search(heard.text)):
        drop |= {"deny_no"}
    if found.keys() & {"confirm_yes", "deny_no", "human", "identity_question"}:
        drop |= {"unsure"} if "deny_no" not in found else set()
    if "identity_question" in found and "verify" in found:
        drop |= {"identity_question"}
    if "wrong_number" in found:
        drop |= {"deny_no", "identity_question", "availability", "missing"}
    if "rating" in found and heard.given and heard.short(2) and not any(one.isdigit() for one in heard.text):
        drop |= {"complaint"}  # the verdict is the score: a low one brings a person by itself
    if heard.context == "rating_request" and "rating" in found:
        drop |= {"confirm_yes", "deny_no", "ack", "reschedule"}
    if "rating" in found and heard.short(2) and "praise" not in heard.cues and "10" not in heard.text:
        drop |= {"praise"}
    if "praise" in found and "confirm_yes" in found:
        drop |= {"praise"} if heard.context != "rating_request" else {"confirm_yes"}
    return drop
