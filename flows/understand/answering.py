"""What the rules make of a text: everything that was heard, weighed by what was asked."""

import re

from flows.understand.heard import FEW, Heard
from flows.understand.settling import denies_cancel, said_cancel, settled

_BRIEF = 7
_BESIDE_OPT_OUT = frozenset({"wrong_number", "complaint", "cancel", "access_code"})
_ERASE = re.compile(r"\bcancell\w+ (?:\w+ ){0,3}(?:numero|contatto|lista|dati)\b|\bcancella(?:rmi|temi|mi)\b")
"""In Italian a number is "cancelled" from a list."""
_NO_CANCEL = re.compile(
    r"\W*(?:no|nope|nah|nein|nee|non|nao|sorry)[,.!;:]+ ?(?:please |pls |just |dann |bitte |por favor |porfa |por )?"
    r"(?:cancel\w*|annul\w*|storn\w*|annuleer\w*)(?: (?:it|that|this|tutto|todo|tout|tudo|alles|maar|dann))?(?: (?:please|pls|bitte|aub|svp|por favor|per favore))?\W*$")
_FACES = {"ack": "👍👌✅🆗✔☑", "deny_no": "👎❌🚫✖", "thanks": "🙏", "praise": "❤😍🥰👏🤩💯😊"}
"""What a message of pictures alone says."""


def ruled(heard: Heard, *, leaves: bool) -> dict[str, str]:
    """The intents the rules find, each with why; empty where they know nothing. `leaves`: it asks to be left alone."""
    if "auto_reply" in heard.cues and not leaves:
        return {"auto_reply": "words of auto_reply"}
    found = _facts(heard) | _answers(heard) | _wishes(heard)
    if leaves:
        beside = _BESIDE_OPT_OUT if said_cancel(heard) and not _ERASE.search(heard.flat.text) else _BESIDE_OPT_OUT - {"cancel"}
        found = {one: why for one, why in found.items() if one in beside}
        found["opt_out"] = "asks to be left alone"
    return settled(heard, found)


def _facts(heard: Heard) -> dict[str, str]:
    """What holds whatever was asked: a code, news for the driver, trouble, a question."""
    found = {intent: f"words of {intent}" for intent in heard.cues}
    if _NO_CANCEL.match(heard.flat.text):
        found["cancel"] = "a no, and a word of cancelling"
    if denies_cancel(heard):
        found.pop("cancel", None)
    if heard.code and heard.code.sure:
        found["access_code"] = "a code"
    if heard.language:
        found["language"] = "another language is wanted"
    return found


def _answers(heard: Heard) -> dict[str, str]:
    """Yes, no, a score, an option: what they mean hangs on what was asked."""
    found: dict[str, str] = {}
    if heard.given and heard.given.sure and not heard.cues & {"missing", "delivery_instruction"}:
        found["rating"] = "a score"
    if heard.chosen and heard.chosen.sure and heard.short(_BRIEF):
        found["select_option"] = "one of the options"
    if heard.rules.yes.match(heard.flat.text):
        found |= _yes(heard)
    elif heard.rules.ack.match(heard.flat.text):
        found["ack"] = "taken note"
    if heard.rules.no.match(heard.flat.text) and not heard.rules.yes.match(heard.flat.text):
        found["deny_no"] = "a no"
    return found | _faces(heard)


def _faces(heard: Heard) -> dict[str, str]:
    if re.search(r"\w", heard.flat.text):
        return {}
    found = {intent: "a picture" for intent, faces in _FACES.items() if set(faces) & set(heard.flat.text)}
    return {"confirm_yes": "a picture"} if "ack" in found and heard.asked("confirm_window") else found


def _yes(heard: Heard) -> dict[str, str]:
    is_ack = heard.rules.ack.match(heard.flat.text) is not None
    if heard.asked("confirm_window") or not is_ack:
        return {"confirm_yes": "a yes"}
    return {"ack": "taken note"}


def _wishes(heard: Heard) -> dict[str, str]:
    """A time, and what is wanted of it."""
    when = heard.when
    if when is None or heard.cues & {"reschedule", "availability", "eta"}:
        return {}
    if heard.asked("confirm_window", "reschedule_offer"):
        return {"reschedule": "a time, where we asked for one"}
    if heard.asked("driver_relay") or when.relative:
        return {}
    rest = heard.text.replace(heard.flat.text[when.begin:when.stop], "")
    alone = len(re.findall(r"\w+", rest)) <= FEW
    return {"reschedule": "a time and nothing else"} if alone and not heard.asked("rating_request") else {}
