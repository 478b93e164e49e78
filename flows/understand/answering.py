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
_NEAR = 8
_NOW = re.compile(r"(?<!\w)(?:now|jetzt|ahora|ahorita|maintenant|nu|agora|adesso|ora|gerade|nou|at the moment|momento|im moment|en ce moment|moment)$")
"""No day that is wished for."""
_FACES = {"ack": "👍👌✅🆗✔☑", "deny_no": "👎❌🚫✖", "thanks": "🙏", "praise": "❤😍🥰👏🤩💯😊"}
"""What a message of pictures alone says."""


_OPENS_NO = re.compile(r"\W*(?:(?:no|ne|na|nei|non|nein|nee|nao)[,.!;:-]|(?:sorry,? )?(?:nope|nah|nein|nee|neen|nop|nee hoor)(?!\w))(?! ?(?:problem|prob|worr|stress|sorge|geen prob))")
_OPENS_YES = re.compile(r"\W*(?:yes|yep|yeah|yup|ok|okay|sure|fine|great|perfect|ja|jo|jep|passt|oui|ouais|daccord|dacc|ca marche|si|vale|va bene|sim|claro|perfecto|perfekt|"
                        r"parfait|prima|past|goed|confirmado|confirmed|confirmo|confermo|bestatigt|certo|works for us|works)(?:[,.!;:-] ?| (?:and|und|y|et|en|e|i) )(?!(?:but|pero|aber|mais|maar|ma|mas|si|wenn|if|als|se)\b)")
_OPENS_ACK = re.compile(r"\W*(?:ok|okay|oke|alright|noted|understood|got it|right|righto|in ordnung|alles klar|verstanden|notiert|daccord|bien recu|vale|entendido|de acuerdo|"
                        r"enterad[oa]|va bene|capito|ricevuto|ta bom|certo|entendi|ciente|begrepen|duidelijk|genoteerd|is goed|in orde)[,.!;:-] ?\w")
_IM_NOT = re.compile(r"(?:^|(?<=\W))(?:im not|i am not|this isnt|this is not|no soy|je ne suis pas|je suis pas|cest pas|moi cest pas|ich bin nicht|ich bin nich|non sono|nao sou|ik ben niet|"
                     r"hier geen|wrong|ben niet|no es el telefono de) (?:o |a |the |el |la |il |der |die |de |mr |mrs )?(?P<name>[a-z]+)(?=\W*$|[,.;!?]| (?:here|lo siento|sorry|hoor)\b)")
"""Who says that they are not somebody: the name is known by its capital."""


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
    if heard.other_day:
        found["reschedule"] = "one day called off for another"
    if heard.language:
        found["language"] = "another language is wanted"
    return found


def _answers(heard: Heard) -> dict[str, str]:
    """Yes, no, a score, an option: what they mean hangs on what was asked."""
    found: dict[str, str] = {}
    if heard.given and heard.given.sure and not heard.cues & {"missing", "delivery_instruction"}:
        found["rating"] = "a score"
    if heard.chosen and heard.chosen.sure:
        found["select_option"] = "one of the options"
    if heard.rules.yes.match(heard.flat.text):
        found |= _yes(heard)
    elif heard.rules.ack.match(heard.flat.text):
        found["ack"] = "taken note"
    found |= _opening(heard, found)
    if heard.rules.no.match(heard.flat.text) and not heard.rules.yes.match(heard.flat.text):
        found["deny_no"] = "a no"
    return found | _faces(heard)


def _opening(heard: Heard, found: dict[str, str]) -> dict[str, str]:
    """A yes, a no or a "noted" that more is said behind, and a name that is not theirs."""
    text, more = heard.flat.text, dict[str, str]()
    if heard.asked("confirm_window", "reschedule_offer") and "reschedule" not in heard.cues and _OPENS_NO.match(text):
        more["deny_no"] = "opens with a no"
    elif heard.asked("confirm_window") and _OPENS_YES.match(text) and not heard.when:
        more["confirm_yes"] = "opens with a yes"
    elif heard.asked("none") and not found and _OPENS_ACK.match(text):
        more["ack"] = "opens with a note taken"
    named = _IM_NOT.search(text)
    if named and heard.flat.words_of(*named.span("name"))[:1].isupper():
        more["wrong_number"] = "not somebody"
    return more


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
    if when is None or heard.cues & {"reschedule", "availability", "eta"} or _NOW.search(heard.flat.text[max(0, when.begin - _NEAR):when.stop]):
        return {}
    if heard.asked("confirm_window", "reschedule_offer"):
        return {"reschedule": "a time, where we asked for one"}
    if heard.asked("driver_relay") or when.relative:
        return {}
    rest = heard.text.replace(heard.flat.text[when.begin:when.stop], "")
    alone = len(re.findall(r"\w+", rest)) <= FEW
    return {"reschedule": "a time and nothing else"} if alone and not heard.asked("rating_request") else {}
