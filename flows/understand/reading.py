"""From a text to what was meant: law first, then the driver's lists, then everything a customer may say."""

from dataclasses import replace
from datetime import datetime

from flows.understand import consent
from flows.understand.agreeing import Offered, agreed
from flows.understand.customer import Weighed, look, weighed
from flows.understand.driving import driven
from flows.understand.flat import Flat, flatten
from flows.understand.speaking import Speaking, speaking
from flows.understand.understood import Slots, Understood

CUSTOMER_CONTEXTS = ("none", "confirm_window", "reschedule_offer", "rating_request", "driver_relay")
DRIVER_CONTEXTS = ("driver_menu", "driver_reason", "driver_which", "driver_free")
ESCALATES = frozenset({"human", "incident", "cancel", "damaged", "missing", "wrong_item", "refund_return", "complaint",
                       "sos", "vehicle_issue"})
"""What a person should look at, whatever we answer."""

UNDERSTOOD_ABROAD = 0.6
"""How sure we must be of words that come from somebody whose language we do not read."""

ENOUGH_WORDS = 3
"""Words after which a language is known: "ok" and "super" are said in many."""


def understand(text: str, context: str, now: datetime, language: str | None = None, offered: Offered | None = None) -> Understood:
    """What somebody meant, by rules and a small trained model.

    `context` is what we asked last (one of the contexts above, anything else counts as `none`). `now` is aware, in the
    delivery's local zone. `language` is a hint (BCP 47): the words themselves may say otherwise.
    `offered` is the window that `confirm_window` asked about: who names its day says yes to it.
    """
    flat = flatten(text)
    heard = speaking(flat, language)
    if key := consent.keyword(flat, language or ""):
        return replace(_lawful(key, flat, heard.language), context=context)
    if context in DRIVER_CONTEXTS:
        return _from_driver(flat, context, heard)
    return _from_customer(flat, context, now, heard, offered)


def _lawful(key: str, flat: Flat, spoken: str) -> Understood:
    both = key == "opt_out" and consent.ambiguous(flat)
    intents = (key, "cancel") if both else (key,)
    return Understood(spoken, intents, 0.99, Slots(), both, ("a keyword of the law",))


def _from_driver(flat: Flat, context: str, heard: Speaking) -> Understood:
    one = driven(flat, context, heard.language, heard.seen)
    escalate = bool(ESCALATES & set(one.intents))
    return Understood(heard.language, one.intents, one.confidence, one.slots, escalate, (one.why,), context,
                      _told(heard))


def _from_customer(flat: Flat, context: str, now: datetime, heard: Speaking, offered: Offered | None) -> Understood:
    looked = look(flat, context, now, heard.language, sure=heard.sure, leaves=consent.leaves(flat))
    found = agreed(weighed(heard.seen, looked, now, sure=heard.sure), looked.heard, offered)
    if heard.foreign and found.confidence < UNDERSTOOD_ABROAD:
        found = Weighed(("other",), Slots(), found.confidence, ("a language we do not read",))
    escalate = bool(ESCALATES & set(found.intents))
    return Understood(heard.language, found.intents, found.confidence, found.slots, escalate, found.why, context,
                      _told(heard))


def _told(heard: Speaking) -> bool:
    return heard.sure and not heard.foreign and sum(word.isalpha() for word in heard.seen.words) >= ENOUGH_WORDS
